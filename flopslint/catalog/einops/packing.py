"""pack and unpack.

Source: https://einops.rocks/4-pack-and-unpack/
"""

from __future__ import annotations

from flopslint.catalog.einops.rearranging import refused, tensor_in
from flopslint.catalog.entry import function
from flopslint.catalog.torch.arguments import integers, size_text
from flopslint.formulas.algebra import product
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Size, Undecided, Unknown, Value


def _around(context: Context, pattern: Value, name: str) -> tuple[int, int]:
    """How many axes a pattern has before and after the star.

    Raises:
        Raised: EinopsError for a pattern without exactly one star, with an axis twice, or with what is no name.
    """
    axes = pattern.split()
    where = f'in {name}(..., "{pattern}")'
    if len(set(axes)) != len(axes):
        raise refused(context, f"Duplicates in axes names {where}")
    if "*" not in axes:
        raise refused(context, f"No *-axis {where}")
    for axis in axes:
        if axis != "*" and not (axis.isidentifier() and axis[0] != "_" and axis[-1] != "_"):
            raise refused(context, f"Invalid axis name {axis} {where}")
    before = axes.index("*")
    return before, len(axes) - before - 1


def _called(context: Context, name: str, *arguments: Value) -> Tensor:
    result = context.call(context.look_up(name), arguments)
    if isinstance(result, Unknown):
        raise Undecided(result)
    tensor: Tensor = result
    return tensor


@function("einops.pack", "einops.packing.pack")
def pack(context: Context, tensors: Value, pattern: Value) -> Value:
    """Tensors flattened where the star stands and put one after the other; and the shapes that went."""
    before, after = _around(context, pattern, "pack")
    shapes: list[Value] = []
    flattened: list[Value] = []
    for place, item in enumerate(context.iterate(tensors)):
        tensor = tensor_in(context, item)
        shape = tensor.shape
        if len(shape) < before + after:
            raise refused(
                context,
                f"packed tensor #{place} (enumeration starts with 0) has shape {size_text(shape)}, while pattern "
                f"{pattern} assumes at least {before + after} axes",
            )
        end = len(shape) - after
        shapes.append(Size(shape[before:end]))
        packed = (*shape[:before], product(shape[before:end]), *shape[end:])
        flattened.append(_called(context, "torch.reshape", tensor, packed))
    return _called(context, "torch.cat", flattened, before), shapes


@function("einops.unpack", "einops.packing.unpack")
def unpack(context: Context, tensor: Value, packed_shapes: Value, pattern: Value) -> Value:
    """The tensors that were packed, by their shapes; one size of -1 is worked out."""
    source = tensor_in(context, tensor)
    before, after = _around(context, pattern, "unpack")
    shape = source.shape
    if len(shape) != before + 1 + after:
        raise refused(context, f"unpack(..., {pattern}) received input of wrong dim with shape {size_text(shape)}")
    wanted = [integers(context, each, "unpack", "packed_shapes") for each in context.iterate(packed_shapes)]
    lengths = _lengths(context, wanted, shape[before], pattern)
    pieces: list[Value] = []
    start = 0
    for length, part in zip(lengths, wanted, strict=True):
        piece = _called(context, "torch.narrow", source, before, start, length)
        inner = tuple(length // max(_known(part), 1) if dim == -1 else dim for dim in part)
        pieces.append(_called(context, "torch.reshape", piece, (*shape[:before], *inner, *shape[before + 1 :])))
        start += length
    return pieces


def _known(part: tuple[int, ...]) -> int:
    return product(dim for dim in part if dim != -1)


def _lengths(context: Context, wanted: list[tuple[int, ...]], whole: int, pattern: Value) -> list[int]:
    """How much of the packed axis each tensor takes.

    Raises:
        Raised: EinopsError if that is not possible.
    """
    lengths = [-1 if -1 in part else product(part) for part in wanted]
    if lengths.count(-1) > 1:
        raise refused(
            context,
            f"unpack(..., {pattern}) received more than one -1 in {list(wanted)} and can't infer dimensions",
        )
    rest = whole - sum(length for length in lengths if length != -1)
    lengths = [rest if length == -1 else length for length in lengths]
    divides = all(_known(part) and length % _known(part) == 0 for part, length in zip(wanted, lengths, strict=True))
    if rest < 0 or sum(lengths) != whole or not divides:
        raise refused(
            context,
            f'Error during unpack(..., "{pattern}"): could not split axis of size {whole} into requested '
            f"{list(wanted)}",
        )
    return lengths
