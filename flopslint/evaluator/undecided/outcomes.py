"""Blocks on an undecided condition: how they may end, and which ends are still open.

A block may go on, jump or return, and with an undecided condition inside it may do one or another. Each such end is an
outcome: how it ends, and what it left in the containers it changed. Where several are possible, evaluation goes on with
one; the others stay open in ``Frame.closing``, each with a level of the undo journal, until the loop or the function
that they lead out of ends.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flopslint.core.gap import Gap, GapKind
from flopslint.core.span import Span
from flopslint.evaluator.limits import BRANCH_LIMIT
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.state.heap import Contents
from flopslint.evaluator.state.signals import BREAK, CONTINUE, LEFT, Returned, Signal
from flopslint.evaluator.undecided.branches import branch_gap, join_contents, join_results
from flopslint.values.context import Halt, Raised
from flopslint.values.value import Frame, Unknown, Value


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way a block may end; ``contents`` is what it left, from where the block began."""

    signal: Signal
    contents: Contents
    gap: Gap


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
    ends_a, raised_a = explore_block(machine, frame, gap, first)
    ends_b, raised_b = explore_block(machine, frame, gap, second)
    if raised_a is not None or raised_b is not None:
        if not ends_a and not ends_b:
            raise raised_a or raised_b or AssertionError
        machine.assume(gap)
    return settle(machine, frame, merged(machine, [*ends_a, *ends_b], gap))


def explore_block(
    machine: Machine, frame: Frame, gap: Gap, run: Callable[[], Signal]
) -> tuple[list[Outcome], Raised | None]:
    """Runs a block of a function and undoes it: how it may end, and what it raises where it does not return first."""
    heap = machine.heap
    heap.open()
    heap.touch(machine.events)
    machine.branch_depth += 1
    since = len(frame.closing)
    ends: list[Outcome] = []
    raised: Raised | None = None
    try:
        ends.append(Outcome(run(), {}, gap))
    except Raised as error:
        raised = error
    finally:
        machine.branch_depth -= 1
        ends = collect(machine, frame, since, ends)
        level = heap.capture()
        heap.undo()
    return [Outcome(end.signal, {**level, **end.contents}, end.gap) for end in ends], raised


def collect(machine: Machine, frame: Frame, since: int, ends: list[Outcome]) -> list[Outcome]:
    """Closes the ends left open beyond ``since`` in ``frame.closing``, undoing what followed each."""
    while len(frame.closing) > since:
        left: Outcome = frame.closing.pop()
        level = machine.heap.capture()
        machine.heap.undo()
        ends = [Outcome(end.signal, {**level, **end.contents}, end.gap) for end in ends]
        ends.append(left)
    return ends


def merged(machine: Machine, ends: list[Outcome], gap: Gap) -> list[Outcome]:
    """The same ends, with those joined that end in the same way."""
    by_kind: dict[Value, Outcome] = {}
    for end in ends:
        kind = Returned if type(end.signal) is Returned else end.signal
        known = by_kind.get(kind)
        by_kind[kind] = end if known is None else _joined(machine, known, end, gap)
    return list(by_kind.values())


def _joined(machine: Machine, first: Outcome, second: Outcome, gap: Gap) -> Outcome:
    a, b = first.signal, second.signal
    signal = a
    if type(a) is Returned and type(b) is Returned:
        signal = Returned(join_results(machine, a.value, b.value, first.contents, second.contents, gap))
    heap = machine.heap
    heap.open()
    try:
        join_contents(machine, first.contents, second.contents, gap)
    finally:
        contents = heap.capture()
        heap.undo()
    return Outcome(signal, contents, gap)


def settle(machine: Machine, frame: Frame, ends: list[Outcome]) -> Signal:
    """Goes on with one of the ends, which differ in kind, and leaves the others open."""
    order = [None, LEFT, CONTINUE, BREAK]
    ranked = sorted(ends, key=lambda end: order.index(end.signal) if end.signal in order else len(order))
    for end in ranked[1:]:
        frame.closing.append(end)
        machine.heap.open()
        machine.heap.remember(machine.events)
        for container, _ in end.contents.values():
            machine.heap.remember(container)
    machine.heap.apply(ranked[0].contents)
    return ranked[0].signal


def end_round(machine: Machine, frame: Frame, since: int, signal: Signal) -> Signal:
    """How the round of a loop ends, with ``continue`` as going on; it left open what lies beyond ``since``."""
    return _end(machine, frame, since, signal, CONTINUE)


def end_rounds(machine: Machine, frame: Frame, since: int, signal: Signal) -> Signal:
    """How the rounds of a loop end: None where they are all done and the ``else`` is next, ``LEFT`` after ``break``."""
    return _end(machine, frame, since, signal, BREAK, LEFT)


def end_loop(machine: Machine, frame: Frame, since: int, signal: Signal) -> Signal:
    """How a loop ends, its ``else`` included, with its own ``break`` as going on."""
    return _end(machine, frame, since, signal, LEFT)


def _end(machine: Machine, frame: Frame, since: int, signal: Signal, passing: Signal, becomes: Signal = None) -> Signal:
    """Joins what jumped by ``passing`` with what goes on, or makes another end of it."""
    if len(frame.closing) == since:
        return becomes if signal is passing else signal
    gap = frame.closing[-1].gap
    ends = collect(machine, frame, since, [Outcome(signal, {}, gap)])
    passed = [Outcome(becomes, end.contents, end.gap) if end.signal is passing else end for end in ends]
    return settle(machine, frame, merged(machine, passed, gap))


def each_end(machine: Machine, frame: Frame, since: int, signal: Signal, then: Callable[[], Signal]) -> Signal:
    """Runs what comes at every end of a block (a ``finally``, leaving a ``with``) for each that is open."""
    gap = frame.closing[-1].gap
    found: list[Outcome] = []
    last: Raised | None = None
    for end in collect(machine, frame, since, [Outcome(signal, {}, gap)]):

        def run(end: Outcome = end) -> Signal:
            machine.heap.apply(end.contents)
            return then()

        ends, raised = explore_block(machine, frame, end.gap, run)
        found += [Outcome(end.signal if one.signal is None else one.signal, one.contents, one.gap) for one in ends]
        last = raised if raised is not None and not ends else last
    if not found and last is not None:
        raise last
    if last is not None:
        machine.assume(gap)
    return settle(machine, frame, merged(machine, found, gap))


def give_up(machine: Machine, frame: Frame, signal: Signal) -> Gap:
    """Joins all ends into one state, where nothing can follow each of them; says why there are several."""
    gap: Gap = frame.closing[-1].gap
    ends = [Outcome(None, end.contents, end.gap) for end in collect(machine, frame, 0, [Outcome(signal, {}, gap)])]
    settle(machine, frame, merged(machine, ends, gap))
    return gap


def end_raising_loop(machine: Machine, frame: Frame, since: int, raised: Raised) -> Signal:
    """How a loop ends in which something is raised: any other end there may be is assumed to have come first."""
    if len(frame.closing) == since:
        raise raised
    gap = frame.closing[-1].gap
    machine.assume(gap)
    ends = collect(machine, frame, since, [])
    if any(end.signal is CONTINUE for end in ends):
        machine.lose_count(gap)  # rounds that would have followed are not evaluated
    left = [end if type(end.signal) is Returned else Outcome(None, end.contents, end.gap) for end in ends]
    return settle(machine, frame, merged(machine, left, gap))


def end_function(machine: Machine, frame: Frame, signal: Signal, raised: Raised | None) -> Value:
    """The value of a function some of whose ends are open; where the last raises, the others are assumed to happen."""
    gap = frame.closing[-1].gap
    if raised is not None:
        machine.assume(gap)
    ends = collect(machine, frame, 0, [Outcome(signal, {}, gap)] if raised is None else [])
    returned = [end if type(end.signal) is Returned else Outcome(Returned(None), end.contents, end.gap) for end in ends]
    last = settle(machine, frame, merged(machine, returned, gap))
    return last.value if type(last) is Returned else None
