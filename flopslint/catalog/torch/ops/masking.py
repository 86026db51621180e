"""Elements picked and written by flags, and copies with a part replaced."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import axis_in, brackets, integer, operand, require_tensors
from flopslint.catalog.torch.ops.bookkeeping import copy_of
from flopslint.catalog.torch.ops.elementwise import number_in, put_in, write
from flopslint.catalog.torch.ops.expanding import expanded
from flopslint.catalog.torch.ops.scattering import copied_with, rounded, settled
from flopslint.catalog.torch.ops.slicing import diagonal_view, selected, sliced
from flopslint.catalog.torch.ops.viewing import flat, known
from flopslint.core.dtype import BOOL, INT_CATEGORY, UINT8
from flopslint.core.gap import GapKind
from flopslint.core.work import Work
from flopslint.formulas.algebra import Misfit, broadcast
from flopslint.values.array import Array
from flopslint.values.context import Context
from flopslint.values.tensor import VALUE_LIMIT, Tensor
from flopslint.values.value import Value

ELEMENT_NAMES = {"float32": "float", "float64": "double", "int64": "long int", "int32": "int", "float16": "c10::Half"}


def _common(context: Context, first: Tensor, second: Tensor) -> tuple[int, ...]:
    try:
        return broadcast(first.shape, second.shape)
    except Misfit as misfit:
        axis = max(len(first.shape), len(second.shape)) + misfit.axis
        raise context.misfit(
            f"The size of tensor a ({misfit.first}) must match the size of tensor b ({misfit.second}) at non-singleton "
            f"dimension {axis}",
            operand("a", first),
            operand("b", second),
        ) from None


def _checked_value(context: Context, target: Tensor, mask: Tensor, value: Value) -> Value:
    """The number that masked elements become; None where it is not known."""
    if mask.dtype not in {BOOL, UINT8}:
        shown = ELEMENT_NAMES.get(mask.dtype.name, mask.dtype.name)
        raise context.invalid(f"masked_fill_ only supports boolean masks, but got mask with dtype {shown}")
    if isinstance(value, Tensor):
        if value.shape:
            raise context.invalid(
                f"masked_fill_ only supports a 0-dimensional value tensor, but got tensor with {len(value.shape)} "
                "dimension(s)."
            )
        return flat(value)[0] if known(value) else None
    number = number_in(value)
    if number is None:
        raise context.error("TypeError", "masked_fill() received an invalid combination of arguments")
    if target.dtype.category <= INT_CATEGORY and isinstance(number, float) and abs(number) == float("inf"):
        kind = "int64_t" if target.dtype.name == "int64" else target.dtype.name
        raise context.invalid(f"value cannot be converted to type {kind} without overflow")
    return number


def _filled(target: Tensor, mask: Tensor, number: Value) -> list[Value] | None:
    if number is None or not known(target, mask):
        return None
    values = [number if flag else old for old, flag in zip(flat(target), flat(mask), strict=True)]
    return rounded(values, target.dtype)


@op("torch.masked_fill", "torch.Tensor.masked_fill")
def masked_fill(context: Context, input: Value, mask: Value, value: Value) -> Value:
    """A copy with one number where the flags are set; both broadcast.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.masked_fill.html
    """
    require_tensors(context, "masked_fill", input=input, mask=mask)
    number = _checked_value(context, input, mask, value)
    # torch expands the mask against the tensor, in this order in its message.
    if mask.shape == input.shape:
        return copied_with(context, input, _filled(input, mask, number), "masked_fill")
    shape = _common(context, mask, input)
    source = expanded(context, input, shape)
    values = _filled(source, expanded(context, mask, shape), number) if source.count <= VALUE_LIMIT else None
    return copied_with(context, source, values, "masked_fill")


@op("torch.Tensor.masked_fill_")
def masked_fill_(context: Context, input: Value, mask: Value, value: Value) -> Value:
    """Writes one number where the flags are set, in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.masked_fill_.html
    """
    require_tensors(context, "masked_fill_", input=input, mask=mask)
    number = _checked_value(context, input, mask, value)
    shape = _common(context, input, mask)
    if shape != input.shape:
        raise context.misfit(
            f"output with shape {brackets(input.shape)} doesn't match the broadcast shape {brackets(shape)}",
            operand("input", input),
            operand("mask", mask),
        )
    return settled(context, input, _filled(input, expanded(context, mask, shape), number), "masked_fill_")


@op("torch.masked_select", "torch.Tensor.masked_select")
def masked_select(context: Context, input: Value, mask: Value, *, out: Value = None) -> Value:
    """The elements where the flags are set, in a row; how many is known only with the flags.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.masked_select.html
    """
    require_tensors(context, "masked_select", input=input, mask=mask)
    if mask.dtype is not BOOL:
        raise context.invalid("masked_select: expected BoolTensor for mask")
    shape = _common(context, mask, input)
    flags = expanded(context, mask, shape)
    if not known(flags):
        return context.unknown(
            GapKind.DATA_DEPENDENT, "how many elements a mask picks is not known before it is computed"
        )
    chosen = [place for place, flag in enumerate(flat(flags)) if flag]
    source = expanded(context, input, shape)
    array = None
    if known(source):
        values = flat(source)
        array = Array.of([values[place] for place in chosen], (len(chosen),))
    context.work("masked_select", Work(moves=len(chosen)), formula="elements", elements=len(chosen))
    result = context.tensor((len(chosen),), input.dtype, array=array)
    return put_in(context, result, out) if out is not None else result


def _masked_scattered(context: Context, target: Tensor, mask: Tensor, source: Tensor) -> list[Value] | None:
    if mask.dtype is not BOOL:
        raise context.invalid("masked_scatter_ only supports boolean masks")
    if source.dtype is not target.dtype:
        raise context.invalid("masked_scatter: expected self and source to have same dtypes")
    if not known(mask):
        return None
    flags = flat(mask)
    if sum(flags) > source.count:
        raise context.misfit("Number of elements of source < number of ones in mask", operand("source", source))
    if not known(target, source):
        return None
    given = iter(flat(source))
    return [next(given) if flag else old for old, flag in zip(flat(target), flags, strict=True)]


@op("torch.masked_scatter", "torch.Tensor.masked_scatter")
def masked_scatter(context: Context, input: Value, mask: Value, source: Value) -> Value:
    """A copy with elements of another tensor, in their order, where the flags are set.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.masked_scatter_.html
    """
    require_tensors(context, "masked_scatter", input=input, mask=mask, source=source)
    shape = _common(context, mask, input)
    target = expanded(context, input, shape)
    values = _masked_scattered(context, target, expanded(context, mask, shape), source)
    return copied_with(context, target, values, "masked_scatter")


@op("torch.Tensor.masked_scatter_")
def masked_scatter_(context: Context, input: Value, mask: Value, source: Value) -> Value:
    """Writes elements of another tensor, in their order, where the flags are set.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.masked_scatter_.html
    """
    require_tensors(context, "masked_scatter_", input=input, mask=mask, source=source)
    flags = expanded(context, mask, input.shape)
    return settled(context, input, _masked_scattered(context, input, flags, source), "masked_scatter_")


def _replaced(context: Context, copy: Tensor, part: Tensor, src: Tensor) -> Tensor:
    """A copy after a view of it was overwritten."""
    if part.shape != src.shape:
        raise context.misfit(
            f"expected src to have a size equal to the slice of self. src size = {brackets(src.shape)}, slice size = "
            f"{brackets(part.shape)}",
            operand("src", src),
        )
    write(context, part, src.array if known(src) else None, src.dtype)
    return copy


@op("torch.select_scatter", "torch.Tensor.select_scatter")
def select_scatter(context: Context, input: Value, src: Value, dim: Value, index: Value) -> Value:
    """A copy with one slice replaced.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.select_scatter.html
    """
    require_tensors(context, "select_scatter", input=input, src=src)
    place = axis_in(context, dim, len(input.shape), "select_scatter")
    size = input.shape[place]
    wanted = integer(context, index, "select_scatter", "index")
    if not -size <= wanted < size:
        raise context.invalid(
            f"select(): index {wanted} out of range for tensor of size {brackets(input.shape)} at dimension {place}",
            "IndexError",
        )
    copy = copy_of(context, input, input.dtype, aten="select_scatter")
    return _replaced(context, copy, selected(context, copy, place, wanted % size), src)


@op("torch.slice_scatter", "torch.Tensor.slice_scatter")
def slice_scatter(
    context: Context, input: Value, src: Value, dim: Value = 0, start: Value = None, end: Value = None, step: Value = 1
) -> Value:
    """A copy with a run of slices replaced.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.slice_scatter.html
    """
    require_tensors(context, "slice_scatter", input=input, src=src)
    place = axis_in(context, dim, len(input.shape), "slice_scatter")
    begin, stop, stride = slice(start, end, step).indices(input.shape[place])
    copy = copy_of(context, input, input.dtype, aten="slice_scatter")
    part = sliced(context, copy, place, begin, max(-((begin - stop) // stride), 0), stride)
    return _replaced(context, copy, part, src)


@op("torch.diagonal_scatter", "torch.Tensor.diagonal_scatter")
def diagonal_scatter(
    context: Context, input: Value, src: Value, offset: Value = 0, dim1: Value = 0, dim2: Value = 1
) -> Value:
    """A copy with a diagonal replaced.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.diagonal_scatter.html
    """
    require_tensors(context, "diagonal_scatter", input=input, src=src)
    copy = copy_of(context, input, input.dtype, aten="diagonal_scatter")
    along = integer(context, offset, "diagonal_scatter", "offset")
    return _replaced(context, copy, diagonal_view(context, copy, along, dim1, dim2), src)
