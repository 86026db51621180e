import sys
import typing

if typing.TYPE_CHECKING or "slow" in sys.argv:
    from .owl import *
    from .wren import *
else:
    from .owl import Owl
    from .wren import Wren

    sys.modules[__name__].__doc__ = "birds"
