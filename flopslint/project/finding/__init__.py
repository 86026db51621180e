"""Models that nobody named: which there are, how they are built, and with which input they run."""
