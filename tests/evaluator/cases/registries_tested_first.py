"""A registry's truth is asked for before anything else."""

import zoo
from zoo.registry import TABLE

RESULT = {}
RESULT["truth"] = "filled" if TABLE else "empty"
RESULT["pairs"] = sorted((name, maker()) for name, maker in TABLE.items())
RESULT["dict of it"] = sorted(dict(TABLE)), sorted({**TABLE}), sorted(TABLE.copy()), zoo.listed()


def of_family(family):
    return sorted(zoo.registry.BY_FAMILY[family])


RESULT["key of a dict with default"] = [of_family(name) for name in ("birds", "fish", "insects")]
