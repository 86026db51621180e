"""Sums, products and extremes that run along a dim, differences, and the rule of trapezoids.

Source: https://docs.pytorch.org/docs/stable/torch.html#other-operations
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import integer, require_tensors
from flopslint.catalog.torch.ops import scalar_functions as scalar
from flopslint.catalog.torch.ops.creation import scalar_in
from flopslint.catalog.torch.ops.elementwise import evaluate, fresh, write
from flopslint.catalog.torch.ops.extremes import refuse_complex
from flopslint.catalog.torch.ops.pointwise import describe
from flopslint.catalog.torch.ops.pointwise_pairs import DIV, MUL
from flopslint.catalog.torch.ops.reducing import dim_in, reduced, scanned
from flopslint.catalog.torch.ops.reduction import log_sum_exp, summed_type, total
from flopslint.catalog.torch.ops.return_types import named
from flopslint.core.dtype import BOOL, FLOAT_CATEGORY, INT64
from flopslint.values.array_rounding import Rounding, rounding
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


def _running(combine: Any, to_dtype: Rounding | None) -> Any:
    def host(lane: list[Any]) -> list[Any]:
        result: list[Any] = []
        for value in lane:
            result.append(combine(result[-1], value) if result else value)
        return result

    return host if to_dtype is not None else None


def _register(name: str, combine: Any, work: str) -> None:
    def function(context: Context, input: Value, dim: Value, *, dtype: Value = None, out: Value = None) -> Value:
        require_tensors(context, name, input=input)
        kind = summed_type(context, name, dtype, input)
        host = _running(combine, rounding(kind))
        return scanned(context, name, input, dim_in(context, name, dim, input), kind, host, work=work, out=out)

    def change(context: Context, input: Value, dim: Value, *, dtype: Value = None) -> Value:
        require_tensors(context, name, input=input)
        result = function(context, input, dim, dtype=dtype if dtype is not None else input.dtype)
        write(context, input, result.array, result.dtype)
        return input

    function.__name__ = name
    change.__name__ = f"{name}_"
    for entry, names in ((function, (f"torch.{name}", f"torch.Tensor.{name}")), (change, (f"torch.Tensor.{name}_",))):
        entry.__doc__ = f"""``{name}`` along a dim.

        Source: https://docs.pytorch.org/docs/stable/generated/torch.{name}.html
        """
        op(*names)(entry)


_register("cumsum", lambda x, y: x + y, "additions")
_register("cumprod", lambda x, y: x * y, "multiplications")


@op("torch.logcumsumexp", "torch.Tensor.logcumsumexp")
def logcumsumexp(context: Context, input: Value, dim: Value, *, out: Value = None) -> Value:
    """The logarithm of running sums of exponentials.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.logcumsumexp.html
    """
    require_tensors(context, "logcumsumexp", input=input)

    def host(lane: list[Any]) -> list[Any]:
        return [log_sum_exp(lane[: stop + 1]) for stop in range(len(lane))]

    place = dim_in(context, "logcumsumexp", dim, input)
    usable = host if input.dtype.is_floating_point else None
    return scanned(context, "_logcumsumexp", input, place, input.dtype, usable, work="transcendentals", out=out)


def _register_extreme(name: str, wins: Any) -> None:
    def places(lane: list[Any]) -> list[int]:
        best: list[int] = []
        for place, value in enumerate(lane):
            if not best or scalar.isnan(value) or wins(value, lane[best[-1]]):
                best.append(place)
            else:
                best.append(best[-1])
        return best

    def function(context: Context, input: Value, dim: Value, *, out: Value = None) -> Value:
        require_tensors(context, name, input=input)
        refuse_complex(context, f"{name}_helper_cpu", input)
        place = dim_in(context, name, dim, input)
        values = scanned(
            context, name, input, place, input.dtype, lambda lane: [lane[p] for p in places(lane)], work="comparisons"
        )
        indices = scanned(context, name, input, place, INT64, places, work="moves", computed=input.dtype)
        return named(context, name, values, indices)

    function.__name__ = name
    function.__doc__ = f"""The running extreme along a dim, with its place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.{name}.html
    """
    op(f"torch.{name}", f"torch.Tensor.{name}")(function)


_register_extreme("cummax", lambda new, old: new >= old)
_register_extreme("cummin", lambda new, old: new <= old)


@op("torch.diff", "torch.Tensor.diff")
def diff(
    context: Context,
    input: Value,
    n: Value = 1,
    dim: Value = -1,
    prepend: Value = None,
    append: Value = None,
    *,
    out: Value = None,
) -> Value:
    """Differences of neighbors along a dim, ``n`` times over.

    Shape: (*, k) -> (*, k - n)
    Source: https://docs.pytorch.org/docs/stable/generated/torch.diff.html
    """
    require_tensors(context, "diff", input=input)
    if not input.shape:
        raise context.invalid("diff expects input to be at least one-dimensional")
    place = dim_in(context, "diff", dim, input)
    times = integer(context, n, "diff", "n")
    if times < 0:
        raise context.invalid(f"order must be non-negative but got {times}")
    parts = [part for part in (prepend, input, append) if part is not None]
    if len(parts) > 1:
        input = context.call(context.look_up("torch.cat"), (parts, place))
    result: Tensor = input
    for _ in range(times):
        result = _differences(context, result, place)
    return result


def _differences(context: Context, tensor: Tensor, place: int) -> Tensor:
    apart: Callable[[Any, Any], Any] = operator.ne if tensor.dtype is BOOL else operator.sub
    length = max(tensor.shape[place] - 1, 0)

    def host(lane: list[Any]) -> list[Any]:
        return [apart(y, x) for x, y in pairwise(lane)]

    return scanned(context, "sub", tensor, place, tensor.dtype, host, length=length)


def _widths(context: Context, y: Tensor, x: Value, dx: Value, place: int) -> Any:
    """The distances of points: a number, or a tensor of differences of ``x``."""
    if isinstance(x, Tensor) and x.shape:
        inner = place if len(x.shape) == len(y.shape) else len(x.shape) - 1
        return _differences(context, x, inner)
    return scalar_in(context, "trapezoid", "dx", 1.0 if dx is None else dx)


def _areas(context: Context, name: str, y: Value, x: Value, dx: Value, dim: Value) -> tuple[Tensor, int]:
    require_tensors(context, name, y=y)
    if not y.shape:
        raise context.invalid("Dimension specified as -1 but tensor has no dimensions", "IndexError")
    place = dim_in(context, name, dim, y)

    def host(lane: list[Any]) -> list[Any]:
        return [a + b for a, b in pairwise(lane)]

    kind = context.default_dtype if y.dtype.category < FLOAT_CATEGORY else y.dtype
    sums = scanned(context, "add", y, place, kind, host, length=max(y.shape[place] - 1, 0))
    widths = _widths(context, y, x, dx, place)
    weighed = fresh(context, MUL, evaluate(context, MUL, sums, widths))
    return fresh(context, DIV, evaluate(context, DIV, weighed, 2.0)), place


@op("torch.trapezoid", "torch.trapz")
def trapezoid(context: Context, y: Value, x: Value = None, *, dx: Value = None, dim: Value = -1) -> Value:
    """The area below points.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.trapezoid.html
    """
    areas, place = _areas(context, "trapezoid", y, x, dx, dim)
    return reduced(context, "sum", areas, (place,), False, areas.dtype, total)


@op("torch.cumulative_trapezoid")
def cumulative_trapezoid(context: Context, y: Value, x: Value = None, *, dx: Value = None, dim: Value = -1) -> Value:
    """The running area below points.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.cumulative_trapezoid.html
    """
    areas, place = _areas(context, "cumulative_trapezoid", y, x, dx, dim)
    host = _running(lambda a, b: a + b, rounding(areas.dtype))
    return scanned(context, "cumsum", areas, place, areas.dtype, host)


def _register_quantile(name: str, *, skips: bool) -> None:
    def function(
        context: Context,
        input: Value,
        q: Value,
        dim: Value = None,
        keepdim: Value = False,
        *,
        interpolation: Value = "linear",
        out: Value = None,
    ) -> Value:
        return share_of(context, input, q, dim, keepdim, linear=interpolation == "linear", skips=skips)

    describe(function, f"torch.{name}", "The element below which a share of the elements lies.")
    op(f"torch.{name}", f"torch.Tensor.{name}")(function)


_register_quantile("quantile", skips=False)
_register_quantile("nanquantile", skips=True)


def share_of(
    context: Context, input: Value, q: Value, dim: Value, keepdim: Value, *, linear: bool = True, skips: bool = False
) -> Tensor:
    """The quantiles over a dim: the dims of ``q``, then those of the input without the reduced one.

    Raises:
        Raised: the program's RuntimeError for another type than float and double, or a share out of range.
    """
    require_tensors(context, "quantile", input=input)
    if input.dtype.name not in {"float32", "float64"}:
        raise context.error("RuntimeError", "quantile() input tensor must be either float or double dtype")
    share = None if isinstance(q, Tensor) else scalar_in(context, "quantile", "q", q)
    if share is not None and not 0 <= share <= 1:
        raise context.invalid(f"quantile() q must be in the range [0, 1] but got {share:g}")
    dims = tuple(range(len(input.shape))) if dim is None else (dim_in(context, "quantile", dim, input),)
    host = (lambda lane: between(lane, share, skips=skips)) if share is not None and linear else None
    dims = dims if input.shape else ()
    result = reduced(context, "quantile", input, dims, context.truth(keepdim), input.dtype, host)
    if isinstance(q, Tensor) and q.shape:
        result = context.tensor((*q.shape, *result.shape), result.dtype)
        result.strides = None
    return result


def between(lane: list[Any], share: Any, *, skips: bool = False) -> float:
    """The element at a share of a sorted list, interpolated; ``skips`` leaves not-a-number out."""
    if skips:
        lane = [value for value in lane if not scalar.isnan(value)]
    if not lane or any(scalar.isnan(value) for value in lane):
        return math.nan
    ordered = sorted(lane)
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return float(ordered[low] + (place - low) * (ordered[high] - ordered[low]))
