"""A package: re-exports, star imports, submodules of itself."""

from family import plain as renamed
from family.branch import *
from . import colors
from .colors import RED, paint as brush
from .shared import *
from .twin import twin

VERSION = "1.0"


def __getattr__(name):
    if name == "dynamic":
        return "made on demand"
    raise AttributeError(f"no {name}")
