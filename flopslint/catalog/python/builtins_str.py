"""``str``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flopslint.catalog.entry import native_class
from flopslint.catalog.python import formatting
from flopslint.catalog.python.plain import host_call, plain
from flopslint.catalog.python.receivers import method, static_method
from flopslint.catalog.python.sizes import collect, ensure_size
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.value import Unknown, Value

PURE_METHODS = (
    "capitalize", "casefold", "count", "encode", "endswith", "find", "index", "isalnum", "isalpha", "isascii",
    "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper",
    "lower", "lstrip", "partition", "removeprefix", "removesuffix", "rfind", "rindex", "rpartition", "rsplit",
    "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper",
)  # fmt: skip


@native_class("builtins.str", host=str, bases=("builtins.object",))
def str_(context: Context, cls: Value, object: Value = "", encoding: Value = None, errors: Value = None) -> Value:
    """``str(object)``, or text decoded from bytes."""
    if encoding is None and errors is None:
        return context.text_of(object)
    return host_call(context, lambda data: str(data, encoding or "utf-8", errors or "strict"), object)


def _register_pure(name: str) -> None:
    host: Callable[..., Any] = getattr(str, name)

    def run(context: Context, self: Value, /, *args: Value, **kwargs: Value) -> Value:
        return host_call(context, host, self, *args, **kwargs)

    run.__name__ = name
    method(f"builtins.str.{name}")(run)


for _name in PURE_METHODS:
    _register_pure(_name)


def _padded(name: str) -> None:
    host: Callable[..., Any] = getattr(str, name)

    def run(context: Context, self: Value, width: Value, *fill: Value) -> Value:
        if isinstance(plain(width), int):
            ensure_size(context, plain(width), f"the result of str.{name}")
        return host_call(context, host, self, width, *fill)

    run.__name__ = name
    method(f"builtins.str.{name}")(run)


for _name in ("center", "ljust", "rjust", "zfill"):
    _padded(_name)


@method("builtins.str.expandtabs")
def expandtabs(context: Context, self: str, tabsize: Value = 8) -> Value:
    """Tabs as spaces."""
    if isinstance(tabsize, int):
        ensure_size(context, len(self) + self.count("\t") * tabsize, "the result of str.expandtabs")
    return host_call(context, str.expandtabs, self, tabsize)


@method("builtins.str.replace")
def replace(context: Context, self: str, old: Value, new: Value, count: Value = -1, /) -> Value:
    """All or the first ``count`` occurrences replaced."""
    old, new = plain(old), plain(new)
    if isinstance(old, str) and isinstance(new, str):
        ensure_size(context, len(self) + (self.count(old) if old else len(self) + 1) * len(new), "the replaced text")
    return host_call(context, str.replace, self, old, new, count)


@method("builtins.str.join")
def join(context: Context, self: str, iterable: Value, /) -> Value:
    """The items with the text between them."""
    items = [plain(item) for item in collect(context, iterable)]
    for item in items:
        if isinstance(item, Unknown):
            return item
    if all(isinstance(item, str) for item in items):
        ensure_size(context, sum(map(len, items)) + len(self) * len(items), "the joined text")
    return host_call(context, self.join, items)


@method("builtins.str.format", takes_unknown=True)
def format_(context: Context, self: str, /, *args: Value, **kwargs: Value) -> Value:
    """Replacement fields filled in."""
    return formatting.format_fields(context, self, args, kwargs)


@method("builtins.str.format_map")
def format_map(context: Context, self: str, mapping: Value, /) -> Value:
    """Replacement fields filled in from a mapping."""
    return formatting.format_fields(context, self, (), mapping)


@method("builtins.str.translate")
def translate(context: Context, self: str, table: Value, /) -> Value:
    """Each character replaced as a table of code points says."""
    if not isinstance(table, dict):
        return context.unknown(GapKind.UNKNOWN_ARGUMENT, "str.translate is followed for a dict only")
    longest = max((len(text) for text in table.values() if isinstance(text, str)), default=1)
    ensure_size(context, len(self) * max(longest, 1), "the translated text")
    return host_call(context, str.translate, self, table)


@static_method("builtins.str.maketrans")
def maketrans(context: Context, x: Value, *rest: Value) -> Value:
    """A table for ``translate``."""
    return host_call(context, str.maketrans, x, *rest)
