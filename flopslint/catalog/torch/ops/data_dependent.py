"""Ops whose result's shape goes by values: unique, nonzero, bincount. Unknown where the values are.

Source: https://docs.pytorch.org/docs/stable/generated/torch.unique.html
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import integer, operand, require_tensors, scalar_type
from flopslint.catalog.torch.ops.creation import made
from flopslint.catalog.torch.ops.reducing import dim_in
from flopslint.catalog.torch.ops.viewing import flat
from flopslint.catalog.torch.ops.viewing import known as is_followed
from flopslint.core.dtype import FLOAT64, INT64, DType
from flopslint.core.gap import GapKind
from flopslint.values.array import Array
from flopslint.values.array_axes import lanes
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Unknown, Value


def _depends(context: Context, name: str) -> Unknown:
    return context.unknown(GapKind.DATA_DEPENDENT, f"the size of what {name} gives depends on the values of its input")


def _vector(context: Context, values: list[Any], dtype: DType, near: Tensor) -> Tensor:
    return made(context, (len(values),), dtype, array=Array.of(values, (len(values),)), near=near)


def _answer(parts: list[Tensor]) -> Value:
    return parts[0] if len(parts) == 1 else tuple(parts)


def _distinct(
    context: Context, input: Tensor, items: list[Any], keys: list[Any], dim: int | None, inverse: bool, counts: bool
) -> Value:
    """Distinct items in the order of ``keys``, where each item was found, and how often."""
    places = {key: place for place, key in enumerate(keys)}
    found = [places[item] for item in items]
    if dim is None:
        first = _vector(context, keys, input.dtype, input)
        shape = input.shape
    else:
        first = _slices(context, input, keys, dim)
        shape = (input.shape[dim],)
    parts = [first]
    if inverse:
        parts.append(made(context, shape, INT64, array=Array.of(found, shape), near=input))
    if counts:
        parts.append(_vector(context, [found.count(place) for place in range(len(keys))], INT64, input))
    return _answer(parts)


def _slices(context: Context, input: Tensor, keys: list[Any], dim: int) -> Tensor:
    """Slices along a dim put side by side again."""
    others = (*input.shape[:dim], *input.shape[dim + 1 :])
    stacked = Array.of([value for key in keys for value in key], (len(keys), *others))
    shape = (*input.shape[:dim], len(keys), *input.shape[dim + 1 :])
    strides = (*stacked.strides[1 : dim + 1], stacked.strides[0], *stacked.strides[dim + 1 :])
    moved = Array(stacked.storage, shape, strides)
    return made(context, shape, input.dtype, array=Array.of(moved.flat(), shape), near=input)


def _items(input: Tensor, dim: int | None) -> list[Any]:
    if dim is None or input.array is None:
        return flat(input)
    others = tuple(place for place in range(len(input.shape)) if place != dim)
    return [tuple(lane) for lane in lanes(input.array, others)]


@op("torch.unique", "torch.Tensor.unique", "torch.functional.unique")
def unique(
    context: Context,
    input: Value,
    sorted: Value = True,
    return_inverse: Value = False,
    return_counts: Value = False,
    dim: Value = None,
) -> Value:
    """The distinct elements, or slices along a dim, in order.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.unique.html
    """
    require_tensors(context, "unique", input=input)
    place = None if dim is None else dim_in(context, "unique", dim, input)
    if not is_followed(input) or input.dtype.is_complex:
        return _depends(context, "unique")
    items = _items(input, place)
    keys = [key for key, _ in groupby(_in_order(items))]
    inverse, counts = context.truth(return_inverse), context.truth(return_counts)
    return _distinct(context, input, items, keys, place, inverse, counts)


def _in_order(items: list[Any]) -> list[Any]:
    return sorted(items)


@op("torch.unique_consecutive", "torch.Tensor.unique_consecutive", "torch.functional.unique_consecutive")
def unique_consecutive(
    context: Context,
    input: Value,
    return_inverse: Value = False,
    return_counts: Value = False,
    dim: Value = None,
) -> Value:
    """The elements without repetitions of the one before.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.unique_consecutive.html
    """
    require_tensors(context, "unique_consecutive", input=input)
    if dim is not None or not is_followed(input):
        return _depends(context, "unique_consecutive")
    groups = [(key, len(list(group))) for key, group in groupby(flat(input))]
    parts = [_vector(context, [key for key, _ in groups], input.dtype, input)]
    if context.truth(return_inverse):
        places = [place for place, (_, count) in enumerate(groups) for _ in range(count)]
        parts.append(made(context, input.shape, INT64, array=Array.of(places, input.shape), near=input))
    if context.truth(return_counts):
        parts.append(_vector(context, [count for _, count in groups], INT64, input))
    return _answer(parts)


def _coordinates(shape: tuple[int, ...], index: int) -> list[int]:
    result = []
    for dim in reversed(shape):
        result.append(index % dim)
        index //= dim
    return result[::-1]


@op("torch.nonzero", "torch.Tensor.nonzero")
def nonzero(context: Context, input: Value, *, as_tuple: Value = False, out: Value = None) -> Value:
    """Where elements are not zero: a row of indices each, or a vector for each dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nonzero.html
    """
    require_tensors(context, "nonzero", input=input)
    if not is_followed(input):
        return _depends(context, "nonzero")
    shape = input.shape
    rows = [_coordinates(shape, index) for index, value in enumerate(flat(input)) if value]
    if context.truth(as_tuple):
        if not shape:
            return (_vector(context, [0] * len(rows), INT64, input),)
        return tuple(_vector(context, [row[place] for row in rows], INT64, input) for place in range(len(shape)))
    table = Array.of([index for row in rows for index in row], (len(rows), len(shape)))
    result = made(context, table.shape, INT64, array=table, near=input)
    result.strides = (1, max(len(rows), 1))
    return result


@op("torch.argwhere", "torch.Tensor.argwhere")
def argwhere(context: Context, input: Value) -> Value:
    """Where elements are not zero, a row of indices each.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.argwhere.html
    """
    return nonzero(context, input)


@op("torch.bincount", "torch.Tensor.bincount")
def bincount(context: Context, input: Value, weights: Value = None, minlength: Value = 0) -> Value:
    """How often each number occurs.

    Shape: (n) -> (the larger of minlength and the largest element + 1)
    Source: https://docs.pytorch.org/docs/stable/generated/torch.bincount.html
    """
    require_tensors(context, "bincount", input=input)
    if input.dtype.category > INT64.category:
        raise context.error("NotImplementedError", f"\"bincount_cpu\" not implemented for '{scalar_type(input.dtype)}'")
    if len(input.shape) != 1:
        raise context.misfit("bincount only supports 1-d non-negative integral inputs.", operand("input", input))
    least = integer(context, minlength, "bincount", "minlength")
    if least < 0:
        raise context.invalid(f"minlength should be >= 0, but got {least}")
    if not is_followed(input):
        return _depends(context, "bincount")
    values = flat(input)
    if any(value < 0 for value in values):
        raise context.invalid("bincount only supports 1-d non-negative integral inputs.")
    size = max(least, max(values, default=-1) + 1)
    if weights is None:
        return _vector(context, [values.count(number) for number in range(size)], INT64, input)
    require_tensors(context, "bincount", input=input, weights=weights)
    kind = weights.dtype if weights.dtype.name == "float32" else FLOAT64
    return made(context, (size,), kind, near=input)
