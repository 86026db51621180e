"""Registries filled by modules whose names the program never asks for."""

import zoo
import zoo.empty
from zoo import build, listed
from zoo.registry import BY_FAMILY, FIXED, LAYERS, NAMES, TABLE, Base

RESULT = {}
RESULT["key asked with get"] = build("wren")
RESULT["key of a registry object"] = LAYERS.get("nest").size
RESULT["key of a class"] = [name in Base.kinds for name in ("egg", "shell")]
RESULT["key in a set"] = [name in NAMES for name in ("pike", "whale")]
try:
    build("whale")
except ValueError as error:
    RESULT["key that is nowhere"] = str(error)
RESULT["listed"] = listed()
RESULT["how many"] = zoo.empty.counts()
RESULT["truth"] = zoo.empty.truths()
RESULT["values"] = sorted(maker() for maker in TABLE.values())
RESULT["list"] = sorted(zoo.ORDER)
RESULT["set"] = sorted(NAMES)
RESULT["sets by key"] = sorted((family, sorted(names)) for family, names in BY_FAMILY.items())
RESULT["written out"] = (FIXED.get("bee"), "bee" in FIXED, len(FIXED))
