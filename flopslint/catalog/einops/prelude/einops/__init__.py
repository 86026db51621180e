"""Names of ``einops`` that are source rather than entries."""

__version__ = "0.8.2"


class EinopsError(RuntimeError):
    pass
