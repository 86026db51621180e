"""Decorators for entries below native classes: methods that take payloads, class methods, static methods."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flopslint.catalog.entry import FunctionEntry, constant, register
from flopslint.values.context import Context
from flopslint.values.signature import Signature
from flopslint.values.value import ClassMethod, Instance, NativeFunction, StaticMethod, Value

F = TypeVar("F", bound=Callable[..., Any])


def method(*names: str, takes_unknown: bool = False) -> Callable[[F], F]:
    """A method of a plain type: an instance of a program's subclass is replaced by its payload."""

    def decorate(function: F) -> F:
        @wraps(function)
        def with_payload(context: Context, self: Value, *positional: Value, **keywords: Value) -> Value:
            if type(self) is Instance and self.payload is not None:
                self = self.payload
            return function(context, self, *positional, **keywords)

        signature = Signature.of(function, skip=1)
        register(
            names, FunctionEntry(name=names[0], function=with_payload, signature=signature, takes_unknown=takes_unknown)
        )
        return function

    return decorate


def class_method(name: str, *, takes_unknown: bool = False) -> Callable[[F], F]:
    """A class method of a native class: ``function(context, cls, *arguments)``."""

    def decorate(function: F) -> F:
        constant(name, ClassMethod(native(name, function, takes_unknown=takes_unknown)))
        return function

    return decorate


def static_method(name: str, *, takes_unknown: bool = False) -> Callable[[F], F]:
    """A static method of a native class: ``function(context, *arguments)``."""

    def decorate(function: F) -> F:
        constant(name, StaticMethod(native(name, function, takes_unknown=takes_unknown)))
        return function

    return decorate


def native(
    name: str,
    function: Callable[..., Any],
    signature: Signature | None = None,
    *,
    takes_unknown: bool = False,
    binds: bool = False,
) -> NativeFunction:
    """A function value without a name in the catalog: what a native returns or puts into a class."""
    entry = FunctionEntry(
        name=name,
        function=function,
        signature=signature or Signature.of(function, skip=1),
        takes_unknown=takes_unknown,
    )
    return NativeFunction(name.rpartition(".")[2], entry, binds=binds)
