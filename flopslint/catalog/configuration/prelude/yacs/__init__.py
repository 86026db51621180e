"""The package of ``yacs.config``."""
