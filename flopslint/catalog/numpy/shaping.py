"""Other shapes, joining, splitting, repeating, padding.

Source: https://numpy.org/doc/stable/reference/routines.array-manipulation.html
"""

from __future__ import annotations

from flopslint.catalog.entry import ENTRIES, function
from flopslint.catalog.numpy.arrays import (
    aligned,
    array_of,
    axes_in,
    cast_to,
    dtype_in,
    give,
    quiet,
    shape_of,
    tuple_text,
)
from flopslint.catalog.torch.arguments import axis_in, known, operand
from flopslint.catalog.torch.ops import (
    expanding,
    joining,
    padding,
    permuting,
    reshaping,
    splitting,
)
from flopslint.catalog.torch.ops.creation import payload_of
from flopslint.core.gap import GapKind
from flopslint.formulas.algebra import product
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


def _group(context: Context, arrays: Value) -> list[Tensor]:
    items = payload_of(known(arrays))
    if isinstance(items, Tensor):
        items = list(context.iterate(items))
    return aligned(context, *(array_of(context, item) for item in items))


@function("numpy.concatenate", "numpy.concat")
def concatenate(
    context: Context, arrays: Value, /, axis: Value = 0, out: Value = None, *, dtype: Value = None, **options: Value
) -> Value:
    """Arrays one after the other along a dim."""
    group = _group(context, arrays)
    if axis is None:
        group, axis = [_raveled(context, each) for each in group], 0
    for each in group:
        if not each.shape:
            raise context.error("ValueError", "zero-dimensional arrays cannot be concatenated")
    _check_joins(context, group, axis_in(context, axis, len(group[0].shape)) if group else 0)
    result = give(context, joining.cat(quiet(context), group, axis))
    return result if dtype is None else give(context, array_of(context, result, dtype))


def _check_joins(context: Context, group: list[Tensor], place: int) -> None:
    """Says that arrays agree in all dims but one.

    Raises:
        Raised: the program's ValueError if they do not.
    """
    for index, each in enumerate(group[1:], 1):
        first = group[0]
        for dim, (a, b) in enumerate(zip(first.shape, each.shape, strict=False)):
            if dim != place and a != b:
                raise context.misfit(
                    "all the input array dimensions except for the concatenation axis must match exactly, but along "
                    f"dimension {dim}, the array at index 0 has size {a} and the array at index {index} has size {b}",
                    operand("first", first),
                    operand("other", each),
                    exception="ValueError",
                )


def _raveled(context: Context, array: Tensor) -> Tensor:
    return reshaping.reshaped(quiet(context), array, (array.count,))


@function("numpy.stack")
def stack(context: Context, arrays: Value, axis: Value = 0, out: Value = None, **options: Value) -> Value:
    """Arrays side by side in a new dim."""
    return give(context, joining.stack(quiet(context), _group(context, arrays), axis))


def _register_stack(name: str) -> None:
    @function(f"numpy.{name}")
    def entry(context: Context, tup: Value, **options: Value) -> Value:
        return give(context, ENTRIES[f"torch.{name}"].function(quiet(context), _group(context, tup)))


for _name in ("hstack", "vstack", "dstack", "column_stack", "row_stack"):
    _register_stack(_name)


@function("numpy.append")
def append(context: Context, arr: Value, values: Value, axis: Value = None) -> Value:
    """An array with values at its end."""
    return concatenate(context, (arr, values), axis)


@function("numpy.reshape")
def reshape(context: Context, a: Value, /, shape: Value = None, order: Value = "C", **options: Value) -> Value:
    """The same elements in another shape."""
    if order not in ("C", "A", "K"):
        return context.unknown(GapKind.UNKNOWN_ARGUMENT, f"reshaping an array in the order {order} is not followed")
    wanted = shape_of(context, shape if shape is not None else options.get("newshape"))
    array = array_of(context, a)
    known_dims = product(dim for dim in wanted if dim >= 0)
    if array.count % known_dims if -1 in wanted and known_dims else array.count != known_dims:
        raise context.misfit(
            f"cannot reshape array of size {array.count} into shape {tuple_text(wanted)}",
            operand("a", array),
            exception="ValueError",
        )
    return give(context, reshaping.reshaped(quiet(context), array, wanted))


@function("numpy.ndarray.reshape")
def reshape_method(context: Context, self: Value, *shape: Value, order: Value = "C", **options: Value) -> Value:
    """The same elements in another shape."""
    return reshape(context, self, shape[0] if len(shape) == 1 else shape, order)


@function("numpy.ravel", "numpy.ndarray.ravel", "numpy.ndarray.flatten")
def ravel(context: Context, a: Value, order: Value = "C") -> Value:
    """All elements in one dim."""
    return reshape(context, a, -1, order)


def _transposed(context: Context, array: Tensor, axes: Value) -> Value:
    order = tuple(range(len(array.shape)))[::-1] if axes is None or axes == () else shape_of(context, axes)
    return give(context, permuting.permute(quiet(context), array, order))


@function("numpy.transpose", "numpy.permute_dims")
def transpose(context: Context, a: Value, axes: Value = None) -> Value:
    """Dims in another order, turned around if none is given."""
    return _transposed(context, array_of(context, a), axes)


@function("numpy.ndarray.transpose")
def transpose_method(context: Context, self: Value, *axes: Value) -> Value:
    """Dims in another order, turned around if none is given."""
    return _transposed(context, self, axes[0] if len(axes) == 1 and not isinstance(axes[0], int) else axes)


@function("numpy.swapaxes", "numpy.ndarray.swapaxes")
def swapaxes(context: Context, a: Value, axis1: Value, axis2: Value) -> Value:
    """Two dims exchanged."""
    return give(context, permuting.transpose(quiet(context), array_of(context, a), axis1, axis2))


@function("numpy.moveaxis")
def moveaxis(context: Context, a: Value, source: Value, destination: Value) -> Value:
    """Dims moved to other places."""
    return give(context, permuting.movedim(quiet(context), array_of(context, a), axes_in(source), axes_in(destination)))


@function("numpy.expand_dims")
def expand_dims(context: Context, a: Value, axis: Value) -> Value:
    """New dims of size 1."""
    array = array_of(context, a)
    places = axis if isinstance(axis, (tuple, list)) else (axis,)
    rank = len(array.shape) + len(places)
    for place in sorted(axis_in(context, each, rank) for each in places):
        array = reshaping.unsqueezed(quiet(context), array, place)
    return give(context, array)


@function("numpy.squeeze", "numpy.ndarray.squeeze")
def squeeze(context: Context, a: Value, axis: Value = None) -> Value:
    """Without dims of size 1."""
    options = {} if axis is None else {"dim": axes_in(axis)}
    return give(context, reshaping.squeeze(quiet(context), array_of(context, a), **options))


@function("numpy.repeat", "numpy.ndarray.repeat")
def repeat(context: Context, a: Value, repeats: Value, axis: Value = None) -> Value:
    """Each element so many times."""
    times = repeats if isinstance(repeats, int) else array_of(context, repeats)
    return give(context, expanding.repeat_interleave(quiet(context), array_of(context, a), times, axis))


@function("numpy.tile")
def tile(context: Context, A: Value, reps: Value) -> Value:
    """The array so many times along each dim."""
    return give(context, expanding.tile(quiet(context), array_of(context, A), shape_of(context, reps)))


@function("numpy.broadcast_to")
def broadcast_to(context: Context, array: Value, shape: Value, subok: Value = False) -> Value:
    """The array stretched to a shape."""
    return give(context, expanding.broadcast_to(quiet(context), array_of(context, array), shape_of(context, shape)))


@function("numpy.flip")
def flip(context: Context, m: Value, axis: Value = None) -> Value:
    """Elements in the opposite order."""
    array = array_of(context, m)
    dims = tuple(range(len(array.shape))) if axis is None else shape_of(context, axis)
    return give(context, permuting.flip(quiet(context), array, dims))


def _register_flip(name: str) -> None:
    @function(f"numpy.{name}")
    def entry(context: Context, m: Value) -> Value:
        return give(context, ENTRIES[f"torch.{name}"].function(quiet(context), array_of(context, m)))


_register_flip("fliplr")
_register_flip("flipud")


@function("numpy.roll")
def roll(context: Context, a: Value, shift: Value, axis: Value = None) -> Value:
    """Elements moved around in a circle."""
    return give(context, permuting.roll(quiet(context), array_of(context, a), axes_in(shift), axes_in(axis)))


@function("numpy.rot90")
def rot90(context: Context, m: Value, k: Value = 1, axes: Value = (0, 1)) -> Value:
    """Turned by right angles."""
    return give(context, permuting.rot90(quiet(context), array_of(context, m), k, shape_of(context, axes)))


@function("numpy.array_split")
def array_split(context: Context, ary: Value, indices_or_sections: Value, axis: Value = 0) -> Value:
    """Pieces along a dim, as equal as they can be."""
    array = array_of(context, ary)
    given = indices_or_sections if isinstance(indices_or_sections, int) else shape_of(context, indices_or_sections)
    pieces = splitting.tensor_split(quiet(context), array, given, dim=axis)
    return list(give(context, pieces))


@function("numpy.split")
def split(context: Context, ary: Value, indices_or_sections: Value, axis: Value = 0) -> Value:
    """Equal pieces along a dim."""
    array = array_of(context, ary)
    size = array.shape[axis_in(context, axis, len(array.shape))] if array.shape else 0
    if isinstance(indices_or_sections, int) and (indices_or_sections <= 0 or size % indices_or_sections):
        raise context.error("ValueError", "array split does not result in an equal division")
    return array_split(context, array, indices_or_sections, axis)


@function("numpy.pad")
def pad(context: Context, array: Value, pad_width: Value, mode: Value = "constant", **options: Value) -> Value:
    """A border around an array."""
    source = array_of(context, array)
    rank = len(source.shape)
    widths = array_of(context, pad_width)
    if widths.array is None or not widths.array.is_known:
        return context.unknown(GapKind.DATA_DEPENDENT, "the width of a border depends on values")
    flat = widths.array.flat()
    pairs = {1: flat * 2 * rank, 2: flat * rank}.get(len(flat), flat)
    ends = [int(width) for place in range(rank - 1, -1, -1) for width in pairs[2 * place : 2 * place + 2]]
    value = options.get("constant_values", 0)
    if mode == "constant" and isinstance(value, (int, float)):
        return give(context, padding.pad(quiet(context), source, tuple(ends), "constant", value))
    total = tuple(dim + pairs[2 * place] + pairs[2 * place + 1] for place, dim in enumerate(source.shape))
    return give(context, context.tensor(tuple(int(dim) for dim in total), source.dtype))


@function("numpy.shape")
def shape(context: Context, a: Value) -> Value:
    """The sizes of the dims."""
    return tuple(array_of(context, a).shape)


@function("numpy.ndim")
def ndim(context: Context, a: Value) -> Value:
    """The number of dims."""
    return len(array_of(context, a).shape)


@function("numpy.size")
def size(context: Context, a: Value, axis: Value = None) -> Value:
    """The number of elements, or the size of one dim."""
    array = array_of(context, a)
    if axis is None or not array.shape:
        return array.count
    return array.shape[axis_in(context, axis, len(array.shape))]


@function("numpy.ndarray.astype", "numpy.astype")
def astype(
    context: Context, self: Value, dtype: Value, order: Value = "K", casting: Value = "unsafe", subok: Value = True,
    copy: Value = True,
) -> Value:  # fmt: skip
    """The array as another type."""
    return give(context, cast_to(context, array_of(context, self), dtype_in(context, dtype, self.dtype)))


def _register_at_least(name: str) -> None:
    @function(f"numpy.{name}")
    def entry(context: Context, *arys: Value) -> Value:
        function_ = ENTRIES[f"torch.{name}"].function
        made = [give(context, function_(quiet(context), array_of(context, each))) for each in arys]
        return made[0] if len(made) == 1 else tuple(made)


for _name in ("atleast_1d", "atleast_2d", "atleast_3d"):
    _register_at_least(_name)


@function("numpy.broadcast_shapes")
def broadcast_shapes(context: Context, *shapes: Value) -> Value:
    """The shape that shapes broadcast to."""
    return tuple(expanding.broadcast_shapes(quiet(context), *shapes))


@function("numpy.take", "numpy.ndarray.take")
def take(context: Context, a: Value, indices: Value, axis: Value = None, **options: Value) -> Value:
    """Elements at places of a dim."""
    array = array_of(context, a)
    if axis is None:
        array, axis = _raveled(context, array), 0
    place = axis_in(context, axis, len(array.shape))
    index = (*(slice(None),) * place, indices if isinstance(indices, int) else array_of(context, indices))
    return context.get_item(give(context, array), index)
