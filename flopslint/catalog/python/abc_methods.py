"""Methods that deriving from an abstract class of ``collections.abc`` gives.

Source: https://docs.python.org/3/library/collections.abc.html#collections-abstract-base-classes
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.catalog.entry import function
from flopslint.catalog.python.builtins_dict import pairs
from flopslint.catalog.python.plain import call_special, index_of
from flopslint.catalog.python.sizes import collect
from flopslint.values import equality
from flopslint.values.context import Context, Raised
from flopslint.values.value import MISSING, IteratorValue, Unknown, Value

MAPPING = "collections.abc.Mapping"
MUTABLE_MAPPING = "collections.abc.MutableMapping"
SEQUENCE = "collections.abc.Sequence"
MUTABLE_SEQUENCE = "collections.abc.MutableSequence"


def _item(context: Context, self: Value, key: Value, error: str = "KeyError") -> Value:
    """``self[key]``, or MISSING where the program raises that error."""
    try:
        return context.get_item(self, key)
    except Raised as raised:
        if any(cls.name == error for cls in raised.value.cls.mro):
            return MISSING
        raise


def _length(context: Context, self: Value) -> int:
    return index_of(context, call_special(context, self, "__len__"))


@function(f"{MAPPING}.get", takes_unknown=True)
def get(context: Context, self: Value, key: Value, default: Value = None) -> Value:
    """The value under a key, or a default."""
    found = key if isinstance(key, Unknown) else _item(context, self, key)
    return default if found is MISSING else found


@function(f"{MAPPING}.__contains__")
def contains(context: Context, self: Value, key: Value, /) -> Value:
    """Whether there is such a key."""
    return _item(context, self, key) is not MISSING


@function(f"{MAPPING}.keys")
def keys(context: Context, self: Value) -> Value:
    """The keys: a view of what they are now."""
    return dict.fromkeys(collect(context, self)).keys()


@function(f"{MAPPING}.values")
def values(context: Context, self: Value) -> Value:
    """The values: a view of what they are now."""
    return {key: context.get_item(self, key) for key in collect(context, self)}.values()


@function(f"{MAPPING}.items")
def items(context: Context, self: Value) -> Value:
    """The pairs: a view of what they are now."""
    return {key: context.get_item(self, key) for key in collect(context, self)}.items()


@function(f"{MAPPING}.__eq__")
def equal(context: Context, self: Value, other: Value, /) -> Value:
    """Whether both have the same pairs."""
    if not (isinstance(other, dict) or context.type_of(other).find("keys") is not None):
        return NotImplemented
    return context.equal(dict(pairs(context, self)), dict(pairs(context, other)))


@function(f"{MUTABLE_MAPPING}.pop", takes_unknown=True)
def pop(context: Context, self: Value, key: Value, default: Value = MISSING) -> Value:
    """Removes a key and returns its value."""
    if isinstance(key, Unknown):
        return key
    found = context.get_item(self, key) if default is MISSING else _item(context, self, key)
    if found is MISSING:
        return default
    context.delete_item(self, key)
    return found


@function(f"{MUTABLE_MAPPING}.popitem")
def popitem(context: Context, self: Value) -> Value:
    """Removes and returns a pair."""
    found = collect(context, self)
    if not found:
        raise context.error("KeyError", "dictionary is empty")
    value = context.get_item(self, found[0])
    context.delete_item(self, found[0])
    return found[0], value


@function(f"{MUTABLE_MAPPING}.clear", f"{MUTABLE_SEQUENCE}.clear")
def clear(context: Context, self: Value) -> None:
    """Removes everything."""
    is_mapping = context.type_of(self).find("keys") is not None
    for key in collect(context, self) if is_mapping else range(_length(context, self) - 1, -1, -1):
        context.delete_item(self, key)


@function(f"{MUTABLE_MAPPING}.update", takes_unknown=True)
def update(context: Context, self: Value, other: Value = (), /, **kwds: Value) -> None:
    """Puts in all pairs."""
    for key, value in (*pairs(context, other), *kwds.items()):
        context.set_item(self, key, value)


@function(f"{MUTABLE_MAPPING}.setdefault", takes_unknown=True)
def setdefault(context: Context, self: Value, key: Value, default: Value = None) -> Value:
    """The value under a key, which is put in if it is not there."""
    found = key if isinstance(key, Unknown) else _item(context, self, key)
    if found is MISSING:
        context.set_item(self, key, default)
        return default
    return found


def _positions(context: Context, self: Value) -> Iterator[Value]:
    position = 0
    while True:
        item = _item(context, self, position, "IndexError")
        if item is MISSING:
            return
        yield item
        if isinstance(item, Unknown):
            return
        position += 1


@function(f"{SEQUENCE}.__iter__")
def iterate(context: Context, self: Value) -> Value:
    """The items by position."""
    return IteratorValue(_positions(context, self), "iterator")


@function(f"{SEQUENCE}.__reversed__")
def reverse_iterate(context: Context, self: Value) -> Value:
    """The items from last to first."""
    positions = range(_length(context, self) - 1, -1, -1)
    return IteratorValue((context.get_item(self, i) for i in positions), "iterator")


@function(f"{SEQUENCE}.__contains__")
def sequence_contains(context: Context, self: Value, value: Value, /) -> Value:
    """Whether an item equals ``value``."""
    return equality.contains(context, collect(context, self), value)


@function(f"{SEQUENCE}.index")
def index(context: Context, self: Value, value: Value, start: Value = 0, stop: Value = None) -> Value:
    """The position of the first item that equals ``value``."""
    found = equality.find_index(context, collect(context, self), value, start, stop)
    if found is None:
        raise context.error("ValueError", "")
    return found


@function(f"{SEQUENCE}.count")
def count(context: Context, self: Value, value: Value) -> Value:
    """How many items equal ``value``."""
    return sum(equality.same(context, item, value) for item in collect(context, self))


@function(f"{MUTABLE_SEQUENCE}.append", takes_unknown=True)
def append(context: Context, self: Value, value: Value) -> None:
    """Adds an item at the end."""
    context.call(context.get_attribute(self, "insert"), (_length(context, self), value))


@function(f"{MUTABLE_SEQUENCE}.extend")
def extend(context: Context, self: Value, values: Value) -> None:
    """Adds all items."""
    for value in collect(context, values):
        append(context, self, value)


@function(f"{MUTABLE_SEQUENCE}.__iadd__")
def add_in_place(context: Context, self: Value, values: Value, /) -> Value:
    """``self += values``."""
    extend(context, self, values)
    return self


@function(f"{MUTABLE_SEQUENCE}.pop")
def sequence_pop(context: Context, self: Value, index: Value = -1) -> Value:
    """Removes and returns an item."""
    value = context.get_item(self, index)
    context.delete_item(self, index)
    return value


@function(f"{MUTABLE_SEQUENCE}.remove")
def remove(context: Context, self: Value, value: Value) -> None:
    """Removes the first item that equals ``value``."""
    context.delete_item(self, index(context, self, value))


@function(f"{MUTABLE_SEQUENCE}.reverse")
def reverse(context: Context, self: Value) -> None:
    """Reverses in place."""
    for position, value in enumerate(reversed(collect(context, self))):
        context.set_item(self, position, value)


@function("collections.abc.Iterator.__iter__")
def iterator(context: Context, self: Value) -> Value:
    """The iterator itself."""
    return self


def _register_set_operator(name: str, operation: str) -> None:
    def run(context: Context, self: Value, other: Value, /) -> Value:
        made = context.call(context.get_attribute(set(collect(context, self)), operation), (collect(context, other),))
        build = context.get_attribute(self, "_from_iterable", MISSING)
        return context.call(context.type_of(self) if build is MISSING else build, (made,))

    function(f"collections.abc.Set.{name}")(run)


def _register_set_comparison(name: str, symbol: str) -> None:
    def run(context: Context, self: Value, other: Value, /) -> Value:
        return context.compare(symbol, set(collect(context, self)), set(collect(context, other)))

    function(f"collections.abc.Set.{name}")(run)


OPERATORS: dict[str, str] = {
    "__and__": "intersection", "__or__": "union", "__sub__": "difference", "__xor__": "symmetric_difference",
}  # fmt: skip
COMPARISONS: dict[str, str] = {"__eq__": "==", "__ge__": ">=", "__gt__": ">", "__le__": "<=", "__lt__": "<"}

for _name, _operation in OPERATORS.items():
    _register_set_operator(_name, _operation)
for _name, _symbol in COMPARISONS.items():
    _register_set_comparison(_name, _symbol)
