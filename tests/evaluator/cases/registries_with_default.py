"""A dict of sets, filled by modules whose names the program never asks for, asked for one key first."""

import zoo
from zoo.registry import BY_FAMILY

RESULT = {}
RESULT["one key"] = sorted(BY_FAMILY["birds"])
RESULT["all"] = sorted((family, sorted(names)) for family, names in BY_FAMILY.items()), len(zoo.ORDER)
RESULT["get"] = sorted(zoo.registry.NESTS.get("birds", ())), zoo.registry.NESTS.get("fish")
