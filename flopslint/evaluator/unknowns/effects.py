"""What unknowns do to the figures: which of them are no longer exact, and why."""

from __future__ import annotations

from collections import deque
from typing import Any

from flopslint.core.gap import Effect, Gap
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.state.heap import Contents, restore
from flopslint.values.array import Storage
from flopslint.values.context import Halt
from flopslint.values.events import GapUse, OpCall, Repeated, Uncounted
from flopslint.values.tensor import Tensor
from flopslint.values.value import MISSING, Class, Instance, IteratorValue, Unknown, Value

ALL_EFFECTS = (Effect.PARAMS, Effect.BUFFERS, Effect.FLOPS)


class Ledger:
    """Gaps of a run in the order they were met, each with the figures it leaves inexact."""

    def __init__(self) -> None:
        self._uses: dict[int, tuple[Gap, set[Effect]]] = {}

    def add(self, gap: Gap, effects: tuple[Effect, ...]) -> None:
        """Records a gap; its effects add up."""
        self._uses.setdefault(id(gap), (gap, set()))[1].update(effects)

    def entries(self) -> tuple[GapUse, ...]:
        """All gaps with their effects."""
        return tuple(GapUse(gap=gap, effects=frozenset(effects)) for gap, effects in self._uses.values())


def opaque_call(machine: Machine, unknown: Unknown, positional: tuple[Value, ...], keywords: dict[str, Value]) -> Value:
    """A call of something unknown: its result is unknown, and what it was given may have been changed.

    A layer among the arguments may have got or lost parameters; a list may have grown. In forward there may have been
    work nobody counted.
    """
    for value in (*positional, *keywords.values()):
        _escape(machine, value, unknown.gap, 3)
    if not machine.is_building:
        machine.affect(unknown.gap, Effect.FLOPS)
        machine.heap.touch(machine.events)
        layer = machine.layers_running[-1][0] if machine.layers_running else None
        machine.events.append(Uncounted(gap=unknown.gap, layer=layer))
    return Unknown(unknown.gap)


def _escape(machine: Machine, value: Value, gap: Gap, depth: int) -> None:
    if type(value) is Unknown:
        machine.heap.lose_hidden(value.gap)
    elif isinstance(value, Instance) and value.cls.is_layer:
        machine.taint(value, gap)
    elif isinstance(value, Tensor):
        if value.array is not None and value.array.storage.data is not None:
            machine.heap.touch(value.array.storage)
            value.array.storage.data = None
    elif depth and isinstance(value, list):
        for item in value:
            _escape(machine, item, gap, depth - 1)
        if not (value and type(value[-1]) is Unknown and value[-1].rest):
            machine.heap.touch(value)
            value.append(Unknown(gap, rest=True))
    elif depth and isinstance(value, (tuple, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            _escape(machine, item, gap, depth - 1)


def record_unknown_op(machine: Machine, operator: str, unknown: Unknown) -> None:
    """An operator on a tensor and something unknown: what it did is not known."""
    if machine.is_building or machine.op_record is not None:
        return
    machine.affect(unknown.gap, Effect.FLOPS)
    layer, ordinal = machine.layers_running[-1] if machine.layers_running else (None, None)
    machine.heap.touch(machine.events)
    machine.events.append(
        OpCall(
            id=machine.next_op_id(), op=operator, spelling=operator, inputs=(), outputs=(), arguments={}, layer=layer,
            layer_call=ordinal, site=machine.current_site, gap=unknown.gap,
        )
    )  # fmt: skip


def repeat_events(machine: Machine, contents: Contents, gap: Gap) -> None:
    """Marks the events of one explored round as happening any number of times."""
    held = contents.get(id(machine.events))
    if held is None:
        return
    events, after = held
    before = len(machine.events)
    rest = tuple(after[before:])
    if rest:
        contents[id(machine.events)] = (events, [*after[:before], Repeated(gap=gap, events=rest)])


def lose_count(machine: Machine, gap: Gap) -> None:
    """How often something ran is not known: nothing that follows is exact."""
    if machine.is_building:
        machine.affect(gap, *ALL_EFFECTS)
    else:
        machine.affect(gap, Effect.FLOPS)


def join_rest(machine: Machine, container: Any, held_a: Any, held_b: Any, gap: Gap) -> None:
    """Joins what the sides of a branch left in a set, deque, iterator, storage, instance or class."""
    if isinstance(container, Class):
        _join_class(container, held_a, held_b, gap)
    elif isinstance(container, Instance):
        _join_instance(container, held_a, held_b, gap)
    elif isinstance(container, IteratorValue):
        container.iterator = iter((Unknown(gap, rest=True),))
    elif isinstance(container, Storage):
        container.data = list(held_a) if held_a is not None and held_a == held_b else None
    elif isinstance(container, set):
        joined = {item for item in held_a if item in held_b}
        if len(joined) != len(held_a) or len(joined) != len(held_b):
            joined.add(Unknown(gap, rest=True))
        container.clear()
        container.update(joined)
    elif held_a == held_b:
        restore(container, held_a)
    elif isinstance(container, deque):
        container.clear()
        container.append(Unknown(gap, rest=True))
    else:
        raise Halt(gap)


def _join_class(cls: Class, held_a: dict[str, Value], held_b: dict[str, Value], gap: Gap) -> None:
    for name in {*held_a, *held_b}:
        a, b = held_a.get(name, MISSING), held_b.get(name, MISSING)
        same = a is b or (type(a) is type(b) and isinstance(a, (int, float, str, bytes)) and a == b)
        cls.namespace[name] = a if same else Unknown(gap)
        cls.forget(name)


def _join_instance(value: Instance, held_a: Any, held_b: Any, gap: Gap) -> None:
    restore(value, held_a)
    if held_a[0] is not held_b[0] or held_a[1] is not held_b[1] or held_a[3] is not held_b[3]:
        value.taint = held_a[2] or held_b[2] or gap
    else:
        value.taint = held_a[2] or held_b[2]


def taint(machine: Machine, layer: Instance, gap: Gap) -> None:
    """What is registered on a layer is incomplete."""
    if layer.taint is None:
        machine.heap.touch(layer)
        layer.taint = gap
