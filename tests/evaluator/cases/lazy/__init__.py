import sys
from typing import TYPE_CHECKING


class Absent(Exception):
    pass


if TYPE_CHECKING:
    from .birds import *
    from .birds.owl import Owl
    from .songs import feathers, song

    try:
        pass
    except Absent:
        from .silence import notes
    else:
        from .songs import notes
else:
    from importlib import import_module
    from types import ModuleType

    class LazyModule(ModuleType):
        def __init__(self, name, path, places):
            super().__init__(name)
            self.__path__ = path
            self._places = places

        def __getattr__(self, name):
            if name not in self._places:
                raise AttributeError(name)
            return getattr(import_module("." + self._places[name], self.__name__), name)

    _places = {"Owl": "birds.owl", "Wren": "birds.wren", "feathers": "songs", "song": "songs", "notes": "songs"}
    sys.modules[__name__] = LazyModule(__name__, __path__, _places)
