"""``bytes``, ``bytearray`` and ``memoryview``, as far as they hold small known data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flopslint.catalog.entry import constant, native_class
from flopslint.catalog.python.plain import host_call, index_of, plain
from flopslint.catalog.python.receivers import class_method, method
from flopslint.catalog.python.sizes import collect, ensure_size
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.value import Unknown, Value

PURE_METHODS = (
    "capitalize", "count", "decode", "endswith", "find", "hex", "index", "isalnum", "isalpha", "isascii", "isdigit",
    "islower", "isspace", "istitle", "isupper", "lower", "lstrip", "partition", "removeprefix", "removesuffix",
    "rfind", "rindex", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase",
    "title", "upper",
)  # fmt: skip

constant("builtins.bytearray.__hash__", None)


@native_class("builtins.bytes", host=bytes, bases=("builtins.object",))
def bytes_(context: Context, cls: Value, source: Value = b"", encoding: Value = None, errors: Value = None) -> Value:
    """Bytes from text, a size, or an iterable of numbers."""
    return bytes(_content(context, source, encoding, errors))


@native_class("builtins.bytearray", host=bytearray, bases=("builtins.object",))
def bytearray_(
    context: Context, cls: Value, source: Value = b"", encoding: Value = None, errors: Value = None
) -> Value:
    """Bytes that can be changed."""
    return bytearray(_content(context, source, encoding, errors))


@native_class("builtins.memoryview", bases=("builtins.object",))
def memoryview_(context: Context, cls: Value, object: Value) -> Value:
    """A view of a buffer: not followed."""
    return context.unknown(GapKind.UNKNOWN_FUNCTION, "memoryview is not followed")


def _content(context: Context, source: Value, encoding: Value, errors: Value) -> bytes:
    source = plain(source)
    if isinstance(source, str):
        if encoding is None:
            raise context.error("TypeError", "string argument without an encoding")
        encoded: bytes = host_call(context, source.encode, encoding, errors or "strict")
        return encoded
    if isinstance(source, (bytes, bytearray)):
        return bytes(source)
    if isinstance(source, int):
        ensure_size(context, source, "the bytes")
        empty: bytes = host_call(context, bytes, source)
        return empty
    made: bytes = host_call(context, bytes, [index_of(context, item) for item in collect(context, source)])
    return made


def _register_pure(kind: type, name: str) -> None:
    host: Callable[..., Any] = getattr(kind, name)

    def run(context: Context, self: Value, /, *args: Value, **kwargs: Value) -> Value:
        return host_call(context, host, self, *args, **kwargs)

    run.__name__ = name
    method(f"builtins.{kind.__name__}.{name}")(run)


for _kind in (bytes, bytearray):
    for _name in PURE_METHODS:
        _register_pure(_kind, _name)


@method("builtins.bytes.join", "builtins.bytearray.join")
def join(context: Context, self: Any, iterable: Value, /) -> Value:
    """The items with the bytes between them."""
    items = [plain(item) for item in collect(context, iterable)]
    for item in items:
        if isinstance(item, Unknown):
            return item
    if all(isinstance(item, (bytes, bytearray)) for item in items):
        ensure_size(context, sum(map(len, items)) + len(self) * len(items), "the joined bytes")
    return host_call(context, self.join, items)


@class_method("builtins.bytes.fromhex")
def fromhex(context: Context, cls: Value, string: Value, /) -> Value:
    """Bytes that a hexadecimal text represents."""
    return host_call(context, bytes.fromhex, string)


@method("builtins.bytearray.append")
def append(context: Context, self: bytearray, item: Value, /) -> None:
    """Adds a byte."""
    context.touch(self)
    host_call(context, self.append, item)


@method("builtins.bytearray.extend")
def extend(context: Context, self: bytearray, iterable: Value, /) -> None:
    """Adds bytes."""
    new = _content(context, iterable, None, None)
    context.touch(self)
    self.extend(new)
