"""The package of ``fvcore.nn``."""
