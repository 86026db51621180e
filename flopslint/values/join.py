"""Merging what two sides of an undecided branch left: equal values stay, others become unknown with the reason."""

from __future__ import annotations

from collections import deque

from flopslint.core.gap import Gap
from flopslint.values.tensor import Tensor
from flopslint.values.value import BoundMethod, Unknown, Value

_PLAIN = (int, float, complex, str, bytes, bool, type(None), range, slice, type(...))


def join_values(first: Value, second: Value, gap: Gap) -> Value:
    """The value that is ``first`` or ``second``: nobody knows which."""
    if first is second:
        return first
    if type(first) is Unknown:
        return first
    if type(second) is Unknown:
        return second
    kind = type(first)
    if kind is type(second):
        if kind in _PLAIN:
            if first == second:
                return first
        elif kind is Tensor:
            if first.shape == second.shape and first.dtype is second.dtype and first.cls is second.cls:
                return _joined_tensor(first, second)
        elif kind is list or isinstance(first, tuple):
            return _joined_sequence(first, second, gap)
        elif isinstance(first, dict):
            if first.keys() == second.keys():
                joined = first.copy()
                for key in joined:
                    joined[key] = join_values(first[key], second[key], gap)
                return joined
        elif (kind is BoundMethod or isinstance(first, (set, frozenset, deque))) and first == second:
            return first
    return Unknown(gap)


def _joined_tensor(first: Tensor, second: Tensor) -> Tensor:
    strides = first.strides if first.strides == second.strides else None
    joined = Tensor(first.shape, first.dtype, strides=strides, contiguous=False, cls=first.cls)
    joined.is_parameter = first.is_parameter and second.is_parameter
    joined.requires_grad = first.requires_grad or second.requires_grad
    return joined


def _joined_sequence(first: Value, second: Value, gap: Gap) -> Value:
    if len(first) == len(second):
        items = [join_values(a, b, gap) for a, b in zip(first, second, strict=True)]
        return items if isinstance(first, list) else type(first)(items)
    if isinstance(first, list):
        return join_lists(first, second, gap)
    return Unknown(gap)


def join_lists(first: list[Value], second: list[Value], gap: Gap) -> list[Value]:
    """Items of both lists joined by position; where their lengths differ, a rest of unknown length ends it."""
    items = [join_values(a, b, gap) for a, b in zip(first, second, strict=False)]
    if len(first) != len(second):
        items.append(Unknown(gap, rest=True))
    return items
