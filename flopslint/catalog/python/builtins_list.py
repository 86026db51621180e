"""``list``. Methods that store an item take unknown ones; a list that has lost count of its items stays so."""

from __future__ import annotations

from flopslint.catalog.entry import constant, native_class
from flopslint.catalog.python.ordering import sorted_items
from flopslint.catalog.python.plain import index_of
from flopslint.catalog.python.receivers import method
from flopslint.catalog.python.sizes import collect, ensure_size, require_all_known
from flopslint.values import equality
from flopslint.values.context import Context
from flopslint.values.value import Undecided, Unknown, Value

constant("builtins.list.__hash__", None)


@native_class("builtins.list", host=list, bases=("builtins.object",), takes_unknown=True)
def list_(context: Context, cls: Value, iterable: Value = (), /) -> Value:
    """A new list of the items."""
    return collect(context, iterable, "the list", keep_rest=True)


def lose_count(context: Context, items: list[Value], unknown: Unknown) -> None:
    """Records that a list has further items, nobody knows how many."""
    context.touch(items)
    if equality.rest_of(items) is None:
        items.append(Unknown(unknown.gap, rest=True))


def forget(context: Context, items: list[Value], unknown: Unknown) -> None:
    """Records that nothing is known of a list's items."""
    context.touch(items)
    items[:] = [Unknown(unknown.gap, rest=True)]


@method("builtins.list.append", takes_unknown=True)
def append(context: Context, self: list[Value], object: Value, /) -> None:
    """Adds an item at the end; where the end is not known it is one of the further items."""
    context.touch(self)
    if equality.rest_of(self) is None:
        ensure_size(context, len(self), "the list")
        self.append(object)


@method("builtins.list.extend", takes_unknown=True)
def extend(context: Context, self: list[Value], iterable: Value, /) -> None:
    """Adds all items of an iterable."""
    try:
        items = collect(context, iterable, "the list", keep_rest=True)
    except Undecided as undecided:
        lose_count(context, self, undecided.unknown)
        return
    context.touch(self)
    if equality.rest_of(self) is None:
        ensure_size(context, len(self) + len(items), "the list")
        self.extend(items)


@method("builtins.list.insert", takes_unknown=True)
def insert(context: Context, self: list[Value], index: Value, object: Value, /) -> None:
    """Adds an item before a position."""
    rest = index if isinstance(index, Unknown) else equality.rest_of(self)
    if rest is not None and (rest is index or index_of(context, index) < 0 or index_of(context, index) >= len(self)):
        forget(context, self, rest)
        return
    context.touch(self)
    self.insert(index_of(context, index), object)


@method("builtins.list.pop", takes_unknown=True)
def pop(context: Context, self: list[Value], index: Value = -1, /) -> Value:
    """Removes and returns an item."""
    unknown = index if isinstance(index, Unknown) else equality.rest_of(self)
    if unknown is not None and (unknown is index or not 0 <= index_of(context, index) < len(self) - 1):
        forget(context, self, unknown)
        return Unknown(unknown.gap)
    position = index_of(context, index)
    if not self:
        raise context.error("IndexError", "pop from empty list")
    if not -len(self) <= position < len(self):
        raise context.error("IndexError", "pop index out of range")
    context.touch(self)
    return self.pop(position)


@method("builtins.list.remove", takes_unknown=True)
def remove(context: Context, self: list[Value], value: Value, /) -> None:
    """Removes the first item that equals ``value``."""
    try:
        position = equality.find_index(context, self, value)
    except Undecided as undecided:
        forget(context, self, undecided.unknown)
        return
    if position is None:
        raise context.error("ValueError", "list.remove(x): x not in list")
    context.touch(self)
    del self[position]


@method("builtins.list.index", "builtins.tuple.index")
def index(context: Context, self: list[Value], value: Value, start: Value = 0, stop: Value = None, /) -> Value:
    """The position of the first item that equals ``value``."""
    first = index_of(context, start)
    last = len(self) if stop is None else index_of(context, stop)
    bounds = slice(first, last).indices(len(self))
    found = equality.find_index(context, self, value, bounds[0], bounds[1])
    if found is None:
        shown = context.representation_of(value)
        raise context.error("ValueError", f"{shown} is not in list")
    return found


@method("builtins.list.count", "builtins.tuple.count")
def count(context: Context, self: list[Value], value: Value, /) -> Value:
    """How many items equal ``value``."""
    require_all_known(list(self[-1:]))
    return sum(equality.same(context, item, value) for item in self)


@method("builtins.list.sort", takes_unknown=True)
def sort(context: Context, self: list[Value], *, key: Value = None, reverse: Value = False) -> None:
    """Sorts in place."""
    try:
        require_all_known(self)
        ordered = sorted_items(context, self, key, reverse=context.truth(reverse))
    except Undecided as undecided:
        forget(context, self, undecided.unknown)
        return
    context.touch(self)
    self[:] = ordered


@method("builtins.list.reverse")
def reverse(context: Context, self: list[Value]) -> None:
    """Reverses in place."""
    rest = equality.rest_of(self)
    if rest is not None:
        forget(context, self, rest)
        return
    context.touch(self)
    self.reverse()


@method("builtins.list.clear")
def clear(context: Context, self: list[Value]) -> None:
    """Removes all items."""
    context.touch(self)
    self.clear()


@method("builtins.list.copy")
def copy(context: Context, self: list[Value]) -> Value:
    """A new list of the same items."""
    return list(self)


@method("builtins.list.__init__", takes_unknown=True)
def init(context: Context, self: list[Value], iterable: Value = (), /) -> None:
    """Fills the list of a program's subclass."""
    try:
        items = collect(context, iterable, "the list", keep_rest=True)
    except Undecided as undecided:
        forget(context, self, undecided.unknown)
        return
    context.touch(self)
    self[:] = items
