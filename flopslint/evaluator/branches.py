"""Undecided branches: both sides are explored over the undo journal, and what they left is joined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flopslint.core.gap import Gap, GapKind
from flopslint.core.span import Span
from flopslint.evaluator.heap import Contents, Heap, restore, snapshot
from flopslint.evaluator.limits import BRANCH_LIMIT
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.signals import Returned, Signal
from flopslint.values.context import Halt, Raised
from flopslint.values.events import Alternatives, Event
from flopslint.values.join import TENSOR_SLOTS, Views, join_lists, join_mappings, join_values
from flopslint.values.tensor import Tensor
from flopslint.values.value import MISSING, Frame, Unknown, Value


@dataclass(slots=True)
class Side:
    """What one side of a branch did: its result, or what it raised, and the changed containers as it left them."""

    result: Any
    raised: Raised | None
    contents: Contents


@dataclass(slots=True)
class OpenReturn:
    """One side returned while the other goes on: joined with the other when the function ends."""

    gap: Gap
    value: Value
    contents: Contents
    events_at: int


def explore(machine: Machine, run: Callable[[], Any], frame: Frame | None = None) -> Side:
    """Runs one side and undoes it; ``frame`` is the function's own where the side is a block of it."""
    heap: Heap = machine.heap
    heap.open()
    heap.touch(machine.events)
    machine.branch_depth += 1
    result: Any = None
    raised: Raised | None = None
    left_open = 0 if frame is None else len(frame.closing)
    try:
        result = run()
    except Raised as error:
        raised = error
    finally:
        if frame is not None and len(frame.closing) > left_open:
            result, raised = _close_inner(machine, frame, left_open, result, raised)
        machine.branch_depth -= 1
        contents = heap.capture()
        heap.undo()
    return Side(result, raised, contents)


def _close_inner(
    machine: Machine, frame: Frame, left_open: int, signal: Any, raised: Raised | None
) -> tuple[Any, Raised | None]:
    """Joins early returns of a side with how the side ended; where it went on, what follows is not certain."""
    while len(frame.closing) > left_open:
        left: OpenReturn = frame.closing.pop()
        ended = machine.heap.capture()
        machine.heap.undo()
        if raised is not None:
            machine.heap.apply(left.contents)
            machine.assume(left.gap)
            signal, raised = Returned(left.value), None
            continue
        if type(signal) is Returned:
            signal = Returned(join_results(machine, left.value, signal.value, left.contents, ended, left.gap))
        else:
            machine.lose_count(left.gap)
        join_contents(machine, left.contents, ended, left.gap)
    return signal, raised


def branch_gap(machine: Machine, unknown: Unknown, span: Span) -> Gap:
    """The gap of a branch whose condition is unknown."""
    return machine.gap(
        GapKind.UNDECIDED_BRANCH, f"which way this goes is not known: {unknown.gap.reason}", span
    )


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


def either_block(
    machine: Machine,
    unknown: Unknown,
    span: Span,
    frame: Frame,
    first: Callable[[], Signal],
    second: Callable[[], Signal],
) -> Signal:
    """Runs one of two blocks, nobody knows which."""
    gap = branch_gap(machine, unknown, span)
    if machine.branch_depth >= BRANCH_LIMIT:
        raise Halt(machine.gap(GapKind.LIMIT, f"more than {BRANCH_LIMIT} undecided branches lie in one another", span))
    side_a, side_b = explore(machine, first, frame), explore(machine, second, frame)
    if side_a.raised is not None and side_b.raised is not None:
        raise side_a.raised
    if side_a.raised is not None or side_b.raised is not None:
        signal: Signal = keep_side(machine, side_b if side_a.raised is not None else side_a, gap)
        return signal
    return _join_sides(machine, side_a, side_b, gap, frame)


def _join_sides(machine: Machine, side_a: Side, side_b: Side, gap: Gap, frame: Frame) -> Signal:
    a, b = side_a.result, side_b.result
    if type(a) is Returned and type(b) is Returned:
        value = join_results(machine, a.value, b.value, side_a.contents, side_b.contents, gap)
        join_contents(machine, side_a.contents, side_b.contents, gap)
        return Returned(value)
    if type(a) is Returned or type(b) is Returned:
        returning, going_on = (side_a, side_b) if type(a) is Returned else (side_b, side_a)
        frame.closing.append(OpenReturn(gap, returning.result.value, returning.contents, len(machine.events)))
        machine.heap.open()
        machine.heap.touch(machine.events)
        for container, _ in returning.contents.values():
            machine.heap.touch(container)
        machine.heap.apply(going_on.contents)
        signal: Signal = going_on.result
        return signal
    join_contents(machine, side_a.contents, side_b.contents, gap)
    if a is not b:
        # One side leaves the round of a loop and the other does not: how often it runs is not known any more.
        machine.lose_count(gap)
    return None if a is not b else a


def close_returns(machine: Machine, frame: Frame, value: Value) -> Value:
    """Joins, when a function ends, what sides that returned early had left."""
    while frame.closing:
        left: OpenReturn = frame.closing.pop()
        ended = machine.heap.capture()
        machine.heap.undo()
        value = join_results(machine, left.value, value, left.contents, ended, left.gap)
        join_contents(machine, left.contents, ended, left.gap)
    return value


def close_raised(machine: Machine, frame: Frame) -> Value:
    """When what follows an early return raises: the return is what is assumed to happen."""
    value: Value = MISSING
    while frame.closing:
        left: OpenReturn = frame.closing.pop()
        ended = machine.heap.capture()
        machine.heap.undo()
        if value is MISSING:
            value = left.value
            machine.heap.apply(left.contents)
            machine.assume(left.gap)
        else:
            value = join_results(machine, left.value, value, left.contents, ended, left.gap)
            join_contents(machine, left.contents, ended, left.gap)
    return value


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
        machine.heap.touch(container)
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
