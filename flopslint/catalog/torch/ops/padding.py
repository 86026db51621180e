"""``F.pad`` in all its modes."""

from __future__ import annotations

from collections.abc import Callable

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import brackets, integers, operand, require_tensors
from flopslint.catalog.torch.ops.elementwise import number_in
from flopslint.catalog.torch.ops.permuting import indices, rearranged
from flopslint.catalog.torch.ops.slicing import narrowed
from flopslint.catalog.torch.ops.viewing import channels_last_strides, flat, known, suggests_channels_last
from flopslint.core.dtype import INT64
from flopslint.core.work import Work
from flopslint.formulas.algebra import product
from flopslint.values.array import Array
from flopslint.values.array_rounding import convert
from flopslint.values.context import Context
from flopslint.values.tensor import VALUE_LIMIT, Tensor, contiguous_strides
from flopslint.values.value import Value


@op("torch.nn.functional.pad", "torch._C._nn.pad")
def pad(context: Context, input: Value, pad: Value, mode: Value = "constant", value: Value = None) -> Value:
    """Elements added, or with negative figures taken away, at both ends of the last dims.

    Shape:  the figures are (left, right) of the last dim, then of the one before it, and so on.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pad.html
    """
    require_tensors(context, "pad", input=input)
    figures = integers(context, pad, "pad", "pad")
    rank = len(input.shape)
    if len(figures) % 2:
        raise context.invalid("Padding length must be divisible by 2")
    if len(figures) > 2 * rank:
        raise context.misfit(
            "Padding length should be less than or equal to two times the input dimension but got padding length "
            f"{len(figures)} and input of dimension {rank}",
            operand("input", input),
        )
    pairs = [(figures[place], figures[place + 1]) for place in range(0, len(figures), 2)]
    if mode == "constant":
        return padded(context, input, pairs, value)
    if value is not None and value != 0:
        raise context.invalid(f'Padding mode "{mode}" doesn\'t take in value argument')
    if mode not in {"reflect", "replicate", "circular"}:
        raise context.invalid(f"Unrecognised padding mode {mode}", "NotImplementedError")
    if len(pairs) > 3 or rank not in {len(pairs) + 1, len(pairs) + 2}:
        raise context.invalid(
            f"Padding size {len(figures)} is not supported for {rank}D input tensor.", "NotImplementedError"
        )
    if mode == "circular":
        return _circular(context, input, pairs)
    return _reflected(context, input, pairs) if mode == "reflect" else _replicated(context, input, pairs)


def padded(context: Context, source: Tensor, pairs: list[tuple[int, int]], value: Value) -> Tensor:
    """Padded with one value; ``pairs`` go from the last dim backwards."""
    if all(before <= 0 and after <= 0 for before, after in pairs):
        return _cropped(context, source, pairs)
    shape = list(source.shape)
    offsets = [0] * len(shape)
    for place, (before, after) in enumerate(pairs, 1):
        shape[-place] += before + after
        offsets[-place] = before
        if shape[-place] < 0:
            raise context.misfit(
                f"The input size {source.shape[-place]}, plus negative padding {before} and {after} resulted in a "
                f"negative output size, which is invalid. Check dimension {len(shape) - place} of your input.",
                operand("input", source),
            )
    filled = value if value is not None else 0
    result = context.tensor(tuple(shape), source.dtype)
    result.array = _surrounded(source, result.shape, offsets, number_in(filled))
    result.strides = _strides(source, result.shape)
    result.device = source.device
    context.work("constant_pad_nd", Work(moves=result.count), formula="elements", elements=result.count)
    return result


def _cropped(context: Context, source: Tensor, pairs: list[tuple[int, int]]) -> Tensor:
    result = source
    for place, (before, after) in enumerate(pairs, 1):
        dim = len(source.shape) - place
        if before < 0:
            result = narrowed(context, result, dim, -before, result.shape[dim] + before)
        if after < 0:
            result = narrowed(context, result, dim, 0, result.shape[dim] + after)
    copy = rearranged(context, "constant_pad_nd", result, result.shape, lambda index: index)
    copy.strides = result.strides if product(result.shape) == 0 else _strides(result, result.shape)
    return copy


def _strides(source: Tensor, shape: tuple[int, ...]) -> tuple[int, ...] | None:
    if source.strides is None:
        return None
    is_channels_last = len(shape) in {4, 5} and suggests_channels_last(source, len(shape))
    return channels_last_strides(shape) if is_channels_last else contiguous_strides(shape)


def _surrounded(source: Tensor, shape: tuple[int, ...], offsets: list[int], value: Value) -> Array | None:
    """The values of ``source`` moved by offsets into a larger array of one value."""
    if product(shape) > VALUE_LIMIT or not known(source) or value is None:
        return None
    filling = convert([value], INT64, source.dtype)
    if filling is None:
        return None
    values = flat(source)
    steps = contiguous_strides(source.shape)
    elements = []
    for index in indices(shape):
        origin = [place - offset for place, offset in zip(index, offsets, strict=True)]
        inside = all(0 <= place < dim for place, dim in zip(origin, source.shape, strict=True))
        elements.append(
            values[sum(place * step for place, step in zip(origin, steps, strict=True))] if inside else filling[0]
        )
    return Array.of(elements, shape)


def _mapped(
    context: Context, source: Tensor, pairs: list[tuple[int, int]], aten: str, fold: Callable[[int, int], int]
) -> Tensor:
    """Padded with elements of ``source``: ``fold`` maps a place outside a dim of that size to one in it."""
    shape = list(source.shape)
    offsets = [0] * len(shape)
    for place, (before, after) in enumerate(pairs, 1):
        shape[-place] += before + after
        offsets[-place] = before

    def origin(index: list[int]) -> list[int]:
        return [fold(place - offset, dim) for place, offset, dim in zip(index, offsets, source.shape, strict=True)]

    result = rearranged(context, aten, source, tuple(shape), origin)
    result.strides = _strides(source, result.shape)
    return result


def _reflected(context: Context, source: Tensor, pairs: list[tuple[int, int]]) -> Tensor:
    for place, (before, after) in enumerate(pairs, 1):
        size = source.shape[-place]
        if before >= size or after >= size:
            raise context.misfit(
                f"Argument #{2 + 2 * place}: Padding size should be less than the corresponding input dimension, but "
                f"got: padding ({before}, {after}) at dimension {len(source.shape) - place} of input "
                f"{brackets(source.shape)}",
                operand("input", source),
            )
    _check_output(context, source, pairs)

    def fold(place: int, size: int) -> int:
        place = abs(place)
        return place if place < size else 2 * (size - 1) - place

    return _mapped(context, source, pairs, f"reflection_pad{len(pairs)}d", fold)


def _replicated(context: Context, source: Tensor, pairs: list[tuple[int, int]]) -> Tensor:
    _check_output(context, source, pairs)
    return _mapped(
        context, source, pairs, f"replication_pad{len(pairs)}d", lambda place, size: min(max(place, 0), size - 1)
    )


def _check_output(context: Context, source: Tensor, pairs: list[tuple[int, int]]) -> None:
    spatial = list(zip("WHD", pairs, strict=False))
    outputs = [source.shape[-place] + sum(pair) for place, (_, pair) in enumerate(spatial, 1)]
    if any(size < 1 for size in outputs):
        have = " ".join(f"{name}: {source.shape[-place]}" for place, (name, _) in reversed(list(enumerate(spatial, 1))))
        made = " ".join(f"{name}: {size}" for (name, _), size in reversed(list(zip(spatial, outputs, strict=True))))
        raise context.misfit(f"input ({have}) is too small. Calculated output {made}", operand("input", source))


def _circular(context: Context, source: Tensor, pairs: list[tuple[int, int]]) -> Tensor:
    for place, (before, after) in enumerate(pairs, 1):
        size = source.shape[-place]
        if before > size or after > size:
            raise context.misfit("Padding value causes wrapping around more than once.", operand("input", source))
        if size + before + after < 0:
            raise context.misfit("Negative padding value is resulting in an empty dimension.", operand("input", source))
    return _mapped(context, source, pairs, "_pad_circular", lambda place, size: place % size)
