"""Writes along a dim: scatter, scatter_add, scatter_reduce, index_add, index_copy, index_fill, and their copies."""

from __future__ import annotations

import operator

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import axis_in, brackets, operand, require_tensors, scalar_type
from flopslint.catalog.torch.ops.scattering import (
    Merge,
    along_dim,
    copied_with,
    number_or_unknown,
    rounded,
    settled,
)
from flopslint.catalog.torch.ops.viewing import flat, known
from flopslint.core.dtype import INT32, INT64
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor, contiguous_strides
from flopslint.values.value import MISSING, Value

MERGES: dict[str, Merge | None] = {
    "add": operator.add, "sum": operator.add, "multiply": operator.mul, "prod": operator.mul, "amax": max, "amin": min,
    "mean": None,
}  # fmt: skip
REDUCTIONS = ("sum", "prod", "mean", "amax", "amin")


def _checked(context: Context, function: str, target: Tensor, dim: Value, index: Value, source: Value) -> int:
    require_tensors(context, function, self=target)
    if not isinstance(index, Tensor):
        raise context.error("TypeError", f"{function}() received an invalid combination of arguments")
    place = axis_in(context, dim, len(target.shape), function)
    if index.dtype not in {INT64, INT32}:
        raise context.invalid(f"{function}(): Expected dtype int32/int64 for index")
    if isinstance(source, Tensor) and source.dtype is not target.dtype:
        raise context.invalid(f"{function}(): Expected self.dtype to be equal to src.dtype")
    if not index.count:
        return place
    tensors = [target] + ([source] if isinstance(source, Tensor) else [])
    for name, tensor in zip(("self", "src"), tensors, strict=False):
        if (len(index.shape) or 1) != (len(tensor.shape) or 1):
            raise context.misfit(
                f"Index tensor must have the same number of dimensions as {name} tensor",
                operand("index", index),
                operand(name, tensor),
            )
    _check_sizes(context, target, place, index, source)
    return place


def _check_sizes(context: Context, target: Tensor, place: int, index: Tensor, source: Value) -> None:
    for dim, size in enumerate(index.shape):
        too_wide = dim != place and target.shape and size > target.shape[dim]
        too_long = isinstance(source, Tensor) and source.shape and size > source.shape[dim]
        if too_wide or too_long:
            message = (
                f"Expected index {brackets(index.shape)} to be no larger than self {brackets(target.shape)} apart from "
                f"dimension {place}"
            )
            if isinstance(source, Tensor):
                message += f" and to be no larger size than src {brackets(source.shape)}"
            raise context.misfit(message, operand("self", target), operand("index", index))


def _scattered(
    context: Context, target: Tensor, dim: Value, index: Value, src: Value, value: Value, reduce: Value
) -> list[Value] | None:
    source = src if src is not MISSING else value
    if source is MISSING or (src is not MISSING and value is not MISSING):
        raise context.error("TypeError", "scatter() received an invalid combination of arguments")
    if not isinstance(source, Tensor):
        source = number_or_unknown(context, source, "scatter")
    place = _checked(context, "scatter", target, dim, index, source)
    if reduce is not None and reduce not in {"add", "multiply"}:
        raise context.invalid("reduce argument must be either add or multiply.")
    return along_dim(context, target, place, index, source, None if reduce is None else MERGES[reduce])


@op("torch.scatter", "torch.Tensor.scatter")
def scatter(
    context: Context, input: Value, dim: Value, index: Value, src: Value = MISSING, *, value: Value = MISSING,
    reduce: Value = None,
) -> Value:  # fmt: skip
    """A copy with elements written to the places along a dim that an index says.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.scatter_.html
    """
    return copied_with(context, input, _scattered(context, input, dim, index, src, value, reduce))


@op("torch.Tensor.scatter_")
def scatter_(
    context: Context, input: Value, dim: Value, index: Value, src: Value = MISSING, *, value: Value = MISSING,
    reduce: Value = None,
) -> Value:  # fmt: skip
    """Writes elements to the places along a dim that an index says, in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.scatter_.html
    """
    return settled(context, input, _scattered(context, input, dim, index, src, value, reduce))


def _added(context: Context, target: Tensor, dim: Value, index: Value, src: Value) -> list[Value] | None:
    require_tensors(context, "scatter_add", self=target, index=index, src=src)
    place = _checked(context, "scatter", target, dim, index, src)
    return along_dim(context, target, place, index, src, operator.add)


@op("torch.scatter_add", "torch.Tensor.scatter_add")
def scatter_add(context: Context, input: Value, dim: Value, index: Value, src: Value) -> Value:
    """A copy with elements added at the places along a dim that an index says.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.scatter_add_.html
    """
    return copied_with(context, input, _added(context, input, dim, index, src), "scatter_add")


@op("torch.Tensor.scatter_add_")
def scatter_add_(context: Context, input: Value, dim: Value, index: Value, src: Value) -> Value:
    """Adds elements at the places along a dim that an index says, in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.scatter_add_.html
    """
    return settled(context, input, _added(context, input, dim, index, src), "scatter_add_")


def _reduced(
    context: Context, target: Tensor, dim: Value, index: Value, src: Value, reduce: Value, include_self: Value
) -> list[Value] | None:
    require_tensors(context, "scatter_reduce", self=target, index=index, src=src)
    if reduce not in REDUCTIONS:
        raise context.invalid(f"reduce argument must be either sum, prod, mean, amax or amin, got {reduce}")
    place = _checked(context, "scatter", target, dim, index, src)
    merge = MERGES[reduce]
    if merge is None or include_self is not True:
        return None
    return along_dim(context, target, place, index, src, merge)


@op("torch.scatter_reduce", "torch.Tensor.scatter_reduce")
def scatter_reduce(
    context: Context, input: Value, dim: Value, index: Value, src: Value, reduce: Value, *, include_self: Value = True
) -> Value:
    """A copy with elements merged in at the places along a dim that an index says.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.scatter_reduce_.html
    """
    values = _reduced(context, input, dim, index, src, reduce, include_self)
    return copied_with(context, input, values, "scatter_reduce")


@op("torch.Tensor.scatter_reduce_")
def scatter_reduce_(
    context: Context, input: Value, dim: Value, index: Value, src: Value, reduce: Value, *, include_self: Value = True
) -> Value:
    """Merges elements in at the places along a dim that an index says, in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.scatter_reduce_.html
    """
    values = _reduced(context, input, dim, index, src, reduce, include_self)
    return settled(context, input, values, "scatter_reduce_")


def _checked_slices(
    context: Context, function: str, target: Tensor, dim: Value, index: Value, source: Tensor, error: str
) -> int:
    """The place of the dim whose slices are written; says that they fit."""
    require_tensors(context, function, self=target, index=index, source=source)
    place = axis_in(context, dim, len(target.shape), function)
    if len(index.shape) > 1:
        raise context.misfit(f"{function}_(): Index is supposed to be a vector", exception="IndexError")
    if index.dtype not in {INT64, INT32}:
        raise context.invalid(f"{function}_(): Expected dtype int32/int64 for index")
    if source.dtype is not target.dtype:
        raise context.invalid(
            f"{function}_(): self ({scalar_type(target.dtype)}) and source ({scalar_type(source.dtype)}) must have the "
            "same scalar type"
        )
    size = source.shape[place] if place < len(source.shape) else 1
    rest = (target.shape[:place], target.shape[place + 1 :])
    fits = (source.shape[:place], source.shape[place + 1 :]) == rest
    if function == "index_add" and not fits:
        raise context.misfit(
            "source tensor shape must match self tensor shape, excluding the specified dimension. Got self.shape = "
            f"{brackets(target.shape)} source.shape = {brackets(source.shape)}"
        )
    if index.count != size:
        ending = f" ({size})" if function == "index_copy" else f": ({size}), for dim: {place}"
        raise context.misfit(
            f"{function}_(): Number of indices ({index.count}) should be equal to source.size(dim){ending}",
            operand("index", index),
            operand("source", source),
            exception=error,
        )
    if not fits:
        raise context.misfit(
            f"{function}_(): Source/destination tensor must have same slice shapes. Destination slice shape: "
            f"{' '.join(map(str, rest[0] + rest[1]))} at dimension {place}"
        )
    return place


def _sliced(
    context: Context, target: Tensor, place: int, index: Tensor, source: Value, merge: Merge | None
) -> list[Value] | None:
    """The elements of ``target`` after whole slices of ``source`` came to the places of a vector."""
    if not known(target, index) or (isinstance(source, Tensor) and not known(source)) or not target.shape:
        return None
    values = list(flat(target))
    size = target.shape[place]
    step = contiguous_strides(target.shape)[place]
    given = flat(source) if isinstance(source, Tensor) else []
    picks = flat(index)
    for block in range(target.count // max(step * size, 1)):
        for order, pick in enumerate(picks):
            where = pick + size if pick < 0 else pick
            if not 0 <= where < size:
                raise context.invalid("index out of range in self", "IndexError")
            start = (block * size + where) * step
            origin = (block * len(picks) + order) * step
            for offset in range(step):
                new = given[origin + offset] if given else source
                values[start + offset] = new if merge is None else merge(values[start + offset], new)
    return rounded(values, target.dtype)


def _index_added(
    context: Context, target: Tensor, dim: Value, index: Value, source: Value, alpha: Value
) -> list[Value] | None:
    place = _checked_slices(context, "index_add", target, dim, index, source, "RuntimeError")
    factor = number_or_unknown(context, alpha, "index_add")
    return _sliced(context, target, place, index, source, lambda old, new: old + factor * new)


@op("torch.index_add", "torch.Tensor.index_add")
def index_add(context: Context, input: Value, dim: Value, index: Value, source: Value, *, alpha: Value = 1) -> Value:
    """A copy with slices added at the places of a vector.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.index_add_.html
    """
    return copied_with(context, input, _index_added(context, input, dim, index, source, alpha), "index_add")


@op("torch.Tensor.index_add_")
def index_add_(context: Context, input: Value, dim: Value, index: Value, source: Value, *, alpha: Value = 1) -> Value:
    """Adds slices at the places of a vector, in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.index_add_.html
    """
    return settled(context, input, _index_added(context, input, dim, index, source, alpha), "index_add_")


def _index_copied(context: Context, target: Tensor, dim: Value, index: Value, source: Value) -> list[Value] | None:
    place = _checked_slices(context, "index_copy", target, dim, index, source, "IndexError")
    return _sliced(context, target, place, index, source, None)


@op("torch.index_copy", "torch.Tensor.index_copy")
def index_copy(context: Context, input: Value, dim: Value, index: Value, source: Value) -> Value:
    """A copy with slices written at the places of a vector.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.index_copy_.html
    """
    return copied_with(context, input, _index_copied(context, input, dim, index, source), "index_copy")


@op("torch.Tensor.index_copy_")
def index_copy_(context: Context, input: Value, dim: Value, index: Value, source: Value) -> Value:
    """Writes slices at the places of a vector, in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.index_copy_.html
    """
    return settled(context, input, _index_copied(context, input, dim, index, source), "index_copy_")


def _index_filled(context: Context, target: Tensor, dim: Value, index: Value, value: Value) -> list[Value] | None:
    require_tensors(context, "index_fill", self=target)
    place = axis_in(context, dim, len(target.shape), "index_fill")
    if not isinstance(index, Tensor):
        raise context.error("TypeError", "index_fill() received an invalid combination of arguments")
    if index.dtype is not INT64:
        raise context.invalid("index_fill_(): Expected dtype int64 for index.", "IndexError")
    if isinstance(value, Tensor):
        if value.shape:
            raise context.invalid(
                f"index_fill_ only supports a 0-dimensional value tensor, but got tensor with {len(value.shape)} "
                "dimension(s)."
            )
        if not known(value):
            return None
        value = flat(value)[0]
    return _sliced(context, target, place, index, number_or_unknown(context, value, "index_fill"), None)


@op("torch.index_fill", "torch.Tensor.index_fill")
def index_fill(context: Context, input: Value, dim: Value, index: Value, value: Value) -> Value:
    """A copy with one number at the places of a vector.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.index_fill_.html
    """
    return copied_with(context, input, _index_filled(context, input, dim, index, value), "index_fill")


@op("torch.Tensor.index_fill_")
def index_fill_(context: Context, input: Value, dim: Value, index: Value, value: Value) -> Value:
    """Writes one number at the places of a vector, in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.index_fill_.html
    """
    return settled(context, input, _index_filled(context, input, dim, index, value), "index_fill_")
