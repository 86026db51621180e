"""Imports between files: relative, star, re-export, circular, conditional, late."""

import circle_a
import family
import family.branch.leaf as deep_leaf
import os.path
from family import *
from family import RED, brush, colors, exported, renamed, twin
from family.branch import Leaf, from_above
from family.plain import bump, counter

RESULT = {}
RESULT["re-exports"] = (RED, brush("wall"), colors.GREEN, exported, renamed.NAME, from_above)
RESULT["star"] = (branch_public, _also if "_also" in globals() else "no underscore", Leaf.color, VERSION)  # noqa: F405
RESULT["star leaves out"] = ("not_exported" in globals(), "_branch_private" in globals(), hasattr(family, "not_exported"), hasattr(family, "exported"))
RESULT["__all__ with an underscore"] = family._also
RESULT["function and module of one name"] = (twin(), family.twin(), type(family.twin).__name__)
RESULT["late imports"] = Leaf().late()
RESULT["dotted"] = (deep_leaf.Leaf is Leaf, family.branch.leaf.Leaf is Leaf, family.branch.branch_public, family.leaf_module is deep_leaf)
RESULT["module getattr"] = (family.dynamic, hasattr(family, "static"))
try:
    family.static
except AttributeError as error:
    RESULT["module getattr raises"] = str(error)
RESULT["circular"] = (circle_a.both(), circle_a.through(), circle_a.circle_b.VALUE)
bump()
bump()
RESULT["one module, one state"] = (len(counter), renamed.counter is counter, family.plain.counter is counter, family.shared.counter is counter)
RESULT["names"] = (family.__name__, deep_leaf.__name__, renamed.__name__, family.branch.__name__)

try:
    import not_there_at_all

    has_it = True
except ImportError:
    has_it = False
try:
    from family import no_such_name
except ImportError:
    no_such_name = "fallback"
try:
    from family.nowhere import thing
except ModuleNotFoundError:
    thing = "no module"
try:
    import family.nowhere2
except ImportError as error:
    RESULT["error name"] = type(error).__name__
RESULT["conditional"] = (has_it, no_such_name, thing)


def local_import():
    import family.colors as c
    from family.colors import GREEN as green

    return c.RED, green


RESULT["in a function"] = local_import()


class InBody:
    from family.plain import NAME
    import math as m


RESULT["in a class body"] = (InBody.NAME, InBody.m.sqrt(4), InBody().m.floor(2.5))
if not has_it:
    from family.colors import RED as chosen
else:
    chosen = None
RESULT["in a branch"] = chosen
from family.colors import RED as rebound

rebound = rebound + "dish"
RESULT["rebound"] = (rebound, family.colors.RED)
family.colors.RED = "patched"
RESULT["patched"] = (family.colors.RED, RED, brush("x"))
import importlib

RESULT["importlib"] = (importlib.import_module("family.colors").GREEN, importlib.import_module(".plain", "family").NAME)
import sys

RESULT["sys.modules"] = (sys.modules["family"].VERSION, sys.modules["family.colors"] is family.colors, "no.such" in sys.modules)
RESULT["attributes of a module"] = (getattr(family, "VERSION"), getattr(family, "nothing", "default"), hasattr(family.colors, "paint"), "RED" in vars(family.colors), "RED" in family.colors.__dict__, "paint" in dir(family.colors))
setattr(family, "planted", 7)
RESULT["planted"] = family.planted
RESULT["os.path"] = os.path.basename("a/b")
