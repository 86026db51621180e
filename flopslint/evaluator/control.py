"""``if``, ``for`` and ``while``."""

from __future__ import annotations

from flopslint.core.gap import Gap, GapKind
from flopslint.evaluator import branches, targets
from flopslint.evaluator.heap import Contents
from flopslint.evaluator.limits import BRANCH_LIMIT
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.signals import BREAK, Returned, Signal
from flopslint.ir import nodes as ir
from flopslint.ir.walk import bound_names
from flopslint.values.context import Halt
from flopslint.values.value import Frame, Undecided, Unknown, Value


def run_if(machine: Machine, node: ir.If, frame: Frame) -> Signal:
    """Runs the side the condition says, or explores both."""
    decided = machine.decide(machine.evaluate(node.test, frame))
    if type(decided) is Unknown:
        return branches.either_block(
            machine,
            decided,
            node.span,
            frame,
            lambda: machine.execute(node.body, frame),
            lambda: machine.execute(node.orelse, frame),
        )
    return machine.execute(node.body if decided else node.orelse, frame)


def run_for(machine: Machine, node: ir.For, frame: Frame) -> Signal:
    """Unrolls a loop over known items; a loop over an unknown number of them is run once to see what it may do."""
    iterable = machine.evaluate(node.iterable, frame)
    if type(iterable) is Unknown:
        return _run_uncertain(machine, node, node.body, frame, iterable)
    try:
        for item in machine.iterate_lazily(iterable):
            machine.count_step()
            if type(item) is Unknown and item.rest:
                return _run_uncertain(machine, node, node.body, frame, item)
            targets.assign(machine, node.target, item, frame)
            signal = machine.execute(node.body, frame)
            if signal is BREAK:
                return None
            if type(signal) is Returned:
                return signal
    except Undecided as undecided:
        return _run_uncertain(machine, node, node.body, frame, undecided.unknown)
    return machine.execute(node.orelse, frame)


def run_while(machine: Machine, node: ir.While, frame: Frame) -> Signal:
    """Runs while the condition is known to hold."""
    while True:
        machine.count_step()
        decided = machine.decide(machine.evaluate(node.test, frame))
        if type(decided) is Unknown:
            return _run_uncertain(machine, node, node.body, frame, decided)
        if not decided:
            return machine.execute(node.orelse, frame)
        signal = machine.execute(node.body, frame)
        if signal is BREAK:
            return None
        if type(signal) is Returned:
            return signal


def _run_uncertain(
    machine: Machine, node: ir.For | ir.While, body: tuple[ir.Statement, ...], frame: Frame, unknown: Unknown
) -> Signal:
    """A loop that runs nobody knows how often.

    One round is explored for the ops and changes it makes; whatever it changes is unknown afterwards, and its
    events happened any number of times.
    """
    gap = machine.gap(
        GapKind.UNDECIDED_LOOP, f"how often this loop runs is not known: {unknown.gap.reason}", node.span
    )
    if machine.branch_depth >= BRANCH_LIMIT:
        raise Halt(gap)

    def one_round() -> Signal:
        if isinstance(node, ir.For):
            targets.assign(machine, node.target, Unknown(gap), frame)
        return machine.execute(body, frame)

    side = branches.explore(machine, one_round, frame)
    if side.raised is None:
        machine.repeat_events(side.contents, gap)
        branches.join_contents(machine, side.contents, {}, gap)
        _forget_written(machine, side.contents, gap)
        if type(side.result) is Returned:
            machine.lose_count(gap)
    _forget_names(machine, node, frame, gap)
    machine.lose_count(gap)
    return None


def _forget_written(machine: Machine, contents: Contents, gap: Gap) -> None:
    """Lists that one round changed may have been changed by more: what they hold beyond is unknown."""
    for container, _ in contents.values():
        if not isinstance(container, list) or container is machine.events:
            continue
        if not (container and type(container[-1]) is Unknown and container[-1].rest):
            machine.heap.touch(container)
            container.append(Unknown(gap, rest=True))


def _forget_names(machine: Machine, node: ir.For | ir.While, frame: Frame, gap: Gap) -> None:
    names: set[str] = bound_names(node)
    machine.heap.touch(frame.names)
    for name in names:
        holder: Value = frame.names
        if name in holder:
            holder[name] = Unknown(gap)
