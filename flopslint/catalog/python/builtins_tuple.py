"""``tuple``, ``range`` and ``slice``."""

from __future__ import annotations

from flopslint.catalog.entry import attribute, native_class
from flopslint.catalog.python.plain import host_call, index_of, plain
from flopslint.catalog.python.receivers import method
from flopslint.catalog.python.sizes import collect
from flopslint.values.context import Context
from flopslint.values.value import MISSING, Value


@native_class("builtins.tuple", host=tuple, bases=("builtins.object",))
def tuple_(context: Context, cls: Value, iterable: Value = (), /) -> Value:
    """A tuple of the items."""
    return iterable if type(iterable) is tuple else tuple(collect(context, iterable, "the tuple"))


@native_class("builtins.range", host=range, bases=("builtins.object",))
def range_(context: Context, cls: Value, start: Value, stop: Value = MISSING, step: Value = 1, /) -> Value:
    """Integers from ``start`` up to ``stop``."""
    if type(start) is int and stop is MISSING:
        return range(start)
    first = index_of(context, start)
    if stop is MISSING:
        return range(first)
    return host_call(context, range, first, index_of(context, stop), index_of(context, step))


@method("builtins.range.index")
def range_index(context: Context, self: range, value: Value, /) -> Value:
    """The position of a number."""
    return host_call(context, self.index, value)


@method("builtins.range.count")
def range_count(context: Context, self: range, value: Value, /) -> Value:
    """How often a number occurs."""
    number = plain(value)
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    return int(isinstance(number, int) and number in self)


@native_class("builtins.slice", host=slice, bases=("builtins.object",))
def slice_(context: Context, cls: Value, start: Value, stop: Value = MISSING, step: Value = None, /) -> Value:
    """The parts of ``start:stop:step``."""
    return slice(start) if stop is MISSING else slice(start, stop, step)


@method("builtins.slice.indices")
def indices(context: Context, self: slice, length: Value, /) -> Value:
    """Start, stop and step for a sequence of that length."""
    return host_call(context, self.indices, index_of(context, length))


def _register_part(owner: str, name: str) -> None:
    def read(context: Context, self: Value) -> Value:
        return getattr(plain(self), name)

    attribute(f"builtins.{owner}.{name}")(read)


for _owner in ("range", "slice"):
    for _name in ("start", "stop", "step"):
        _register_part(_owner, _name)
