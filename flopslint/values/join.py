"""Merging what two sides of an undecided branch left: equal values stay, others become unknown with the reason."""

from __future__ import annotations

from collections import deque
from typing import Any

from flopslint.core.gap import Gap
from flopslint.values.tensor import Tensor
from flopslint.values.value import MISSING, BoundMethod, Instance, Reference, Unknown, Value

_PLAIN = (int, float, complex, str, bytes, bool, type(None), range, slice, type(...))


class Views:
    """How each side left the containers it changed: by identity, a container with a copy of what it held.

    The containers themselves are back to what they held before the branch, so a side's values mean nothing without
    this. ``copies`` collects each new container that may stand for one of two others; ``behind`` each thing that can
    change and that an unknown may stand for, with the unknown's gap.
    """

    __slots__ = ("behind", "copies", "first", "gap", "running", "second")

    def __init__(self, gap: Gap, first: dict[int, tuple[Value, Any]], second: dict[int, tuple[Value, Any]]) -> None:
        self.gap = gap
        self.first = first
        self.second = second
        self.copies: list[tuple[Value, Value, Value]] = []
        self.behind: list[tuple[Gap, Value]] = []
        self.running: set[tuple[int, int]] = set()

    def unknown(self, *values: Value, rest: bool = False) -> Unknown:
        """An unknown that stands for one of the values given, or for something else."""
        for value in values:
            self.hide(self.gap, value)
        return Unknown(self.gap, rest=rest)

    def hide(self, gap: Gap, value: Value) -> None:
        """Notes that an unknown of a gap may be a value that can change."""
        if isinstance(value, (list, dict, set, deque, Instance)):
            self.behind.append((gap, value))
        elif isinstance(value, tuple):
            for item in value:
                self.hide(gap, item)

    def in_first(self, container: Value) -> Any:
        """What a container held when the first side ended."""
        entry = self.first.get(id(container))
        return container if entry is None else entry[1]

    def in_second(self, container: Value) -> Any:
        """What a container held when the second side ended."""
        entry = self.second.get(id(container))
        return container if entry is None else entry[1]


def join_values(first: Value, second: Value, views: Views) -> Value:
    """The value that is ``first`` or ``second``: nobody knows which."""
    if first is second:
        return first
    if type(first) is Unknown:
        if type(second) is Unknown:
            return second if second.rest else first
        views.hide(first.gap, second)
        return first
    if type(second) is Unknown:
        views.hide(second.gap, first)
        return second
    kind = type(first)
    if kind is Reference or type(second) is Reference:
        return _joined_reference(first, second, views)
    if kind is not type(second):
        return views.unknown(first, second)
    if kind in _PLAIN:
        return first if first == second else Unknown(views.gap)
    if kind is BoundMethod:
        return first if first == second else views.unknown(first.receiver, second.receiver)
    if kind is Tensor:
        return _joined_tensor(first, second, views)
    pair = (id(first), id(second))
    if pair in views.running:  # containers that hold themselves
        return views.unknown(first, second)
    views.running.add(pair)
    try:
        return _joined_container(first, second, views)
    finally:
        views.running.discard(pair)


def _joined_reference(first: Value, second: Value, views: Views) -> Value:
    """A name that both sides import, though one may not have looked it up yet."""
    if type(first) is Reference and type(second) is Reference:
        is_same = (first.module, first.attribute) == (second.module, second.attribute)
        return (second if first.value is MISSING else first) if is_same else views.unknown(first.value, second.value)
    reference, value = (first, second) if type(first) is Reference else (second, first)
    return value if reference.value is value else views.unknown(value)


def _joined_container(first: Value, second: Value, views: Views) -> Value:
    held_first, held_second = views.in_first(first), views.in_second(second)
    if isinstance(first, tuple):
        if len(first) != len(second):
            return views.unknown(first, second)
        return type(first)([join_values(a, b, views) for a, b in zip(first, second, strict=True)])
    if type(first) is list:
        return _copied(join_lists(held_first, held_second, views), first, second, views)
    if isinstance(first, dict):
        if list(held_first) != list(held_second):
            return views.unknown(first, second)
        joined = first.copy()
        joined.clear()
        joined.update({key: join_values(held_first[key], held_second[key], views) for key in held_first})
        return _copied(joined, first, second, views)
    if isinstance(first, frozenset) and first == second:
        return first
    if isinstance(first, (set, deque)) and type(first)(held_first) == type(first)(held_second):
        copy = first.copy()
        copy.clear()
        copy.update(held_first) if isinstance(copy, set) else copy.extend(held_first)
        return _copied(copy, first, second, views)
    return views.unknown(first, second)


def _copied(copy: Value, first: Value, second: Value, views: Views) -> Value:
    views.copies.append((copy, first, second))
    return copy


def _joined_tensor(first: Tensor, second: Tensor, views: Views) -> Value:
    a, b = _left(first, views.first), _left(second, views.second)
    if a.shape != b.shape or a.dtype is not b.dtype or a.cls is not b.cls:
        return Unknown(views.gap)
    strides = a.strides if a.strides == b.strides else None
    joined = Tensor(a.shape, a.dtype, strides=strides, contiguous=False, cls=a.cls)
    joined.is_parameter = a.is_parameter and b.is_parameter
    joined.requires_grad = a.requires_grad or b.requires_grad
    return joined


def _left(tensor: Tensor, contents: dict[int, tuple[Value, Any]]) -> Tensor:
    """The tensor as a side left it."""
    entry = contents.get(id(tensor))
    if entry is None:
        return tensor
    held = Tensor(tensor.shape, tensor.dtype)
    for slot, value in zip(TENSOR_SLOTS, entry[1], strict=True):
        setattr(held, slot, value)
    return held


TENSOR_SLOTS = (
    "array", "attributes", "base", "cls", "device", "dtype", "is_leaf", "is_parameter", "requires_grad", "shape",
    "strides",
)  # fmt: skip
"""What of a tensor can change in place."""


def join_lists(first: list[Value], second: list[Value], views: Views) -> list[Value]:
    """Items of both lists joined by position; where their lengths differ, a rest of unknown length ends it."""
    items = [join_values(a, b, views) for a, b in zip(first, second, strict=False)]
    if len(first) != len(second):
        while items and type(items[-1]) is Unknown and items[-1].rest:
            items.pop()
        items.append(views.unknown(*first[len(second) :], *second[len(first) :], rest=True))
    return items


def join_mappings(first: dict[Value, Value], second: dict[Value, Value], views: Views) -> dict[Value, Value]:
    """Entries joined by key; a key that only one side has is unknown."""
    keys = list(first) + [key for key in second if key not in first]
    return {
        key: join_values(first[key], second[key], views)
        if key in first and key in second
        else views.unknown(first[key] if key in first else second[key], rest=True)
        for key in keys
    }
