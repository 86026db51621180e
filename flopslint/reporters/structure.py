"""Tensors in the structures that forward takes and returns, as plain data."""

from __future__ import annotations

from collections import deque
from typing import Any

from flopslint.values.events import TensorRef
from flopslint.values.tensor import Tensor, TensorType
from flopslint.values.value import Instance, Unknown, Value

_DEEPEST = 20


def mirrored(value: Value, depth: int = 0) -> Any:
    """A structure with each tensor as ``{"shape", "dtype"}``, tuples and lists as lists, and mappings as dicts.

    Numbers, strings and None stay; what is not known, or is nothing of these, is None.
    """
    type_ = _type_of(value)
    if type_ is not None:
        return {"shape": [int(dim) for dim in type_.shape], "dtype": type_.dtype.name}
    if depth >= _DEEPEST or isinstance(value, Unknown):
        return None
    if isinstance(value, Instance):
        return mirrored(_inside(value), depth + 1)
    if isinstance(value, dict):
        return {str(key): mirrored(item, depth + 1) for key, item in value.items()}
    if isinstance(value, (tuple, list, deque)):
        return [mirrored(item, depth + 1) for item in value]
    return value if isinstance(value, (bool, int, float, str)) else None


def shapes(value: Value, depth: int = 0) -> list[list[int] | None]:
    """The shapes of the tensors of a structure in order; None for each leaf that is no tensor."""
    type_ = _type_of(value)
    if type_ is not None:
        return [[int(dim) for dim in type_.shape]]
    if depth >= _DEEPEST or isinstance(value, Unknown):
        return [None]
    if isinstance(value, Instance):
        inside = _inside(value)
        return [None] if inside is None else shapes(inside, depth + 1)
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (tuple, list, deque)):
        return [shape for item in value for shape in shapes(item, depth + 1)]
    return [None]


def _type_of(value: Value) -> TensorType | None:
    if isinstance(value, Tensor):
        return value.type
    return value.type if isinstance(value, TensorRef) else None


def _inside(value: Instance) -> Value:
    """What an object holds: the plain data of a subclass of a plain type, else its public attributes."""
    if isinstance(value.payload, (dict, tuple, list, deque)):
        return value.payload
    public = {name: item for name, item in value.attributes.items() if not name.startswith("_")}
    return public or None
