"""Arrays from data, of one value, of evenly spaced numbers.

Source: https://numpy.org/doc/stable/reference/routines.array-creation.html
"""

from __future__ import annotations

from typing import Any

from flopslint.catalog.entry import ENTRIES, function, native_class
from flopslint.catalog.numpy.arrays import (
    array_of,
    dtype_in,
    give,
    ndarray,
    number,
    on_arrays,
    quiet,
    shape_of,
)
from flopslint.catalog.torch.arguments import integer
from flopslint.catalog.torch.ops import matrices, ranges
from flopslint.catalog.torch.ops.creation import constant_array, lost_array, scalar_in
from flopslint.catalog.torch.ops.elementwise import number_type
from flopslint.catalog.torch.ops.tensor_data import converted
from flopslint.core.dtype import FLOAT64, FLOAT_CATEGORY, INT64
from flopslint.formulas.algebra import product
from flopslint.values.array import Array
from flopslint.values.context import Context
from flopslint.values.tensor import VALUE_LIMIT, Tensor
from flopslint.values.value import Class, Value


@native_class("numpy.ndarray")
def ndarray_class(
    context: Context, cls: Class, shape: Value, dtype: Value = None, buffer: Value = None, offset: Value = 0,
    strides: Value = None, order: Value = None,
) -> Value:  # fmt: skip
    """An array of unknown content."""
    return _filled(context, shape, None, dtype)


def copy_of(context: Context, array: Tensor) -> Tensor:
    """An array with elements of its own."""
    values = converted(context, array, array.dtype) if array.count <= VALUE_LIMIT else None
    return ndarray(context, context.tensor(array.shape, array.dtype, array=values))


@function("numpy.array")
def array(
    context: Context,
    object: Value,
    dtype: Value = None,
    *,
    copy: Value = True,
    order: Value = "K",
    subok: Value = False,
    ndmin: Value = 0,
    like: Value = None,
) -> Value:
    """An array with a copy of data."""
    made = array_of(context, object, dtype)
    if made is object:
        made = copy_of(context, made)
    if isinstance(ndmin, int) and ndmin > len(made.shape):
        shape = (*(1,) * (ndmin - len(made.shape)), *made.shape)
        made = context.tensor(shape, made.dtype, array=_reshaped(made, shape))
    return give(context, made) if made.shape else number(context, made)


def _reshaped(made: Tensor, shape: tuple[int, ...]) -> Array | None:
    if made.array is None or not made.array.is_known:
        return None
    return Array.of(made.array.flat(), shape)


@function("numpy.asarray", "numpy.asanyarray", "numpy.ascontiguousarray", "numpy.require", "numpy.asfortranarray")
def asarray(context: Context, a: Value, dtype: Value = None, order: Value = None, **options: Value) -> Value:
    """Data as an array, without a copy where it is one."""
    return give(context, array_of(context, a, dtype))


@function("numpy.copy")
def copy(context: Context, a: Value, order: Value = "K", subok: Value = False) -> Value:
    """An array with elements of its own."""
    return give(context, copy_of(context, array_of(context, a)))


def _filled(context: Context, shape: Value, value: Any, dtype: Value, default: Any = FLOAT64) -> Value:
    sizes = shape_of(context, shape)
    kind = dtype_in(context, dtype, default)
    values = lost_array(sizes) if value is None else constant_array(sizes, value, kind)
    return give(context, context.tensor(sizes, kind, array=values))


def _register_filled(name: str, value: Any) -> None:
    @function(f"numpy.{name}")
    def plain(context: Context, shape: Value, dtype: Value = None, order: Value = "C", **options: Value) -> Value:
        return _filled(context, shape, value, dtype)

    @function(f"numpy.{name}_like")
    def like(
        context: Context, a: Value, dtype: Value = None, order: Value = "K", subok: Value = True, shape: Value = None
    ) -> Value:
        source = array_of(context, a)
        return _filled(context, source.shape if shape is None else shape, value, dtype, source.dtype)


_register_filled("zeros", 0)
_register_filled("ones", 1)
_register_filled("empty", None)


@function("numpy.full")
def full(
    context: Context, shape: Value, fill_value: Value, dtype: Value = None, order: Value = "C", **options: Value
) -> Value:
    """An array of one value."""
    value = scalar_in(context, "full", "fill_value", fill_value)
    return _filled(context, shape, value, dtype, number_type(value, FLOAT64))


@function("numpy.full_like")
def full_like(
    context: Context, a: Value, fill_value: Value, dtype: Value = None, order: Value = "K", subok: Value = True,
    shape: Value = None,
) -> Value:  # fmt: skip
    """An array of one value with the shape and type of another."""
    source = array_of(context, a)
    value = scalar_in(context, "full_like", "fill_value", fill_value)
    return _filled(context, source.shape if shape is None else shape, value, dtype, source.dtype)


@function("numpy.arange")
def arange(
    context: Context,
    start: Value,
    stop: Value = None,
    step: Value = 1,
    dtype: Value = None,
    **options: Value,
) -> Value:
    """Numbers from start up to, without, stop."""
    first, last = (0, start) if stop is None else (start, stop)
    first, last, width = (
        scalar_in(context, "arange", label, each) for label, each in (("start", first), ("stop", last), ("step", step))
    )
    whole = all(isinstance(each, int) for each in (first, last, width))
    kind = dtype_in(context, dtype, INT64 if whole else FLOAT64)
    if width == 0:
        raise context.error("ZeroDivisionError", "division by zero")
    if (width > 0 and last <= first) or (width < 0 and last >= first):
        return _filled(context, 0, 0, kind)
    return give(context, ranges.arange(quiet(context), first, last, width, dtype=kind))


@function("numpy.linspace")
def linspace(
    context: Context,
    start: Value,
    stop: Value,
    num: Value = 50,
    endpoint: Value = True,
    retstep: Value = False,
    dtype: Value = None,
    axis: Value = 0,
) -> Value:
    """``num`` numbers from start to stop, which is left out without ``endpoint``."""
    first = float(scalar_in(context, "linspace", "start", start))
    last = float(scalar_in(context, "linspace", "stop", stop))
    count = integer(context, num, "linspace", "num")
    if count < 0:
        raise context.error("ValueError", f"Number of samples, {count}, must be non-negative.")
    parts = count - 1 if context.truth(endpoint) else count
    step = (last - first) / parts if parts > 0 else float("nan")
    kind = dtype_in(context, dtype, FLOAT64)
    values = [first + step * index if parts > 0 else first for index in range(min(count, VALUE_LIMIT + 1))]
    if context.truth(endpoint) and 1 < count <= VALUE_LIMIT:
        values[-1] = last
    if kind.category < FLOAT_CATEGORY:
        values = [float(int(value // 1)) for value in values]
    result: Value = array_of(context, values, kind) if count <= VALUE_LIMIT else context.tensor((count,), kind)
    result = give(context, result)
    return (result, step) if context.truth(retstep) else result


@function("numpy.logspace")
def logspace(
    context: Context, start: Value, stop: Value, num: Value = 50, endpoint: Value = True, base: Value = 10.0,
    dtype: Value = None, axis: Value = 0,
) -> Value:  # fmt: skip
    """Powers of a base, with evenly spaced exponents."""
    exponents = linspace(context, start, stop, num, endpoint)
    result = context.call(context.look_up("numpy.power"), (base, exponents))
    return give(context, array_of(context, result, dtype))


@function("numpy.eye")
def eye(
    context: Context, N: Value, M: Value = None, k: Value = 0, dtype: Value = None, order: Value = "C", **options: Value
) -> Value:
    """Ones on a diagonal."""
    kind = dtype_in(context, dtype, FLOAT64)
    rows = integer(context, N, "eye", "N")
    columns = rows if M is None else integer(context, M, "eye", "M")
    shift = integer(context, k, "eye", "k")
    if rows * columns > VALUE_LIMIT:
        return ndarray(context, context.tensor((rows, columns), kind))
    values = [float(column - row == shift) for row in range(rows) for column in range(columns)]
    made = array_of(context, values, kind)
    return give(context, context.tensor((rows, columns), kind, array=_reshaped(made, (rows, columns))))


@function("numpy.identity")
def identity(context: Context, n: Value, dtype: Value = None, **options: Value) -> Value:
    """A square matrix with ones on the diagonal."""
    return eye(context, n, None, 0, dtype)


@function("numpy.tri")
def tri(context: Context, N: Value, M: Value = None, k: Value = 0, dtype: Value = None, **options: Value) -> Value:
    """Ones on and below a diagonal."""
    whole = _filled(context, (N, N if M is None else M), 1, dtype)
    return give(context, ENTRIES["torch.tril"].function(quiet(context), whole, k))


@function("numpy.meshgrid")
def meshgrid(context: Context, *xi: Value, copy: Value = True, sparse: Value = False, indexing: Value = "xy") -> Value:
    """Grids of coordinates, with the first two dims swapped unless indexing is "ij"."""
    vectors = [array_of(context, each) for each in xi]
    grids = [_grid(context, vectors, place, indexing) for place in range(len(vectors))]
    return tuple(grids)


def _grid(context: Context, vectors: list[Tensor], place: int, indexing: Value) -> Value:
    order = list(range(len(vectors)))
    if indexing == "xy" and len(order) > 1:
        order[0], order[1] = 1, 0
    shape = tuple(vectors[each].count for each in order)
    own = tuple(vectors[place].count if each == place else 1 for each in order)
    column = context.tensor(own, vectors[place].dtype, array=_reshaped(vectors[place], own))
    values = None
    if column.array is not None and product(shape) <= VALUE_LIMIT:
        values = Array.of(column.array.expanded(shape).flat(), shape)
    return give(context, context.tensor(shape, column.dtype, array=values))


def _register_diagonal(name: str, diagonal: Any) -> None:
    call = on_arrays(diagonal)

    @function(f"numpy.{name}")
    def entry(context: Context, v: Value, k: Value = 0) -> Value:
        return call(context, v, k)


_register_diagonal("diag", matrices.diag)
_register_diagonal("diagflat", matrices.diagflat)


def _register_triangle(name: str) -> None:
    @function(f"numpy.{name}")
    def entry(context: Context, m: Value, k: Value = 0) -> Value:
        return on_arrays(ENTRIES[f"torch.{name}"].function)(context, m, k)


_register_triangle("tril")
_register_triangle("triu")
