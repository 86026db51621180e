"""Finding and running modules of the program, and the registries that they fill."""
