"""Elements seen or written several times: expand, broadcast, repeat, tile."""

from __future__ import annotations

from flopslint.catalog.entry import function, op
from flopslint.catalog.torch.arguments import (
    axis_in,
    brackets,
    check_expands,
    integer,
    integers,
    operand,
    require_tensors,
)
from flopslint.catalog.torch.arguments import (
    broadcast_tensors as broadcast_shape,
)
from flopslint.catalog.torch.ops.permuting import rearranged
from flopslint.catalog.torch.ops.reshaping import reshaped
from flopslint.catalog.torch.ops.viewing import Strides, alias, flat, known, one_of, sizes
from flopslint.core.dtype import INT32, INT64
from flopslint.core.gap import GapKind
from flopslint.core.work import Work
from flopslint.formulas.algebra import Misfit, broadcast, broadcasts_to, product, replaced
from flopslint.values.array import Array
from flopslint.values.context import Context
from flopslint.values.tensor import VALUE_LIMIT, Tensor
from flopslint.values.value import MISSING, Size, Value


def expanded(context: Context, source: Tensor, wanted: tuple[int, ...]) -> Tensor:
    """A view in which dims of 1, and new ones in front, repeat; -1 keeps a dim."""
    new = len(wanted) - len(source.shape)
    shape = wanted
    if new >= 0:
        shape = tuple([source.shape[i - new] if dim == -1 and i >= new else dim for i, dim in enumerate(wanted)])
    if not broadcasts_to(source.shape, shape):
        check_expands(context, source, "input", wanted)
    for place, dim in enumerate(wanted[:new]):
        if dim == -1:
            raise context.invalid(
                f"The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension {place}"
            )

    def restride(strides: Strides) -> tuple[Strides, int]:
        result = [0] * len(shape)
        for place in range(len(shape) - 1, -1, -1):
            if place >= new:
                is_kept = source.shape[place - new] == shape[place]
                result[place] = strides[place - new] if is_kept else 0
            elif shape[place] == 1:
                result[place] = shape[place + 1] * result[place + 1] if place + 1 < len(shape) else 1
        return tuple(result), 0

    return alias(context, source, shape, restride)


@op("torch.Tensor.expand")
def expand(context: Context, input: Value, *given: Value, size: Value = MISSING, implicit: Value = False) -> Value:
    """Dims of 1 seen several times.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.expand.html
    """
    return expanded(context, input, sizes(context, "expand", given, size))


@op("torch.Tensor.expand_as")
def expand_as(context: Context, input: Value, other: Value) -> Value:
    """Expanded to the shape of another tensor.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.expand_as.html
    """
    require_tensors(context, "expand_as", input=input, other=other)
    return expanded(context, input, other.shape)


@op("torch.Tensor.broadcast_to")
def broadcast_to_method(context: Context, input: Value, *given: Value, size: Value = MISSING) -> Value:
    """Expanded to a shape.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.broadcast_to.html
    """
    return expanded(context, input, sizes(context, "broadcast_to", given, size))


@op("torch.broadcast_to")
def broadcast_to(context: Context, input: Value, size: Value) -> Value:
    """Expanded to a shape.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.broadcast_to.html
    """
    require_tensors(context, "broadcast_to", input=input)
    return expanded(context, input, integers(context, size, "broadcast_to", "size"))


@op("torch.broadcast_tensors", "torch.functional.broadcast_tensors")
def broadcast_tensors(context: Context, *tensors: Value) -> Value:
    """All tensors expanded to their common shape.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.broadcast_tensors.html
    """
    group = tensors[0] if len(tensors) == 1 and isinstance(tensors[0], (tuple, list)) else tensors
    for tensor in group:
        require_tensors(context, "broadcast_tensors", tensors=tensor)
    shape = broadcast_shape(context, **{f"tensors[{i}]": tensor for i, tensor in enumerate(group)})
    return tuple([expanded(context, tensor, shape) for tensor in group])


@function("torch.broadcast_shapes", "torch.functional.broadcast_shapes")
def broadcast_shapes(context: Context, *shapes: Value) -> Value:
    """``torch.broadcast_shapes``: the shape that all broadcast to."""
    result: tuple[int, ...] = ()
    for place, given in enumerate(shapes):
        shape = integers(context, given, "broadcast_shapes", "shapes")
        bad = next((dim for dim in reversed(shape) if dim < 0), None)
        try:
            merged = broadcast(result, shape)
        except Misfit as misfit:
            bad, axis = misfit.second, misfit.axis
        else:
            axis = -1 if bad is None else shape.index(bad) - len(shape)
            if bad is None:
                result = merged
                continue
        raise context.misfit(
            f"Attempting to broadcast a dimension of length {bad} at {axis}! Mismatching argument at index {place} had "
            f"{shape}; but expected shape should be broadcastable to {brackets(result)}"
        )
    return Size(result)


@op("torch.Tensor.repeat")
def repeat(context: Context, input: Value, *given: Value, repeats: Value = MISSING) -> Value:
    """Copies side by side along dims, new dims in front.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.repeat.html
    """
    times = sizes(context, "repeat", given, repeats)
    if len(times) < len(input.shape):
        raise context.misfit(
            "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor",
            operand("input", input),
        )
    return repeated(context, input, times)


def repeated(context: Context, source: Tensor, times: tuple[int, ...]) -> Tensor:
    """Copies side by side; there is a figure for each dim and perhaps for new ones in front."""
    old = (1,) * (len(times) - len(source.shape)) + source.shape
    shape = tuple([dim * count for dim, count in zip(old, times, strict=True)])
    new = len(old) - len(source.shape)

    def origin(index: list[int]) -> list[int]:
        return [place % source.shape[dim] for dim, place in enumerate(index[new:])]

    return rearranged(context, "repeat", source, shape, origin)


@op("torch.Tensor.tile")
def tile_method(context: Context, input: Value, *given: Value, dims: Value = MISSING) -> Value:
    """Copies side by side along the last dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.tile.html
    """
    return _tiled(context, input, sizes(context, "tile", given, dims))


@op("torch.tile")
def tile(context: Context, input: Value, dims: Value) -> Value:
    """Copies side by side along the last dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.tile.html
    """
    require_tensors(context, "tile", input=input)
    if isinstance(dims, int):
        raise context.error("TypeError", "tile(): argument 'dims' (position 2) must be tuple of ints, not int")
    return _tiled(context, input, integers(context, dims, "tile", "dims"))


def _tiled(context: Context, source: Tensor, times: tuple[int, ...]) -> Tensor:
    return repeated(context, source, (1,) * (len(source.shape) - len(times)) + times)


@op("torch.repeat_interleave", "torch.Tensor.repeat_interleave")
def repeat_interleave(
    context: Context,
    input: Value,
    repeats: Value = MISSING,
    dim: Value = MISSING,
    *,
    output_size: Value = None,
    axis: Value = MISSING,
) -> Value:
    """Each element, or each slice of a dim, several times in a row.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.repeat_interleave.html
    """
    require_tensors(context, "repeat_interleave", input=input)
    along = one_of(context, "repeat_interleave", dim, axis, None)
    if repeats is MISSING:
        return _counted_out(context, input, output_size)
    source: Tensor = input
    if along is None:
        source = reshaped(context, input, (input.count,))
        along = 0
    place = axis_in(context, along, len(source.shape), "repeat_interleave")
    if not source.shape:
        source = reshaped(context, source, (1,))
    size = source.shape[place]
    times = _times(context, repeats, size, place)
    if times is None:
        if output_size is None:
            return context.unknown(GapKind.DATA_DEPENDENT, "repeat_interleave by counts that are not known")
        total = integer(context, output_size, "repeat_interleave", "output_size")
        context.work("index_select", Work(moves=source.count // max(size, 1) * total))
        return context.tensor(replaced(source.shape, place, total), source.dtype)
    picks = [index for index, count in enumerate(times) for _ in range(count)]
    return picked(context, source, place, picks)


def _times(context: Context, repeats: Value, size: int, place: int) -> list[int] | None:
    """How often each slice is repeated; None where the counts are a tensor that is not known."""
    if not isinstance(repeats, Tensor):
        count = integer(context, repeats, "repeat_interleave", "repeats")
        if count < 0:
            raise context.invalid("Repeats must be non-negative")
        return [count] * size
    if len(repeats.shape) > 1:
        raise context.invalid("repeats must be 0-dim or 1-dim tensor")
    if repeats.dtype not in {INT64, INT32}:
        raise context.invalid("repeats has to be Long or Int tensor")
    if repeats.shape and repeats.shape[0] not in {1, size}:
        raise context.misfit(
            "repeats must have the same size as input along dim, but got repeats.size(0) = "
            f"{repeats.shape[0]} and input.size({place}) = {size}",
            operand("repeats", repeats),
        )
    if not known(repeats):
        return None
    counts = flat(repeats)
    if any(count < 0 for count in counts):
        raise context.invalid("repeats can not be negative")
    return counts * size if len(counts) == 1 else counts


def _counted_out(context: Context, counts: Tensor, output_size: Value) -> Value:
    """The index of each count, as often as the count says."""
    if len(counts.shape) != 1:
        raise context.invalid("repeat_interleave only accept 1D vector as repeat")
    if known(counts):
        picks = [index for index, count in enumerate(flat(counts)) for _ in range(count)]
        array = Array.of(picks, (len(picks),)) if len(picks) <= VALUE_LIMIT else None
        return context.tensor((len(picks),), counts.dtype, array=array)
    if output_size is None:
        return context.unknown(GapKind.DATA_DEPENDENT, "repeat_interleave by counts that are not known")
    return context.tensor((integer(context, output_size, "repeat_interleave", "output_size"),), counts.dtype)


def picked(context: Context, source: Tensor, place: int, picks: list[int], aten: str = "index_select") -> Tensor:
    """A contiguous copy of some slices of a dim."""
    shape = replaced(source.shape, place, len(picks))
    if product(shape) > VALUE_LIMIT:
        picks = []

    def origin(index: list[int]) -> list[int]:
        return [*index[:place], picks[index[place]], *index[place + 1 :]]

    return rearranged(context, aten, source, shape, origin)
