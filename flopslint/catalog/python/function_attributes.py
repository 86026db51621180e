"""Attributes of functions and methods."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flopslint.catalog.entry import attribute, function
from flopslint.values.context import Context
from flopslint.values.value import (
    MISSING,
    BoundMethod,
    Function,
    Instance,
    LazyAnnotation,
    NativeFunction,
    Value,
)

FUNCTIONS = ("_python.function", "_python.builtin_function_or_method")

MADE_FROM = "<function>"
"""Where a code object keeps its function; no attribute of a program is spelled so."""


def _setter(name: str) -> Callable[[Context, Any, Value], None]:
    def assign(context: Context, value: Any, new: Value) -> None:
        context.touch(value.attributes)
        value.attributes[name] = new

    return assign


def _set_defaults(context: Context, value: Any, new: Value) -> None:
    _setter("__defaults__")(context, value, new)
    if isinstance(value, Function) and (new is None or isinstance(new, tuple)):
        value.defaults = new or ()


def _set_keyword_defaults(context: Context, value: Any, new: Value) -> None:
    _setter("__kwdefaults__")(context, value, new)
    if isinstance(value, Function) and (new is None or isinstance(new, dict)):
        context.touch(value.keyword_defaults)
        value.keyword_defaults.clear()
        value.keyword_defaults.update(new or {})


_SETTERS = {"__defaults__": _set_defaults, "__kwdefaults__": _set_keyword_defaults}


def _computed(name: str, compute: Callable[[Context, Any], Value]) -> None:
    """An attribute of both kinds of functions that the program may overwrite."""

    def read(context: Context, self: Any) -> Value:
        held = self.attributes.get(name, MISSING)
        return compute(context, self) if held is MISSING else held

    setter = _SETTERS.get(name) or _setter(name)
    attribute(*(f"{owner}.{name}" for owner in FUNCTIONS), setter=setter)(read)


def name_of(context: Context, self: Any) -> Value:
    """``__name__``."""
    return self.code.name if isinstance(self, Function) else self.name


def _qualified_name(context: Context, self: Any) -> Value:
    return self.qualified_name if isinstance(self, Function) else self.name


def _module(context: Context, self: Any) -> Value:
    if isinstance(self, Function):
        return self.module.name
    module, _, _ = self.entry.name.rpartition(".")
    return module or None


def _doc(context: Context, self: Any) -> Value:
    return self.code.docstring if isinstance(self, Function) else None


def _defaults(context: Context, self: Any) -> Value:
    return (self.defaults or None) if isinstance(self, Function) else None


def _keyword_defaults(context: Context, self: Any) -> Value:
    return (self.keyword_defaults or None) if isinstance(self, Function) else None


def _globals(context: Context, self: Any) -> Value:
    return self.module.namespace if isinstance(self, Function) else {}


def lazy_annotations(context: Context, self: Any) -> dict[str, Value]:
    """Annotations by parameter, each evaluated when it is read."""
    held = self.attributes.get("__annotations__")
    if isinstance(held, dict):
        return held
    found: dict[str, Value] = {}
    if isinstance(self, Function):
        parameters = self.code.parameters
        listed = [*parameters.positional_only, *parameters.positional, parameters.vararg, *parameters.keyword_only]
        for parameter in (*listed, parameters.kwarg):
            if parameter is not None and parameter.annotation is not None:
                found[parameter.name] = LazyAnnotation(parameter.annotation, self.frame)
        if self.code.returns is not None:
            found["return"] = LazyAnnotation(self.code.returns, self.frame)
    return found


def _code(context: Context, self: Any) -> Value:
    made = Instance(context.find_class("_python.code"))
    if isinstance(self, Function):
        parameters = self.code.parameters
        positional = [p.name for p in parameters.positional_only + parameters.positional]
        keyword_only = [p.name for p in parameters.keyword_only]
        extra = [p.name for p in (parameters.vararg, parameters.kwarg) if p is not None]
        names = [*positional, *keyword_only, *extra]
        made.attributes.update(
            {
                MADE_FROM: self,
                "co_name": self.code.name,
                "co_argcount": len(positional),
                "co_posonlyargcount": len(parameters.positional_only),
                "co_kwonlyargcount": len(keyword_only),
                "co_varnames": (*names, *sorted(self.code.local_names.difference(names))),
                "co_filename": self.code.span.path,
                "co_firstlineno": self.code.span.start_line,
                "co_flags": 4 * (parameters.vararg is not None) + 8 * (parameters.kwarg is not None),
            }
        )
    return made


for _name, _compute in {
    "__name__": name_of,
    "__qualname__": _qualified_name,
    "__module__": _module,
    "__doc__": _doc,
    "__defaults__": _defaults,
    "__kwdefaults__": _keyword_defaults,
    "__globals__": _globals,
    "__annotations__": lazy_annotations,
    "__code__": _code,
    "__closure__": lambda context, self: None,
}.items():
    _computed(_name, _compute)


@function("_python.function.__get__", "_python.builtin_function_or_method.__get__")
def bind(context: Context, self: Function | NativeFunction, instance: Value, owner: Value = None, /) -> Value:
    """The function as a method of an instance."""
    return self if instance is None else BoundMethod(self, instance)


@function("_python.function.__call__", "_python.method.__call__", takes_unknown=True)
def call(context: Context, self: Value, /, *args: Value, **kwargs: Value) -> Value:
    """A call of the function."""
    return context.call(self, args, kwargs)


@attribute("_python.method.__func__")
def method_function(context: Context, self: BoundMethod) -> Value:
    """The function of a method."""
    return self.function


@attribute("_python.method.__self__")
def method_receiver(context: Context, self: BoundMethod) -> Value:
    """The first argument of a method."""
    return self.receiver


@function("_python.method.__getattr__")
def method_attribute(context: Context, self: BoundMethod, name: Value, /) -> Value:
    """Other attributes are those of the function."""
    return context.get_attribute(self.function, name)


def _of_function(name: str) -> None:
    def read(context: Context, self: BoundMethod) -> Value:
        return context.get_attribute(self.function, name)

    attribute(f"_python.method.{name}")(read)


for _name in ("__name__", "__qualname__", "__module__", "__doc__", "__annotations__", "__code__", "__defaults__"):
    _of_function(_name)
