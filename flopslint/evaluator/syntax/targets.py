"""Binding values to targets: names, attributes, items, and unpacking."""

from __future__ import annotations

from flopslint.catalog.python.sizes import collect
from flopslint.core.span import Site
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.syntax.names import bind_name, delete_name
from flopslint.ir import nodes as ir
from flopslint.values.value import Frame, Undecided, Unknown, Value


def assign(machine: Machine, target: ir.Expression, value: Value, frame: Frame) -> None:
    """Binds a value to a target; raises the program's ValueError or TypeError where it cannot be unpacked."""
    kind = type(target)
    if kind is ir.Name:
        bind_name(machine, target, value, frame)  # type: ignore[arg-type]
    elif kind is ir.Attribute:
        holder = machine.evaluate(target.value, frame)  # type: ignore[attr-defined]
        machine.current_site = Site(target.span, frame.module.name, frame.site)
        machine.set_attribute(holder, target.name, value)  # type: ignore[attr-defined]
    elif kind is ir.Subscript:
        holder = machine.evaluate(target.value, frame)  # type: ignore[attr-defined]
        index = machine.evaluate(target.index, frame)  # type: ignore[attr-defined]
        machine.current_site = Site(target.span, frame.module.name, frame.site)
        machine.set_item(holder, index, value)
    elif kind is ir.Starred:
        assign(machine, target.value, value, frame)  # type: ignore[attr-defined]
    else:
        _unpack(machine, target, value, frame)  # type: ignore[arg-type]


def _unpack(machine: Machine, target: ir.Collection, value: Value, frame: Frame) -> None:
    items = target.items
    if type(value) is tuple and len(value) == len(items) and _is_plain(items, value):
        for item, part in zip(items, value, strict=True):
            bind_name(machine, item, part, frame)  # type: ignore[arg-type]
        return
    machine.current_site = Site(target.span, frame.module.name, frame.site)
    if type(value) is Unknown:
        for item in items:
            assign(machine, item, value, frame)
        return
    try:
        values = collect(machine, value, "what is unpacked", keep_rest=True)
    except Undecided as undecided:
        _unpack(machine, target, undecided.unknown, frame)
        return
    rest = next((v for v in values if type(v) is Unknown and v.rest), None)
    if rest is not None:
        _unpack(machine, target, rest, frame)
        return
    star = next((i for i, item in enumerate(items) if type(item) is ir.Starred), None)
    if star is None:
        if len(values) < len(items):
            raise machine.error("ValueError", f"not enough values to unpack (expected {len(items)}, got {len(values)})")
        if len(values) > len(items):
            raise machine.error("ValueError", f"too many values to unpack (expected {len(items)})")
        for item, part in zip(items, values, strict=True):
            assign(machine, item, part, frame)
        return
    after = len(items) - star - 1
    if len(values) < star + after:
        raise machine.error(
            "ValueError", f"not enough values to unpack (expected at least {star + after}, got {len(values)})"
        )
    for item, part in zip(items[:star], values[:star], strict=True):
        assign(machine, item, part, frame)
    assign(machine, items[star], values[star : len(values) - after], frame)
    for item, part in zip(items[star + 1 :], values[len(values) - after :], strict=True):
        assign(machine, item, part, frame)


def _is_plain(items: tuple[ir.Expression, ...], values: tuple[Value, ...]) -> bool:
    """Whether each of the items is a name, and each of the values one value."""
    return all(type(item) is ir.Name for item in items) and not any(
        type(value) is Unknown and value.rest for value in values
    )


def delete(machine: Machine, target: ir.Expression, frame: Frame) -> None:
    """Deletes a name, an attribute or an item."""
    if isinstance(target, ir.Name):
        delete_name(machine, target, frame)
    elif isinstance(target, ir.Attribute):
        machine.delete_attribute(machine.evaluate(target.value, frame), target.name)
    elif isinstance(target, ir.Subscript):
        machine.delete_item(machine.evaluate(target.value, frame), machine.evaluate(target.index, frame))
    elif isinstance(target, ir.Collection):
        for item in target.items:
            delete(machine, item, frame)
