"""Iterating over any value of the program."""

from __future__ import annotations

import itertools
from collections.abc import Generator, Iterable, Iterator

from flopslint.core.gap import GapKind
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.operations.operators import PLAIN
from flopslint.values.context import Raised
from flopslint.values.equality import lost_count
from flopslint.values.value import MISSING, Instance, IteratorValue, Size, Undecided, Unknown, Value

_PLAIN_SET = frozenset(PLAIN)
_FREELY_CHANGED = frozenset((list, tuple, str, bytes, bytearray, range, Size))


def iterate(machine: Machine, value: Value) -> Iterator[Value]:
    """Items of an iterable value; raises ``Undecided`` for an unknown, the program's TypeError for what is not one."""
    kind = type(value)
    if kind is Unknown:
        raise Undecided(value)
    if kind is IteratorValue:
        return _advance(machine, value)
    if kind in _PLAIN_SET and isinstance(value, Iterable):
        machine.complete(value)
        return iter(value) if kind in _FREELY_CHANGED else _watched(machine, value)
    found = machine.type_of(value).find("__iter__")
    if found is not None and not (found[1].native and found[1].host is not None):
        return _over_iterator(machine, machine.call(machine.get_class_attribute(value, "__iter__")), value)
    if isinstance(value, Instance) and value.payload is not None:
        return iterate(machine, value.payload)
    if found is not None:
        return _over_iterator(machine, machine.call(machine.get_class_attribute(value, "__iter__")), value)
    if machine.type_of(value).find("__getitem__") is not None:
        return _by_position(machine, value)
    if machine.type_of(value).find("__next__") is not None:
        return _by_next(machine, value)
    raise machine.error("TypeError", f"'{machine.type_of(value).name}' object is not iterable")


def _watched(machine: Machine, value: Iterable[Value]) -> Iterator[Value]:
    """Items of a container that must keep its size meanwhile: changing it raises the program's RuntimeError."""
    if isinstance(value, dict):
        lost = lost_count(value)
        if lost is not None:
            yield from itertools.takewhile(lambda key: not _may_be_absent(value, key), list(value))
            yield Unknown(lost.gap, rest=True)
            return
    try:
        yield from value
    except RuntimeError as error:
        raise machine.error("RuntimeError", str(error)) from error


def _may_be_absent(mapping: dict[Value, Value], key: Value) -> bool:
    held = mapping[key]
    return type(key) is Unknown or (type(held) is Unknown and held.rest)


def _advance(machine: Machine, value: IteratorValue) -> Generator[Value, None, Value]:
    while True:
        if machine.heap.is_recording:
            machine.heap.touch(value)
        try:
            item = next(value.iterator)
        except StopIteration as stop:
            return stop.value
        yield item


def _over_iterator(machine: Machine, iterator: Value, source: Value) -> Iterator[Value]:
    if iterator is source or (isinstance(iterator, Instance) and iterator.payload is None):
        return _by_next(machine, iterator)
    return iterate(machine, iterator)


def _by_next(machine: Machine, iterator: Value) -> Iterator[Value]:
    method = machine.get_attribute(iterator, "__next__", MISSING)
    if method is MISSING:
        raise machine.error("TypeError", f"'{machine.type_of(iterator).name}' object is not an iterator")
    while True:
        machine.count_step()
        try:
            item = machine.call(method)
        except Raised as raised:
            if raised.value.cls.name == "StopIteration":
                return
            raise
        if type(item) is Unknown:
            yield Unknown(item.gap, rest=True)
            return
        yield item


def _by_position(machine: Machine, value: Value) -> Iterator[Value]:
    position = 0
    while True:
        machine.count_step()
        try:
            item = machine.get_item(value, position)
        except Raised as raised:
            if raised.value.cls.name == "IndexError":
                return
            raise
        if type(item) is Unknown and item.gap.kind is GapKind.LIMIT:
            raise Undecided(item)
        yield item
        position += 1
