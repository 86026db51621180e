"""Things that can change behind something unknown: what is done to it may be done to them.

Where the sides of a branch give different objects the value is unknown, but it is one of them; a change of it must not
leave them known as they were.
"""

from __future__ import annotations

from collections import deque

from flopslint.core.gap import Gap
from flopslint.evaluator.machine import Machine
from flopslint.values.value import Function, Instance, Unknown, Value

_CHANGES = frozenset((
    "add", "add_module", "append", "appendleft", "clear", "difference_update", "discard", "extend", "extendleft",
    "insert", "intersection_update", "move_to_end", "pop", "popitem", "popleft", "remove", "reverse", "rotate",
    "setdefault", "sort", "symmetric_difference_update", "update", "__delitem__", "__iadd__", "__setattr__",
    "__setitem__",
))  # fmt: skip
"""Methods that change a container."""


def hide(machine: Machine, gap: Gap, value: Value) -> None:
    """Notes that what is unknown for a reason may be a value that can change."""
    if isinstance(value, (list, dict, set, deque, Instance)):
        machine.heap.hide(gap, value)


def asked_for(machine: Machine, unknown: Unknown, name: str) -> None:
    """Asking something unknown for a method that changes it: what it may be is not known any more."""
    if name in _CHANGES:
        machine.heap.lose_hidden(unknown.gap)
    if not machine.is_building:
        return
    for value in machine.heap.hidden(unknown.gap):
        if isinstance(value, Instance) and value.cls.is_layer:
            found = value.cls.find(name)
            if found is None and not _answers_any_name(machine, value):
                continue  # it has no such method: then it is not this one
            is_own = found is not None and type(found[0]) is Function and not machine.is_prelude_class(found[1])
            if name in _CHANGES or name.startswith("register_") or is_own:
                machine.taint(value, unknown.gap)


def _answers_any_name(machine: Machine, layer: Instance) -> bool:
    """Whether a layer's class has a way of its own to find attributes."""
    hooks = (layer.cls.find(name) for name in ("__getattr__", "__getattribute__"))
    return any(h is not None and type(h[0]) is Function and not machine.is_prelude_class(h[1]) for h in hooks)


def attribute_changed(machine: Machine, unknown: Unknown, name: str) -> None:
    """An attribute of something unknown is set or deleted: on each object that it may be, it is not known any more."""
    for value in machine.heap.hidden(unknown.gap):
        if isinstance(value, Instance):
            if value.cls.is_layer:
                machine.taint(value, unknown.gap)
            machine.heap.touch(value.attributes)
            value.attributes[name] = Unknown(unknown.gap, rest=True)
