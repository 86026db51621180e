"""Plain data as nested lists of strings that say type and value: equal exactly where data and types are.

Written for both sides of a comparison: CPython's own values, and those of an evaluation.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

Description: TypeAlias = "str | list[Description]"
ATOMS = (type(None), bool, int, float, complex, str, bytes, type(...), range, slice)


def _name_of_type(value: Any) -> str:
    return type(value).__name__


def _itself(value: Any) -> Any:
    return value


def describe(
    value: Any, type_name: Callable[[Any], str] = _name_of_type, data: Callable[[Any], Any] = _itself
) -> Description:
    """Type and value of plain data; what is not plain is described by its type alone.

    ``data`` gives what a value holds as plain data, where that is not the value itself.
    """
    name = type_name(value)
    value = data(value)
    if isinstance(value, ATOMS):
        return [name, repr(value)]
    if isinstance(value, dict):
        entries = [[describe(key, type_name, data), describe(held, type_name, data)] for key, held in value.items()]
        return [name, *entries]
    if isinstance(value, (set, frozenset)):
        return [name, *sorted((describe(item, type_name, data) for item in value), key=repr)]
    if isinstance(value, (list, tuple)) or name == "deque":
        return [name, *(describe(item, type_name, data) for item in value)]
    return ["?", name]
