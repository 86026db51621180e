"""Packages that put a lazy object in their own place, their names listed below ``if TYPE_CHECKING:``."""

import lazy
from lazy import Owl, Wren, feathers, song
from lazy.birds import Wren as SameWren

RESULT = {}
RESULT["named"] = (song("la"), Owl().name(), feathers)
RESULT["by star"] = Wren().name()
RESULT["same class"] = Wren is SameWren
RESULT["attribute"] = lazy.birds.Owl is Owl
RESULT["handler of an absent dependency"] = lazy.notes()
