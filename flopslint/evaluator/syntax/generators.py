"""Generator functions: their bodies run statement by statement, as their items are asked for.

Statements that hold no ``yield`` run as anywhere else; those that do are run here, by a host generator that stops where
the program's does.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial

from flopslint.core.gap import Gap, GapKind
from flopslint.core.span import Site
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.state.signals import BREAK, Returned, Signal
from flopslint.evaluator.syntax import exceptions, targets
from flopslint.evaluator.undecided import outcomes
from flopslint.ir import nodes as ir
from flopslint.ir.walk import holds_yield
from flopslint.values.context import Halt, Raised
from flopslint.values.value import Frame, IteratorValue, Unknown, Value

Steps = Generator[Value, Value, Signal]


def run_lazily(machine: Machine, statements: tuple[ir.Statement, ...], frame: Frame) -> Generator[Value, Value, Value]:
    """The items a generator body yields; the frame is current only while the body runs."""
    steps = _block(machine, statements, frame)
    resume: Callable[[], Value] = partial(steps.send, None)
    while True:
        previous = machine.current_frame
        machine.current_frame = frame
        try:
            item = resume()
        except StopIteration as stop:
            return stop.value.value if type(stop.value) is Returned else None
        finally:
            machine.current_frame = previous
        try:
            resume = partial(steps.send, (yield item))
        except Raised as raised:
            resume = partial(steps.throw, raised)


def _block(machine: Machine, statements: tuple[ir.Statement, ...], frame: Frame) -> Steps:
    for statement in statements:
        machine.count_step()
        if holds_yield(statement):
            signal = yield from _statement(machine, statement, frame)
        else:
            signal = machine.execute((statement,), frame)
            if frame.closing:
                return (yield from _open_end(machine, outcomes.give_up(machine, frame, signal)))
        if signal is not None:
            return signal
    return None


def _open_end(machine: Machine, gap: Gap) -> Steps:
    """From here on it is not known what is yielded, how often, and what else is done."""
    machine.lose_count(gap)
    yield Unknown(gap, rest=True)
    return Returned(Unknown(gap))


def _statement(machine: Machine, node: ir.Statement, frame: Frame) -> Steps:
    if isinstance(node, ir.Evaluate):
        yield from _yielding(machine, node.value, frame)
        return None
    if isinstance(node, ir.Assign):
        value = yield from _yielding(machine, node.value, frame)
        for target in node.targets:
            targets.assign(machine, target, value, frame)
        return None
    if isinstance(node, ir.Return) and node.value is not None:
        value = yield from _yielding(machine, node.value, frame)
        return Returned(value)
    if isinstance(node, ir.If):
        decided = machine.decide(machine.evaluate(node.test, frame))
        if type(decided) is Unknown:
            return (yield from _open_end(machine, decided.gap))
        return (yield from _block(machine, node.body if decided else node.orelse, frame))
    if isinstance(node, ir.For):
        return (yield from _for(machine, node, frame))
    if isinstance(node, ir.While):
        return (yield from _while(machine, node, frame))
    if isinstance(node, ir.With):
        return (yield from _with(machine, node, node.items, frame))
    if isinstance(node, ir.Try):
        return (yield from _try(machine, node, frame))
    raise Halt(machine.gap(GapKind.UNSUPPORTED_SYNTAX, "yield in this statement is not evaluated", node.span))


def _yielding(machine: Machine, node: ir.Expression, frame: Frame) -> Generator[Value, Value, Value]:
    if isinstance(node, ir.Yield):
        return (yield None if node.value is None else machine.evaluate(node.value, frame))
    if isinstance(node, ir.YieldFrom):
        return (yield from _delegated(machine, machine.evaluate(node.value, frame)))
    if isinstance(node, ir.Await):
        return (yield from _yielding(machine, node.value, frame))
    return machine.evaluate(node, frame)


def _delegated(machine: Machine, iterable: Value) -> Generator[Value, Value, Value]:
    """The items of what ``yield from`` names, and what a generator returned in the end."""
    if type(iterable) is IteratorValue and isinstance(iterable.iterator, Generator) and not machine.heap.is_recording:
        return (yield from iterable.iterator)
    items: Generator[Value, Value, Value] = machine.iterate_lazily(iterable)  # type: ignore[assignment]
    result = yield from items
    is_generator = type(iterable) is IteratorValue and iterable.kind == "generator"
    if is_generator and not isinstance(iterable.iterator, Generator):
        return machine.unknown(GapKind.UNDECIDED_BRANCH, "what this generator returns was lost in a branch")
    return result


def _for(machine: Machine, node: ir.For, frame: Frame) -> Steps:
    iterable = machine.evaluate(node.iterable, frame)
    if type(iterable) is Unknown:
        return (yield from _open_end(machine, iterable.gap))
    for item in machine.iterate_lazily(iterable):
        machine.count_step()
        if type(item) is Unknown and item.rest:
            return (yield from _open_end(machine, item.gap))
        targets.assign(machine, node.target, item, frame)
        signal = yield from _block(machine, node.body, frame)
        if signal is BREAK:
            return None
        if type(signal) is Returned:
            return signal
    return (yield from _block(machine, node.orelse, frame))


def _while(machine: Machine, node: ir.While, frame: Frame) -> Steps:
    while True:
        machine.count_step()
        decided = machine.decide(machine.evaluate(node.test, frame))
        if type(decided) is Unknown:
            return (yield from _open_end(machine, decided.gap))
        if not decided:
            return (yield from _block(machine, node.orelse, frame))
        signal = yield from _block(machine, node.body, frame)
        if signal is BREAK:
            return None
        if type(signal) is Returned:
            return signal


def _with(machine: Machine, node: ir.With, items: tuple[ir.WithItem, ...], frame: Frame) -> Steps:
    if not items:
        return (yield from _block(machine, node.body, frame))
    item = items[0]
    site = Site(item.manager.span, frame.module.name, frame.site)
    entered, leave = exceptions.enter_manager(machine, machine.evaluate(item.manager, frame), site)
    if item.target is not None:
        targets.assign(machine, item.target, entered, frame)
    try:
        signal = yield from _with(machine, node, items[1:], frame)
    except Raised as raised:
        left = None if leave is None else machine.call_at(leave, (raised.value.cls, raised.value, None), {}, site)
        if machine.truth(left):
            return None
        raise
    if leave is not None:
        machine.call_at(leave, (None, None, None), {}, site)
    return signal


def _try(machine: Machine, node: ir.Try, frame: Frame) -> Steps:
    try:
        signal = yield from _handled(machine, node, frame)
    except (Raised, GeneratorExit):
        machine.execute(node.final, frame)
        raise
    final = yield from _block(machine, node.final, frame)
    return signal if final is None else final


def _handled(machine: Machine, node: ir.Try, frame: Frame) -> Steps:
    try:
        signal = yield from _block(machine, node.body, frame)
    except Raised as raised:
        handler = exceptions.matching_handler(machine, node, raised.value, frame)
        if handler is None:
            raise
        with exceptions.caught(machine, handler, raised.value, frame):
            return (yield from _block(machine, handler.body, frame))
    return (yield from _block(machine, node.orelse, frame)) if signal is None else signal
