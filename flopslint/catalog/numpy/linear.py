"""Products of arrays, and linear algebra by shape.

Source: https://numpy.org/doc/stable/reference/routines.linalg.html
"""

from __future__ import annotations

from typing import Any

from flopslint.catalog.entry import function
from flopslint.catalog.numpy.arrays import aligned, array_of, axes_in, fractional, give, quiet
from flopslint.catalog.torch.arguments import integer
from flopslint.catalog.torch.ops import linear, norms
from flopslint.catalog.torch.ops.reducing import dims_in
from flopslint.core.dtype import promote
from flopslint.core.gap import GapKind
from flopslint.values.array import Array
from flopslint.values.array_axes import lanes
from flopslint.values.array_rounding import rounding
from flopslint.values.context import Context
from flopslint.values.tensor import VALUE_LIMIT, Tensor
from flopslint.values.value import Value


def _contracted(first: Tensor, second: Tensor, shape: tuple[int, ...]) -> Array | None:
    """Values of a product of arrays with one or two dims, over the last of the first and the first of the second."""
    if first.array is None or second.array is None or not (first.array.is_known and second.array.is_known):
        return None
    to_dtype = rounding(promote(first.dtype, second.dtype))
    if to_dtype is None or len(first.shape) > 2 or len(second.shape) > 2 or first.count + second.count > VALUE_LIMIT:
        return None
    rows = lanes(first.array, (len(first.shape) - 1,))
    columns = lanes(second.array, (0,))
    products = [to_dtype(sum(a * b for a, b in zip(row, column, strict=True))) for row in rows for column in columns]
    return Array.of(products, shape)


@function("numpy.matmul", "numpy.dot")
def matmul(context: Context, x1: Value, x2: Value, /, out: Value = None, **options: Value) -> Value:
    """The product of matrices or vectors; ``dot`` of numbers scales."""
    first, second = aligned(context, array_of(context, x1), array_of(context, x2))
    if not first.shape or not second.shape:
        return context.call(context.look_up("numpy.multiply"), (first, second))
    if first.dtype is not second.dtype:
        kind = context.find_class(f"numpy.{promote(first.dtype, second.dtype).name}")
        first, second = array_of(context, first, kind), array_of(context, second, kind)
    result = linear.matmul(quiet(context), first, second)
    result.array = _contracted(first, second, result.shape)
    return give(context, result)


@function("numpy.outer")
def outer(context: Context, a: Value, b: Value, out: Value = None) -> Value:
    """All products of an element of each."""
    first, second = (array_of(context, each) for each in (a, b))
    column = context.call(context.look_up("numpy.reshape"), (first, (first.count, 1)))
    row = context.call(context.look_up("numpy.reshape"), (second, (1, second.count)))
    return context.call(context.look_up("numpy.multiply"), (column, row))


@function("numpy.linalg.norm")
def norm(context: Context, x: Value, ord: Value = None, axis: Value = None, keepdims: Value = False) -> Value:
    """The norm over dims; that of matrices only for the default order."""
    array = fractional(context, array_of(context, x))
    dims = dims_in(context, "norm", axes_in(axis), len(array.shape))
    if ord is not None and (len(dims) != 1 or not isinstance(ord, (int, float))):
        return context.unknown(GapKind.UNKNOWN_FUNCTION, "a norm of matrices is not followed")
    order = 2.0 if ord is None else float(ord)
    return give(context, norms.vector_norm(quiet(context), array, order, dims, bool(keepdims)))


def _register_square(name: str) -> None:
    @function(f"numpy.linalg.{name}")
    def entry(context: Context, a: Value, *options: Value) -> Value:
        array = fractional(context, array_of(context, a))
        shape = array.shape
        if name == "pinv" and len(shape) > 1:
            shape = (*shape[:-2], shape[-1], shape[-2])
        return give(context, context.tensor(shape, array.dtype))


for _name in ("inv", "pinv", "cholesky"):
    _register_square(_name)


@function("numpy.trace", "numpy.ndarray.trace")
def trace(context: Context, a: Value, offset: Value = 0, axis1: Value = 0, axis2: Value = 1, **options: Value) -> Value:
    """The sum of the diagonal."""
    array = array_of(context, a)
    shift = integer(context, offset, "trace", "offset")
    if len(array.shape) != 2 or (axis1, axis2) != (0, 1):
        return context.unknown(GapKind.UNKNOWN_FUNCTION, "the trace of more than two dims is not followed")
    diagonal: Any = context.call(context.look_up("numpy.diag"), (array, shift))
    return context.call(context.look_up("numpy.sum"), (diagonal,))
