"""Results of earlier runs: plain text beside the project, believed while all that they rest on is the same."""
