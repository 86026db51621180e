"""All of a registry is asked for before any key is."""

from zoo.registry import NAMES, TABLE

import zoo

RESULT = {}
RESULT["iterated"] = sorted(name for name in TABLE)
RESULT["set"] = (len(NAMES), sorted(zoo.registry.ORDER))
