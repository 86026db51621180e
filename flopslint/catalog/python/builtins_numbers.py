"""``int``, ``float``, ``complex`` and ``bool``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flopslint.catalog.entry import attribute, native_class
from flopslint.catalog.python.plain import call_special, host_call, index_of, plain
from flopslint.catalog.python.receivers import class_method, method, static_method
from flopslint.catalog.python.sizes import ensure_size
from flopslint.values.context import Context
from flopslint.values.value import MISSING, Undecided, Unknown, Value

DIGIT_LIMIT = 4300
"""Digits that ``int(text)`` reads; Python's own limit.

Source: https://docs.python.org/3/library/stdtypes.html#integer-string-conversion-length-limitation
"""


@native_class("builtins.int", host=int, bases=("builtins.object",))
def int_(context: Context, cls: Value, x: Value = 0, /, base: Value = None) -> Value:
    """An integer from a number or from text."""
    x = plain(x)
    if isinstance(x, (str, bytes, bytearray)):
        ensure_size(context, len(x), "the text of a number")
        return host_call(context, int, x) if base is None else host_call(context, int, x, base)
    if base is not None:
        raise context.error("TypeError", "int() can't convert non-string with explicit base")
    if isinstance(x, (int, float)):
        return host_call(context, int, x)
    return _converted(context, x, "int", ("__int__", "__index__", "__trunc__"))


@native_class("builtins.float", host=float, bases=("builtins.object",))
def float_(context: Context, cls: Value, x: Value = 0, /) -> Value:
    """A floating-point number from a number or from text."""
    x = plain(x)
    if isinstance(x, (int, float, str, bytes, bytearray)):
        return host_call(context, float, x)
    return _converted(context, x, "float", ("__float__", "__index__"))


def _converted(context: Context, value: Value, name: str, specials: tuple[str, ...]) -> Value:
    for special in specials:
        result = call_special(context, value, special)
        if result is not MISSING:
            return (
                result if isinstance(result, Unknown) else host_call(context, int if name == "int" else float, result)
            )
    kind = context.type_of(value).name
    allowed = "a string, a bytes-like object or a real number" if name == "int" else "a string or a real number"
    raise context.error("TypeError", f"{name}() argument must be {allowed}, not '{kind}'")


@native_class("builtins.complex", host=complex, bases=("builtins.object",))
def complex_(context: Context, cls: Value, real: Value = 0, imag: Value = MISSING) -> Value:
    """A complex number."""
    return host_call(context, complex, real) if imag is MISSING else host_call(context, complex, real, imag)


@native_class("builtins.bool", host=bool, bases=("builtins.int",))
def bool_(context: Context, cls: Value, x: Value = False, /) -> Value:
    """The truth of a value."""
    return context.truth(x)


PURE_METHODS: dict[type, tuple[str, ...]] = {
    int: ("as_integer_ratio", "bit_count", "bit_length", "conjugate", "is_integer"),
    float: ("as_integer_ratio", "conjugate", "hex", "is_integer"),
    complex: ("conjugate",),
}


def _register_pure(kind: type, name: str) -> None:
    host: Callable[..., Any] | None = getattr(kind, name, None)
    if host is None:  # int.is_integer is there from 3.12

        def host(value: int) -> bool:
            return True

    def run(context: Context, self: Value) -> Value:
        return host_call(context, host, self)

    run.__name__ = name
    method(f"builtins.{kind.__name__}.{name}")(run)


for _kind, _names in PURE_METHODS.items():
    for _name in _names:
        _register_pure(_kind, _name)


@method("builtins.int.to_bytes")
def to_bytes(
    context: Context, self: int, length: Value = 1, byteorder: Value = "big", *, signed: Value = False
) -> Value:
    """The integer as bytes."""
    ensure_size(context, index_of(context, length), "the bytes of a number")
    return host_call(context, int.to_bytes, self, length, byteorder, signed=signed)


@class_method("builtins.int.from_bytes")
def from_bytes(context: Context, cls: Value, bytes: Value, byteorder: Value = "big", *, signed: Value = False) -> Value:
    """The integer that bytes represent."""
    return host_call(context, int.from_bytes, bytes, byteorder, signed=signed)


@static_method("builtins.float.fromhex")
def fromhex(context: Context, string: Value, /) -> Value:
    """The number that a hexadecimal text represents."""
    return host_call(context, float.fromhex, string)


def _register_part(kind: type, name: str) -> None:
    def read(context: Context, self: Value) -> Value:
        return getattr(plain(self), name)

    attribute(f"builtins.{kind.__name__}.{name}")(read)


for _kind, _names in {
    int: ("real", "imag", "numerator", "denominator"),
    float: ("real", "imag"),
    complex: ("real", "imag"),
}.items():
    for _name in _names:
        _register_part(_kind, _name)


def require_number(context: Context, value: Value) -> int | float:
    """A real number of the program as the host's.

    Raises:
        Undecided: if it is unknown.
        Raised: the program's TypeError if it is none.
    """
    value = plain(value)
    if isinstance(value, (int, float)):
        return value
    result = value if isinstance(value, Unknown) else call_special(context, value, "__float__")
    if isinstance(result, Unknown):
        raise Undecided(result)
    if result is MISSING:
        raise context.error("TypeError", f"must be real number, not {context.type_of(value).name}")
    number: float = host_call(context, float, result)
    return number
