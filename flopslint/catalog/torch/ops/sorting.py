"""Sorting, the largest k, and searching in sorted numbers.

Source: https://docs.pytorch.org/docs/stable/torch.html#comparison-ops
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Any

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import integer, known, operand, require_tensors
from flopslint.catalog.torch.ops import scalar_functions as scalar
from flopslint.catalog.torch.ops.creation import made, scalar_in
from flopslint.catalog.torch.ops.extremes import pair, refuse_complex
from flopslint.catalog.torch.ops.reducing import dim_in, flag, scanned
from flopslint.catalog.torch.ops.return_types import named
from flopslint.catalog.torch.ops.viewing import dense_strides, flat
from flopslint.catalog.torch.ops.viewing import known as is_followed
from flopslint.core.dtype import INT32, INT64
from flopslint.values.array import Array
from flopslint.values.array_axes import lanes
from flopslint.values.array_rounding import ValueLost
from flopslint.values.context import Context
from flopslint.values.tensor import VALUE_LIMIT, Tensor
from flopslint.values.value import Value


def _key(value: Any) -> tuple[bool, Any]:
    """Not-a-number sorts as the largest."""
    return (True, 0) if scalar.isnan(value) else (False, value)


def order(lane: list[Any], *, descending: bool) -> list[int]:
    """Places in sorted order; equal elements stay in theirs."""
    places = range(len(lane))
    if descending:
        return sorted(places, key=lambda place: (_key(lane[place]), -place), reverse=True)
    return sorted(places, key=lambda place: _key(lane[place]))


def _without_ties(lane: list[Any]) -> None:
    if len({_key(value) for value in lane}) < len(lane):
        raise ValueLost


def _sorted(context: Context, input: Value, dim: Value, descending: Value, stable: Value) -> tuple[Tensor, Tensor]:
    require_tensors(context, "sort", input=input)
    refuse_complex(context, "sort_stable", input)
    place = dim_in(context, "sort", dim, input)
    down = flag(context, "sort", "descending", descending)
    values = scanned(
        context, "sort", input, place, input.dtype, lambda lane: [lane[p] for p in order(lane, descending=down)],
        work="comparisons",
    )  # fmt: skip

    def places(lane: list[Any]) -> list[int]:
        if stable is not True:
            _without_ties(lane)
        return order(lane, descending=down)

    indices = scanned(context, "sort", input, place, INT64, places, work="moves", computed=input.dtype)
    for result in (values, indices):
        result.strides = dense_strides(input.shape, input.strides)
    return values, indices


@op("torch.sort", "torch.Tensor.sort")
def sort(
    context: Context,
    input: Value,
    dim: Value = -1,
    descending: Value = False,
    stable: Value = False,
    *,
    out: Value = None,
) -> Value:
    """The elements along a dim in order, and where they stood.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.sort.html
    """
    return named(context, "sort", *_sorted(context, input, dim, descending, stable))


@op("torch.argsort", "torch.Tensor.argsort")
def argsort(context: Context, input: Value, dim: Value = -1, descending: Value = False, stable: Value = False) -> Value:
    """Where the elements of the sorted order stood.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.argsort.html
    """
    return _sorted(context, input, dim, descending, stable)[1]


@op("torch.msort", "torch.Tensor.msort")
def msort(context: Context, input: Value, *, out: Value = None) -> Value:
    """The elements along the first dim in order.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.msort.html
    """
    return _sorted(context, input, 0, descending=False, stable=False)[0]


@op("torch.topk", "torch.Tensor.topk")
def topk(
    context: Context,
    input: Value,
    k: Value,
    dim: Value = -1,
    largest: Value = True,
    sorted: Value = True,
    *,
    out: Value = None,
) -> Value:
    """The k largest or smallest elements along a dim, and where they stood.

    Shape: (*, n, *) -> (*, k, *) twice
    Source: https://docs.pytorch.org/docs/stable/generated/torch.topk.html
    """
    require_tensors(context, "topk", input=input)
    refuse_complex(context, "topk_impl", input)
    count = integer(context, k, "topk", "k")
    place = dim_in(context, "topk", dim, input)
    size = input.shape[place] if input.shape else 1
    if not 0 <= count <= size:
        raise context.misfit("selected index k out of range", operand("input", input), fitting=str(size))
    down, ordered = context.truth(largest), context.truth(sorted)

    def places(lane: list[Any]) -> list[int]:
        if not ordered:
            raise ValueLost
        return order(lane, descending=down)[:count]

    def unique_places(lane: list[Any]) -> list[int]:
        chosen = places(lane)
        ends = {_key(lane[p]) for p in chosen}
        if sum(_key(value) in ends for value in lane) > len(chosen):
            raise ValueLost
        _without_ties([lane[p] for p in chosen])
        return chosen

    values = scanned(
        context, "topk", input, place, input.dtype, lambda lane: [lane[p] for p in places(lane)],
        length=count, work="comparisons",
    )  # fmt: skip
    indices = scanned(
        context, "topk", input, place, INT64, unique_places, length=count, work="moves", computed=input.dtype
    )
    return named(context, "topk", values, indices)


@op("torch.kthvalue", "torch.Tensor.kthvalue")
def kthvalue(
    context: Context, input: Value, k: Value, dim: Value = -1, keepdim: Value = False, *, out: Value = None
) -> Value:
    """The k-th smallest element along a dim, and where it stood.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.kthvalue.html
    """
    require_tensors(context, "kthvalue", input=input)
    refuse_complex(context, "kthvalue_cpu", input)
    count = integer(context, k, "kthvalue", "k")
    place = dim_in(context, "kthvalue", dim, input)
    size = input.shape[place] if input.shape else 1
    if not 1 <= count <= size:
        raise context.invalid(f"kthvalue(): selected number k out of range for dimension {place}")
    keep = flag(context, "kthvalue", "keepdim", keepdim)
    return pair(context, "kthvalue", input, place, keep, lambda lane: order(lane, descending=False)[count - 1])


def _places(bounds: list[Any], values: list[Any], *, right: bool) -> list[int]:
    search = bisect_right if right else bisect_left
    return [search(bounds, value) for value in values]


def _from_right(context: Context, right: Value, side: Value) -> bool:
    if side not in {None, "left", "right"}:
        raise context.invalid(f"torch.searchsorted(): side can only be 'left' or 'right' but got {side}")
    return side == "right" or context.truth(right)


@op("torch.searchsorted")
def searchsorted(
    context: Context,
    sorted_sequence: Value,
    input: Value,
    *,
    out_int32: Value = False,
    right: Value = False,
    side: Value = None,
    sorter: Value = None,
    out: Value = None,
) -> Value:
    """Where elements would be put into sorted sequences, of which there is one or one for each row.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.searchsorted.html
    """
    require_tensors(context, "searchsorted", sorted_sequence=sorted_sequence)
    return _searched(context, sorted_sequence, input, out_int32, _from_right(context, right, side), sorter)


def _searched(
    context: Context, bounds: Tensor, input: Value, out_int32: Value, right: bool, sorter: Value = None
) -> Tensor:
    kind = INT32 if context.truth(out_int32) else INT64
    if not isinstance(known(input), Tensor):
        number = scalar_in(context, "searchsorted", "input", input)
        array = None
        if is_followed(bounds) and sorter is None and len(bounds.shape) == 1 and not bounds.dtype.is_complex:
            array = Array.of(_places(flat(bounds), [number], right=right), ())
        return made(context, (), kind, array=array, near=bounds)
    if not bounds.shape:
        raise context.misfit(
            "torch.searchsorted(): boundaries tensor should have positive dimension", operand("sorted_sequence", bounds)
        )
    if len(bounds.shape) != 1 and (not input.shape or bounds.shape[:-1] != input.shape[:-1]):
        raise context.misfit(
            "torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 dimensions of boundaries "
            f"tensor and input value tensor must match, but we got boundaries tensor {list(bounds.shape)} and input "
            f"value tensor {list(input.shape)}",
            operand("sorted_sequence", bounds),
            operand("input", input),
        )
    array = None
    real = not (bounds.dtype.is_complex or input.dtype.is_complex)
    if is_followed(bounds, input) and sorter is None and real and input.count <= VALUE_LIMIT:
        array = _searched_values(bounds, input, right=right)
    return made(context, input.shape, kind, array=array, near=input)


def _searched_values(bounds: Tensor, input: Tensor, *, right: bool) -> Array | None:
    if input.array is None or bounds.array is None:
        return None
    if len(bounds.shape) == 1:
        return Array.of(_places(flat(bounds), flat(input), right=right), input.shape)
    last = len(input.shape) - 1
    rows = zip(lanes(bounds.array, (last,)), lanes(input.array, (last,)), strict=True)
    return Array.of([place for own, values in rows for place in _places(own, values, right=right)], input.shape)


@op("torch.bucketize")
def bucketize(
    context: Context,
    input: Value,
    boundaries: Value,
    *,
    out_int32: Value = False,
    right: Value = False,
    out: Value = None,
) -> Value:
    """The bucket of each element between boundaries.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.bucketize.html
    """
    require_tensors(context, "bucketize", boundaries=boundaries)
    if len(boundaries.shape) != 1:
        raise context.misfit(
            f"boundaries tensor must be 1 dimension, but got dim({len(boundaries.shape)})",
            operand("boundaries", boundaries),
        )
    return _searched(context, boundaries, input, out_int32, context.truth(right))
