"""Plain data as nested lists of strings that say type and value: equal exactly where data and types are.

Written for both sides of a comparison: CPython's own values, and those of an evaluation.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

Description: TypeAlias = "str | list[Description]"
ATOMS = (type(None), bool, int, float, complex, str, bytes, type(...), range, slice)


def describe(value: Any, type_name: Callable[[Any], str] = lambda value: type(value).__name__) -> Description:
    """Type and value of plain data; what is not plain is described by its type alone."""
    name = type_name(value)
    if isinstance(value, ATOMS):
        return [name, repr(value)]
    if isinstance(value, dict):
        entries = [[describe(key, type_name), describe(held, type_name)] for key, held in value.items()]
        return [name, *entries]
    if isinstance(value, (set, frozenset)):
        return [name, *sorted((describe(item, type_name) for item in value), key=repr)]
    if isinstance(value, (list, tuple)) or name == "deque":
        return [name, *(describe(item, type_name) for item in value)]
    return ["?", name]
