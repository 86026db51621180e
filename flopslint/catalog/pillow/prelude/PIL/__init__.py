"""Names of ``PIL`` itself."""

__version__ = "13.0.0"
