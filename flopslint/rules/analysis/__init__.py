"""FL0: the analysis itself."""
