"""Loops that run nobody knows how often.

A round is explored, and what it changed is joined with what was before, until another round changes nothing more: then
the names and containers hold what they may hold after any number of rounds.
"""

from __future__ import annotations

from collections import deque
from typing import Any

from flopslint.core.gap import Gap, GapKind
from flopslint.evaluator.limits import BRANCH_LIMIT
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.state.heap import Contents, snapshot
from flopslint.evaluator.state.signals import CONTINUE, Signal
from flopslint.evaluator.syntax import targets
from flopslint.evaluator.undecided import branches, outcomes
from flopslint.evaluator.undecided.outcomes import Outcome
from flopslint.ir import nodes as ir
from flopslint.values.context import Halt
from flopslint.values.tensor import Tensor
from flopslint.values.value import Frame, Reference, Unknown, Value

ROUNDS = 4
"""Rounds explored until nothing changes any more; after that, all that still changes is unknown."""


def run_uncertain(machine: Machine, node: ir.For | ir.While, frame: Frame, unknown: Unknown) -> Signal:
    """Leaves what any number of rounds may leave; the ops of a round happened any number of times.

    None means that the rounds are done. Where one may end in ``break``, that end is left open for the caller.
    """
    gap = machine.gap(GapKind.UNDECIDED_LOOP, f"how often this loop runs is not known: {unknown.gap.reason}", node.span)
    if machine.branch_depth >= BRANCH_LIMIT:
        raise Halt(gap)
    if machine.is_building:
        machine.assume(gap)  # what the rounds change says so itself, layers that they may add or replace too
    else:
        machine.lose_count(gap)
    ends: list[Outcome] = []
    for _ in range(ROUNDS):
        ends, raised = outcomes.explore_block(machine, frame, gap, lambda: _round(machine, node, frame, gap))
        if raised is not None and not ends:
            machine.assume(raised_in_loop(machine, gap))
            return None
        if _is_stable(machine, ends, gap):
            break
    else:
        _forget(machine, ends, gap)
    return _leave(machine, frame, ends, gap)


def raised_in_loop(machine: Machine, gap: Gap) -> Gap:
    """The loop is taken not to run at all."""
    return machine.gap(GapKind.ASSUMPTION, "this loop is taken not to run: a round of it would raise", gap.span)


def _round(machine: Machine, node: ir.For | ir.While, frame: Frame, gap: Gap) -> Signal:
    if isinstance(node, ir.For):
        targets.assign(machine, node.target, Unknown(gap), frame)
    else:
        machine.evaluate(node.test, frame)
    return machine.execute(node.body, frame)


def _is_stable(machine: Machine, ends: list[Outcome], gap: Gap) -> bool:
    """Joins what a round that goes on leaves into the present state; says whether that was all there already."""
    stable = True
    for end in ends:
        if end.signal is None or end.signal is CONTINUE:
            contents = _without_events(machine, end.contents)
            before = {key: snapshot(container) for key, (container, _) in contents.items()}
            branches.join_contents(machine, contents, {}, gap)
            for key, (container, _) in contents.items():
                stable = stable and _alike(before[key], snapshot(container), 4)
    return stable


def _without_events(machine: Machine, contents: Contents) -> Contents:
    return {key: entry for key, entry in contents.items() if entry[0] is not machine.events}


def _alike(first: Any, second: Any, depth: int) -> bool:
    """Whether two snapshots say the same: any unknown is like any other."""
    if first is second:
        return True
    if type(first) is Reference and type(second) is Reference:
        return (first.module, first.attribute) == (second.module, second.attribute)
    if type(first) is Reference or type(second) is Reference:
        reference, value = (first, second) if type(first) is Reference else (second, first)
        return reference.value is value
    if type(first) is not type(second):
        return False
    if isinstance(first, Unknown):
        return bool(first.rest == second.rest)
    if isinstance(first, Tensor):
        return (first.shape, first.dtype, first.array) == (second.shape, second.dtype, second.array)
    if isinstance(first, (list, tuple)) and depth:
        return len(first) == len(second) and all(_alike(a, b, depth - 1) for a, b in zip(first, second, strict=True))
    if isinstance(first, dict) and depth:
        return list(first) == list(second) and all(_alike(first[key], second[key], depth - 1) for key in first)
    return isinstance(first, (int, float, str, bytes, complex)) and bool(first == second)


def _forget(machine: Machine, ends: list[Outcome], gap: Gap) -> None:
    """Makes unknown all that rounds change without coming to rest."""
    for end in ends:
        for container, held in _without_events(machine, end.contents).values():
            machine.heap.touch(container)
            _lose(container, held, gap)


def _lose(container: Value, held: Any, gap: Gap) -> None:
    rest = Unknown(gap, rest=True)
    if isinstance(container, dict):
        for key in {**container, **held}:
            if not _alike(container.get(key), held.get(key), 0):
                container[key] = rest
    elif isinstance(container, (list, deque)):
        container.clear()
        container.append(rest)
    elif isinstance(container, set):
        container.clear()
        container.add(rest)


def _leave(machine: Machine, frame: Frame, ends: list[Outcome], gap: Gap) -> Signal:
    """The loop ends after the last round, or within one by ``break`` or ``return``."""
    leaving = [Outcome(None, {}, gap)]
    for end in ends:
        machine.repeat_events(end.contents, gap)
        leaving.append(Outcome(None, end.contents, gap) if end.signal is CONTINUE else end)
    return outcomes.settle(machine, frame, outcomes.merged(machine, leaving, gap))
