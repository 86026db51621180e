"""Running the analysis on files: configuration, targets, search path, inputs, and the pipeline."""
