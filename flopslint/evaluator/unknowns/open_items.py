"""Collections whose last items, or whose number of items, are not known."""

from __future__ import annotations

from flopslint.catalog.python.sizes import SIZE_LIMIT
from flopslint.core.gap import GapKind
from flopslint.evaluator.machine import Machine
from flopslint.values.value import Undecided, Unknown, Value


def known_so_far(machine: Machine, value: Value) -> list[Value]:
    """Items of an iterable; from where that rests on something unknown, or is too long, any number of them."""
    items: list[Value] = []
    try:
        for item in machine.iterate_lazily(value):
            items.append(item)
            if type(item) is Unknown and item.rest:
                break
            if len(items) > SIZE_LIMIT or (type(value) is range and len(value) > SIZE_LIMIT):
                raise Undecided(machine.unknown(GapKind.LIMIT, f"more than {SIZE_LIMIT:,} items"))
    except Undecided as undecided:
        items.append(Unknown(undecided.unknown.gap, rest=True))
    machine.count_size(len(items))
    return items


def up_to_rest(items: list[Value]) -> list[Value]:
    """Items up to the first that stands for any number of them: what follows it is at no known position."""
    for position, item in enumerate(items):
        if type(item) is Unknown and item.rest:
            return items[: position + 1]
    return items
