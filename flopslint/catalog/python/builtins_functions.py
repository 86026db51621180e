"""Builtin functions on single values: tests, conversions, arithmetic."""

from __future__ import annotations

from collections import deque
from typing import Any

from flopslint.catalog.entry import constant, function
from flopslint.catalog.python import formatting
from flopslint.catalog.python.abcs import is_abc_subclass
from flopslint.catalog.python.plain import call_special, has_special, host_call, index_of, plain
from flopslint.values import equality
from flopslint.values.context import Context
from flopslint.values.value import (
    MISSING,
    Alias,
    BoundMethod,
    Class,
    Function,
    NativeFunction,
    Partial,
    Super,
    Undecided,
    Unknown,
    Value,
)

constant("builtins.NotImplemented", NotImplemented)
constant("builtins.Ellipsis", ...)
constant("builtins.__debug__", value=True)

CALLABLE = (Class, Function, NativeFunction, BoundMethod, Partial, Super)


@function("builtins.len")
def len_(context: Context, obj: Value, /) -> Value:
    """How many items a value has."""
    if isinstance(obj, (list, tuple, dict, set, frozenset, deque)):
        context.complete(obj)
        context.count_size(len(obj))
        rest = equality.lost_count(obj)
        return len(obj) if rest is None else equality.without_rest(rest)
    if isinstance(obj, (str, range, bytes)):
        return len(obj)
    result = call_special(context, obj, "__len__")
    if result is MISSING:
        try:
            return len(obj)  # views of a dict, deques
        except TypeError:
            raise context.error("TypeError", f"object of type '{context.type_of(obj).name}' has no len()") from None
    return result if isinstance(result, Unknown) else index_of(context, result)


@function("builtins.isinstance")
def isinstance_(context: Context, object: Value, classinfo: Value, /) -> Value:
    """Whether a value is an instance of a class or of one of several."""
    return context.is_instance(object, classinfo)


@function("builtins.issubclass")
def issubclass_(context: Context, cls: Value, classinfo: Value, /) -> Value:
    """Whether a class derives from a class or from one of several."""
    if isinstance(cls, Alias) and isinstance(cls.origin, Class) and not cls.arguments:
        cls = cls.origin
    if not isinstance(cls, Class):
        raise context.error("TypeError", "issubclass() arg 1 must be a class")
    return is_subclass(context, cls, classinfo)


def is_subclass(context: Context, cls: Class, classinfo: Value) -> bool:
    """``issubclass`` for a class.

    Raises:
        Undecided: if it rests on an unknown class.
        Raised: the program's TypeError if ``classinfo`` holds something else.
    """
    if isinstance(classinfo, tuple) or (isinstance(classinfo, Alias) and classinfo.origin is None):
        options = classinfo if isinstance(classinfo, tuple) else classinfo.arguments
        unknown = next((option for option in options if isinstance(option, Unknown)), None)
        known = [option for option in options if not isinstance(option, Unknown)]
        if any(is_subclass(context, cls, option) for option in known):
            return True
        if unknown is not None:
            raise Undecided(unknown)
        return False
    if isinstance(classinfo, Alias):
        classinfo = classinfo.origin
    if classinfo is None:
        return cls.name == "NoneType"
    if not isinstance(classinfo, Class):
        message = "issubclass() arg 2 must be a class, a tuple of classes, or a union"
        raise context.error("TypeError", message)
    if cls.is_subclass_of(classinfo):
        return True
    if classinfo.metaclass is not None and not classinfo.metaclass.native:
        result = call_special(context, classinfo, "__subclasscheck__", cls)
        if result is not MISSING:
            return context.truth(result)
    registered = classinfo.namespace.get("_abc_registry")
    if isinstance(registered, list) and any(cls.is_subclass_of(other) for other in registered):
        return True
    return bool(is_abc_subclass(context, classinfo.dotted_name, cls))


@function("builtins.callable")
def callable_(context: Context, obj: Value, /) -> Value:
    """Whether a value can be called."""
    return isinstance(obj, CALLABLE) or has_special(context, obj, "__call__")


@function("builtins.hash")
def hash_(context: Context, obj: Value, /) -> Value:
    """A number by which equal values agree: the same in every run, unlike Python's for text."""
    return equality.hash_of(context, obj)


@function("builtins.id", takes_unknown=True)
def id_(context: Context, obj: Value, /) -> Value:
    """A number that no other living value has."""
    return id(obj)


@function("builtins.repr")
def repr_(context: Context, obj: Value, /) -> Value:
    """The value as text for a reader of programs."""
    return context.representation_of(obj)


@function("builtins.ascii")
def ascii_(context: Context, obj: Value, /) -> Value:
    """``repr`` with other characters escaped."""
    shown = context.representation_of(obj)
    return shown if isinstance(shown, Unknown) else shown.encode("ascii", "backslashreplace").decode("ascii")


@function("builtins.format")
def format_(context: Context, value: Value, format_spec: Value = "", /) -> Value:
    """The value as text by a format specification."""
    return formatting.format_value(context, value, format_spec)


@function("builtins.abs")
def abs_(context: Context, x: Value, /) -> Value:
    """The absolute value."""
    held = plain(x)
    if isinstance(held, (int, float, complex)):
        return abs(held)
    return _required(context, call_special(context, x, "__abs__"), x, "abs()")


@function("builtins.round")
def round_(context: Context, number: Value, ndigits: Value = None) -> Value:
    """The nearest integer, or number with so many digits; halves go to the even one."""
    held = plain(number)
    digits = None if ndigits is None else index_of(context, ndigits)
    if isinstance(held, (int, float)):
        return host_call(context, round, held, digits)
    result = call_special(context, number, "__round__", *(() if digits is None else (digits,)))
    return _required(context, result, number, "round()")


def _required(context: Context, result: Value, value: Value, name: str) -> Value:
    if result is MISSING:
        raise context.error("TypeError", f"bad operand type for {name}: '{context.type_of(value).name}'")
    return result


@function("builtins.divmod")
def divmod_(context: Context, x: Value, y: Value, /) -> Value:
    """Quotient and remainder."""
    return context.binary("//", x, y), context.binary("%", x, y)


@function("builtins.pow")
def pow_(context: Context, base: Value, exp: Value, mod: Value = None) -> Value:
    """A power, by a modulus if one is given."""
    return context.binary("**", base, exp) if mod is None else host_call(context, pow, base, exp, mod)


def _register_conversion(name: str, host: Any) -> None:
    def run(context: Context, number: Value, /) -> Value:
        return host_call(context, host, index_of(context, number))

    run.__name__ = name
    function(f"builtins.{name}")(run)


for _name, _host in {"bin": bin, "chr": chr, "hex": hex, "oct": oct}.items():
    _register_conversion(_name, _host)


@function("builtins.ord")
def ord_(context: Context, c: Value, /) -> Value:
    """The code point of a character."""
    return host_call(context, ord, c)
