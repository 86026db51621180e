"""``F.pad`` in all its modes."""

from __future__ import annotations

from collections.abc import Callable

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import brackets, integers, operand, require_tensors
from flopslint.catalog.torch.ops.elementwise import number_in
from flopslint.catalog.torch.ops.permuting import indices, rearranged
from flopslint.catalog.torch.ops.slicing import narrowed
from flopslint.catalog.torch.ops.viewing import channels_last_strides, flat, known, suggests_channels_last
from flopslint.core.dtype import FLOAT64, INT64
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
    inner = _cropped(context, source, pairs)
    grown = [(max(before, 0), max(after, 0)) for before, after in pairs]
    if not any(before or after for before, after in grown):
        copy = rearranged(context, "constant_pad_nd", inner, inner.shape, lambda index: index)
        copy.strides = inner.strides if copy.count == 0 else _strides(inner, inner.shape)
        return copy
    shape, offsets = _frame(inner.shape, grown)
    result = context.tensor(shape, source.dtype)
    result.array = _surrounded(inner, shape, offsets, number_in(value if value is not None else 0))
    result.strides = _strides(inner, shape)
    result.device = source.device
    context.work("constant_pad_nd", Work(moves=result.count), formula="elements", elements=result.count)
    return result


def _frame(inner: tuple[int, ...], pairs: list[tuple[int, int]]) -> tuple[tuple[int, ...], list[int]]:
    """The shape around a tensor, and where the tensor begins in it."""
    shape = list(inner)
    offsets = [0] * len(shape)
    for place, (before, after) in enumerate(pairs, 1):
        shape[-place] += before + after
        offsets[-place] = before
    return tuple(shape), offsets


def _cropped(context: Context, source: Tensor, pairs: list[tuple[int, int]]) -> Tensor:
    """A view without what negative figures take away."""
    result = source
    for place, (before, after) in enumerate(pairs, 1):
        dim = len(source.shape) - place
        if before < 0:
            result = narrowed(context, result, dim, -before, result.shape[dim] + before)
        if after < 0:
            result = narrowed(context, result, dim, 0, result.shape[dim] + after)
    return result


def _strides(source: Tensor, shape: tuple[int, ...]) -> tuple[int, ...] | None:
    if source.strides is None:
        return None
    is_channels_last = len(shape) in {4, 5} and suggests_channels_last(source, len(shape))
    return channels_last_strides(shape) if is_channels_last else contiguous_strides(shape)


def _surrounded(source: Tensor, shape: tuple[int, ...], offsets: list[int], value: Value) -> Array | None:
    """The values of ``source`` moved by offsets into a larger array of one value."""
    if product(shape) > VALUE_LIMIT or not known(source) or value is None:
        return None
    filling = convert([value], FLOAT64 if isinstance(value, float) else INT64, source.dtype)
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
    shape, offsets = _frame(source.shape, pairs)

    def origin(index: list[int]) -> list[int]:
        return [fold(place - offset, dim) for place, offset, dim in zip(index, offsets, source.shape, strict=True)]

    result = rearranged(context, aten, source, shape, origin)
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
    inner = _cropped(context, source, pairs)
    grown = [(max(before, 0), max(after, 0)) for before, after in pairs]
    result = _mapped(context, inner, grown, "_pad_circular", lambda place, size: place % size if size else 0)
    if any(max(pair) > inner.shape[-place] for place, pair in enumerate(grown, 1)):
        result.array = None
    return result
