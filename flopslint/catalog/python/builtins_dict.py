"""``dict`` and its views. Look-ups go by the program's equality; values that wait to be resolved are resolved here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flopslint.catalog.entry import constant, native_class
from flopslint.catalog.python.plain import has_special, plain
from flopslint.catalog.python.receivers import class_method, method
from flopslint.catalog.python.sizes import collect, require_known
from flopslint.values import equality
from flopslint.values.context import Context
from flopslint.values.equality import find_key, store_key
from flopslint.values.value import MISSING, DefaultDict, LazyAnnotation, Reference, Undecided, Unknown, Value

constant("builtins.dict.__hash__", None)


@native_class("builtins.dict", host=dict, bases=("builtins.object",), takes_unknown=True)
def dict_(context: Context, cls: Value, other: Value = (), /, **kwargs: Value) -> Value:
    """A dict from a mapping or from pairs, and from keywords."""
    require_known(other)
    result: dict[Value, Value] = {}
    for key, value in pairs(context, other):
        result[store_key(context, result, key)] = value
    result.update(kwargs)
    return result


def pairs(context: Context, other: Value) -> Iterator[tuple[Value, Value]]:
    """Keys and values of a mapping, or of an iterable of pairs.

    Raises:
        Undecided: if they are unknown, or the mapping has lost count of its keys.
    """
    held = plain(other)
    if isinstance(held, dict):
        settle_all(context, held)
        yield from list(held.items())
    elif isinstance(other, Unknown):
        raise Undecided(other)
    elif has_special(context, other, "keys"):
        for key in collect(context, context.call(context.get_attribute(other, "keys"))):
            yield key, context.get_item(other, key)
    else:
        for number, item in enumerate(collect(context, other)):
            pair = collect(context, item)
            if len(pair) != 2:
                message = f"dictionary update sequence element #{number} has length {len(pair)}; 2 is required"
                raise context.error("ValueError", message)
            yield pair[0], pair[1]


def settled(context: Context, mapping: dict[Value, Value], key: Value) -> Value:
    """The value under a key that is there; a reference or annotation is resolved."""
    value = mapping[key]
    if type(value) is Reference:
        return context.resolve(value)
    return context.resolve_annotation(value) if type(value) is LazyAnnotation else equality.without_rest(value)


def settle_all(context: Context, mapping: dict[Value, Value]) -> None:
    """Resolves what waits in a dict.

    Raises:
        Undecided: if the dict has lost count of its keys.
    """
    context.complete(mapping)
    rest = equality.lost_count(mapping)
    if rest is not None:
        raise Undecided(Unknown(rest.gap))
    if not {Reference, LazyAnnotation}.isdisjoint(map(type, mapping.values())):
        context.touch(mapping)
        for key in list(mapping):
            mapping[key] = settled(context, mapping, key)


def lose_keys(context: Context, mapping: Any, unknown: Unknown) -> None:
    """Records that a dict or a set has further keys, nobody knows which."""
    context.touch(mapping)
    key = Unknown(unknown.gap, rest=True)
    if isinstance(mapping, dict):
        mapping[key] = Unknown(unknown.gap, rest=True)
    else:
        mapping.add(key)


@method("builtins.dict.get", takes_unknown=True)
def get(context: Context, self: dict[Value, Value], key: Value, default: Value = None, /) -> Value:
    """The value under a key, or a default."""
    if isinstance(self, DefaultDict):
        context.complete(self)
    found = find_key(context, self, key)
    if found is MISSING:
        late = context.late_registry(self, key)
        return default if late is MISSING else late
    return settled(context, self, found)


@method("builtins.dict.keys")
def keys(context: Context, self: dict[Value, Value]) -> Value:
    """A view of the keys."""
    settle_all(context, self)
    return self.keys()


@method("builtins.dict.values")
def values(context: Context, self: dict[Value, Value]) -> Value:
    """A view of the values."""
    settle_all(context, self)
    return self.values()


@method("builtins.dict.items")
def items(context: Context, self: dict[Value, Value]) -> Value:
    """A view of the pairs."""
    settle_all(context, self)
    return self.items()


@method("builtins.dict.pop", takes_unknown=True)
def pop(context: Context, self: dict[Value, Value], key: Value, default: Value = MISSING, /) -> Value:
    """Removes a key and returns its value."""
    try:
        found = find_key(context, self, key)
    except Undecided as undecided:
        lose_keys(context, self, undecided.unknown)
        raise
    if found is MISSING:
        if default is MISSING:
            raise context.error("KeyError", str(context.representation_of(key)))
        return default
    value = settled(context, self, found)
    context.touch(self)
    del self[found]
    return value


@method("builtins.dict.popitem")
def popitem(context: Context, self: dict[Value, Value]) -> Value:
    """Removes and returns the last pair."""
    return take_item(context, self, last=True)


def take_item(context: Context, self: dict[Value, Value], *, last: bool) -> tuple[Value, Value]:
    """Removes and returns the last or the first pair."""
    settle_all(context, self)
    if not self:
        raise context.error("KeyError", "popitem(): dictionary is empty")
    context.touch(self)
    key = next(reversed(self)) if last else next(iter(self))
    return key, self.pop(key)


@method("builtins.dict.setdefault", takes_unknown=True)
def setdefault(context: Context, self: dict[Value, Value], key: Value, default: Value = None, /) -> Value:
    """The value under a key, which is put in if it is not there."""
    try:
        found = find_key(context, self, key)
    except Undecided as undecided:
        lose_keys(context, self, undecided.unknown)
        raise
    if found is not MISSING:
        return settled(context, self, found)
    context.touch(self)
    self[key] = default
    return default


@method("builtins.dict.update", takes_unknown=True)
def update(context: Context, self: dict[Value, Value], other: Value = (), /, **kwargs: Value) -> None:
    """Puts in all pairs."""
    try:
        new = list(pairs(context, other))
    except Undecided as undecided:
        lose_keys(context, self, undecided.unknown)
        new = []
    context.touch(self)
    for key, value in new:
        self[store_key(context, self, key)] = value
    self.update(kwargs)


method("builtins.dict.__init__", takes_unknown=True)(update)


@method("builtins.dict.clear")
def clear(context: Context, self: dict[Value, Value]) -> None:
    """Removes all keys."""
    context.touch(self)
    self.clear()


@method("builtins.dict.copy")
def copy(context: Context, self: dict[Value, Value]) -> Value:
    """A dict of the same pairs."""
    settle_all(context, self)
    return self.copy() if type(self) is not dict and hasattr(self, "move_to_end") else dict(self)


@class_method("builtins.dict.fromkeys", takes_unknown=True)
def fromkeys(context: Context, cls: Value, iterable: Value, value: Value = None, /) -> Value:
    """A dict with the same value under all keys."""
    keys = collect(context, iterable)
    require_known(*keys)
    result = context.call(cls)
    for key in keys:
        context.set_item(result, key, value)
    return result


@method("_python.dict_keys.isdisjoint", "_python.dict_items.isdisjoint")
def isdisjoint(context: Context, self: Any, other: Value, /) -> Value:
    """Whether no item is in ``other``."""
    return not any(equality.contains(context, self, item) for item in collect(context, other))
