"""One function for each statement and expression of the IR."""
