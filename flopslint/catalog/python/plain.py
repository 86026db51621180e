"""Applying host functions to plain data of the program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flopslint.values.context import Context, Raised
from flopslint.values.value import MISSING, Function, Instance, NativeFunction, StaticMethod, Undecided, Unknown, Value

HOST_ERRORS = (ArithmeticError, AttributeError, BufferError, LookupError, TypeError, ValueError)
"""What host functions raise for arguments they refuse, all of it an error of the program that gave them."""

PLAIN_DATA: tuple[type, ...] = (
    int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, range, slice, type(None), type(...),
)  # fmt: skip


def plain(value: Value) -> Value:
    """The host value of an instance of a program's subclass of a plain type; any other value as it is."""
    if type(value) is Instance and value.payload is not None:
        return value.payload
    if type(value) is tuple and any(type(item) is Instance for item in value):
        return tuple([plain(item) for item in value])
    return value


def host_call(context: Context, function: Callable[..., Any], *positional: Value, **keywords: Value) -> Any:
    """Applies a pure host function to plain data; what it refuses is the program's error.

    Raises:
        Undecided: for an unknown argument.
        Raised: the host's error as the program's.
    """
    for value in (*positional, *keywords.values()):
        if isinstance(value, Unknown):
            raise Undecided(value)
    try:
        return function(*map(plain, positional), **{name: plain(value) for name, value in keywords.items()})
    except HOST_ERRORS as error:
        raise as_program_error(context, error) from None


def as_program_error(context: Context, error: Exception) -> Raised:
    """A host exception as the program's exception of the same class."""
    message = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    return context.error(type(error).__name__, message)


def call_special(context: Context, value: Value, name: str, *arguments: Value) -> Value:
    """Calls a special method found on the type of a value, as the interpreter does; MISSING if it has none."""
    found = context.type_of(value).find(name)
    if found is None or found[0] is None:
        return MISSING
    method = found[0]
    if isinstance(method, (Function, NativeFunction)):
        return context.call(method, (value, *arguments))
    if isinstance(method, StaticMethod):
        return context.call(method.function, arguments)
    return context.call(context.get_attribute(value, name), arguments)


def has_special(context: Context, value: Value, name: str) -> bool:
    """Whether the type of a value has a special method."""
    found = context.type_of(value).find(name)
    return found is not None and found[0] is not None


def index_of(context: Context, value: Value) -> int:
    """``operator.index(value)``.

    Raises:
        Undecided: if the value, or what its ``__index__`` gives, is unknown.
        Raised: the program's TypeError if it is no integer.
    """
    value = plain(value)
    if isinstance(value, int):
        return value
    result = value if isinstance(value, Unknown) else call_special(context, value, "__index__")
    if isinstance(result, Unknown):
        raise Undecided(result)
    if result is MISSING or not isinstance(result, int):
        name = context.type_of(value).name
        raise context.error("TypeError", f"'{name}' object cannot be interpreted as an integer")
    return result


def is_stop(raised: Raised) -> bool:
    """Whether an exception of the program is a StopIteration."""
    return any(cls.name == "StopIteration" for cls in raised.value.cls.mro)
