__all__ = ["exported", "_also"]

from .plain import counter

exported = "exported"
_also = "underscore in __all__"
not_exported = "left out"
