"""``if``, ``for`` and ``while``."""

from __future__ import annotations

from collections.abc import Callable

from flopslint.evaluator.machine import Machine
from flopslint.evaluator.state.signals import BREAK, Returned, Signal
from flopslint.evaluator.syntax import targets
from flopslint.evaluator.syntax.uncertain_loops import run_uncertain
from flopslint.evaluator.undecided import branches, outcomes
from flopslint.ir import nodes as ir
from flopslint.values.context import Raised
from flopslint.values.value import Frame, Undecided, Unknown


def run_if(machine: Machine, node: ir.If, frame: Frame) -> Signal:
    """Runs the side the condition says, or explores both."""
    decided = branches.decide_test(machine, node.test, frame)
    if type(decided) is Unknown:
        return outcomes.either_block(
            machine,
            decided,
            node.span,
            frame,
            lambda: machine.execute(node.body, frame),
            lambda: _run_else(machine, node, frame),
        )
    return machine.execute(node.body if decided else node.orelse, frame)


def _run_else(machine: Machine, node: ir.If, frame: Frame) -> Signal:
    """Runs the ``else`` of an undecided branch; the tests of an ``elif`` chain stand beside one another, not nested."""
    is_chained = len(node.orelse) == 1 and type(node.orelse[0]) is ir.If
    machine.branch_depth -= is_chained
    try:
        return machine.execute(node.orelse, frame)
    finally:
        machine.branch_depth += is_chained


def run_for(machine: Machine, node: ir.For, frame: Frame) -> Signal:
    """Unrolls a loop over known items; from where their number is not known, it is explored what a round may do."""
    try:
        iterable = machine.evaluate(node.iterable, frame)
    except Undecided as undecided:
        iterable = undecided.unknown
    return _run_rounds(machine, node, frame, lambda: _for_rounds(machine, node, iterable, frame))


def _run_rounds(machine: Machine, node: ir.For | ir.While, frame: Frame, rounds: Callable[[], Signal]) -> Signal:
    """Runs the rounds of a loop, and its ``else`` where they were not left."""
    since = len(frame.closing)
    try:
        signal = outcomes.end_rounds(machine, frame, since, rounds())
        if signal is None:
            signal = machine.execute(node.orelse, frame)
    except Raised as raised:
        return outcomes.end_raising_loop(machine, frame, since, raised)
    return outcomes.end_loop(machine, frame, since, signal)


def _for_rounds(machine: Machine, node: ir.For, iterable: object, frame: Frame) -> Signal:
    if type(iterable) is Unknown:
        return run_uncertain(machine, node, frame, iterable)
    try:
        for item in machine.iterate_lazily(iterable):
            machine.count_step()
            if type(item) is Unknown and item.rest:
                return run_uncertain(machine, node, frame, item)
            since = len(frame.closing)
            targets.assign(machine, node.target, item, frame)
            signal = machine.execute(node.body, frame)
            if signal is not None or len(frame.closing) > since:
                signal = outcomes.end_round(machine, frame, since, signal)
            if signal is BREAK or type(signal) is Returned:
                return signal
    except Undecided as undecided:
        return run_uncertain(machine, node, frame, undecided.unknown)
    return None


def run_while(machine: Machine, node: ir.While, frame: Frame) -> Signal:
    """Runs while the condition is known to hold."""
    return _run_rounds(machine, node, frame, lambda: _while_rounds(machine, node, frame))


def _while_rounds(machine: Machine, node: ir.While, frame: Frame) -> Signal:
    while True:
        machine.count_step()
        decided = branches.decide_test(machine, node.test, frame)
        if type(decided) is Unknown:
            return run_uncertain(machine, node, frame, decided)
        if not decided:
            return None
        since = len(frame.closing)
        signal = machine.execute(node.body, frame)
        if signal is not None or len(frame.closing) > since:
            signal = outcomes.end_round(machine, frame, since, signal)
        if signal is BREAK or type(signal) is Returned:
            return signal
