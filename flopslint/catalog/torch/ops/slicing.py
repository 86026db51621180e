"""Views of a part of a tensor: select, narrow, windows, diagonals, any strides."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import axis_in, brackets, integer, integers, operand, require_tensors
from flopslint.catalog.torch.ops.viewing import Strides, alias, copied, one_of
from flopslint.formulas.algebra import replaced
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import MISSING, Value


def selected(context: Context, source: Tensor, place: int, index: int) -> Tensor:
    """A view of one slice of a dim; the index is in range, counted from the front."""
    shape = (*source.shape[:place], *source.shape[place + 1 :])
    return alias(
        context,
        source,
        shape,
        lambda strides: ((*strides[:place], *strides[place + 1 :]), index * strides[place]),
    )


def sliced(context: Context, source: Tensor, place: int, start: int, length: int, step: int = 1) -> Tensor:
    """A view of every ``step``-th slice of a dim from ``start`` on."""

    def restride(strides: Strides) -> tuple[Strides, int]:
        return replaced(strides, place, strides[place] * step), start * strides[place]

    return alias(context, source, replaced(source.shape, place, length), restride)


@op("torch.select", "torch.Tensor.select")
def select(
    context: Context, input: Value, dim: Value = MISSING, index: Value = MISSING, *, axis: Value = MISSING
) -> Value:
    """One slice of a dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.select.html
    """
    require_tensors(context, "select", input=input)
    if index is MISSING:
        raise context.error("TypeError", 'select() missing 1 required positional arguments: "index"')
    along = one_of(context, "select", dim, axis)
    rank = len(input.shape)
    if rank == 0:
        raise context.invalid("select() cannot be applied to a 0-dim tensor.", "IndexError")
    place = axis_in(context, along, rank, "select")
    size = input.shape[place]
    wanted = integer(context, index, "select", "index")
    if not -size <= wanted < size:
        raise context.invalid(
            f"select(): index {wanted} out of range for tensor of size {brackets(input.shape)} at dimension {place}",
            "IndexError",
        )
    return selected(context, input, place, wanted % size)


@op("torch.narrow", "torch.Tensor.narrow")
def narrow(context: Context, input: Value, dim: Value, start: Value, length: Value) -> Value:
    """A run of slices of a dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.narrow.html
    """
    require_tensors(context, "narrow", input=input)
    rank = len(input.shape)
    if rank == 0:
        raise context.invalid("narrow() cannot be applied to a 0-dim tensor.")
    place = axis_in(context, dim, rank, "narrow")
    return narrowed(
        context, input, place, integer(context, start, "narrow", "start"), integer(context, length, "narrow", "length")
    )


def narrowed(context: Context, source: Tensor, place: int, start: int, length: int) -> Tensor:
    """A view of a run of slices of a dim.

    Raises:
        Raised: if the run does not lie in the dim.
    """
    size = source.shape[place]
    if length < 0:
        raise context.invalid("narrow(): length must be non-negative.")
    if not -size <= start <= size:
        raise context.invalid(
            f"start out of range (expected to be in range of [{-size}, {size}], but got {start})", "IndexError"
        )
    begin = start + size if start < 0 else start
    if begin + length > size:
        raise context.misfit(
            f"start ({begin}) + length ({length}) exceeds dimension size ({size}).", operand("input", source)
        )
    return sliced(context, source, place, begin, length)


@op("torch.Tensor.unfold")
def unfold(context: Context, input: Value, dimension: Value, size: Value, step: Value) -> Value:
    """Windows along a dim, as a new last dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.unfold.html
    """
    shape: tuple[int, ...] = input.shape
    place = axis_in(context, dimension, len(shape), "unfold", "dimension")
    window = integer(context, size, "unfold", "size")
    stride = integer(context, step, "unfold", "step")
    whole = shape[place] if shape else 1
    if window < 0:
        raise context.invalid(f"size is {window} but must be >= 0")
    if window > whole:
        raise context.misfit(
            f"maximum size for tensor at dimension {place} is {whole} but size is {window}", operand("input", input)
        )
    if stride <= 0:
        raise context.invalid(f"step is {stride} but must be > 0")
    if not shape:
        return alias(context, input, (window,), lambda _: ((1,), 0))

    def restride(strides: Strides) -> tuple[Strides, int]:
        return (*replaced(strides, place, strides[place] * stride), strides[place]), 0

    return alias(context, input, (*replaced(shape, place, (whole - window) // stride + 1), window), restride)


@op("torch.as_strided", "torch.Tensor.as_strided")
def as_strided(context: Context, input: Value, size: Value, stride: Value, storage_offset: Value = None) -> Value:
    """A view of any shape and strides over the storage.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.as_strided.html
    """
    require_tensors(context, "as_strided", input=input)
    shape = integers(context, size, "as_strided", "size")
    steps = integers(context, stride, "as_strided", "stride")
    if len(shape) != len(steps):
        raise context.invalid(f"mismatch in length of strides and shape: {len(steps)} vs {len(shape)}")
    if any(step < 0 for step in steps):
        raise context.invalid(
            f"as_strided: Negative strides are not supported at the moment, got strides: {brackets(steps)}"
        )
    offset = None if storage_offset is None else integer(context, storage_offset, "as_strided", "storage_offset")
    if input.base is None and all(shape):
        needed = sum((dim - 1) * step for dim, step in zip(shape, steps, strict=True)) + 1 + (offset or 0)
        if needed > input.count and input.strides is not None:
            bytes_in_all = input.count * input.dtype.size
            raise context.misfit(
                f"setStorage: sizes {brackets(shape)}, strides {brackets(steps)}, storage offset {offset or 0}, and "
                f"itemsize {input.dtype.size} requiring a storage size of {needed * input.dtype.size} are out of "
                f"bounds for storage of size {bytes_in_all}",
                operand("input", input),
            )

    def restride(strides: Strides) -> tuple[Strides, int] | None:
        is_same_layout = input.array is None or input.array.strides == input.strides
        if not is_same_layout:
            return None
        return steps, 0 if offset is None or input.array is None else offset - input.array.offset

    return alias(context, input, shape, restride)


@op("torch.narrow_copy", "torch.Tensor.narrow_copy")
def narrow_copy(context: Context, input: Value, dim: Value, start: Value, length: Value) -> Value:
    """A copy of a run of slices of a dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.narrow_copy.html
    """
    part = narrow(context, input, dim, start, length)
    return copied(context, "narrow_copy", part, part.shape)


@op("torch.diagonal", "torch.Tensor.diagonal")
def diagonal(context: Context, input: Value, offset: Value = 0, dim1: Value = 0, dim2: Value = 1) -> Value:
    """The diagonal of two dims, as a new last dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.diagonal.html
    """
    require_tensors(context, "diagonal", input=input)
    return diagonal_view(context, input, integer(context, offset, "diagonal", "offset"), dim1, dim2)


@op("torch.linalg.diagonal")
def linalg_diagonal(context: Context, A: Value, *, offset: Value = 0, dim1: Value = -2, dim2: Value = -1) -> Value:
    """The diagonals of matrices, as the last dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.diagonal.html
    """
    require_tensors(context, "linalg_diagonal", A=A)
    return diagonal_view(context, A, integer(context, offset, "linalg_diagonal", "offset"), dim1, dim2)


def diagonal_view(context: Context, source: Tensor, offset: int, dim1: Value, dim2: Value) -> Tensor:
    """A view of the diagonal of two dims, as a new last dim."""
    rank = len(source.shape)
    first = axis_in(context, dim1, rank, "diagonal", "dim1")
    second = axis_in(context, dim2, rank, "diagonal", "dim2")
    if first == second:
        raise context.invalid(f"diagonal dimensions cannot be identical {dim1}, {dim2}")
    rows, columns = source.shape[first], source.shape[second]
    length = max(min(rows, columns - offset) if offset >= 0 else min(rows + offset, columns), 0)
    left = [place for place in range(rank) if place not in {first, second}]
    shape = (*(source.shape[place] for place in left), length)

    def restride(strides: Strides) -> tuple[Strides, int]:
        along = offset * strides[second] if offset >= 0 else -offset * strides[first]
        start = along if length else 0
        return (*(strides[place] for place in left), strides[first] + strides[second]), start

    return alias(context, source, shape, restride)
