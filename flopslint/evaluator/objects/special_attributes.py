"""Attributes that every value of a kind has: ``__class__``, ``__name__``, ``__dict__`` and the like."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flopslint.evaluator.machine import Machine
from flopslint.values.value import (
    MISSING,
    Alias,
    BoundMethod,
    Class,
    Function,
    Instance,
    LazyAnnotation,
    ModuleValue,
    NativeFunction,
    Partial,
    Value,
)


def special_attribute(machine: Machine, value: Value, name: str) -> Value:
    """The attribute, or ``MISSING``."""
    if name == "__class__":
        return machine.type_of(value)
    table = _TABLES.get(type(value))
    if table is not None:
        reader = table.get(name)
        if reader is not None:
            return reader(machine, value)
    if name == "__doc__":
        return None
    return MISSING


def annotations_of(machine: Machine, value: Function) -> dict[str, Value]:
    """A function's annotations, each to be evaluated on demand."""
    parameters = value.code.parameters
    listed = list(parameters.positional_only + parameters.positional + parameters.keyword_only)
    listed += [p for p in (parameters.vararg, parameters.kwarg) if p is not None]
    found: dict[str, Value] = {
        p.name: LazyAnnotation(p.annotation, value.frame) for p in listed if p.annotation is not None
    }
    if value.code.returns is not None:
        found["return"] = LazyAnnotation(value.code.returns, value.frame)
    return {name: machine.resolve_annotation(lazy) for name, lazy in found.items()}


def _class_annotations(machine: Machine, value: Class) -> Value:
    held = value.namespace.get("__annotations__", {})
    return {
        name: machine.resolve_annotation(item) if isinstance(item, LazyAnnotation) else item
        for name, item in held.items()
    }


def _module_dict(machine: Machine, value: ModuleValue) -> Value:
    for name, held in list(value.namespace.items()):
        value.namespace[name] = machine.resolve(held)
    return value.namespace


_CLASS: dict[str, Callable[[Machine, Any], Value]] = {
    "__name__": lambda machine, value: value.name,
    "__qualname__": lambda machine, value: value.qualified_name,
    "__module__": lambda machine, value: value.namespace.get("__module__", value.module),
    "__mro__": lambda machine, value: value.mro,
    "__bases__": lambda machine, value: value.bases,
    "__base__": lambda machine, value: value.bases[0] if value.bases else None,
    "__dict__": lambda machine, value: value.namespace,
    "__doc__": lambda machine, value: value.namespace.get("__doc__"),
    "__annotations__": _class_annotations,
    "__abstractmethods__": lambda machine, value: frozenset(),
}

_FUNCTION: dict[str, Callable[[Machine, Any], Value]] = {
    "__name__": lambda machine, value: value.code.name,
    "__qualname__": lambda machine, value: value.qualified_name,
    "__module__": lambda machine, value: value.module.name,
    "__doc__": lambda machine, value: value.code.docstring,
    "__defaults__": lambda machine, value: value.defaults or None,
    "__kwdefaults__": lambda machine, value: value.keyword_defaults or None,
    "__globals__": lambda machine, value: _module_dict(machine, value.module),
    "__dict__": lambda machine, value: value.attributes,
    "__annotations__": annotations_of,
    "__closure__": lambda machine, value: None,
    "__call__": lambda machine, value: value,
}

_NATIVE: dict[str, Callable[[Machine, Any], Value]] = {
    "__name__": lambda machine, value: value.name.rpartition(".")[2],
    "__qualname__": lambda machine, value: value.name.rpartition(".")[2],
    "__module__": lambda machine, value: value.name.rpartition(".")[0],
    "__dict__": lambda machine, value: value.attributes,
    "__call__": lambda machine, value: value,
}

_PARTIAL: dict[str, Callable[[Machine, Any], Value]] = {
    "func": lambda machine, value: value.function,
    "args": lambda machine, value: value.positional,
    "keywords": lambda machine, value: value.keywords,
    "__dict__": lambda machine, value: value.attributes,
    "__call__": lambda machine, value: value,
}

_BOUND: dict[str, Callable[[Machine, Any], Value]] = {
    "__self__": lambda machine, value: value.receiver,
    "__func__": lambda machine, value: value.function,
    "__call__": lambda machine, value: value,
}

_MODULE: dict[str, Callable[[Machine, Any], Value]] = {
    "__name__": lambda machine, value: value.name,
    "__dict__": _module_dict,
    "__file__": lambda machine, value: value.path,
    "__package__": lambda machine, value: value.name if value.is_package else value.name.rpartition(".")[0],
    "__path__": lambda machine, value: [(value.path or "").rpartition("/")[0]] if value.is_package else MISSING,
}

_ALIAS: dict[str, Callable[[Machine, Any], Value]] = {
    "__origin__": lambda machine, value: value.origin,
    "__args__": lambda machine, value: value.arguments,
}

_INSTANCE: dict[str, Callable[[Machine, Any], Value]] = {
    "__dict__": lambda machine, value: value.attributes,
    "__module__": lambda machine, value: value.cls.module,
}

_TABLES: dict[type, dict[str, Callable[[Machine, Any], Value]]] = {
    Class: _CLASS,
    Function: _FUNCTION,
    NativeFunction: _NATIVE,
    Partial: _PARTIAL,
    BoundMethod: _BOUND,
    ModuleValue: _MODULE,
    Alias: _ALIAS,
    Instance: _INSTANCE,
}
