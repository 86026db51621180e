"""Distances and similarities of vectors."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import (
    axis_in,
    broadcast_tensors,
    deliver,
    known,
    made_like,
    operand,
    require_tensors,
    scalar_type,
)
from flopslint.core.dtype import promote
from flopslint.core.work import Work
from flopslint.formulas import normalization
from flopslint.formulas.algebra import Misfit, broadcast, product, without_axes
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


@op("torch.nn.functional.cosine_similarity", "torch.cosine_similarity")
def cosine_similarity(context: Context, x1: Value, x2: Value, dim: Value = 1, eps: Value = 1e-08) -> Value:
    """Dot products of vectors of length one, along an axis.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.cosine_similarity.html
    """
    require_tensors(context, "cosine_similarity", x1=x1, x2=x2)
    shape = broadcast_tensors(context, x1=x1, x2=x2)
    axis = axis_in(context, dim, len(shape), "cosine_similarity")
    dtype = promote(x1.dtype, x2.dtype)
    if not dtype.is_floating_point:
        raise context.invalid(f"expected common dtype to be floating point, yet common dtype is {scalar_type(dtype)}")
    elements = product(shape)
    groups = product(without_axes(shape, [axis]))
    work = Work(multiply_adds=3 * elements, divisions=2 * elements, transcendentals=2 * groups)
    context.work("cosine_similarity", work, "3 * elements", elements=elements)
    return context.tensor(without_axes(shape, [axis]), dtype)


@op("torch.nn.functional.pairwise_distance", "torch.pairwise_distance")
def pairwise_distance(
    context: Context, x1: Value, x2: Value, p: Value = 2.0, eps: Value = 1e-06, keepdim: Value = False
) -> Value:
    """Norms of the differences of two lists of vectors.

    Shape: (*, d), (*, d) -> (*), or (*, 1) where the axis is kept
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pairwise_distance.html
    """
    require_tensors(context, "pairwise_distance", x1=x1, x2=x2)
    shape = broadcast_tensors(context, x1=x1, x2=x2)
    if not shape:
        raise context.invalid("pairwise_distance: inputs have to have a dimension")
    elements = product(shape)
    work = Work(additions=3 * elements, multiplications=elements, transcendentals=product(shape[:-1]))
    context.work("linalg_vector_norm", work, "elements", elements=elements)
    return context.tensor(without_axes(shape, [len(shape) - 1], keep=bool(keepdim)), promote(x1.dtype, x2.dtype))


@op("torch.nn.functional.pdist", "torch.pdist")
def pdist(context: Context, input: Value, p: Value = 2) -> Value:
    """Distances of all pairs of rows.

    Shape: (n, d) -> (n * (n - 1) / 2)
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pdist.html
    """
    require_tensors(context, "pdist", input=input)
    if len(input.shape) != 2:
        raise context.misfit(f"pdist only supports 2D tensors, got: {len(input.shape)}D", operand("input", input))
    if not input.dtype.is_floating_point:
        raise context.invalid("pdist only supports floating-point dtypes")
    rows, size = input.shape
    pairs = rows * (rows - 1) // 2
    context.work("_pdist_forward", _pairs_work(pairs, size), "pairs * size", pairs=pairs, size=size)
    return context.tensor((pairs,), input.dtype)


@op("torch.cdist")
def cdist(
    context: Context,
    x1: Value,
    x2: Value,
    p: Value = 2.0,
    compute_mode: Value = "use_mm_for_euclid_dist_if_necessary",
) -> Value:
    """Distances of all rows of one tensor from all of another.

    Shape: (*, p, d), (*, r, d) -> (*, p, r)
    Work: a difference, a product and a sum for each pair and element; torch counts none of it.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.cdist.html
    """
    require_tensors(context, "cdist", x1=x1, x2=x2)
    sides = operand("x1", x1), operand("x2", x2)
    for name, tensor in (("X1", x1), ("X2", x2)):
        if not tensor.dtype.is_floating_point:
            raise context.invalid(f"cdist only supports floating-point dtypes, {name} got: {scalar_type(tensor.dtype)}")
        if len(tensor.shape) < 2:
            raise context.misfit(f"cdist only supports at least 2D tensors, {name} got: {len(tensor.shape)}D", *sides)
    if x1.shape[-1] != x2.shape[-1]:
        raise context.misfit(
            f"X1 and X2 must have the same number of columns. X1: {x1.shape[-1]} X2: {x2.shape[-1]}", *sides
        )
    if known(p) < 0:
        raise context.invalid("cdist only supports non-negative p values")
    if x1.dtype is not x2.dtype:
        raise context.invalid(f"expected scalar type {scalar_type(x1.dtype)} but found {scalar_type(x2.dtype)}")
    try:
        batch = broadcast(x1.shape[:-2], x2.shape[:-2])
    except Misfit as misfit:
        axis = max(len(x1.shape), len(x2.shape)) - 2 + misfit.axis
        raise context.misfit(
            f"The size of tensor a ({misfit.first}) must match the size of tensor b ({misfit.second}) at non-singleton "
            f"dimension {axis}",
            *sides,
        ) from None
    shape = (*batch, x1.shape[-2], x2.shape[-2])
    pairs, size = product(shape), x1.shape[-1]
    context.work("_cdist_forward", _pairs_work(pairs, size), "pairs * size", pairs=pairs, size=size)
    return context.tensor(shape, x1.dtype)


def _pairs_work(pairs: int, size: int) -> Work:
    return Work(multiply_adds=pairs * size, additions=pairs * size, transcendentals=pairs)


@op("torch.nn.functional.normalize")
def normalize(
    context: Context, input: Value, p: Value = 2.0, dim: Value = 1, eps: Value = 1e-12, out: Value = None
) -> Value:
    """Divides by the norm along axes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.normalize.html
    """
    require_tensors(context, "normalize", input=input)
    rank = len(input.shape)
    axes = [axis_in(context, one, rank) for one in (dim if isinstance(dim, (tuple, list)) else [dim])]
    if not (input.dtype.is_floating_point or input.dtype.is_complex):
        raise context.invalid(
            "linalg.vector_norm: Expected a floating point or complex tensor as input. Got " + scalar_type(input.dtype)
        )
    elements = input.count
    groups = product(without_axes(input.shape, axes))
    context.work("linalg_vector_norm", normalization.by_norm(elements, groups), "elements", elements=elements)
    result: Tensor = made_like(context, input.shape, input.dtype, input)
    return deliver(context, result, out)
