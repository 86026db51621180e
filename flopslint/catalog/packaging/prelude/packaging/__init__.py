"""Names of ``packaging`` itself."""

__title__ = "packaging"
__version__ = "26.3"
