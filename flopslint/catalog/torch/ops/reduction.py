"""Sums, means, products and the like over dims.

Source: https://docs.pytorch.org/docs/stable/torch.html#reduction-ops
"""

from __future__ import annotations

import math
from typing import Any

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import operand, require_tensors, scalar_type
from flopslint.catalog.torch.ops import scalar_functions as scalar
from flopslint.catalog.torch.ops.creation import dtype_in
from flopslint.catalog.torch.ops.pointwise import describe
from flopslint.catalog.torch.ops.reducing import dim_in, dims_in, either, flag, reduced
from flopslint.core.dtype import BOOL, FLOAT_CATEGORY, INT64, DType
from flopslint.formulas.algebra import broadcasts_to
from flopslint.values.array_rounding import real_part_type
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import MISSING, Value


def total(lane: list[Any]) -> Any:
    """The sum; that of floats is exact before it is rounded once."""
    if lane and isinstance(lane[0], float):
        try:
            return math.fsum(lane)
        except (OverflowError, ValueError):
            return sum(lane)
    return sum(lane)


def _mean(lane: list[Any]) -> Any:
    return scalar.divide(total(lane), len(lane)) if lane else math.nan


def _product(lane: list[Any]) -> Any:
    result: Any = 1
    for value in lane:
        result *= value
    return result


def summed_type(context: Context, function: str, dtype: Value, tensor: Tensor) -> DType:
    """The type of a sum: that asked for, 64-bit integers for integers and bools, else the tensor's."""
    natural = INT64 if tensor.dtype.category < FLOAT_CATEGORY else tensor.dtype
    return dtype_in(context, function, dtype, natural)


@op("torch.sum", "torch.Tensor.sum")
def sum_(
    context: Context,
    input: Value,
    dim: Value = None,
    keepdim: Value = False,
    *,
    dtype: Value = None,
    axis: Value = MISSING,
    keepdims: Value = MISSING,
    out: Value = None,
) -> Value:
    """The sum over dims, over all without any.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.sum.html
    """
    require_tensors(context, "sum", input=input)
    dims = dims_in(context, "sum", either(dim, axis), len(input.shape))
    keep = flag(context, "sum", "keepdim", either(keepdim, keepdims))
    return reduced(context, "sum", input, dims, keep, summed_type(context, "sum", dtype, input), total, out=out)


@op("torch.nansum", "torch.Tensor.nansum")
def nansum(
    context: Context,
    input: Value,
    dim: Value = None,
    keepdim: Value = False,
    *,
    dtype: Value = None,
    out: Value = None,
) -> Value:
    """The sum over dims with not-a-number left out.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nansum.html
    """
    require_tensors(context, "nansum", input=input)
    dims = dims_in(context, "nansum", dim, len(input.shape))
    kind = summed_type(context, "nansum", dtype, input)
    return reduced(
        context, "nansum", input, dims, flag(context, "nansum", "keepdim", keepdim), kind, _without_nan, out=out
    )


def _without_nan(lane: list[Any]) -> Any:
    return total([value for value in lane if not scalar.isnan(value)])


@op("torch.mean", "torch.Tensor.mean")
def mean(
    context: Context,
    input: Value,
    dim: Value = None,
    keepdim: Value = False,
    *,
    dtype: Value = None,
    axis: Value = MISSING,
    keepdims: Value = MISSING,
    out: Value = None,
) -> Value:
    """The mean over dims, over all without any.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.mean.html
    """
    require_tensors(context, "mean", input=input)
    kind = dtype_in(context, "mean", dtype, input.dtype)
    if kind.category < FLOAT_CATEGORY:
        what = "could not infer output dtype. Input dtype" if dtype is None else "Optional dtype"
        raise context.error(
            "RuntimeError",
            f"mean(): {what} must be either a floating point or complex dtype. Got: {scalar_type(kind)}",
        )
    dims = dims_in(context, "mean", either(dim, axis), len(input.shape))
    keep = flag(context, "mean", "keepdim", either(keepdim, keepdims))
    return reduced(context, "mean", input, dims, keep, kind, _mean, out=out)


@op("torch.nanmean", "torch.Tensor.nanmean")
def nanmean(
    context: Context,
    input: Value,
    dim: Value = None,
    keepdim: Value = False,
    *,
    dtype: Value = None,
    out: Value = None,
) -> Value:
    """The mean over dims with not-a-number left out.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nanmean.html
    """
    require_tensors(context, "nanmean", input=input)
    kind = dtype_in(context, "nanmean", dtype, input.dtype)
    if kind.category < FLOAT_CATEGORY:
        raise context.error(
            "RuntimeError",
            f"nanmean(): expected input to have floating point or complex dtype but got {scalar_type(kind)}",
        )
    dims = dims_in(context, "nanmean", dim, len(input.shape))
    keep = flag(context, "nanmean", "keepdim", keepdim)
    host = lambda lane: _mean([value for value in lane if not scalar.isnan(value)])  # noqa: E731 - one use
    return reduced(context, "nanmean", input, dims, keep, kind, host, out=out)


@op("torch.prod", "torch.Tensor.prod")
def prod(
    context: Context,
    input: Value,
    dim: Value = None,
    keepdim: Value = False,
    *,
    dtype: Value = None,
    out: Value = None,
) -> Value:
    """The product over one dim, over all without one.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.prod.html
    """
    require_tensors(context, "prod", input=input)
    dims = tuple(range(len(input.shape))) if dim is None else (dim_in(context, "prod", dim, input),)
    kind = summed_type(context, "prod", dtype, input)
    keep = flag(context, "prod", "keepdim", keepdim)
    dims = dims if input.shape else ()
    return reduced(context, "prod", input, dims, keep, kind, _product, work="multiplications", out=out)


def _truth_type(tensor: Tensor) -> DType:
    return tensor.dtype if tensor.dtype.name == "uint8" else BOOL


def _register_quantifier(name: str, quantify: Any, summary: str) -> None:
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
        given = either(dim, axis)
        dims = () if given in ((), []) else dims_in(context, name, given, len(input.shape))
        keep = flag(context, name, "keepdim", either(keepdim, keepdims))
        kind = _truth_type(input)
        return reduced(
            context, name, input, dims, keep, kind, quantify, work="comparisons", computed=input.dtype, out=out
        )

    function.__name__ = name
    function.__doc__ = f"{summary}\n\nSource: https://docs.pytorch.org/docs/stable/generated/torch.{name}.html\n"
    op(f"torch.{name}", f"torch.Tensor.{name}")(function)


_register_quantifier("all", all, "Whether all elements over dims are not zero.")
_register_quantifier("any", any, "Whether an element over dims is not zero.")


@op("torch.count_nonzero", "torch.Tensor.count_nonzero")
def count_nonzero(context: Context, input: Value, dim: Value = None) -> Value:
    """How many elements over dims are not zero.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.count_nonzero.html
    """
    require_tensors(context, "count_nonzero", input=input)
    dims = dims_in(context, "count_nonzero", dim, len(input.shape))
    host = lambda lane: sum(1 for value in lane if value)  # noqa: E731 - one use
    return reduced(context, "count_nonzero", input, dims, False, INT64, host, work="comparisons", computed=input.dtype)


def log_sum_exp(lane: list[Any]) -> float:
    """The logarithm of the sum of exponentials."""
    high = max(lane, default=-math.inf)
    if not math.isfinite(high):
        return float(high)
    return float(high) + math.log(math.fsum(math.exp(value - high) for value in lane))


@op("torch.logsumexp", "torch.Tensor.logsumexp", "torch.special.logsumexp")
def logsumexp(context: Context, input: Value, dim: Value, keepdim: Value = False, *, out: Value = None) -> Value:
    """The logarithm of the sum of exponentials over dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.logsumexp.html
    """
    require_tensors(context, "logsumexp", input=input)
    dims = dims_in(context, "logsumexp", dim, len(input.shape))
    kind = context.default_dtype if input.dtype.category < FLOAT_CATEGORY else input.dtype
    keep = flag(context, "logsumexp", "keepdim", keepdim)
    host = None if kind.is_complex else log_sum_exp
    return reduced(context, "logsumexp", input, dims, keep, kind, host, work="transcendentals", out=out)


def _fractional(context: Context, tensor: Tensor) -> None:
    if tensor.dtype.category < FLOAT_CATEGORY:
        raise context.error("RuntimeError", "std and var only support floating point and complex dtypes")


def spread(lane: list[Any], correction: float) -> float:
    """The variance of a list."""
    freedom = max(len(lane) - correction, 0)
    if not lane or freedom == 0:
        return math.nan
    middle = _mean(lane)
    if not isinstance(middle, complex) and not math.isfinite(middle):
        return math.nan
    return float(scalar.divide(math.fsum(abs(value - middle) ** 2 for value in lane), float(freedom)))


def _spread_arguments(
    context: Context, name: str, tensor: Value, dim: Value, unbiased: Value, keepdim: Value, correction: Value
) -> tuple[tuple[int, ...], bool, float]:
    """Dims, keepdim and correction; ``var(input, unbiased)`` has the bool where ``dim`` stands."""
    require_tensors(context, name, input=tensor)
    _fractional(context, tensor)
    if isinstance(dim, bool):
        dim, unbiased = None, dim
    freedom = 1.0
    if unbiased is not None:
        freedom = 1.0 if context.truth(unbiased) else 0.0
    if correction is not None:
        freedom = float(correction)
    dims = dims_in(context, name, dim, len(tensor.shape))
    return dims, flag(context, name, "keepdim", keepdim), freedom


def _spread_host(correction: float, *, root: bool) -> Any:
    return lambda lane: math.sqrt(spread(lane, correction)) if root else spread(lane, correction)


def _spread_of(
    context: Context, name: str, input: Tensor, dims: tuple[int, ...], keep: bool, correction: float, out: Value = None
) -> Tensor:
    return reduced(
        context,
        name,
        input,
        dims,
        keep,
        real_part_type(input.dtype),
        _spread_host(correction, root=name.startswith("std")),
        work="multiplications",
        computed=input.dtype,
        out=out,
    )


def _register_spread(name: str, what: str) -> None:
    def function(
        context: Context,
        input: Value,
        dim: Value = None,
        unbiased: Value = None,
        keepdim: Value = False,
        *,
        correction: Value = None,
        out: Value = None,
    ) -> Value:
        dims, keep, freedom = _spread_arguments(context, name, input, dim, unbiased, keepdim, correction)
        return _spread_of(context, name, input, dims, keep, freedom, out)

    def with_mean(
        context: Context,
        input: Value,
        dim: Value = None,
        unbiased: Value = None,
        keepdim: Value = False,
        *,
        correction: Value = None,
    ) -> Value:
        dims, keep, freedom = _spread_arguments(context, name, input, dim, unbiased, keepdim, correction)
        first = _spread_of(context, f"{name}_mean", input, dims, keep, freedom)
        return (first, reduced(context, "mean", input, dims, keep, input.dtype, _mean))

    for entry, names in ((function, (f"torch.{name}", f"torch.Tensor.{name}")), (with_mean, (f"torch.{name}_mean",))):
        describe(entry, names[0], f"The {what} over dims.")
        op(*names)(entry)


_register_spread("var", "variance")
_register_spread("std", "standard deviation")


@op("torch.Tensor.sum_to_size")
def sum_to_size(context: Context, input: Value, *size: Value) -> Value:
    """The sum over the dims by which a shape is smaller.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sum_to_size.html
    """
    shape = tuple(size[0]) if len(size) == 1 and isinstance(size[0], (tuple, list)) else size
    if not broadcasts_to(shape, input.shape):
        raise context.misfit(
            f"size {{{list(shape)}}} is not expandable to size {{{list(input.shape)}}}.", operand("input", input)
        )
    extra = len(input.shape) - len(shape)
    dims = tuple(
        index for index, size in enumerate(input.shape) if index < extra or (shape[index - extra] == 1 and size != 1)
    )
    result = reduced(context, "sum", input, dims, True, input.dtype, total)
    if extra:
        return context.call(context.look_up("torch.reshape"), (result, shape))
    return result
