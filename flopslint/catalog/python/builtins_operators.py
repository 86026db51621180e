"""Special methods of the plain types, as a program's subclass reaches them: ``super().__getitem__(key)``.

The operators themselves, on plain data, are the evaluator's; these entries lead back to it with the payload.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flopslint.catalog.entry import function as function_entry
from flopslint.catalog.python.formatting import format_value
from flopslint.catalog.python.plain import plain
from flopslint.catalog.python.receivers import method
from flopslint.values import equality
from flopslint.values.context import Context
from flopslint.values.value import Instance, IteratorValue, Value

BINARY = {
    "add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**", "lshift": "<<",
    "rshift": ">>", "and": "&", "or": "|", "xor": "^",
}  # fmt: skip
COMPARISONS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
UNARY = {"neg": "-", "pos": "+", "invert": "~"}

CLASSES: dict[str, type] = {
    "builtins.int": int,
    "builtins.float": float,
    "builtins.complex": complex,
    "builtins.str": str,
    "builtins.bytes": bytes,
    "builtins.bytearray": bytearray,
    "builtins.list": list,
    "builtins.tuple": tuple,
    "builtins.dict": dict,
    "builtins.set": set,
    "builtins.frozenset": frozenset,
    "builtins.range": range,
    "_python.dict_keys": type({}.keys()),
    "_python.dict_values": type({}.values()),
    "_python.dict_items": type({}.items()),
}

NUMBERS = (int, float, complex)


def _fits(kind: type, other: Value) -> bool:
    """Whether a plain type's operator accepts the other operand, rather than answering NotImplemented."""
    if kind is float:
        return isinstance(other, (int, float))
    if kind is complex:
        return isinstance(other, NUMBERS)
    if kind in {set, frozenset} or kind.__name__ in {"dict_keys", "dict_items"}:
        return isinstance(other, (set, frozenset, type({}.keys()), type({}.items())))
    return isinstance(other, kind)


def _register_binary(owner: str, kind: type, name: str, symbol: str) -> None:
    repeats = symbol == "*" and kind not in NUMBERS
    formats = symbol == "%" and kind in {str, bytes, bytearray}

    def forward(context: Context, self: Value, value: Value, /) -> Value:
        other = plain(value)
        if formats:
            return context.binary(symbol, self, value)
        fits = isinstance(other, int) if repeats else _fits(kind, other)
        return context.binary(symbol, self, other) if fits else NotImplemented

    def reflected(context: Context, self: Value, value: Value, /) -> Value:
        other = plain(value)
        fits = isinstance(other, int) if repeats else _fits(kind, other)
        return context.binary(symbol, other, self) if fits else NotImplemented

    for prefix, function in (("", forward), ("r", reflected)):
        if _defines(kind, f"__{prefix}{name}__"):
            method(f"{owner}.__{prefix}{name}__")(function)


def _register_comparison(owner: str, kind: type, name: str, symbol: str) -> None:
    def run(context: Context, self: Value, value: Value, /) -> Value:
        other = plain(value)
        return context.compare(symbol, self, other) if _fits(kind, other) else NotImplemented

    method(f"{owner}.__{name}__")(run)


def _register_unary(owner: str, name: str, symbol: str) -> None:
    def run(context: Context, self: Value) -> Value:
        return context.unary(symbol, self)

    method(f"{owner}.__{name}__")(run)


def getitem(context: Context, self: Value, key: Value, /) -> Value:
    """``self[key]``."""
    return context.get_item(self, key)


def dict_getitem(context: Context, self: Value, key: Value, /) -> Value:
    """``dict.__getitem__(self, key)``, which asks ``__missing__`` of a subclass, but not its own ``__getitem__``."""
    held = plain(self)
    if type(self) is Instance and held is not self:
        missing = self.cls.find("__missing__")
        if missing is not None and not context.truth(context.contains(held, key)):
            return context.call(missing[0], (self, key))
    return context.get_item(held, key)


def setitem(context: Context, self: Value, key: Value, value: Value, /) -> None:
    """``self[key] = value``."""
    context.set_item(self, key, value)


def delitem(context: Context, self: Value, key: Value, /) -> None:
    """``del self[key]``."""
    context.delete_item(self, key)


def contains(context: Context, self: Any, key: Value, /) -> Value:
    """``key in self``."""
    return plain(key) in self if isinstance(self, (str, bytes)) else equality.contains(context, self, key)


def length(context: Context, self: Any) -> Value:
    """``len(self)``; unknown where the count of items is."""
    rest = equality.lost_count(self)
    return len(self) if rest is None else equality.without_rest(rest)


def iterator(context: Context, self: Any) -> Value:
    """``iter(self)``."""
    return IteratorValue(iter(self))


def reversed_(context: Context, self: Any) -> Value:
    """``reversed(self)``."""
    return IteratorValue(reversed(self))


def representation(context: Context, self: Value) -> Value:
    """``repr(self)``."""
    return context.representation_of(self)


def text(context: Context, self: Value) -> Value:
    """``str(self)``."""
    return context.text_of(self)


def formatted(context: Context, self: Value, format_spec: Value, /) -> Value:
    """``format(self, format_spec)``."""
    return format_value(context, self, format_spec)


def hashed(context: Context, self: Value) -> Value:
    """``hash(self)``."""
    return equality.hash_of(context, self)


def truth(context: Context, self: Value) -> Value:
    """``bool(self)``."""
    return context.truth(self)


def _through(name: str) -> Callable[..., Value]:
    def run(context: Context, self: Value, *arguments: Value) -> Value:
        return context.call(context.look_up(f"builtins.{name}"), (self, *arguments))

    return run


OTHERS: dict[str, Callable[..., Value]] = {
    "__getitem__": getitem,
    "__setitem__": setitem,
    "__delitem__": delitem,
    "__contains__": contains,
    "__len__": length,
    "__iter__": iterator,
    "__reversed__": reversed_,
    "__repr__": representation,
    "__str__": text,
    "__hash__": hashed,
    "__bool__": truth,
    "__int__": _through("int"),
    "__float__": _through("float"),
    "__index__": _through("int"),
    "__abs__": _through("abs"),
    "__round__": _through("round"),
    "__divmod__": _through("divmod"),
}


def _defines(kind: type, name: str) -> bool:
    """Whether the type itself, not its metaclass, has a special method."""
    return any(name in ancestor.__dict__ for ancestor in kind.__mro__[:-1])


def _register_class(owner: str, kind: type) -> None:
    for name, symbol in BINARY.items():
        if _defines(kind, f"__{name}__"):
            _register_binary(owner, kind, name, symbol)
    if kind is not type({}.values()):
        for name, symbol in COMPARISONS.items():
            _register_comparison(owner, kind, name, symbol)
    if kind in NUMBERS:
        for name, symbol in UNARY.items():
            if _defines(kind, f"__{name}__"):
                _register_unary(owner, name, symbol)
    for name, function in OTHERS.items():
        if name == "__getitem__" and issubclass(kind, dict):
            function_entry(f"{owner}.{name}")(dict_getitem)
        elif _defines(kind, name) and getattr(kind, name) is not None:
            method(f"{owner}.{name}", takes_unknown=name == "__setitem__")(function)
    if kind in {*NUMBERS, str}:
        method(f"{owner}.__format__")(formatted)


for _owner, _kind in CLASSES.items():
    _register_class(_owner, _kind)
