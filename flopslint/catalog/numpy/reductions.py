"""Sums, means, extremes, running sums, sorting.

Source: https://numpy.org/doc/stable/reference/routines.statistics.html
"""

from __future__ import annotations

from typing import Any

from flopslint.catalog.entry import ENTRIES, function
from flopslint.catalog.numpy.arrays import array_of, axes_in, dtype_in, fractional, give, quiet
from flopslint.catalog.numpy.elementwise import put
from flopslint.catalog.torch.ops import cumulative, data_dependent, extremes, reduction, sorting  # noqa: F401 - fill the catalog
from flopslint.catalog.torch.ops.reducing import dims_in
from flopslint.core.gap import GapKind
from flopslint.values.array import Array
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


def _dims(context: Context, array: Tensor, axis: Value) -> tuple[int, ...]:
    if axis == ():
        return ()
    return dims_in(context, "axis", axes_in(axis), len(array.shape))


def _register_sum(name: str, *, mean: bool = False, skips: bool = False) -> None:
    key = f"torch.{'nan' if skips else ''}{'mean' if mean else 'sum'}"

    @function(f"numpy.{name}", f"numpy.ndarray.{name}")
    def entry(
        context: Context, a: Value, axis: Value = None, dtype: Value = None, out: Value = None, keepdims: Value = False,
        **options: Value,
    ) -> Value:  # fmt: skip
        array = array_of(context, a, dtype)
        if mean:
            array = fractional(context, array)
        dims = _dims(context, array, axis)
        if not array.shape:
            return give(context, array)
        return put(context, give(context, ENTRIES[key].function(quiet(context), array, dims, bool(keepdims))), out)


_register_sum("sum")
_register_sum("mean", mean=True)
_register_sum("nansum", skips=True)
_register_sum("nanmean", mean=True, skips=True)


@function("numpy.prod", "numpy.ndarray.prod", "numpy.product")
def prod(
    context: Context, a: Value, axis: Value = None, dtype: Value = None, out: Value = None, keepdims: Value = False,
    **options: Value,
) -> Value:  # fmt: skip
    """The product over dims."""
    result = array_of(context, a, dtype)
    dims = _dims(context, result, axis)
    for place in sorted(dims, reverse=True):
        result = reduction.prod(quiet(context), result, place, bool(keepdims))
    return put(context, give(context, result), out)


def _register_spread(name: str) -> None:
    @function(f"numpy.{name}", f"numpy.ndarray.{name}")
    def entry(
        context: Context, a: Value, axis: Value = None, dtype: Value = None, out: Value = None, ddof: Value = 0,
        keepdims: Value = False, **options: Value,
    ) -> Value:  # fmt: skip
        array = fractional(context, array_of(context, a, dtype))
        dims = _dims(context, array, axis)
        function_ = ENTRIES[f"torch.{name}"].function
        return give(context, function_(quiet(context), array, dims, None, bool(keepdims), correction=ddof))


_register_spread("var")
_register_spread("std")


def _register_extreme(torch_name: str, *names: str) -> None:
    def entry(
        context: Context, a: Value, axis: Value = None, out: Value = None, keepdims: Value = False, **options: Value
    ) -> Value:
        array = array_of(context, a)
        if not array.shape:
            return give(context, array)
        if array.count == 0:
            raise context.error("ValueError", "zero-size array to reduction operation has no identity")
        return put(
            context,
            give(
                context,
                ENTRIES[torch_name].function(quiet(context), array, _dims(context, array, axis), bool(keepdims)),
            ),
            out,
        )

    function(*names)(entry)


_register_extreme("torch.amax", "numpy.max", "numpy.amax", "numpy.nanmax", "numpy.ndarray.max")
_register_extreme("torch.amin", "numpy.min", "numpy.amin", "numpy.nanmin", "numpy.ndarray.min")


def _register_place(name: str) -> None:
    @function(f"numpy.{name}", f"numpy.ndarray.{name}")
    def entry(context: Context, a: Value, axis: Value = None, out: Value = None, *, keepdims: Value = False) -> Value:
        array = array_of(context, a)
        return give(context, ENTRIES[f"torch.{name}"].function(quiet(context), array, axis, bool(keepdims)))


_register_place("argmax")
_register_place("argmin")


def _register_quantifier(name: str) -> None:
    @function(f"numpy.{name}", f"numpy.ndarray.{name}")
    def entry(
        context: Context, a: Value, axis: Value = None, out: Value = None, keepdims: Value = False, **options: Value
    ) -> Value:
        array = array_of(context, a)
        dims = _dims(context, array, axis)
        result = ENTRIES[f"torch.{name}"].function(quiet(context), array, dims, bool(keepdims))
        return give(context, array_of(context, result, context.find_class("numpy.bool")))


_register_quantifier("all")
_register_quantifier("any")


def _register_running(name: str) -> None:
    @function(f"numpy.{name}", f"numpy.ndarray.{name}")
    def entry(context: Context, a: Value, axis: Value = None, dtype: Value = None, out: Value = None) -> Value:
        array = array_of(context, a, dtype)
        if axis is None:
            array, axis = raveled(context, array), 0
        return put(context, give(context, ENTRIES[f"torch.{name}"].function(quiet(context), array, axis)), out)


def raveled(context: Context, array: Tensor) -> Tensor:
    """All elements in one dim."""
    values = None if array.array is None or not array.array.is_known else Array.of(array.array.flat(), (array.count,))
    return context.tensor((array.count,), array.dtype, array=values)


_register_running("cumsum")
_register_running("cumprod")


@function("numpy.ptp")
def ptp(context: Context, a: Value, axis: Value = None, **options: Value) -> Value:
    """The largest element less the smallest."""
    call, high, low = context.call, context.look_up("numpy.max"), context.look_up("numpy.min")
    return context.call(context.look_up("numpy.subtract"), (call(high, (a, axis)), call(low, (a, axis))))


@function("numpy.count_nonzero")
def count_nonzero(context: Context, a: Value, axis: Value = None, *, keepdims: Value = False) -> Value:
    """How many elements are not zero."""
    return give(context, reduction.count_nonzero(quiet(context), array_of(context, a), axes_in(axis)))


def _register_quantile(name: str, scale: float) -> None:
    @function(f"numpy.{name}")
    def entry(
        context: Context, a: Value, q: Value, axis: Value = None, out: Value = None, keepdims: Value = False,
        **options: Value,
    ) -> Value:  # fmt: skip
        array = fractional(context, array_of(context, a))
        shares = array_of(context, q)
        share: Any = shares
        if not shares.shape and shares.array is not None and shares.array.is_known:
            share = shares.array.flat()[0] / scale
        return give(context, cumulative.share_of(quiet(context), array, share, axis, bool(keepdims)))


_register_quantile("quantile", 1.0)
_register_quantile("percentile", 100.0)


@function("numpy.median")
def median(context: Context, a: Value, axis: Value = None, out: Value = None, **options: Value) -> Value:
    """The middle element, or the mean of the two."""
    array = fractional(context, array_of(context, a))
    return give(context, cumulative.share_of(quiet(context), array, 0.5, axis, keepdim=False))


@function("numpy.average")
def average(context: Context, a: Value, axis: Value = None, weights: Value = None, **options: Value) -> Value:
    """The weighed mean."""
    if weights is not None:
        return context.unknown(GapKind.UNKNOWN_FUNCTION, "numpy.average with weights is not followed")
    return context.call(context.look_up("numpy.mean"), (a, axis))


@function("numpy.sort")
def sort(context: Context, a: Value, axis: Value = -1, **options: Value) -> Value:
    """The elements along a dim in order."""
    array = array_of(context, a)
    if axis is None:
        array, axis = raveled(context, array), -1
    return give(context, sorting.sort(quiet(context), array, axis).payload[0])


@function("numpy.argsort", "numpy.ndarray.argsort")
def argsort(context: Context, a: Value, axis: Value = -1, kind: Value = None, **options: Value) -> Value:
    """Where the elements of the sorted order stood; of equal ones that is known for a stable sort only."""
    stable = kind in {"stable", "mergesort"}
    return give(context, sorting.argsort(quiet(context), array_of(context, a), axis, stable=stable))


@function("numpy.unique")
def unique(
    context: Context, ar: Value, return_index: Value = False, return_inverse: Value = False,
    return_counts: Value = False, axis: Value = None, **options: Value,
) -> Value:  # fmt: skip
    """The distinct elements in order."""
    array = array_of(context, ar)
    if return_index:
        return context.unknown(GapKind.UNKNOWN_FUNCTION, "numpy.unique with return_index is not followed")
    found = data_dependent.unique(quiet(context), array, True, return_inverse, return_counts, axis)
    return give(context, found)


@function("numpy.nonzero", "numpy.ndarray.nonzero")
def nonzero(context: Context, a: Value) -> Value:
    """Where elements are not zero, a vector for each dim."""
    return give(context, data_dependent.nonzero(quiet(context), array_of(context, a), as_tuple=True))


@function("numpy.bincount")
def bincount(context: Context, x: Value, /, weights: Value = None, minlength: Value = 0) -> Value:
    """How often each number occurs."""
    return give(context, data_dependent.bincount(quiet(context), array_of(context, x), weights, minlength))


@function("numpy.searchsorted", "numpy.ndarray.searchsorted")
def searchsorted(context: Context, a: Value, v: Value, side: Value = "left", sorter: Value = None) -> Value:
    """Where elements would be put into sorted ones."""
    inner = quiet(context)
    return give(
        context, sorting.searchsorted(inner, array_of(context, a), array_of(context, v), side=side, sorter=sorter)
    )


@function("numpy.digitize")
def digitize(context: Context, x: Value, bins: Value, right: Value = False) -> Value:
    """The bin of each element."""
    inner = quiet(context)
    return give(context, sorting.bucketize(inner, array_of(context, x), array_of(context, bins), right=not right))


@function("numpy.diff")
def diff(
    context: Context, a: Value, n: Value = 1, axis: Value = -1, prepend: Value = None, append: Value = None
) -> Value:
    """Differences of neighbors."""
    if prepend is not None or append is not None:
        return context.unknown(GapKind.UNKNOWN_FUNCTION, "numpy.diff with prepend or append is not followed")
    return give(context, cumulative.diff(quiet(context), array_of(context, a), n, axis))


@function("numpy.trapezoid", "numpy.trapz")
def trapezoid(context: Context, y: Value, x: Value = None, dx: Value = 1.0, axis: Value = -1) -> Value:
    """The area below points."""
    points = None if x is None else fractional(context, array_of(context, x))
    return give(context, cumulative.trapezoid(quiet(context), fractional(context, array_of(context, y)), points, dx=dx))


@function("numpy.interp")
def interp(
    context: Context, x: Value, xp: Value, fp: Value, left: Value = None, right: Value = None, period: Value = None
) -> Value:
    """Values between given points, on straight lines."""
    at, points, values = (fractional(context, array_of(context, each)) for each in (x, xp, fp))
    known = [each.array for each in (at, points, values) if each.array is not None and each.array.is_known]
    result = None
    if len(known) == 3 and left is None and right is None and period is None and known[1].count:
        nodes, heights = known[1].flat(), known[2].flat()
        result = Array.of([_between(each, nodes, heights) for each in known[0].flat()], at.shape)
    return give(context, context.tensor(at.shape, dtype_in(context, "float64", at.dtype), array=result))


def _between(at: float, nodes: list[float], heights: list[float]) -> float:
    if at <= nodes[0]:
        return heights[0]
    for index in range(1, len(nodes)):
        if at <= nodes[index]:
            share = (at - nodes[index - 1]) / (nodes[index] - nodes[index - 1])
            return heights[index - 1] + share * (heights[index] - heights[index - 1])
    return heights[-1]
