"""Matrices and grids made of vectors: eye, triangles, diagonals, meshgrid, products of sets.

Source: https://docs.pytorch.org/docs/stable/torch.html#creation-ops
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import axis_in, brackets, integer, known, operand, require_tensors
from flopslint.catalog.torch.ops.creation import dtype_in, made, payload_of
from flopslint.catalog.torch.ops.elementwise import write
from flopslint.catalog.torch.ops.pointwise import describe
from flopslint.catalog.torch.ops.scalar_pairs import power
from flopslint.catalog.torch.ops.viewing import alias, flat
from flopslint.catalog.torch.ops.viewing import known as is_followed
from flopslint.core.dtype import INT64, DType
from flopslint.core.work import Work
from flopslint.formulas.algebra import product
from flopslint.values.array import Array
from flopslint.values.array_rounding import rounding
from flopslint.values.context import Context
from flopslint.values.tensor import VALUE_LIMIT, Tensor
from flopslint.values.value import Value


@op("torch.eye")
def eye(
    context: Context,
    n: Value,
    m: Value = None,
    *,
    out: Value = None,
    dtype: Value = None,
    layout: Value = None,
    device: Value = None,
    requires_grad: Value = False,
    pin_memory: Value = False,
) -> Value:
    """Ones on the diagonal, zeros elsewhere.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.eye.html
    """
    rows = integer(context, n, "eye", "n")
    columns = rows if m is None else integer(context, m, "eye", "m")
    for name, number in (("n", rows), ("m", columns)):
        if number < 0:
            raise context.invalid(f"{name} must be greater or equal to 0, got {number}")
    kind = dtype_in(context, "eye", dtype, context.default_dtype)
    array = _computed((rows, columns), kind, lambda row, column: row == column)
    return made(context, (rows, columns), kind, array=array, device=device, requires_grad=requires_grad, out=out)


def _computed(shape: tuple[int, int], kind: DType, value: Callable[[int, int], Any]) -> Array | None:
    to_kind = rounding(kind)
    if product(shape) > VALUE_LIMIT or to_kind is None:
        return None
    return Array.of([to_kind(value(row, column)) for row in range(shape[0]) for column in range(shape[1])], shape)


def _triangle(context: Context, name: str, input: Tensor, diagonal: Value) -> Array | None:
    """The values of a triangle; what is outside is zero.

    Raises:
        Raised: the program's RuntimeError for fewer than two dims.
    """
    require_tensors(context, name, input=input)
    offset = integer(context, diagonal, name, "diagonal")
    if len(input.shape) < 2:
        raise context.misfit(f"{name}: input tensor must have at least 2 dimensions", operand("input", input))
    if input.count > VALUE_LIMIT or not is_followed(input):
        return None
    rows, columns = input.shape[-2:]
    zero = rounding(input.dtype)
    if zero is None:
        return None

    def inside(row: int, column: int) -> bool:
        return column - row <= offset if name == "tril" else column - row >= offset

    values = [
        value if inside(index // columns % rows, index % columns) else zero(0)
        for index, value in enumerate(flat(input))
    ]
    return Array.of(values, input.shape)


def _register_triangle(name: str, part: str) -> None:
    def function(context: Context, input: Value, diagonal: Value = 0, *, out: Value = None) -> Value:
        array = _triangle(context, name, input, diagonal)
        context.work(name, Work(moves=input.count), formula="elements", elements=input.count)
        return made(context, input.shape, input.dtype, array=array, near=input, out=out)

    def change(context: Context, input: Value, diagonal: Value = 0) -> Value:
        array = _triangle(context, name, input, diagonal)
        context.work(f"{name}_", Work(moves=input.count), formula="elements", elements=input.count)
        write(context, input, array, input.dtype)
        return input

    for entry, names, summary in (
        (function, (f"torch.{name}", f"torch.Tensor.{name}"), f"The {part} triangle, zeros elsewhere."),
        (change, (f"torch.Tensor.{name}_",), f"Zeros outside the {part} triangle, in place."),
    ):
        describe(entry, names[0], summary)
        op(*names)(entry)


_register_triangle("tril", "lower")
_register_triangle("triu", "upper")


def _triangle_indices(
    context: Context, name: str, rows: int, columns: int, shift: int, dtype: Value, device: Value
) -> Tensor:
    """Rows and columns of the places of a triangle, from top to bottom."""
    if name == "tril_indices":
        spans = [(0, min(max(each + shift + 1, 0), columns)) for each in range(rows)]
    else:
        spans = [(min(max(each + shift, 0), columns), columns) for each in range(rows)]
    count = sum(stop - start for start, stop in spans)
    kind = dtype_in(context, name, dtype, INT64)
    array = None
    if 2 * count <= VALUE_LIMIT:
        pairs = [(each, column) for each, (start, stop) in enumerate(spans) for column in range(start, stop)]
        array = Array.of([pair[side] for side in (0, 1) for pair in pairs], (2, count))
    return made(context, (2, count), kind, array=array, device=device)


def _register_indices(name: str) -> None:
    def indices(
        context: Context,
        row: Value,
        col: Value,
        offset: Value = 0,
        *,
        dtype: Value = None,
        device: Value = None,
        layout: Value = None,
        pin_memory: Value = False,
    ) -> Value:
        rows, columns, shift = (
            integer(context, each, name, label) for label, each in (("row", row), ("col", col), ("offset", offset))
        )
        return _triangle_indices(context, name, rows, columns, shift, dtype, device)

    describe(indices, f"torch.{name}", "The indices of a triangle of a matrix.")
    op(f"torch.{name}")(indices)


_register_indices("tril_indices")
_register_indices("triu_indices")


def _placed(source: list[Any], length: int, offset: int, zero: Any) -> list[Any]:
    """The elements of a square matrix with a vector on one diagonal."""
    size = length + abs(offset)
    values = [zero] * (size * size)
    for index, value in enumerate(source):
        values[(index + max(-offset, 0)) * size + index + max(offset, 0)] = value
    return values


@op("torch.diag", "torch.Tensor.diag")
def diag(context: Context, input: Value, diagonal: Value = 0, *, out: Value = None) -> Value:
    """A vector on the diagonal of a matrix, or the diagonal of a matrix as a vector.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.diag.html
    """
    require_tensors(context, "diag", input=input)
    offset = integer(context, diagonal, "diag", "diagonal")
    if len(input.shape) == 1:
        return _embedded(context, input, offset, out)
    if len(input.shape) != 2:
        raise context.misfit(f"diag(): Supports 1D or 2D tensors. Got {len(input.shape)}D", operand("input", input))
    rows, columns = input.shape
    length = max(min(rows + min(offset, 0), columns - max(offset, 0)), 0)
    array = None
    if input.count <= VALUE_LIMIT and is_followed(input):
        values = flat(input)
        start = max(-offset, 0) * columns + max(offset, 0)
        array = Array.of([values[start + index * (columns + 1)] for index in range(length)], (length,))
    return made(context, (length,), input.dtype, array=array, near=input, out=out)


def _embedded(context: Context, vector: Tensor, offset: int, out: Value = None) -> Tensor:
    (length,) = vector.shape
    size = length + abs(offset)
    zero = rounding(vector.dtype)
    array = None
    if size * size <= VALUE_LIMIT and is_followed(vector) and zero is not None:
        array = Array.of(_placed(flat(vector), length, offset, zero(0)), (size, size))
    return made(context, (size, size), vector.dtype, array=array, near=vector, out=out)


@op("torch.diagflat", "torch.Tensor.diagflat")
def diagflat(context: Context, input: Value, offset: Value = 0) -> Value:
    """All elements on the diagonal of a matrix.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.diagflat.html
    """
    require_tensors(context, "diagflat", input=input)
    array = Array.of(flat(input), (input.count,)) if is_followed(input) else None
    vector = made(context, (input.count,), input.dtype, array=array, near=input)
    return _embedded(context, vector, integer(context, offset, "diagflat", "offset"))


@op("torch.diag_embed", "torch.Tensor.diag_embed")
def diag_embed(context: Context, input: Value, offset: Value = 0, dim1: Value = -2, dim2: Value = -1) -> Value:
    """The last dim on the diagonals of matrices, in two new dims.

    Shape: (*, n) -> (*, n + |offset|, n + |offset|), with the new dims where asked for
    Source: https://docs.pytorch.org/docs/stable/generated/torch.diag_embed.html
    """
    require_tensors(context, "diag_embed", input=input)
    shift = integer(context, offset, "diag_embed", "offset")
    rank = len(input.shape) + 1
    first, second = axis_in(context, dim1, rank), axis_in(context, dim2, rank)
    if first == second:
        raise context.invalid(f"diagonal dimensions cannot be identical {dim1}, {dim2}")
    length = input.shape[-1]
    size = length + abs(shift)
    outer = input.shape[:-1]
    zero = rounding(input.dtype)
    array = None
    if product(outer) * size * size <= VALUE_LIMIT and is_followed(input) and zero is not None:
        values = flat(input)
        rows = [values[start * length : (start + 1) * length] for start in range(product(outer))]
        array = Array.of([v for row in rows for v in _placed(row, length, shift, zero(0))], (*outer, size, size))
    order = list(range(rank - 2))
    for place, source in sorted(((first, rank - 2), (second, rank - 1))):
        order.insert(place, source)
    shape = tuple((*outer, size, size)[each] for each in order)
    if array is not None:
        moved = Array(array.storage, shape, tuple(array.strides[each] for each in order))
        array = Array.of(moved.flat(), shape)
    return made(context, shape, input.dtype, array=array, near=input)


@op("torch.vander")
def vander(context: Context, x: Value, N: Value = None, increasing: Value = False) -> Value:
    """The powers of the elements of a vector, a row each.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.vander.html
    """
    require_tensors(context, "vander", x=x)
    if len(x.shape) != 1:
        raise context.misfit("x must be a one-dimensional tensor.", operand("x", x))
    columns = x.shape[0] if N is None else integer(context, N, "vander", "N")
    kind = INT64 if x.dtype.category <= INT64.category else x.dtype
    order = range(columns) if context.truth(increasing) else range(columns - 1, -1, -1)
    to_kind = rounding(kind)
    array = None
    if x.shape[0] * columns <= VALUE_LIMIT and is_followed(x) and to_kind is not None:
        array = Array.of(
            [to_kind(power(to_kind(value), to_kind(exponent))) for value in flat(x) for exponent in order],
            (x.shape[0], columns),
        )
    return made(context, (x.shape[0], columns), kind, array=array, near=x)


def tensors_in(context: Context, function: str, given: tuple[Value, ...]) -> list[Tensor]:
    """Tensors given one by one or as one sequence.

    Raises:
        Raised: the program's TypeError for anything else among them.
    """
    first = payload_of(given[0]) if given else None
    items = list(first) if len(given) == 1 and isinstance(first, (list, tuple)) else list(given)
    for item in items:
        require_tensors(context, function, tensors=known(item))
    return items


@op("torch.meshgrid", "torch.functional.meshgrid")
def meshgrid(context: Context, *tensors: Value, indexing: Value = None) -> Value:
    """Grids of coordinates: each vector stretched over the dims of the others.

    Shape: (n), (m), ... -> (n, m, ...) each; (m, n, ...) with indexing "xy"
    Source: https://docs.pytorch.org/docs/stable/generated/torch.meshgrid.html
    """
    vectors = tensors_in(context, "meshgrid", tensors)
    if not vectors:
        raise context.invalid("meshgrid expects a non-empty TensorList")
    for each in vectors:
        if len(each.shape) > 1:
            raise context.misfit(
                "torch.meshgrid: Expected 0D or 1D tensor in the tensor list", operand("tensors", each)
            )
        if each.dtype is not vectors[0].dtype:
            raise context.invalid("meshgrid expects all tensors to have the same dtype")
    if indexing not in {None, "ij", "xy"}:
        raise context.invalid(f'torch.meshgrid: indexing must be one of "xy" or "ij", but received: {indexing}')
    swapped = indexing == "xy" and len(vectors) > 1
    if swapped:
        vectors[0], vectors[1] = vectors[1], vectors[0]
    shape = tuple(each.count for each in vectors)
    grids = [_stretched(context, each, place, shape) for place, each in enumerate(vectors)]
    if swapped:
        grids[0], grids[1] = grids[1], grids[0]
    return tuple(grids)


def _stretched(context: Context, vector: Tensor, place: int, shape: tuple[int, ...]) -> Tensor:
    def restride(strides: tuple[int, ...]) -> tuple[tuple[int, ...], int]:
        own = strides[0] if strides else 1
        return tuple(own if index == place else 0 for index in range(len(shape))), 0

    return alias(context, vector, shape, restride)


@op("torch.cartesian_prod", "torch.functional.cartesian_prod")
def cartesian_prod(context: Context, *tensors: Value) -> Value:
    """All tuples of one element of each vector.

    Shape: (n), (m), ... -> (n * m * ..., number of vectors)
    Source: https://docs.pytorch.org/docs/stable/generated/torch.cartesian_prod.html
    """
    vectors = tensors_in(context, "cartesian_prod", tensors)
    for each in vectors:
        if len(each.shape) != 1:
            raise context.misfit(f"Expect a 1D vector, but got shape {brackets(each.shape)}", operand("tensors", each))
    if len(vectors) == 1:
        return vectors[0]
    rows = product(each.shape[0] for each in vectors)
    shape = (rows, len(vectors))
    array = None
    if product(shape) <= VALUE_LIMIT and all(is_followed(each) for each in vectors):
        tuples = itertools.product(*(flat(each) for each in vectors))
        array = Array.of([value for row in tuples for value in row], shape)
    return made(context, shape, vectors[0].dtype, array=array, near=vectors[0])


@op("torch.combinations")
def combinations(context: Context, input: Value, r: Value = 2, with_replacement: Value = False) -> Value:
    """All ways to choose ``r`` elements of a vector.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.combinations.html
    """
    require_tensors(context, "combinations", input=input)
    if len(input.shape) != 1:
        raise context.misfit(f"Expect a 1D vector, but got shape {brackets(input.shape)}", operand("input", input))
    size = integer(context, r, "combinations", "r")
    if size < 0:
        raise context.invalid(f"Expect a non-negative number, but got {size}")
    if size == 0:
        return made(context, (0,), input.dtype, near=input)
    chosen = itertools.combinations_with_replacement if context.truth(with_replacement) else itertools.combinations
    with_repeats = input.shape[0] + size - 1 if chosen is itertools.combinations_with_replacement else input.shape[0]
    rows = math.comb(max(with_repeats, 0), size)
    array = None
    if rows * size <= VALUE_LIMIT and is_followed(input):
        array = Array.of([value for row in chosen(flat(input), size) for value in row], (rows, size))
    return made(context, (rows, size), input.dtype, array=array, near=input)


@op("torch.Tensor.fill_diagonal_")
def fill_diagonal_(context: Context, input: Value, fill_value: Value, wrap: Value = False) -> Value:
    """Writes a value on the diagonal.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.fill_diagonal_.html
    """
    require_tensors(context, "fill_diagonal_", input=input)
    if len(input.shape) < 2:
        raise context.invalid("dimensions must larger than 1")
    if len(input.shape) > 2 and len(set(input.shape)) > 1:
        raise context.invalid("all dimensions of input must be of equal length")
    array = None
    to_kind = rounding(input.dtype)
    if is_followed(input) and to_kind is not None and isinstance(fill_value, (int, float)) and product(input.shape):
        values = flat(input)
        step = sum(product(input.shape[place + 1 :]) for place in range(len(input.shape)))
        stop = len(values) if context.truth(wrap) else min(len(values), input.shape[-1] * step)
        for index in range(0, stop, step):
            values[index] = to_kind(fill_value)
        array = Array.of(values, input.shape)
    write(context, input, array, input.dtype)
    return input
