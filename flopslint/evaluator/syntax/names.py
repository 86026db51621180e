"""Reading, binding and deleting names."""

from __future__ import annotations

from flopslint.evaluator.imports.modules import star_attribute
from flopslint.evaluator.machine import Machine
from flopslint.ir import nodes as ir
from flopslint.ir.nodes import Scope
from flopslint.values.equality import without_rest
from flopslint.values.value import MISSING, Frame, Reference, Unknown, Value


def read_name(machine: Machine, node: ir.Name, frame: Frame) -> Value:
    """The value of a name; raises the program's NameError or UnboundLocalError."""
    scope = node.scope
    if scope is Scope.LOCAL:
        value = frame.names.get(node.id, MISSING)
        if value is MISSING:
            raise machine.error(
                "UnboundLocalError", f"cannot access local variable '{node.id}' where it is not associated with a value"
            )
        if type(value) is Reference:
            value = _looked_up(machine, frame.names, node.id, value)
        return without_rest(value) if type(value) is Unknown else value
    if scope is Scope.CLASS:
        value = frame.names.get(node.id, MISSING)
        if value is not MISSING:
            return without_rest(machine.resolve(value))
        scope = node.outer
    if scope is Scope.CLOSURE:
        holder = find_holder(frame.enclosing, node.id)
        if holder is not None:
            value = holder.names[node.id]
            if type(value) is Reference:
                value = _looked_up(machine, holder.names, node.id, value)
            return without_rest(value) if type(value) is Unknown else value
    return read_global(machine, node.id, frame)


def read_global(machine: Machine, name: str, frame: Frame) -> Value:
    """A name of the module, or a builtin."""
    namespace = frame.module.namespace
    value = namespace.get(name, MISSING)
    if value is MISSING:
        for star in reversed(namespace.get("__stars__", ())):
            value = star_attribute(machine, star, name)
            if value is not MISSING:
                return value
        value = machine.natives.builtin(name)
        if value is MISSING:
            raise machine.error("NameError", f"name '{name}' is not defined")
        return value
    if type(value) is Reference:
        value = _looked_up(machine, namespace, name, value)
    return without_rest(value) if type(value) is Unknown else value


def _looked_up(machine: Machine, names: dict[str, Value], name: str, reference: Reference) -> Value:
    """What an imported name stands for; in an undecided branch the reference stays, to be found alike on both sides."""
    value = machine.resolve(reference)
    if not machine.heap.is_recording:
        names[name] = value
    return value


def find_holder(frame: Frame | None, name: str) -> Frame | None:
    """The nearest enclosing frame that binds a name."""
    while frame is not None:
        if not frame.is_class and name in frame.names:
            return frame
        frame = frame.enclosing
    return None


def bind_name(machine: Machine, node: ir.Name, value: Value, frame: Frame) -> None:
    """Binds a name where its scope says."""
    scope = node.scope
    if scope is Scope.LOCAL or scope is Scope.CLASS:
        names = frame.names
    elif scope is Scope.CLOSURE:
        holder = find_holder(frame.enclosing, node.id) or _declaring_frame(frame.enclosing, node.id)
        names = frame.module.namespace if holder is None else holder.names
    else:
        names = frame.module.namespace
    if machine.heap.is_recording:
        machine.heap.touch(names)
    names[node.id] = value


def _declaring_frame(frame: Frame | None, name: str) -> Frame | None:
    """The nearest enclosing frame whose function binds a name somewhere, though it has not yet."""
    while frame is not None:
        if frame.code is not None and name in frame.code.local_names:
            return frame
        frame = frame.enclosing
    return None


def delete_name(machine: Machine, node: ir.Name, frame: Frame) -> None:
    """Unbinds a name; raises the program's NameError."""
    if not unbind_name(machine, node, frame):
        raise machine.error("NameError", f"name '{node.id}' is not defined")


def unbind_name(machine: Machine, node: ir.Name, frame: Frame) -> bool:
    """Unbinds a name; says whether it was bound."""
    if node.scope is Scope.LOCAL or node.scope is Scope.CLASS:
        names = frame.names
    elif node.scope is Scope.CLOSURE:
        holder = find_holder(frame.enclosing, node.id)
        names = {} if holder is None else holder.names
    else:
        names = frame.module.namespace
    if node.id not in names:
        return False
    machine.heap.touch(names)
    del names[node.id]
    return True
