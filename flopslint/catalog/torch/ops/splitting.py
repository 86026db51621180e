"""A tensor cut into views along a dim."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import axis_in, brackets, integer, integers, operand, require_tensors
from flopslint.catalog.torch.ops.slicing import selected, sliced
from flopslint.catalog.torch.ops.viewing import flat, known, one_of
from flopslint.core.gap import GapKind
from flopslint.formulas.algebra import ceiling_division
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import MISSING, Undecided, Value


@op("torch.unbind", "torch.Tensor.unbind")
def unbind(context: Context, input: Value, dim: Value = MISSING, *, axis: Value = MISSING) -> Value:
    """All slices of a dim, as a tuple.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.unbind.html
    """
    require_tensors(context, "unbind", input=input)
    along = one_of(context, "unbind", dim, axis, 0)
    rank = len(input.shape)
    if rank == 0:
        raise context.invalid("Dimension specified as 0 but tensor has no dimensions", "IndexError")
    place = axis_in(context, along, rank, "unbind")
    return tuple([selected(context, input, place, index) for index in range(input.shape[place])])


def cut(context: Context, source: Tensor, place: int, lengths: list[int]) -> tuple[Tensor, ...]:
    """Views of runs of those lengths, one after the other."""
    pieces = []
    start = 0
    for length in lengths:
        pieces.append(sliced(context, source, place, start, length))
        start += length
    return tuple(pieces)


def _sized(context: Context, source: Tensor, dim: Value, function: str) -> tuple[int, int]:
    """A dim's place and size."""
    if not source.shape:
        raise context.invalid(f"{function} expects at least a 1-dimensional tensor")
    place = axis_in(context, dim, len(source.shape), function)
    return place, source.shape[place]


@op("torch.split", "torch.functional.split", "torch.unsafe_split")
def split(context: Context, tensor: Value, split_size_or_sections: Value, dim: Value = 0) -> Value:
    """Pieces of one size, the last perhaps smaller, or of given sizes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.split.html
    """
    require_tensors(context, "split", tensor=tensor)
    return _split(context, tensor, split_size_or_sections, dim)


@op("torch.Tensor.split", "torch.Tensor.unsafe_split")
def split_method(context: Context, self: Value, split_size: Value, dim: Value = 0) -> Value:
    """Pieces of one size, the last perhaps smaller, or of given sizes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.split.html
    """
    return _split(context, self, split_size, dim)


def _split(context: Context, source: Tensor, given: Value, dim: Value) -> tuple[Tensor, ...]:
    if isinstance(given, (tuple, list)):
        return _by_sizes(context, source, integers(context, given, "split_with_sizes", "split_sizes"), dim)
    size = integer(context, given, "split", "split_size")
    place, whole = _sized(context, source, dim, "split")
    if size < 0:
        raise context.invalid(f"split expects split_size be non-negative, but got split_size={size}")
    if size == 0:
        if whole:
            raise context.invalid(f"split_size can only be 0 if dimension size is 0, but got dimension size of {whole}")
        return cut(context, source, place, [0])
    return cut(context, source, place, _runs(whole, size))


def _runs(whole: int, size: int) -> list[int]:
    """Lengths of pieces of one size; one empty piece of nothing."""
    count = max(ceiling_division(whole, size), 1)
    return [size] * (count - 1) + [whole - size * (count - 1)]


@op("torch.split_with_sizes", "torch.Tensor.split_with_sizes", "torch.Tensor.unsafe_split_with_sizes")
def split_with_sizes(context: Context, input: Value, split_sizes: Value, dim: Value = 0) -> Value:
    """Pieces of given sizes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.split.html
    """
    require_tensors(context, "split_with_sizes", input=input)
    return _by_sizes(context, input, integers(context, split_sizes, "split_with_sizes", "split_sizes"), dim)


def _by_sizes(context: Context, source: Tensor, lengths: tuple[int, ...], dim: Value) -> tuple[Tensor, ...]:
    place, whole = _sized(context, source, dim, "split_with_sizes")
    if any(length < 0 for length in lengths):
        raise context.invalid(
            "split_with_sizes expects split_sizes have only non-negative entries, but got "
            f"split_sizes={brackets(lengths)}"
        )
    if sum(lengths) != whole:
        raise context.misfit(
            f"split_with_sizes expects split_sizes to sum exactly to {whole} (input tensor's size at dimension "
            f"{place}), but got split_sizes={brackets(lengths)}",
            operand("input", source),
        )
    return cut(context, source, place, list(lengths))


@op("torch.chunk", "torch.Tensor.chunk", "torch.unsafe_chunk", "torch.Tensor.unsafe_chunk")
def chunk(context: Context, input: Value, chunks: Value, dim: Value = MISSING, *, axis: Value = MISSING) -> Value:
    """At most that many pieces of one size, the last perhaps smaller.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.chunk.html
    """
    require_tensors(context, "chunk", input=input)
    count = integer(context, chunks, "chunk", "chunks")
    if not input.shape:
        raise context.invalid("chunk expects at least a 1-dimensional tensor")
    if count <= 0:
        raise context.invalid(f"chunk expects `chunks` to be greater than 0, got: {count}")
    place, whole = _sized(context, input, one_of(context, "chunk", dim, axis, 0), "chunk")
    size = ceiling_division(whole, count)
    if size == 0:
        return cut(context, input, place, [0] * count)
    return cut(context, input, place, _runs(whole, size))


@op("torch.tensor_split", "torch.Tensor.tensor_split")
def tensor_split(
    context: Context,
    input: Value,
    indices_or_sections: Value = MISSING,
    dim: Value = MISSING,
    *,
    indices: Value = MISSING,
    sections: Value = MISSING,
    tensor_indices_or_sections: Value = MISSING,
    axis: Value = MISSING,
) -> Value:
    """That many pieces as equal as can be, or pieces between indices.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.tensor_split.html
    """
    require_tensors(context, "tensor_split", input=input)
    given = [v for v in (indices_or_sections, indices, sections, tensor_indices_or_sections) if v is not MISSING]
    if len(given) != 1:
        raise context.error("TypeError", "tensor_split() received an invalid combination of arguments")
    place, whole = _sized(context, input, one_of(context, "tensor_split", dim, axis, 0), "tensor_split")
    return cut_apart(context, input, place, whole, given[0])


def cut_apart(context: Context, source: Tensor, place: int, whole: int, given: Value) -> tuple[Tensor, ...]:
    """``tensor_split``: by a number of pieces or by indices, which need not rise."""
    borders = _borders(context, given)
    if isinstance(borders, int):
        if borders <= 0:
            raise context.invalid(f"number of sections must be larger than 0, got {borders}")
        smaller, extra = divmod(whole, borders)
        return cut(context, source, place, [smaller + 1] * extra + [smaller] * (borders - extra))
    pieces = []
    start = 0
    for border in (*borders, whole):
        begin, end, _ = slice(start, border).indices(whole)
        pieces.append(sliced(context, source, place, begin, max(end - begin, 0)))
        start = border
    return tuple(pieces)


def _borders(context: Context, given: Value) -> int | tuple[int, ...]:
    if isinstance(given, Tensor):
        if len(given.shape) > 1:
            raise context.invalid(
                "tensor_split expected tensor_indices_or_sections to be a zero-dimensional or one-dimensional tensor, "
                f"but got a tensor with {len(given.shape)} dims"
            )
        if not known(given):
            raise Undecided(context.unknown(GapKind.DATA_DEPENDENT, "tensor_split at places that are not known"))
        values = flat(given)
        return tuple(values) if given.shape else int(values[0])
    if isinstance(given, (tuple, list)):
        return integers(context, given, "tensor_split", "indices")
    return integer(context, given, "tensor_split", "sections")


def _by_axis(context: Context, source: Tensor, given: Value, function: str, dim: int, rank: int) -> Value:
    have = len(source.shape)
    if have < rank:
        raise context.invalid(
            f"torch.{function} requires a tensor with at least {rank} dimension, but got a tensor with {have} "
            "dimensions!"
        )
    borders = _borders(context, given)
    whole = source.shape[dim]
    if isinstance(borders, int) and (borders == 0 or whole % borders):
        raise context.misfit(
            f"torch.{function} attempted to split along dimension {dim}, but the size of the dimension {whole} is "
            f"not divisible by the split_size {borders}!",
            operand("input", source),
        )
    return cut_apart(context, source, dim, whole, borders)


def _given(context: Context, function: str, *candidates: Value) -> Value:
    given = [value for value in candidates if value is not MISSING]
    if len(given) != 1:
        raise context.error("TypeError", f"{function}() received an invalid combination of arguments")
    return given[0]


@op("torch.hsplit", "torch.Tensor.hsplit")
def hsplit(
    context: Context,
    input: Value,
    split_size_or_sections: Value = MISSING,
    *,
    sections: Value = MISSING,
    indices: Value = MISSING,
) -> Value:
    """Pieces along the second dim, or the first of a vector.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.hsplit.html
    """
    require_tensors(context, "hsplit", input=input)
    given = _given(context, "hsplit", split_size_or_sections, sections, indices)
    return _by_axis(context, input, given, "hsplit", 0 if len(input.shape) == 1 else 1, 1)


@op("torch.vsplit", "torch.Tensor.vsplit")
def vsplit(
    context: Context,
    input: Value,
    split_size_or_sections: Value = MISSING,
    *,
    sections: Value = MISSING,
    indices: Value = MISSING,
) -> Value:
    """Pieces along the first dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.vsplit.html
    """
    require_tensors(context, "vsplit", input=input)
    return _by_axis(
        context, input, _given(context, "vsplit", split_size_or_sections, sections, indices), "vsplit", 0, 2
    )


@op("torch.dsplit", "torch.Tensor.dsplit")
def dsplit(
    context: Context,
    input: Value,
    split_size_or_sections: Value = MISSING,
    *,
    sections: Value = MISSING,
    indices: Value = MISSING,
) -> Value:
    """Pieces along the third dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.dsplit.html
    """
    require_tensors(context, "dsplit", input=input)
    return _by_axis(
        context, input, _given(context, "dsplit", split_size_or_sections, sections, indices), "dsplit", 2, 3
    )
