"""Dims in another order, and elements in another order along their dims."""

from __future__ import annotations

from collections.abc import Callable

from flopslint.catalog.entry import attribute, op
from flopslint.catalog.torch.arguments import axis_in, brackets, integer, integers, require_tensors
from flopslint.catalog.torch.ops.viewing import alias, axes, become, copied, dense_strides, sizes
from flopslint.formulas.algebra import product
from flopslint.values.array import Array
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor, contiguous_strides
from flopslint.values.value import MISSING, Value


def permuted(context: Context, source: Tensor, order: tuple[int, ...]) -> Tensor:
    """A view with the dims in that order."""
    shape = tuple([source.shape[place] for place in order])
    return alias(context, source, shape, lambda strides: (tuple([strides[place] for place in order]), 0))


def transposed(context: Context, source: Tensor, first: Value, second: Value, function: str = "transpose") -> Tensor:
    """A view with two dims exchanged."""
    rank = len(source.shape)
    one = axis_in(context, first, rank, function, "dim0")
    other = axis_in(context, second, rank, function, "dim1")
    if rank == 0:
        return permuted(context, source, ())
    order = list(range(rank))
    order[one], order[other] = other, one
    return permuted(context, source, tuple(order))


@op("torch.transpose", "torch.Tensor.transpose", "torch.swapdims", "torch.Tensor.swapdims")
def transpose(context: Context, input: Value, dim0: Value, dim1: Value) -> Value:
    """Two dims exchanged.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.transpose.html
    """
    require_tensors(context, "transpose", input=input)
    return transposed(context, input, dim0, dim1)


@op("torch.swapaxes", "torch.Tensor.swapaxes")
def swapaxes(context: Context, input: Value, axis0: Value, axis1: Value) -> Value:
    """Two dims exchanged.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.swapaxes.html
    """
    require_tensors(context, "swapaxes", input=input)
    return transposed(context, input, axis0, axis1)


@op("torch.Tensor.transpose_", "torch.Tensor.swapdims_", "torch.Tensor.swapaxes_")
def transpose_(context: Context, input: Value, dim0: Value, dim1: Value) -> Value:
    """``transpose`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.transpose_.html
    """
    return become(context, input, transposed(context, input, dim0, dim1))


def _turned(context: Context, source: Tensor, function: str) -> Tensor:
    if len(source.shape) > 2:
        raise context.invalid(f"{function}() expects a tensor with <= 2 dimensions, but self is {len(source.shape)}D")
    return permuted(context, source, tuple(reversed(range(len(source.shape)))))


@op("torch.t", "torch.Tensor.t")
def t(context: Context, input: Value) -> Value:
    """A matrix transposed; a vector as it is.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.t.html
    """
    require_tensors(context, "t", input=input)
    return _turned(context, input, "t")


@op("torch.Tensor.t_")
def t_(context: Context, input: Value) -> Value:
    """``t`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.t_.html
    """
    return become(context, input, _turned(context, input, "t_"))


@op("torch.adjoint", "torch.Tensor.adjoint")
def adjoint(context: Context, input: Value) -> Value:
    """The last two dims exchanged, complex elements conjugated.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.adjoint.html
    """
    require_tensors(context, "adjoint", input=input)
    return _matrices(context, input, "tensor.adjoint()", conjugated=True)


def _matrices(context: Context, source: Tensor, spelling: str, *, conjugated: bool = False) -> Tensor:
    rank = len(source.shape)
    if rank < 2 and not (rank == 0 and not conjugated):
        raise context.invalid(f"{spelling} is only supported on matrices or batches of matrices. Got {rank}-D tensor.")
    result = transposed(context, source, -2, -1) if rank else permuted(context, source, ())
    return _conjugated(context, result) if conjugated else result


def _conjugated(context: Context, view: Tensor) -> Tensor:
    """A complex view with its elements conjugated: torch notes it lazily, here the values are copied."""
    if view.dtype.is_complex and view.array is not None:
        values = [value.conjugate() for value in view.array.flat()] if view.array.is_known else None
        view.array = None if values is None else Array.of(values, view.shape)
    return view


@attribute("torch.Tensor.T")
def T(context: Context, input: Value) -> Value:
    """All dims in the opposite order."""
    return context.call(context.look_up("torch.permute"), (input, tuple(reversed(range(len(input.shape))))))


@attribute("torch.Tensor.mT")
def mT(context: Context, input: Value) -> Value:
    """The last two dims exchanged."""
    _matrices(context, input, "tensor.mT")
    return context.call(context.look_up("torch.transpose"), (input, -2, -1)) if input.shape else input


@attribute("torch.Tensor.H")
def H(context: Context, input: Value) -> Value:
    """A matrix transposed and conjugated."""
    rank = len(input.shape)
    if rank not in {0, 2}:
        raise context.invalid(f"tensor.H is only supported on matrices (2-D tensors). Got {rank}-D tensor.")
    return context.call(context.look_up("torch.adjoint"), (input,)) if rank else input


@attribute("torch.Tensor.mH")
def mH(context: Context, input: Value) -> Value:
    """The last two dims exchanged, complex elements conjugated."""
    return context.call(context.look_up("torch.adjoint"), (input,))


@op("torch.Tensor.permute")
def permute_method(context: Context, input: Value, *given: Value, dims: Value = MISSING) -> Value:
    """The dims in another order.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.permute.html
    """
    return _permute(context, input, sizes(context, "permute", given, dims))


@op("torch.permute")
def permute(context: Context, input: Value, dims: Value) -> Value:
    """The dims in another order.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.permute.html
    """
    require_tensors(context, "permute", input=input)
    return _permute(context, input, integers(context, dims, "permute", "dims"))


def _permute(context: Context, source: Tensor, dims: tuple[int, ...]) -> Tensor:
    rank = len(source.shape)
    if len(dims) != rank:
        raise context.invalid(
            "permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired "
            f"ordering of dimensions i.e. input.dim() = {rank} is not equal to len(dims) = {len(dims)}"
        )
    order = tuple([axis_in(context, dim, rank, "permute", "dims") for dim in dims])
    if len(set(order)) != rank:
        raise context.invalid("permute(): duplicate dims are not allowed.")
    return permuted(context, source, order)


@op("torch.movedim", "torch.Tensor.movedim", "torch.moveaxis", "torch.Tensor.moveaxis")
def movedim(context: Context, input: Value, source: Value, destination: Value) -> Value:
    """Some dims moved to other places, the rest in the order they were in.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.movedim.html
    """
    require_tensors(context, "movedim", input=input)
    origin = integers(context, source, "movedim", "source")
    target = integers(context, destination, "movedim", "destination")
    if len(origin) != len(target):
        raise context.invalid(
            f"movedim: Invalid source or destination dims: source ({brackets(origin)} dims) should contain the same "
            f"number of dims as destination ({brackets(target)} dims)"
        )
    rank = len(input.shape)
    moved = [axis_in(context, dim, rank, "movedim", "source") for dim in origin]
    places = [axis_in(context, dim, rank, "movedim", "destination") for dim in target]
    for name, found, given in (("source", moved, origin), ("destination", places, target)):
        if len(set(found)) != len(found):
            raise context.invalid(f"movedim: repeated dim in `{name}` ({brackets(given)})")
    rest = iter([dim for dim in range(rank) if dim not in moved])
    by_place = dict(zip(places, moved, strict=True))
    return permuted(context, input, tuple([by_place[p] if p in by_place else next(rest) for p in range(rank)]))


def rearranged(
    context: Context, aten: str, source: Tensor, shape: tuple[int, ...], origin: Callable[[list[int]], list[int]]
) -> Tensor:
    """A contiguous copy whose element at each index is that of ``source`` at ``origin(index)``."""

    def elements(values: list[Value]) -> list[Value]:
        steps = contiguous_strides(source.shape)
        return [
            values[sum(place * step for place, step in zip(origin(index), steps, strict=True))]
            for index in indices(shape)
        ]

    return copied(context, aten, source, shape, elements)


def indices(shape: tuple[int, ...]) -> list[list[int]]:
    """All indices of a shape in row-major order."""
    result: list[list[int]] = [[]]
    for dim in shape:
        result = [[*index, place] for index in result for place in range(dim)]
    return result


@op("torch.flip")
def flip(context: Context, input: Value, dims: Value) -> Value:
    """Elements in the opposite order along dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.flip.html
    """
    require_tensors(context, "flip", input=input)
    return flipped(context, input, integers(context, dims, "flip", "dims"))


@op("torch.Tensor.flip")
def flip_method(context: Context, input: Value, *given: Value, dims: Value = MISSING) -> Value:
    """Elements in the opposite order along dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.flip.html
    """
    return flipped(context, input, sizes(context, "flip", given, dims))


def flipped(context: Context, source: Tensor, dims: tuple[int, ...]) -> Tensor:
    """A copy in the opposite order along dims; it keeps the order of dims in memory."""
    turned = set(axes(context, dims, len(source.shape)))

    def origin(index: list[int]) -> list[int]:
        return [source.shape[d] - 1 - place if d in turned else place for d, place in enumerate(index)]

    result = rearranged(context, "flip", source, source.shape, origin)
    result.strides = dense_strides(source.shape, source.strides)
    return result


@op("torch.fliplr", "torch.Tensor.fliplr")
def fliplr(context: Context, input: Value) -> Value:
    """Elements in the opposite order along the second dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.fliplr.html
    """
    require_tensors(context, "fliplr", input=input)
    if len(input.shape) < 2:
        raise context.invalid("Input must be >= 2-d.")
    return flipped(context, input, (1,))


@op("torch.flipud", "torch.Tensor.flipud")
def flipud(context: Context, input: Value) -> Value:
    """Elements in the opposite order along the first dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.flipud.html
    """
    require_tensors(context, "flipud", input=input)
    if not input.shape:
        raise context.invalid("Input must be >= 1-d.")
    return flipped(context, input, (0,))


@op("torch.rot90", "torch.Tensor.rot90")
def rot90(context: Context, input: Value, k: Value = 1, dims: Value = (0, 1)) -> Value:
    """A plane of two dims turned by quarters.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.rot90.html
    """
    require_tensors(context, "rot90", input=input)
    pair = integers(context, dims, "rot90", "dims")
    rank = len(input.shape)
    if len(pair) != 2:
        raise context.invalid(f"expected total rotation dims == 2, but got dims = {len(pair)}")
    if rank < 2:
        raise context.invalid(f"expected total dims >= 2, but got total dims = {rank}")
    first, second = (axis_in(context, dim, rank, "rot90", "dims") for dim in pair)
    if first == second:
        raise context.invalid(f"expected rotation dims to be different, but got dim0 = {pair[0]} and dim1 = {pair[1]}")
    quarters = integer(context, k, "rot90", "k") % 4
    if quarters == 2:
        return flipped(context, input, (first, second))
    if quarters == 1:
        return transposed(context, flipped(context, input, (second,)), first, second)
    if quarters == 3:
        return transposed(context, flipped(context, input, (first,)), first, second)
    return copied(context, "clone", input, input.shape)


@op("torch.roll")
def roll(context: Context, input: Value, shifts: Value, dims: Value = None) -> Value:
    """Elements moved along dims, those pushed out coming back at the other end.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.roll.html
    """
    require_tensors(context, "roll", input=input)
    return _rolled(
        context,
        input,
        integers(context, shifts, "roll", "shifts"),
        () if dims is None else integers(context, dims, "roll", "dims"),
    )


@op("torch.Tensor.roll")
def roll_method(context: Context, input: Value, *given: Value, shifts: Value = MISSING, dims: Value = None) -> Value:
    """Elements moved along dims, those pushed out coming back at the other end.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.roll.html
    """
    if len(given) == 2 and dims is None and shifts is MISSING:
        shifts, dims = given
        given = ()
    along = () if dims is None else integers(context, dims, "roll", "dims")
    return _rolled(context, input, sizes(context, "roll", given, shifts), along)


def _rolled(context: Context, source: Tensor, shifts: tuple[int, ...], dims: tuple[int, ...]) -> Tensor:
    if not shifts:
        raise context.invalid("`shifts` required")
    if not dims and len(shifts) == 1:
        return _rolled_flat(context, source, shifts[0])
    if len(shifts) != len(dims):
        raise context.invalid(f"shifts and dimensions must align. shifts: {len(shifts)}, dims:{len(dims)}")
    rank = len(source.shape)
    moves = [0] * rank
    for shift, dim in zip(shifts, dims, strict=True):
        moves[axis_in(context, dim, rank, "roll", "dims")] += shift

    def origin(index: list[int]) -> list[int]:
        return [(place - moves[d]) % source.shape[d] for d, place in enumerate(index)]

    return rearranged(context, "roll", source, source.shape, origin)


def _rolled_flat(context: Context, source: Tensor, shift: int) -> Tensor:
    count = product(source.shape)

    def elements(values: list[Value]) -> list[Value]:
        return [values[(place - shift) % count] for place in range(count)]

    return copied(context, "roll", source, source.shape, elements)
