"""``try``, ``with`` and ``raise``, and the exception objects of the program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flopslint.core.conflict import Conflict, ConflictKind
from flopslint.core.gap import GapKind
from flopslint.core.span import Site
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.state.signals import Signal
from flopslint.evaluator.syntax import targets
from flopslint.evaluator.syntax.names import bind_name, unbind_name
from flopslint.evaluator.undecided import outcomes
from flopslint.ir import nodes as ir
from flopslint.values.context import Halt, Raised
from flopslint.values.value import MISSING, Class, Frame, Instance, Unknown, Value

_IMPORT_ERRORS = frozenset(("ImportError", "ModuleNotFoundError", "Exception", "BaseException"))


def run_raise(machine: Machine, node: ir.Raise, frame: Frame) -> Signal:
    """Raises; a bare ``raise`` raises again what is being handled."""
    site = Site(node.span, frame.module.name, frame.site)
    machine.current_site = site
    if node.value is None:
        if not machine.handled:
            raise machine.error("RuntimeError", "No active exception to reraise")
        raise Raised(machine.handled[-1], site)
    value = machine.evaluate(node.value, frame)
    machine.current_site = site
    if isinstance(value, Class):
        value = machine.call_at(value, (), {}, site)
    if type(value) is Unknown:
        raise Raised(machine.error("Exception", f"of a kind that is not known: {value.gap.reason}").value, site)
    if not isinstance(value, Instance) or not value.cls.is_subclass_of(machine.find_class("builtins.BaseException")):
        raise machine.error("TypeError", "exceptions must derive from BaseException")
    _link(machine, value, node, frame)
    raise Raised(value, site, raise_conflict(machine, value, site))


def _link(machine: Machine, value: Instance, node: ir.Raise, frame: Frame) -> None:
    """Notes on an exception what it was raised from, and what was being handled."""
    machine.heap.touch(value.attributes)
    if machine.handled and machine.handled[-1] is not value:
        value.attributes["__context__"] = machine.handled[-1]
    if node.cause is not None:
        cause = machine.evaluate(node.cause, frame)
        value.attributes["__cause__"] = machine.call(cause) if isinstance(cause, Class) else cause
        value.attributes["__suppress_context__"] = True


def raise_conflict(machine: Machine, value: Instance, site: Site) -> Conflict:
    """What to report if nobody catches an exception that the program raises itself."""
    text = machine.text_of(value)
    message = f"{value.cls.name}: {text}" if isinstance(text, str) and text else value.cls.name
    return Conflict(kind=ConflictKind.RAISES, message=message, span=site.span, site=site)


def run_try(machine: Machine, node: ir.Try, frame: Frame) -> Signal:
    """Runs the body; handlers see the program's exceptions only, never gaps."""
    since = len(frame.closing)
    try:
        signal = _run_handled(machine, node, frame)
    except Raised as raised:
        with handling(machine, raised.value):
            final = machine.execute(node.final, frame)
        if final is not None:
            return final
        raise
    if node.final and len(frame.closing) > since:
        return outcomes.each_end(machine, frame, since, signal, lambda: machine.execute(node.final, frame))
    final = machine.execute(node.final, frame)
    return signal if final is None else final


def _run_handled(machine: Machine, node: ir.Try, frame: Frame) -> Signal:
    guards = any(_may_catch_import_error(handler.type) for handler in node.handlers)
    machine.import_guards += guards
    try:
        signal = machine.execute(node.body, frame)
    except Raised as raised:
        machine.import_guards -= guards
        guards = False
        handler = matching_handler(machine, node, raised.value, frame)
        if handler is None:
            raise
        return _run_handler(machine, handler, raised.value, frame)
    finally:
        machine.import_guards -= guards
    return machine.execute(node.orelse, frame) if signal is None else signal


def _may_catch_import_error(expression: ir.Expression | None) -> bool:
    """Whether a handler catches ImportError, told by the words used."""
    if expression is None:
        return True
    if isinstance(expression, ir.Collection):
        return any(_may_catch_import_error(item) for item in expression.items)
    return isinstance(expression, ir.Name) and expression.id in _IMPORT_ERRORS


def matching_handler(machine: Machine, node: ir.Try, value: Instance, frame: Frame) -> ir.Handler | None:
    """The first handler that catches an exception."""
    for handler in node.handlers:
        if handler.type is None:
            return handler
        caught = machine.evaluate(handler.type, frame)
        kinds = caught if isinstance(caught, tuple) else (caught,)
        for kind in kinds:
            if type(kind) is Unknown:
                machine.assume(
                    machine.gap(
                        GapKind.UNCERTAIN_EXCEPTION,
                        f"whether this catches {value.cls.name} is not known: {kind.gap.reason}",
                        handler.span,
                    )
                )
            elif isinstance(kind, Class) and value.cls.is_subclass_of(kind):
                return handler
    return None


def _run_handler(machine: Machine, handler: ir.Handler, value: Instance, frame: Frame) -> Signal:
    with caught(machine, handler, value, frame):
        return machine.execute(handler.body, frame)


@contextmanager
def handling(machine: Machine, value: Instance) -> Iterator[None]:
    """While code runs because of an exception: a bare ``raise`` raises it again, another one is linked to it."""
    machine.handled.append(value)
    try:
        yield
    finally:
        machine.handled.pop()


@contextmanager
def caught(machine: Machine, handler: ir.Handler, value: Instance, frame: Frame) -> Iterator[None]:
    """While a handler runs: its name is bound, and unbound when it ends however it ends."""
    if handler.name is not None:
        bind_name(machine, handler.name, value, frame)
    with handling(machine, value):
        try:
            yield
        finally:
            if handler.name is not None:
                unbind_name(machine, handler.name, frame)


def run_with(machine: Machine, node: ir.With, frame: Frame) -> Signal:
    """Enters the managers in order, runs the body, leaves in reverse."""
    return _with_items(machine, node, node.items, frame)


def _with_items(machine: Machine, node: ir.With, items: tuple[ir.WithItem, ...], frame: Frame) -> Signal:
    if not items:
        return machine.execute(node.body, frame)
    item = items[0]
    manager = machine.evaluate(item.manager, frame)
    site = Site(item.manager.span, frame.module.name, frame.site)
    entered, leave = enter_manager(machine, manager, site)
    if item.target is not None:
        targets.assign(machine, item.target, entered, frame)
    since = len(frame.closing)
    try:
        signal = _with_items(machine, node, items[1:], frame)
    except Raised as raised:
        if leave is not None:
            with handling(machine, raised.value):
                swallowed = machine.call_at(leave, (raised.value.cls, raised.value, None), {}, site)
            if type(swallowed) is not Unknown and machine.truth(swallowed):
                return None
        raise
    if leave is not None:
        if len(frame.closing) > since:
            return outcomes.each_end(machine, frame, since, signal, lambda: _leave(machine, leave, site))
        _leave(machine, leave, site)
    return signal


def _leave(machine: Machine, leave: Value, site: Site) -> None:
    machine.call_at(leave, (None, None, None), {}, site)


def enter_manager(machine: Machine, manager: Value, site: Site) -> tuple[Value, Value]:
    """What a context manager gives on entry, and its bound exit method (None for an unknown manager)."""
    if type(manager) is Unknown:
        machine.opaque_call(manager, (), {})
        return manager, None
    machine.current_site = site
    enter = machine.get_attribute(manager, "__enter__", MISSING)
    leave = machine.get_attribute(manager, "__exit__", MISSING)
    if enter is MISSING or leave is MISSING:
        enter = machine.get_attribute(manager, "__aenter__", enter)
        leave = machine.get_attribute(manager, "__aexit__", leave)
    if enter is MISSING or leave is MISSING:
        raise machine.error(
            "TypeError",
            f"'{machine.type_of(manager).name}' object does not support the context manager protocol",
        )
    entered = machine.call_at(enter, (), {}, site)
    return entered, leave


def halted(machine: Machine, reason: str) -> Halt:
    """A limit reached at the call in progress."""
    return Halt(machine.gap(GapKind.LIMIT, reason))
