"""Largest and smallest elements, and where they stand: max, min, amax, argmax, median, mode, aminmax.

Source: https://docs.pytorch.org/docs/stable/torch.html#reduction-ops
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import known, require_tensors, scalar_type, type_name
from flopslint.catalog.torch.ops import scalar_functions as scalar
from flopslint.catalog.torch.ops.elementwise import evaluate, fresh
from flopslint.catalog.torch.ops.pointwise import describe
from flopslint.catalog.torch.ops.pointwise_pairs import MAXIMUM, MINIMUM
from flopslint.catalog.torch.ops.reducing import check_not_empty, dim_in, dims_in, either, flag, reduced
from flopslint.catalog.torch.ops.return_types import named
from flopslint.core.dtype import INT64
from flopslint.values.array_rounding import ValueLost
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import MISSING, Value

Chooser = Callable[[list[Any]], int]


FIRST_OF_EQUALS = frozenset({"max", "min"})


def only_one(choose: Chooser) -> Chooser:
    """A choice whose place is not known where another element is equal."""

    def place_of(lane: list[Any]) -> int:
        place = choose(lane)
        if lane.count(lane[place]) > 1:
            raise ValueLost
        return place

    return place_of


def first_largest(lane: list[Any]) -> int:
    """The place of the largest element, of the first one of equals; not-a-number is the largest."""
    best = 0
    for place, value in enumerate(lane):
        if scalar.isnan(value):
            return place
        if value > lane[best]:
            best = place
    return best


def first_smallest(lane: list[Any]) -> int:
    """The place of the smallest element, of the first one of equals; not-a-number is the smallest."""
    best = 0
    for place, value in enumerate(lane):
        if scalar.isnan(value):
            return place
        if value < lane[best]:
            best = place
    return best


def pair(context: Context, name: str, input: Tensor, dim: int, keep: bool, choose: Chooser) -> Value:
    """Values and indices of one chosen element of each lane.

    Which of several equal elements an index points at torch says for the largest and the smallest only.
    """
    dims = (dim,) if input.shape else ()
    values = reduced(context, name, input, dims, keep, input.dtype, _picked(choose), work="comparisons")
    place = choose if name in FIRST_OF_EQUALS else only_one(choose)
    indices = reduced(context, name, input, dims, keep, INT64, place, work="moves", computed=input.dtype)
    return named(context, name, values, indices)


def refuse_complex(context: Context, name: str, input: Tensor) -> None:
    """Says that elements have an order.

    Raises:
        Raised: the program's NotImplementedError for complex numbers.
    """
    if input.dtype.is_complex:
        raise context.error("NotImplementedError", f"\"{name}\" not implemented for '{scalar_type(input.dtype)}'")


def _named_entry(entry: Callable[..., Value], key: str, summary: str) -> None:
    describe(entry, f"torch.{key}", summary)
    op(f"torch.{key}", f"torch.Tensor.{key}")(entry)


def _register_overloads(name: str, choose: Chooser) -> None:
    """``max`` and ``min``, which do three things by what they are given."""
    pairwise = MAXIMUM if name == "max" else MINIMUM

    def function(
        context: Context,
        input: Value,
        dim: Value = MISSING,
        keepdim: Value = False,
        *,
        other: Value = MISSING,
        axis: Value = MISSING,
        keepdims: Value = MISSING,
        out: Value = None,
    ) -> Value:
        require_tensors(context, name, input=input)
        given = either(dim, axis)
        second = given if other is MISSING else other
        if isinstance(second, Tensor):
            return fresh(context, pairwise, evaluate(context, pairwise, input, second), out)
        refuse_complex(context, f"{name}_all", input)
        if given is MISSING:
            check_not_empty(context, name, input, None)
            dims = tuple(range(len(input.shape)))
            return reduced(context, name, input, dims, False, input.dtype, _picked(choose), work="comparisons")
        if isinstance(known(given), (tuple, list)):
            kind = type_name(context, given)
            raise context.error("TypeError", f"{name}() received an invalid combination of arguments - got ({kind})")
        place = dim_in(context, name, given, input)
        check_not_empty(context, name, input, place)
        return pair(context, name, input, place, flag(context, name, "keepdim", either(keepdim, keepdims)), choose)

    _named_entry(function, name, "The extreme element: of all, of each lane with its place, or of each pair.")


def _register_over_dims(name: str, choose: Chooser) -> None:
    """``amax`` and ``amin``."""

    def function(
        context: Context,
        input: Value,
        dim: Value = (),
        keepdim: Value = False,
        *,
        axis: Value = MISSING,
        keepdims: Value = MISSING,
        out: Value = None,
    ) -> Value:
        require_tensors(context, name, input=input)
        refuse_complex(context, name, input)
        given = either(dim, axis)
        dims = dims_in(context, name, given, len(input.shape))
        if given in ((), []):
            check_not_empty(context, name, input, None)
        for place in dims:
            check_not_empty(context, name, input, place)
        keep = flag(context, name, "keepdim", either(keepdim, keepdims))
        host = _picked(choose)
        return reduced(context, name, input, dims, keep, input.dtype, host, work="comparisons", out=out)

    _named_entry(function, name, "The extreme element over dims.")


def _register_place(name: str, choose: Chooser) -> None:
    """``argmax`` and ``argmin``."""

    def function(
        context: Context,
        input: Value,
        dim: Value = None,
        keepdim: Value = False,
        *,
        axis: Value = MISSING,
        keepdims: Value = MISSING,
        out: Value = None,
    ) -> Value:
        require_tensors(context, name, input=input)
        refuse_complex(context, f"{name}_cpu", input)
        given = either(dim, axis)
        keep = flag(context, name, "keepdim", either(keepdim, keepdims))
        place = None if given is None else dim_in(context, name, given, input)
        check_not_empty(context, name, input, place)
        dims = tuple(range(len(input.shape))) if place is None else ((place,) if input.shape else ())
        return reduced(
            context, name, input, dims, keep, INT64, choose, work="comparisons", computed=input.dtype, out=out
        )

    _named_entry(function, name, "The place of the extreme element.")


for _name, _choose in (("max", first_largest), ("min", first_smallest)):
    _register_overloads(_name, _choose)
    _register_over_dims(f"a{_name}", _choose)
    _register_place(f"arg{_name}", _choose)


@op("torch.aminmax", "torch.Tensor.aminmax")
def aminmax(context: Context, input: Value, *, dim: Value = None, keepdim: Value = False, out: Value = None) -> Value:
    """The smallest and the largest element.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.aminmax.html
    """
    require_tensors(context, "aminmax", input=input)
    refuse_complex(context, "aminmax_cpu", input)
    place = None if dim is None else dim_in(context, "aminmax", dim, input)
    check_not_empty(context, "aminmax", input, place)
    dims = tuple(range(len(input.shape))) if place is None else ((place,) if input.shape else ())
    keep = flag(context, "aminmax", "keepdim", keepdim)
    ends = [
        reduced(context, "aminmax", input, dims, keep, input.dtype, _picked(choose), work="comparisons")
        for choose in (first_smallest, first_largest)
    ]
    return named(context, "aminmax", *ends)


def _picked(choose: Chooser) -> Callable[[list[Any]], Any]:
    return lambda lane: lane[choose(lane)]


def middle(lane: list[Any]) -> int:
    """The place of the median, the lower one of two; of the first not-a-number if there is one."""
    for place, value in enumerate(lane):
        if scalar.isnan(value):
            return place
    return sorted(range(len(lane)), key=lane.__getitem__)[(len(lane) - 1) // 2]


def _middle_of_numbers(lane: list[Any]) -> int:
    places = [place for place, value in enumerate(lane) if not scalar.isnan(value)]
    if not places:
        return 0
    return sorted(places, key=lane.__getitem__)[(len(places) - 1) // 2]


def _register_median(name: str, choose: Chooser) -> None:
    def function(
        context: Context, input: Value, dim: Value = MISSING, keepdim: Value = False, *, out: Value = None
    ) -> Value:
        require_tensors(context, name, input=input)
        refuse_complex(context, f"{name}_out", input)
        if dim is MISSING:
            dims = tuple(range(len(input.shape)))
            host = _picked(choose) if input.count else None
            return reduced(context, name, input, dims, False, input.dtype, host, work="comparisons")
        place = dim_in(context, name, dim, input)
        check_not_empty(context, name, input, place)
        return pair(context, name, input, place, flag(context, name, "keepdim", keepdim), choose)

    function.__name__ = name
    function.__doc__ = f"""The median of all elements, or of each lane with its place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.{name}.html
    """
    op(f"torch.{name}", f"torch.Tensor.{name}")(function)


_register_median("median", middle)
_register_median("nanmedian", _middle_of_numbers)


def _most_frequent(lane: list[Any]) -> int:
    """The last place of the most frequent element, of the smallest one of equals."""
    counts: dict[Any, int] = {}
    for value in lane:
        counts[value] = counts.get(value, 0) + 1
    if any(scalar.isnan(value) for value in lane):
        raise ValueLost
    best = min(counts, key=lambda value: (-counts[value], value))
    return max(place for place, value in enumerate(lane) if value == best)


@op("torch.mode", "torch.Tensor.mode")
def mode(context: Context, input: Value, dim: Value = -1, keepdim: Value = False, *, out: Value = None) -> Value:
    """The most frequent element of each lane, with its place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.mode.html
    """
    require_tensors(context, "mode", input=input)
    refuse_complex(context, "mode", input)
    place = dim_in(context, "mode", dim, input)
    check_not_empty(context, "mode", input, place)
    return pair(context, "mode", input, place, flag(context, "mode", "keepdim", keepdim), _most_frequent)
