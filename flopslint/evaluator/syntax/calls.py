"""Calling values."""

from __future__ import annotations

from flopslint.core.gap import GapKind
from flopslint.core.span import Site
from flopslint.evaluator.limits import DEPTH_LIMIT
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.objects import classes
from flopslint.evaluator.objects.binding import bind
from flopslint.evaluator.state.signals import Returned
from flopslint.evaluator.syntax import generators
from flopslint.evaluator.undecided import outcomes
from flopslint.values.context import Halt, Raised
from flopslint.values.value import (
    MISSING,
    Alias,
    BoundMethod,
    Class,
    Frame,
    Function,
    Instance,
    IteratorValue,
    NativeFunction,
    Partial,
    StaticMethod,
    Unknown,
    Value,
)


def call(
    machine: Machine, function: Value, positional: tuple[Value, ...], keywords: dict[str, Value], site: Site | None
) -> Value:
    """Calls any value; raises the program's TypeError if it is not callable."""
    kind = type(function)
    if kind is Function:
        return call_function(machine, function, positional, keywords, site)
    if kind is BoundMethod:
        return call(machine, function.function, (function.receiver, *positional), keywords, site)
    if kind is NativeFunction:
        return machine.natives.call(machine, function.entry, positional, keywords, site)
    if kind is Class:
        return classes.instantiate(machine, function, positional, keywords, site)
    if kind is Unknown:
        machine.current_site = site
        return machine.opaque_call(function, positional, keywords)
    if kind is Partial:
        merged = {**function.keywords, **keywords}
        return call(machine, function.function, (*function.positional, *positional), merged, site)
    if kind is Instance:
        found = function.cls.find("__call__")
        if found is not None:
            machine.current_site = site
            bound = machine.get_class_attribute(function, "__call__")
            return call(machine, bound, positional, keywords, site)
    if kind is StaticMethod:
        return call(machine, function.function, positional, keywords, site)
    if kind is Alias and function.origin is not None:
        return call(machine, function.origin, positional, keywords, site)
    machine.current_site = site
    method = machine.get_attribute(function, "__call__", MISSING)
    if method is not MISSING and method is not function:
        return call(machine, method, positional, keywords, site)
    raise machine.error("TypeError", f"'{machine.type_of(function).name}' object is not callable")


def call_function(
    machine: Machine, function: Function, positional: tuple[Value, ...], keywords: dict[str, Value], site: Site | None
) -> Value:
    """Binds the arguments and runs the body; a generator function's body runs as its items are asked for."""
    previous_site = machine.current_site
    machine.current_site = site
    code = function.code
    names = bind(machine, function, positional, keywords)
    frame = Frame(function.module, function.frame, site, code, names)
    machine.count_step()
    if code.is_generator:
        return IteratorValue(generators.run_lazily(machine, code.body.statements, frame), "generator")
    machine.depth += 1
    if machine.depth > DEPTH_LIMIT:
        machine.depth -= 1
        raise Halt(machine.gap(GapKind.LIMIT, f"calls are nested more than {DEPTH_LIMIT} deep"))
    previous = machine.current_frame
    machine.current_frame = frame
    try:
        return run_body(machine, function, frame)
    finally:
        machine.depth -= 1
        machine.current_frame = previous
        machine.current_site = previous_site


def run_body(machine: Machine, function: Function, frame: Frame) -> Value:
    """Runs a function's body in a frame whose parameters are bound: the seam for another execution form."""
    try:
        signal = machine.execute(function.code.body.statements, frame)
    except Raised as raised:
        if not frame.closing:
            raise
        return outcomes.end_function(machine, frame, None, raised)
    if frame.closing:
        return outcomes.end_function(machine, frame, signal, None)
    return signal.value if type(signal) is Returned else None
