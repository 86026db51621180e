"""Sorting and comparing by the program's own order."""

from __future__ import annotations

from functools import cmp_to_key

from flopslint.values.context import Context
from flopslint.values.value import Undecided, Unknown, Value

NUMBERS = frozenset({int, float, bool})
TEXT = frozenset({str})


def is_less(context: Context, left: Value, right: Value) -> bool:
    """``left < right``; raises ``Undecided`` where that is not known."""
    return context.truth(context.compare("<", left, right))


def sorted_items(context: Context, items: list[Value], key: Value = None, *, reverse: bool = False) -> list[Value]:
    """The items in a stable order by ``key``.

    Raises:
        Undecided: if a comparison is not known.
    """
    keys = items if key is None else [context.call(key, (item,)) for item in items]
    for value in keys:
        if isinstance(value, Unknown) and len(keys) > 1:
            raise Undecided(value)
    order = range(len(items))
    kinds = set(map(type, keys))
    if kinds <= NUMBERS or kinds <= TEXT:
        ranked = sorted(order, key=keys.__getitem__, reverse=reverse)
    else:

        def compare(first: int, second: int) -> int:
            if is_less(context, keys[first], keys[second]):
                return -1
            return 1 if is_less(context, keys[second], keys[first]) else 0

        ranked = sorted(order, key=cmp_to_key(compare), reverse=reverse)
    return [items[index] for index in ranked]


def extreme(context: Context, items: list[Value], key: Value, *, largest: bool) -> Value:
    """The first largest or smallest item by ``key``."""
    keys = items if key is None else [context.call(key, (item,)) for item in items]
    for value in keys:
        if isinstance(value, Unknown) and len(keys) > 1:
            raise Undecided(value)
    kinds = set(map(type, keys))
    order = range(len(items))
    if kinds <= NUMBERS or kinds <= TEXT:
        best = max(order, key=keys.__getitem__) if largest else min(order, key=keys.__getitem__)
        return items[best]
    best = 0
    for index in order[1:]:
        symbol = ">" if largest else "<"
        if context.truth(context.compare(symbol, keys[index], keys[best])):
            best = index
    return items[best]
