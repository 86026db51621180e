"""The effect of each kind of statement: one function a node class, found by a dispatch table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flopslint.core.gap import GapKind
from flopslint.core.span import Site
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.state.signals import BREAK, CONTINUE, Returned, Signal
from flopslint.evaluator.syntax import control, definitions, exceptions, importing, patterns, targets
from flopslint.evaluator.undecided import branches
from flopslint.ir import nodes as ir
from flopslint.values.context import Halt
from flopslint.values.value import Frame, Undecided, Unknown, Value


def execute(machine: Machine, statements: tuple[ir.Statement, ...], frame: Frame) -> Signal:
    """Runs statements in order until one ends the block."""
    for statement in statements:
        machine.count_step()
        try:
            signal = EXECUTORS[type(statement)](machine, statement, frame)
        except Undecided as undecided:
            signal = _step_over(machine, statement, undecided.unknown, frame)
        if signal is not None:
            return signal
    return None


def _step_over(machine: Machine, statement: ir.Statement, unknown: Unknown, frame: Frame) -> Signal:
    """A statement that rests on something unknown in a way nothing below it could answer: what it gives is unknown."""
    machine.lose_count(unknown.gap)
    value = Unknown(unknown.gap)
    if isinstance(statement, ir.Return):
        return Returned(value)
    if isinstance(statement, ir.Assign):
        for target in statement.targets:
            targets.assign(machine, target, value, frame)
    elif isinstance(statement, (ir.AugmentedAssign, ir.AnnotatedAssign)):
        targets.assign(machine, statement.target, value, frame)
    else:
        machine.heap.touch(frame.names)
        for name in machine.bound_names(statement):
            frame.names[name] = value
    return None


def _evaluate(machine: Machine, node: ir.Evaluate, frame: Frame) -> Signal:
    machine.evaluate(node.value, frame)
    return None


def _assign(machine: Machine, node: ir.Assign, frame: Frame) -> Signal:
    value = machine.evaluate(node.value, frame)
    for target in node.targets:
        targets.assign(machine, target, value, frame)
    return None


def _augmented_assign(machine: Machine, node: ir.AugmentedAssign, frame: Frame) -> Signal:
    target = node.target
    if type(target) is ir.Name:
        new = _in_place(machine, node, machine.evaluate(target, frame), frame)
        targets.assign(machine, target, new, frame)
    elif type(target) is ir.Attribute:
        holder = machine.evaluate(target.value, frame)
        new = _in_place(machine, node, machine.get_attribute(holder, target.name), frame)
        machine.set_attribute(holder, target.name, new)
    elif type(target) is ir.Subscript:
        holder = machine.evaluate(target.value, frame)
        index = machine.evaluate(target.index, frame)
        new = _in_place(machine, node, machine.get_item(holder, index), frame)
        machine.set_item(holder, index, new)
    return None


def _in_place(machine: Machine, node: ir.AugmentedAssign, old: Value, frame: Frame) -> Value:
    operand = machine.evaluate(node.value, frame)
    machine.current_site = Site(node.span, frame.module.name, frame.site)
    return machine.binary_in_place(node.operator, old, operand)


def _annotated_assign(machine: Machine, node: ir.AnnotatedAssign, frame: Frame) -> Signal:
    if node.value is not None:
        targets.assign(machine, node.target, machine.evaluate(node.value, frame), frame)
    if type(node.target) is ir.Name and (frame.is_class or frame.code is None):
        definitions.annotate(machine, node.target.id, node.annotation, frame)
    return None


def _delete(machine: Machine, node: ir.Delete, frame: Frame) -> Signal:
    for target in node.targets:
        targets.delete(machine, target, frame)
    return None


def _return(machine: Machine, node: ir.Return, frame: Frame) -> Signal:
    return Returned(None if node.value is None else machine.evaluate(node.value, frame))


def _jump(machine: Machine, node: ir.Jump, frame: Frame) -> Signal:
    return BREAK if node.kind == "break" else CONTINUE


def _assert(machine: Machine, node: ir.Assert, frame: Frame) -> Signal:
    decided = branches.decide_test(machine, node.test, frame)
    if type(decided) is Unknown:
        machine.assume(machine.gap(GapKind.ASSUMPTION, f"taken to hold: {decided.gap.reason}", node.span))
    elif not decided:
        message = None if node.message is None else machine.evaluate(node.message, frame)
        machine.current_site = Site(node.span, frame.module.name, frame.site)
        text = "" if message is None else machine.text_of(message)
        raised = machine.error("AssertionError", text if isinstance(text, str) else "")
        if node.message is not None:
            raised.value.attributes["args"] = (message,)
        raise raised
    return None


def _function(machine: Machine, node: ir.FunctionDef, frame: Frame) -> Signal:
    definitions.define_function(machine, node, frame)
    return None


def _class(machine: Machine, node: ir.ClassDef, frame: Frame) -> Signal:
    definitions.define_class(machine, node, frame)
    return None


def _import(machine: Machine, node: ir.Import, frame: Frame) -> Signal:
    importing.import_module(machine, node, frame)
    return None


def _import_from(machine: Machine, node: ir.ImportFrom, frame: Frame) -> Signal:
    importing.import_from(machine, node, frame)
    return None


def _opaque(machine: Machine, node: ir.Opaque, frame: Frame) -> Signal:
    raise Halt(machine.gap(GapKind.UNSUPPORTED_SYNTAX, node.reason, node.span))


EXECUTORS: dict[type[ir.Statement], Callable[[Machine, Any, Frame], Signal]] = {
    ir.Evaluate: _evaluate,
    ir.Assign: _assign,
    ir.AugmentedAssign: _augmented_assign,
    ir.AnnotatedAssign: _annotated_assign,
    ir.Delete: _delete,
    ir.Return: _return,
    ir.Jump: _jump,
    ir.If: control.run_if,
    ir.For: control.run_for,
    ir.While: control.run_while,
    ir.With: exceptions.run_with,
    ir.Try: exceptions.run_try,
    ir.Raise: exceptions.run_raise,
    ir.Assert: _assert,
    ir.Import: _import,
    ir.ImportFrom: _import_from,
    ir.FunctionDef: _function,
    ir.ClassDef: _class,
    ir.Match: patterns.run_match,
    ir.Opaque: _opaque,
}
