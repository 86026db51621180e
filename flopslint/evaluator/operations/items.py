"""Subscripts: reading, writing and deleting items."""

from __future__ import annotations

from collections import deque

from flopslint.core.dim import TracedDim
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.operations.operators import unwrapped
from flopslint.evaluator.unknowns.hidden import hide
from flopslint.evaluator.unknowns.open_items import known_so_far
from flopslint.values.equality import rest_of, store_key, without_rest
from flopslint.values.value import (
    MISSING,
    Alias,
    BoundMethod,
    Class,
    ClassMethod,
    CounterDict,
    DefaultDict,
    Instance,
    NativeFunction,
    Size,
    Undecided,
    Unknown,
    Value,
)


def get_item(machine: Machine, value: Value, index: Value) -> Value:
    """``value[index]``; raises the program's IndexError, KeyError or TypeError."""
    kind = type(value)
    if kind is Unknown:
        return value
    if kind is list or kind is tuple or kind is Size:
        return _sequence_item(machine, value, index)
    if kind is Class:
        return _class_item(machine, value, index)
    if kind is Alias and value.origin is not None and not value.arguments:
        return Alias(value.origin, index if isinstance(index, tuple) else (index,), value.name)
    if kind is Alias or kind is NativeFunction:
        return Alias(value, index if isinstance(index, tuple) else (index,))
    if isinstance(value, dict):
        return dict_item(machine, value, index, value)
    if type(index) is Unknown and not isinstance(value, Instance):
        return machine.unknown_item(value, index)
    if isinstance(value, (str, bytes, range, deque, bytearray)):
        return _host_item(machine, value, index)
    found = machine.type_of(value).find("__getitem__")
    if found is not None and not (found[1].native and found[1].host is not None):
        return machine.call(machine.get_class_attribute(value, "__getitem__"), (index,))
    if isinstance(value, Instance) and value.payload is not None:
        if isinstance(value.payload, dict):
            return dict_item(machine, value.payload, index, value)
        return get_item(machine, value.payload, index)
    raise machine.error("TypeError", f"'{machine.type_of(value).name}' object is not subscriptable")


def _sequence_item(machine: Machine, value: Value, index: Value) -> Value:
    kind = type(index)
    if kind is Unknown:
        return index
    if kind is int or kind is TracedDim:
        if kind is TracedDim:
            machine.dims.note()
        try:
            item = value[index]
        except IndexError:
            if rest_of(value) is not None:
                return without_rest(value[-1])
            name = "tuple" if isinstance(value, tuple) else "list"
            raise machine.error("IndexError", f"{name} index out of range") from None
        if index < 0 and rest_of(value) is not None:
            return without_rest(value[-1])
        return without_rest(item)
    return _host_item(machine, value, index)


def _host_item(machine: Machine, value: Value, index: Value) -> Value:
    plain = plain_index(machine, index)
    if type(plain) is Unknown:
        return plain
    rest = rest_of(value) if isinstance(value, (list, deque)) else None
    if rest is not None and not _is_within(plain, len(value) - 1):
        return [Unknown(rest.gap, rest=True)] if isinstance(plain, slice) else without_rest(rest)
    try:
        item = value[plain]
    except (IndexError, TypeError, ValueError) as error:
        raise machine.error(type(error).__name__, str(error)) from None
    return Size(item) if isinstance(plain, slice) and type(value) is Size else item


def _is_within(index: Value, known: int) -> bool:
    """Whether an index or slice asks only for the first items, or in order for all from one of them."""
    if not isinstance(index, slice):
        return bool(0 <= index < known)
    start = 0 if index.start is None else index.start
    if start < 0 or start > known or index.step not in (None, 1):
        return False
    return index.stop is None or 0 <= index.stop <= known


def plain_index(machine: Machine, index: Value) -> Value:
    """An index as an int or slice, through ``__index__``; an unknown where part of it is."""
    if isinstance(index, slice):
        parts = [plain_index(machine, part) for part in (index.start, index.stop, index.step)]
        return next((p for p in parts if type(p) is Unknown), None) or slice(*parts)
    if index is None or isinstance(index, int) or type(index) is Unknown:
        return index
    method = machine.get_attribute(index, "__index__", MISSING)
    if method is not MISSING:
        return machine.call(method)
    held = unwrapped(index)
    if isinstance(held, int):
        return held
    raise machine.error("TypeError", f"indices must be integers or slices, not {machine.type_of(index).name}")


def dict_item(machine: Machine, mapping: dict[Value, Value], key: Value, receiver: Value) -> Value:
    """An item of plain mapping data; ``receiver`` is the object asked, for ``__missing__``."""
    if type(key) is Unknown:
        return key
    if isinstance(mapping, DefaultDict):
        machine.complete(mapping)  # what is under a key may not be all yet, and a key that is not there gets a value
    try:
        found = machine.find_key(mapping, key)
    except Undecided as undecided:
        return without_rest(undecided.unknown)
    if found is not MISSING:
        return without_rest(machine.resolve(mapping[found]))
    if isinstance(mapping, DefaultDict) and mapping.factory is not None:
        value = machine.call(mapping.factory)
        machine.heap.touch(mapping)
        mapping[key] = value
        return value
    if isinstance(mapping, CounterDict):
        return 0
    if isinstance(receiver, Instance):
        missing = receiver.cls.find("__missing__")
        if missing is not None:
            return machine.call(machine.get_class_attribute(receiver, "__missing__"), (key,))
    late = machine.late_registry(mapping, key)
    if late is not MISSING:
        return late
    raise machine.key_error(key)


def _class_item(machine: Machine, cls: Class, index: Value) -> Value:
    metaclass = cls.metaclass
    if metaclass is not None:
        found = metaclass.find("__getitem__")
        if found is not None:
            return machine.call(found[0], (cls, index))
    hook = cls.find("__class_getitem__")
    if hook is not None:
        function = hook[0].function if isinstance(hook[0], ClassMethod) else hook[0]
        return machine.call(BoundMethod(function, cls), (index,))
    return Alias(cls, index if isinstance(index, tuple) else (index,))


def set_item(machine: Machine, value: Value, index: Value, new: Value) -> None:
    """``value[index] = new``."""
    kind = type(value)
    if kind is Unknown:
        machine.heap.lose_hidden(value.gap)
        return
    if isinstance(value, dict):
        _set_key(machine, value, index, new)
        return
    if kind is list or isinstance(value, (deque, bytearray)):
        _set_position(machine, value, index, new)
        return
    found = machine.type_of(value).find("__setitem__")
    if found is not None and not (found[1].native and found[1].host is not None):
        machine.call(machine.get_class_attribute(value, "__setitem__"), (index, new))
        return
    if isinstance(value, Instance) and value.payload is not None:
        set_item(machine, value.payload, index, new)
        return
    raise machine.error("TypeError", f"'{machine.type_of(value).name}' object does not support item assignment")


def _set_key(machine: Machine, mapping: dict[Value, Value], key: Value, new: Value) -> None:
    machine.heap.touch(mapping)
    if machine.frame.code is not None:
        machine.late_registries.note(mapping)
    if type(key) is Unknown:
        # Any entry may have been replaced, or a new one made.
        for held, old in mapping.items():
            hide(machine, key.gap, old)
            mapping[held] = Unknown(key.gap, rest=type(old) is Unknown and old.rest)
        mapping[key] = Unknown(key.gap, rest=True)
        return
    mapping[store_key(machine, mapping, key)] = new


def _set_position(machine: Machine, items: Value, index: Value, new: Value) -> None:
    machine.heap.touch(items)
    plain = plain_index(machine, index)
    rest = rest_of(items)
    if type(plain) is Unknown:
        unknown = Unknown(plain.gap, rest=True)
        for item in items:
            hide(machine, plain.gap, item)
        items[:] = [unknown] if isinstance(index, slice) or rest is not None else [Unknown(plain.gap)] * len(items)
        return
    if isinstance(plain, slice):
        new = known_so_far(machine, new)
        rest = rest_of(new) if rest is None else rest
    if rest is not None and (isinstance(plain, slice) or not _is_within(plain, len(items) - 1)):
        _lose_from(machine, items, plain, rest)
        return
    try:
        items[plain] = new
    except (IndexError, ValueError, TypeError) as error:
        raise machine.error(type(error).__name__, str(error)) from None


def _lose_from(machine: Machine, items: Value, index: Value, rest: Unknown) -> None:
    """Nothing is known of a list from where something was written whose place or number is not known."""
    start = index.start if isinstance(index, slice) else index
    kept = list(items)[: start or 0] if (start or 0) >= 0 else []
    for item in list(items)[len(kept) :]:
        hide(machine, rest.gap, item)
    known = [item for item in kept if not (type(item) is Unknown and item.rest)]
    items.clear()
    items.extend([*known, Unknown(rest.gap, rest=True)])


def _delete_key(machine: Machine, mapping: dict[Value, Value], key: Value) -> None:
    if type(key) is Unknown:
        machine.heap.touch(mapping)
        for held, value in mapping.items():  # any of them may be gone
            hide(machine, key.gap, value)
            mapping[held] = Unknown(key.gap, rest=True)
        return
    try:
        found = machine.find_key(mapping, key)
    except Undecided:
        return  # it was among those keys that are not known
    if found is MISSING:
        raise machine.key_error(key)
    machine.heap.touch(mapping)
    del mapping[found]


def delete_item(machine: Machine, value: Value, index: Value) -> None:
    """``del value[index]``."""
    if type(value) is Unknown:
        machine.heap.lose_hidden(value.gap)
        return
    if isinstance(value, dict):
        _delete_key(machine, value, index)
        return
    if isinstance(value, (list, deque)):
        plain = plain_index(machine, index)
        machine.heap.touch(value)
        rest = plain if type(plain) is Unknown else rest_of(value)
        if rest is not None and not (type(plain) is int and _is_within(plain, len(value) - 1)):
            value.clear()
            value.append(Unknown(rest.gap, rest=True))
            return
        try:
            del value[plain]
        except IndexError as error:
            raise machine.error("IndexError", str(error)) from None
        return
    found = machine.type_of(value).find("__delitem__")
    if found is not None and not (found[1].native and found[1].host is not None):
        machine.call(machine.get_class_attribute(value, "__delitem__"), (index,))
    elif isinstance(value, Instance) and value.payload is not None:
        delete_item(machine, value.payload, index)
    else:
        raise machine.error("TypeError", f"'{machine.type_of(value).name}' object doesn't support item deletion")
