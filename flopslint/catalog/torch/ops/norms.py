"""Norms of vectors and distances.

Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.vector_norm.html
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import integer, operand, require_tensors, scalar_type
from flopslint.catalog.torch.ops.creation import dtype_in, made, scalar_in
from flopslint.catalog.torch.ops.elementwise import evaluate, fresh
from flopslint.catalog.torch.ops.pointwise_pairs import SUB
from flopslint.catalog.torch.ops.reducing import dim_in, dims_in, flag, reduced
from flopslint.catalog.torch.ops.return_types import named
from flopslint.core.dtype import FLOAT_CATEGORY, INT32
from flopslint.values.array_rounding import real_part_type
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


def length(order: float) -> Callable[[list[Any]], Any]:
    """The p-norm of a list."""

    def host(lane: list[Any]) -> Any:
        sizes = [abs(value) for value in lane]
        if order == math.inf:
            return max(sizes, default=0.0)
        if order == -math.inf:
            return min(sizes, default=0.0)
        if order == 0:
            return float(sum(1 for size in sizes if size))
        if order == 2:
            return math.sqrt(math.fsum(size * size for size in sizes))
        if order == 1:
            return math.fsum(sizes)
        try:
            return math.fsum(size**order for size in sizes) ** (1.0 / order)
        except (OverflowError, ZeroDivisionError):
            return math.inf if order > 0 else 0.0

    return host


def vector_norm(
    context: Context, input: Tensor, order: float, dim: Value, keepdim: Value, dtype: Value = None, out: Value = None
) -> Tensor:
    """The norm over dims.

    Raises:
        Raised: the program's RuntimeError for integers and bools.
    """
    if input.dtype.category < FLOAT_CATEGORY:
        raise context.error(
            "RuntimeError",
            f"linalg.vector_norm: Expected a floating point or complex tensor as input. Got {scalar_type(input.dtype)}",
        )
    dims = dims_in(context, "norm", dim, len(input.shape))
    kind = real_part_type(dtype_in(context, "norm", dtype, input.dtype))
    keep = flag(context, "norm", "keepdim", keepdim)
    return reduced(
        context, "linalg_vector_norm", input, dims, keep, kind, length(order), work="multiplications",
        computed=input.dtype, out=out,
    )  # fmt: skip


@op("torch.norm", "torch.Tensor.norm", "torch.functional.norm")
def norm(
    context: Context,
    input: Value,
    p: Value = "fro",
    dim: Value = None,
    keepdim: Value = False,
    out: Value = None,
    dtype: Value = None,
) -> Value:
    """The p-norm of elements over dims; of singular values for "nuc".

    Source: https://docs.pytorch.org/docs/stable/generated/torch.norm.html
    """
    require_tensors(context, "norm", input=input)
    if p == "nuc":
        return _nuclear(context, input, dim, keepdim)
    order = 2.0 if p is None or p == "fro" else float(scalar_in(context, "norm", "p", p))
    return vector_norm(context, input, order, dim, keepdim, dtype, out)


def _nuclear(context: Context, input: Tensor, dim: Value, keepdim: Value) -> Tensor:
    dims = dims_in(context, "norm", dim, len(input.shape))
    if len(dims) != 2:
        raise context.misfit(
            f"linalg.matrix_norm: dim must be a 2-tuple. Got {len(dims)} dims", operand("input", input)
        )
    keep = flag(context, "norm", "keepdim", keepdim)
    return reduced(context, "_linalg_svd", input, dims, keep, real_part_type(input.dtype), None)


@op("torch.linalg.vector_norm")
def linalg_vector_norm(
    context: Context,
    x: Value,
    ord: Value = 2,
    dim: Value = None,
    keepdim: Value = False,
    *,
    dtype: Value = None,
    out: Value = None,
) -> Value:
    """The p-norm of elements over dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.vector_norm.html
    """
    require_tensors(context, "linalg_vector_norm", x=x)
    return vector_norm(context, x, float(scalar_in(context, "vector_norm", "ord", ord)), dim, keepdim, dtype, out)


@op("torch.dist", "torch.Tensor.dist")
def dist(context: Context, input: Value, other: Value, p: Value = 2) -> Value:
    """The p-norm of a difference.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.dist.html
    """
    require_tensors(context, "dist", input=input, other=other)
    difference = fresh(context, SUB, evaluate(context, SUB, input, other))
    return vector_norm(context, difference, float(scalar_in(context, "dist", "p", p)), None, keepdim=False)


@op("torch.renorm", "torch.Tensor.renorm")
def renorm(context: Context, input: Value, p: Value, dim: Value, maxnorm: Value, *, out: Value = None) -> Value:
    """Slices along a dim scaled down to a largest norm.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.renorm.html
    """
    require_tensors(context, "renorm", input=input)
    dim_in(context, "renorm", dim, input)
    return made(context, input.shape, input.dtype, near=input, out=out)


@op("torch.histc", "torch.Tensor.histc")
def histc(
    context: Context, input: Value, bins: Value = 100, min: Value = 0, max: Value = 0, *, out: Value = None
) -> Value:
    """How many elements fall in each of equal intervals.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.histc.html
    """
    require_tensors(context, "histc", input=input)
    count = integer(context, bins, "histc", "bins")
    if count <= 0:
        raise context.invalid(f"torch.histc: bins must be > 0, but got {count}")
    return made(context, (count,), input.dtype, near=input, out=out)


@op("torch.histogram", "torch.Tensor.histogram")
def histogram(
    context: Context,
    input: Value,
    bins: Value = 100,
    *,
    range: Value = None,
    weight: Value = None,
    density: Value = False,
    out: Value = None,
) -> Value:
    """How many elements fall between edges, and the edges.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.histogram.html
    """
    require_tensors(context, "histogram", input=input)
    count = bins.count - 1 if isinstance(bins, Tensor) else integer(context, bins, "histogram", "bins")
    edges = made(context, (count + 1,), input.dtype, near=input)
    return named(context, "histogram", made(context, (count,), input.dtype, near=input), edges)


@op("torch.frexp", "torch.Tensor.frexp")
def frexp(context: Context, input: Value, *, out: Value = None) -> Value:
    """Mantissas and exponents.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.frexp.html
    """
    require_tensors(context, "frexp", input=input)
    mantissa = made(context, input.shape, input.dtype, near=input)
    return named(context, "frexp", mantissa, made(context, input.shape, INT32, near=input))
