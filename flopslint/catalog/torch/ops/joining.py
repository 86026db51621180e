"""Tensors put together: cat, stack, and what is made of them."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import axis_in, brackets, operand, type_name
from flopslint.catalog.torch.arguments import known as decided
from flopslint.catalog.torch.ops.elementwise import put_in
from flopslint.catalog.torch.ops.reshaping import at_least, reshaped, unsqueezed
from flopslint.catalog.torch.ops.viewing import (
    Strides,
    channels_last_strides,
    flat,
    known,
    one_of,
    suggests_channels_last,
)
from flopslint.core.dtype import INT64, DType, promote_all
from flopslint.core.work import Work
from flopslint.formulas.algebra import product, replaced
from flopslint.values.array import Array
from flopslint.values.array_rounding import convert
from flopslint.values.context import Context
from flopslint.values.tensor import VALUE_LIMIT, Tensor, contiguous_strides
from flopslint.values.value import MISSING, Instance, Value


def group_of(context: Context, function: str, tensors: Value) -> list[Tensor]:
    """The tensors of a list or tuple argument.

    Raises:
        Undecided: if one of them is unknown.
        Raised: TypeError if it is no list or tuple of tensors.
    """
    if isinstance(tensors, Instance) and isinstance(tensors.payload, (tuple, list)):
        tensors = tensors.payload
    if not isinstance(tensors, (tuple, list)):
        kind = type_name(context, tensors)
        raise context.error(
            "TypeError", f"{function}(): argument 'tensors' (position 1) must be tuple of Tensors, not {kind}"
        )
    for place, tensor in enumerate(tensors):
        if not isinstance(decided(tensor), Tensor):
            kind = type_name(context, tensor)
            raise context.error("TypeError", f"expected Tensor as element {place} in argument 0, but got {kind}")
    return list(tensors)


def common_dtype(context: Context, tensors: list[Tensor]) -> DType:
    """The element type that all promote to."""
    return promote_all(
        [tensor.dtype for tensor in tensors if tensor.shape],
        [tensor.dtype for tensor in tensors if not tensor.shape],
        [],
        context.default_dtype,
    )


def concatenated(context: Context, tensors: list[Tensor], dim: Value, function: str = "cat") -> Tensor:
    """Tensors one after the other along a dim; empty vectors count for nothing.

    Raises:
        Raised: if there are none, or they do not fit.
    """
    if not tensors:
        raise context.error("ValueError", "torch.cat(): expected a non-empty list of Tensors")
    for place, tensor in enumerate(tensors):
        if not tensor.shape:
            raise context.misfit(f"zero-dimensional tensor (at position {place}) cannot be concatenated")
    real = [(place, tensor) for place, tensor in enumerate(tensors) if tensor.shape != (0,)]
    first = real[0][1] if real else tensors[0]
    rank = len(first.shape)
    along = axis_in(context, dim, rank, function)
    for place, tensor in real:
        _check_fits(context, first, tensor, place, along)
    total = sum(tensor.shape[along] for _, tensor in real) if real else 0
    shape = replaced(first.shape, along, total)
    dtype = common_dtype(context, tensors)
    result = context.tensor(shape, dtype, array=_values([tensor for _, tensor in real], along, shape, dtype))
    result.strides = _strides(tensors, shape, result.strides)
    context.work("cat", Work(moves=result.count), formula="elements", elements=result.count)
    return result


def _check_fits(context: Context, first: Tensor, tensor: Tensor, place: int, along: int) -> None:
    if len(tensor.shape) != len(first.shape):
        raise context.misfit(
            f"Tensors must have same number of dimensions: got {len(first.shape)} and {len(tensor.shape)}",
            operand("tensors[0]", first),
            operand(f"tensors[{place}]", tensor),
        )
    for dim, (expected, found) in enumerate(zip(first.shape, tensor.shape, strict=True)):
        if dim != along and expected != found:
            raise context.misfit(
                f"Sizes of tensors must match except in dimension {along}. Expected size {expected} but got size "
                f"{found} for tensor number {place} in the list.",
                operand("tensors[0]", first),
                operand(f"tensors[{place}]", tensor),
            )


def _values(tensors: list[Tensor], along: int, shape: tuple[int, ...], dtype: DType) -> Array | None:
    """The values of the whole, where all are known."""
    if product(shape) > VALUE_LIMIT or not known(*tensors):
        return None
    runs = []
    for tensor in tensors:
        values = convert(flat(tensor), tensor.dtype, dtype)
        if values is None:
            return None
        runs.append((values, product(tensor.shape[along:])))
    result: list[Value] = []
    for block in range(product(shape[:along]) if tensors else 0):
        for values, run in runs:
            result.extend(values[block * run : (block + 1) * run])
    return Array.of(result, shape)


def _strides(tensors: list[Tensor], shape: tuple[int, ...], default: Strides | None) -> Strides | None:
    """Strides of the result: the memory format of the tensors where they agree, else row-major."""
    if any(tensor.strides is None for tensor in tensors):
        return None
    for rank in (4, 5):
        if len(shape) == rank and all(suggests_channels_last(tensor, rank) for tensor in tensors):
            return channels_last_strides(shape)
    return default


@op("torch.cat", "torch.concat", "torch.concatenate")
def cat(context: Context, tensors: Value, dim: Value = MISSING, *, axis: Value = MISSING, out: Value = None) -> Value:
    """Tensors one after the other along a dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.cat.html
    """
    result = concatenated(context, group_of(context, "cat", tensors), one_of(context, "cat", dim, axis, 0))
    return put_in(context, result, out) if out is not None else result


@op("torch.stack")
def stack(context: Context, tensors: Value, dim: Value = MISSING, *, axis: Value = MISSING, out: Value = None) -> Value:
    """Tensors of one shape along a new dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.stack.html
    """
    group = group_of(context, "stack", tensors)
    if not group:
        raise context.invalid("stack expects a non-empty TensorList")
    first = group[0]
    place = axis_in(context, one_of(context, "stack", dim, axis, 0), len(first.shape) + 1, "stack")
    for entry, tensor in enumerate(group):
        if tensor.shape != first.shape:
            raise context.misfit(
                f"stack expects each tensor to be equal size, but got {brackets(first.shape)} at entry 0 and "
                f"{brackets(tensor.shape)} at entry {entry}",
                operand("tensors[0]", first),
                operand(f"tensors[{entry}]", tensor),
            )
    result = concatenated(context, [unsqueezed(context, tensor, place) for tensor in group], place)
    result.strides = contiguous_strides(result.shape)
    return put_in(context, result, out) if out is not None else result


@op("torch.hstack")
def hstack(context: Context, tensors: Value, *, out: Value = None) -> Value:
    """Tensors side by side: along the second dim, or the first of vectors.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.hstack.html
    """
    group = [at_least(context, tensor, 1) for tensor in _filled(context, "hstack", tensors)]
    result = concatenated(context, group, 0 if len(group[0].shape) == 1 else 1)
    return put_in(context, result, out) if out is not None else result


@op("torch.vstack", "torch.row_stack")
def vstack(context: Context, tensors: Value, *, out: Value = None) -> Value:
    """Tensors one above the other; vectors are rows.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.vstack.html
    """
    result = concatenated(context, [at_least(context, t, 2) for t in _filled(context, "vstack", tensors)], 0)
    return put_in(context, result, out) if out is not None else result


@op("torch.dstack")
def dstack(context: Context, tensors: Value, *, out: Value = None) -> Value:
    """Tensors one behind the other, along the third dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.dstack.html
    """
    result = concatenated(context, [at_least(context, t, 3) for t in _filled(context, "dstack", tensors)], 2)
    return put_in(context, result, out) if out is not None else result


@op("torch.column_stack")
def column_stack(context: Context, tensors: Value, *, out: Value = None) -> Value:
    """Tensors side by side; vectors are columns.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.column_stack.html
    """
    group = _filled(context, "column_stack", tensors)
    columns = [reshaped(context, t, (t.count, 1)) if len(t.shape) <= 1 else t for t in group]
    result = concatenated(context, columns, 1)
    return put_in(context, result, out) if out is not None else result


def _filled(context: Context, function: str, tensors: Value) -> list[Tensor]:
    group = group_of(context, function, tensors)
    if not group:
        raise context.invalid(f"{function} expects a non-empty TensorList")
    return group


@op("torch.block_diag", "torch.functional.block_diag")
def block_diag(context: Context, *tensors: Value) -> Value:
    """Matrices along the diagonal of one of zeros.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.block_diag.html
    """
    group = group_of(context, "block_diag", tensors)
    for place, tensor in enumerate(group):
        if len(tensor.shape) > 2:
            raise context.invalid(
                "torch.block_diag: Input tensors must have 2 or fewer dimensions. "
                f"Input {place} has {len(tensor.shape)} dimensions"
            )
    blocks = [(1,) * (2 - len(tensor.shape)) + tensor.shape for tensor in group] or [(1, 0)]
    rows, columns = sum(shape[0] for shape in blocks), sum(shape[1] for shape in blocks)
    dtype = common_dtype(context, group)
    array = None
    if rows * columns <= VALUE_LIMIT and known(*group):
        array = _diagonal_blocks(group, blocks, (rows, columns), dtype)
    context.work("block_diag", Work(moves=rows * columns), formula="elements", elements=rows * columns)
    return context.tensor((rows, columns), dtype, array=array)


def _diagonal_blocks(
    group: list[Tensor], blocks: list[tuple[int, ...]], shape: tuple[int, int], dtype: DType
) -> Array | None:
    elements = convert([0] * (shape[0] * shape[1]), INT64, dtype)
    if elements is None:
        return None
    top = left = 0
    for tensor, (rows, columns) in zip(group, blocks, strict=False):
        values = convert(flat(tensor), tensor.dtype, dtype)
        if values is None:
            return None
        for row in range(rows):
            start = (top + row) * shape[1] + left
            elements[start : start + columns] = values[row * columns : (row + 1) * columns]
        top, left = top + rows, left + columns
    return Array.of(elements, shape)
