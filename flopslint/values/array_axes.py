"""Functions of lanes: the elements along one dim, or along several together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flopslint.values.array import Array
from flopslint.values.array_rounding import Rounding, ValueLost


def reduced_shape(shape: tuple[int, ...], dims: tuple[int, ...], *, keepdim: bool) -> tuple[int, ...]:
    """The shape after reducing over ``dims`` (not negative): without them, or with 1 in their place."""
    if keepdim:
        return tuple(1 if index in dims else size for index, size in enumerate(shape))
    return tuple(size for index, size in enumerate(shape) if index not in dims)


def lanes(array: Array, dims: tuple[int, ...]) -> list[list[Any]]:
    """The elements over ``dims``, a list for each position of the other dims, all in row-major order."""
    kept = [index for index in range(len(array.shape)) if index not in dims]
    order = [*kept, *sorted(dims)]
    turned = Array(
        array.storage,
        tuple(array.shape[index] for index in order),
        tuple(array.strides[index] for index in order),
        array.offset,
    )
    length = 1
    for index in dims:
        length *= array.shape[index]
    count = 1
    for index in kept:
        count *= array.shape[index]
    flat = turned.flat()
    return [flat[start * length : (start + 1) * length] for start in range(count)]


def reduce(
    array: Array | None,
    dims: tuple[int, ...],
    function: Callable[[list[Any]], Any],
    to_result: Rounding | None,
    *,
    keepdim: bool,
) -> Array | None:
    """Applies a function of a list to each lane; None where values are not known."""
    if array is None or not array.is_known or to_result is None:
        return None
    try:
        flat = [to_result(function(lane)) for lane in lanes(array, dims)]
    except ValueLost:
        return None
    return Array.of(flat, reduced_shape(array.shape, dims, keepdim=keepdim))


def along(array: Array | None, dim: int, function: Callable[[list[Any]], list[Any]]) -> Array | None:
    """Replaces each lane along ``dim`` by a list of any one length; None where values are not known."""
    if array is None or not array.is_known:
        return None
    if not array.shape:
        kept = function(array.flat())[:1]
        return Array.of(kept, ()) if kept else None
    try:
        new = [function(lane) for lane in lanes(array, (dim,))]
    except ValueLost:
        return None
    length = len(new[0]) if new else len(function([]))
    shape = (*array.shape[:dim], length, *array.shape[dim + 1 :])
    # The lanes are rows of an array with `dim` last: its strides, put back in order, give the result.
    rows = Array.of([value for lane in new for value in lane], (*array.shape[:dim], *array.shape[dim + 1 :], length))
    strides = (*rows.strides[:dim], rows.strides[-1], *rows.strides[dim:-1])
    return Array.of(Array(rows.storage, shape, strides).flat(), shape)
