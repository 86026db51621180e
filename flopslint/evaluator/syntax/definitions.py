"""``def`` and ``class`` statements."""

from __future__ import annotations

from flopslint.core.gap import GapKind
from flopslint.core.span import Site
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.objects import classes
from flopslint.evaluator.syntax import targets
from flopslint.evaluator.syntax.expressions import known_items, make_function, mapping_items
from flopslint.ir import nodes as ir
from flopslint.values.value import Alias, Class, Frame, LazyAnnotation, Undecided, Unknown, Value


def define_function(machine: Machine, node: ir.FunctionDef, frame: Frame) -> None:
    """Makes the function, applies its decorators from the inside out, binds its name."""
    value: Value = make_function(machine, node.code, frame)
    value = _decorated(machine, value, node.decorators, frame)
    targets.assign(machine, node.target, value, frame)


def _decorated(machine: Machine, value: Value, decorators: tuple[ir.Expression, ...], frame: Frame) -> Value:
    functions = [(machine.evaluate(decorator, frame), decorator) for decorator in decorators]
    for function, decorator in reversed(functions):
        value = machine.call_at(function, (value,), {}, Site(decorator.span, frame.module.name, frame.site))
    return value


def annotate(machine: Machine, name: str, annotation: ir.Expression, frame: Frame) -> None:
    """Keeps an annotation of a class or module so that it can be evaluated on demand."""
    annotations = frame.names.setdefault("__annotations__", {})
    if isinstance(annotations, dict):
        machine.heap.touch(annotations)
        annotations[name] = LazyAnnotation(annotation, frame)


def define_class(machine: Machine, node: ir.ClassDef, frame: Frame) -> None:
    """Evaluates bases and body, makes the class, applies its decorators, binds its name."""
    site = Site(node.span, frame.module.name, frame.site)
    bases, keywords = _bases(machine, node, frame)
    cell = Frame(frame.module, frame.enclosing if frame.is_class else frame, frame.site)
    body = Frame(frame.module, cell, frame.site, is_class=True)
    if frame.is_class:
        prefix = f"{frame.names.get('__qualname__', '')}."
    else:
        prefix = f"{frame.code.name}.<locals>." if frame.code is not None else ""
    body.names["__module__"] = frame.module.name
    body.names["__qualname__"] = prefix + node.target.id
    if node.docstring is not None:
        body.names["__doc__"] = node.docstring
    unknown = next((base for base in bases if type(base) is Unknown), None)
    previous = machine.current_frame
    machine.current_frame = body
    try:
        machine.execute(node.body, body)
    finally:
        machine.current_frame = previous
    if unknown is not None:
        value: Value = Unknown(
            machine.gap(
                GapKind.MISSING_NAME,
                f"class {node.target.id} derives from something not known: {unknown.gap.reason}",
                node.span,
            )
        )
    else:
        machine.current_site = site
        value = classes.make_class(machine, node.target.id, bases, body.names, keywords, site)
        if isinstance(value, Class):
            value.span = node.span
    cell.names["__class__"] = value
    value = _decorated(machine, value, node.decorators, frame)
    targets.assign(machine, node.target, value, frame)


def _bases(machine: Machine, node: ir.ClassDef, frame: Frame) -> tuple[list[Value], dict[str, Value]]:
    bases: list[Value] = []
    for base in node.bases:
        if isinstance(base, ir.Starred):
            value = machine.evaluate(base.value, frame)
            try:
                bases.extend(known_items(machine, value))
            except Undecided as undecided:
                bases.append(undecided.unknown)
            continue
        value = machine.evaluate(base, frame)
        bases.append(value.origin if isinstance(value, Alias) and value.origin is not None else value)
    keywords: dict[str, Value] = {}
    for keyword in node.keywords:
        value = machine.evaluate(keyword.value, frame)
        if keyword.name is not None:
            keywords[keyword.name] = value
        elif type(value) is not Unknown:
            keywords.update(mapping_items(machine, value))
    return bases, keywords
