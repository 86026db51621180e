"""Undecided branches: both sides are explored over the undo journal, and what they left is joined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flopslint.core.gap import Gap, GapKind
from flopslint.core.span import Span
from flopslint.evaluator.limits import BRANCH_LIMIT
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.state.heap import Contents, Heap, restore, snapshot
from flopslint.ir import nodes as ir
from flopslint.values.context import Halt, Raised
from flopslint.values.events import Alternatives, Event
from flopslint.values.join import TENSOR_SLOTS, Views, join_lists, join_mappings, join_values
from flopslint.values.tensor import Tensor
from flopslint.values.value import Frame, Undecided, Unknown, Value


@dataclass(slots=True)
class Side:
    """What one side of a branch did: its result, or what it raised, and the changed containers as it left them."""

    result: Any
    raised: Raised | None
    contents: Contents


def explore(machine: Machine, run: Callable[[], Any]) -> Side:
    """Runs one expression and undoes what it did."""
    heap: Heap = machine.heap
    heap.open()
    heap.touch(machine.events)
    machine.branch_depth += 1
    result: Any = None
    raised: Raised | None = None
    try:
        result = run()
    except Raised as error:
        raised = error
    finally:
        machine.branch_depth -= 1
        contents = heap.capture()
        heap.undo()
    return Side(result, raised, contents)


def decide_test(machine: Machine, test: ir.Expression, frame: Frame) -> bool | Unknown:
    """The truth of a condition, or the unknown it rests on."""
    try:
        return machine.decide(machine.evaluate(test, frame))
    except Undecided as undecided:
        return Unknown(undecided.unknown.gap)


def branch_gap(machine: Machine, unknown: Unknown, span: Span) -> Gap:
    """The gap of a branch whose condition is unknown; that of an earlier one where it rests on such."""
    if unknown.gap.kind in (GapKind.UNDECIDED_BRANCH, GapKind.UNDECIDED_LOOP):
        return unknown.gap
    return machine.gap(GapKind.UNDECIDED_BRANCH, f"which way this goes is not known: {unknown.gap.reason}", span)


def either_value(
    machine: Machine, unknown: Unknown, span: Span, first: Callable[[], Value], second: Callable[[], Value]
) -> Value:
    """The value of one of two expressions, nobody knows which."""
    if machine.branch_depth >= BRANCH_LIMIT:
        return unknown
    gap = branch_gap(machine, unknown, span)
    side_a, side_b = explore(machine, first), explore(machine, second)
    if side_a.raised is not None and side_b.raised is not None:
        raise side_a.raised
    if side_a.raised is not None or side_b.raised is not None:
        return keep_side(machine, side_b if side_a.raised is not None else side_a, gap)
    value = join_results(machine, side_a.result, side_b.result, side_a.contents, side_b.contents, gap)
    join_contents(machine, side_a.contents, side_b.contents, gap)
    return value


def keep_side(machine: Machine, side: Side, gap: Gap) -> Any:
    """Goes on with the one side that did not raise: an assumption, recorded."""
    machine.heap.apply(side.contents)
    machine.assume(gap)
    return side.result


def join_results(machine: Machine, first: Value, second: Value, left_a: Contents, left_b: Contents, gap: Gap) -> Value:
    """The value that one side or the other gave, by what each left in the containers inside."""
    views = Views(gap, left_a, left_b)
    value = join_values(first, second, views)
    machine.heap.entangle(views)
    return value


def join_contents(machine: Machine, first: Contents, second: Contents, gap: Gap) -> None:
    """Gives every container that a side changed what it may hold now."""
    views = Views(gap, first, second)
    for key in list(first) + [key for key in second if key not in first]:
        container = (first.get(key) or second[key])[0]
        now = snapshot(container)
        held_a = first[key][1] if key in first else now
        held_b = second[key][1] if key in second else now
        machine.heap.remember(container)
        _join_container(machine, container, held_a, held_b, views)
    machine.heap.entangle(views)


def _join_container(machine: Machine, container: Value, held_a: Any, held_b: Any, views: Views) -> None:
    gap = views.gap
    if container is machine.events:
        container[:] = join_events(held_a, held_b, gap)
    elif isinstance(container, dict):
        joined = join_mappings(held_a, held_b, views)
        container.clear()
        container.update(joined)
    elif isinstance(container, list):
        container[:] = join_lists(held_a, held_b, views)
    elif isinstance(container, Tensor):
        _join_tensor(machine, container, held_a, held_b, gap)
    else:
        machine.join_rest(container, held_a, held_b, gap)


def _join_tensor(machine: Machine, tensor: Tensor, held_a: Any, held_b: Any, gap: Gap) -> None:
    if held_a == held_b:
        restore(tensor, held_a)
        return
    shape, dtype = TENSOR_SLOTS.index("shape"), TENSOR_SLOTS.index("dtype")
    if held_a[shape] != held_b[shape] or held_a[dtype] is not held_b[dtype]:
        raise Halt(gap)  # an in-place operation of one side only: no shape stands for both
    restore(tensor, held_a)
    tensor.array = tensor.strides = None


def join_events(first: list[Event], second: list[Event], gap: Gap) -> list[Event]:
    """The common beginning, then the rest of either as alternatives."""
    common = 0
    for a, b in zip(first, second, strict=False):
        if a is not b:
            break
        common += 1
    rest_a, rest_b = tuple(first[common:]), tuple(second[common:])
    if not rest_a and not rest_b:
        return first[:common]
    return [*first[:common], Alternatives(gap=gap, sides=(rest_a, rest_b))]
