"""Generic walks over the lowered language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from flopslint.ir import nodes as ir

_BINDING = (ir.AugmentedAssign, ir.AnnotatedAssign, ir.For, ir.Walrus, ir.WithItem)
_OWN_SCOPE = (ir.FunctionDef, ir.ClassDef, ir.Lambda, ir.Comprehension)


def children(node: Any) -> Iterator[Any]:
    """The nodes directly below one, in field order; bodies of functions are not entered."""
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            yield from (item for item in value if is_dataclass(item))
        elif is_dataclass(value) and not isinstance(value, ir.Code):
            yield value


def within_scope(node: Any) -> Iterator[Any]:
    """A node and all below it that run in the same scope."""
    yield node
    if isinstance(node, _OWN_SCOPE):
        return
    for child in children(node):
        yield from within_scope(child)


@cache
def bound_names(node: ir.Statement) -> set[str]:
    """Names that a statement or the statements in it bind as plain targets."""
    names: set[str] = set()
    for inner in within_scope(node):
        if isinstance(inner, ir.Assign):
            for target in inner.targets:
                _add_targets(target, names)
        elif isinstance(inner, _BINDING) and inner.target is not None:
            _add_targets(inner.target, names)
        elif isinstance(inner, (ir.FunctionDef, ir.ClassDef)):
            names.add(inner.target.id)
    return names


def _add_targets(target: ir.Expression, names: set[str]) -> None:
    if isinstance(target, ir.Name):
        names.add(target.id)
    if isinstance(target, ir.Starred):
        _add_targets(target.value, names)
    elif isinstance(target, ir.Collection):
        for item in target.items:
            _add_targets(item, names)


@cache
def holds_yield(node: ir.Statement) -> bool:
    """Whether a statement yields in its own scope."""
    return any(isinstance(inner, (ir.Yield, ir.YieldFrom)) for inner in within_scope(node))
