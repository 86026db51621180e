"""Elements picked and written along a dim by tensors of places: gather, scatter, index_*, take, put."""

from __future__ import annotations

from collections.abc import Callable

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import axis_in, brackets, operand, require_tensors, scalar_type
from flopslint.catalog.torch.ops.elementwise import number_in, put_in, write
from flopslint.catalog.torch.ops.expanding import expanded, picked
from flopslint.catalog.torch.ops.permuting import indices, rearranged
from flopslint.catalog.torch.ops.viewing import dense_strides, flat, known, one_of
from flopslint.core.dtype import FLOAT64, INT32, INT64, DType
from flopslint.core.work import Work
from flopslint.formulas.algebra import Misfit, broadcast, product, replaced
from flopslint.values.array import Array
from flopslint.values.array_rounding import convert
from flopslint.values.context import Context
from flopslint.values.tensor import VALUE_LIMIT, Tensor, contiguous_strides
from flopslint.values.value import MISSING, Undecided, Unknown, Value

Merge = Callable[[Value, Value], Value]


def _check_index(context: Context, function: str, index: Tensor) -> None:
    if index.dtype not in {INT64, INT32}:
        raise context.invalid(f"{function}(): Expected dtype int32/int64 for index")


def _check_place(context: Context, place: int, dim: int, size: int) -> None:
    if not 0 <= place < size:
        raise context.invalid(f"index {place} is out of bounds for dimension {dim} with size {size}")


@op("torch.gather", "torch.Tensor.gather")
def gather(
    context: Context,
    input: Value,
    dim: Value = MISSING,
    index: Value = MISSING,
    *,
    sparse_grad: Value = False,
    axis: Value = MISSING,
    out: Value = None,
) -> Value:
    """At each place the element whose place along a dim the index says.

    Shape:  that of ``index``.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.gather.html
    """
    require_tensors(context, "gather", input=input)
    along = one_of(context, "gather", dim, axis)
    if not isinstance(index, Tensor):
        raise context.error("TypeError", "gather(): argument 'index' (position 3) must be Tensor")
    _check_index(context, "gather", index)
    place = axis_in(context, along, len(input.shape), "gather")
    if index.count and (len(index.shape) or 1) != (len(input.shape) or 1):
        raise context.misfit(
            "Index tensor must have the same number of dimensions as input tensor",
            operand("input", input),
            operand("index", index),
        )
    for other, size in enumerate(index.shape):
        if index.count and other != place and size > input.shape[other]:
            raise context.misfit(
                f"Size does not match at dimension {other} expected index {brackets(index.shape)} to be no larger than "
                f"self {brackets(input.shape)} apart from dimension {place}",
                operand("input", input),
                operand("index", index),
            )
    result = _gathered(context, input, place, index)
    return put_in(context, result, out) if out is not None else result


def _gathered(context: Context, source: Tensor, place: int, index: Tensor) -> Tensor:
    shape = index.shape
    if known(source, index) and product(shape) <= VALUE_LIMIT and source.shape and shape:
        picks = flat(index)
        for pick in picks:
            _check_place(context, pick, place, source.shape[place])
        steps = contiguous_strides(shape)

        def origin(at: list[int]) -> list[int]:
            pick = picks[sum(p * step for p, step in zip(at, steps, strict=True))]
            return [*at[:place], pick, *at[place + 1 :]]

        return rearranged(context, "gather", source, shape, origin)
    context.work("gather", Work(moves=product(shape)), formula="elements", elements=product(shape))
    return context.tensor(shape, source.dtype)


@op("torch.take_along_dim", "torch.Tensor.take_along_dim")
def take_along_dim(
    context: Context, input: Value, indices: Value, dim: Value = None, *, axis: Value = MISSING, out: Value = None
) -> Value:
    """``gather`` with all other dims broadcast; of all elements in a row without a dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.take_along_dim.html
    """
    require_tensors(context, "take_along_dim", input=input, indices=indices)
    _check_index(context, "take_along_dim", indices)
    along = dim if axis is MISSING else axis
    if along is None:
        source = rearranged(context, "view", input, (input.count,), lambda at: _unravelled(at[0], input.shape))
        index = rearranged(context, "view", indices, (indices.count,), lambda at: _unravelled(at[0], indices.shape))
        return _gathered(context, source, 0, index)
    if len(input.shape) != len(indices.shape):
        raise context.misfit(
            "torch.take_along_dim(): input and indices should have the same number of dimensions, but got "
            f"{len(input.shape)} dimensions for input, and {len(indices.shape)} dimensions for indices",
            operand("input", input),
            operand("indices", indices),
        )
    place = axis_in(context, along, len(input.shape), "take_along_dim")
    rest = replaced(input.shape, place, 1)
    try:
        shape = broadcast(rest, replaced(indices.shape, place, 1))
    except Misfit as misfit:
        raise context.misfit(
            f"The size of tensor a ({misfit.first}) must match the size of tensor b ({misfit.second}) at non-singleton "
            f"dimension {len(rest) + misfit.axis}",
            operand("input", input),
            operand("indices", indices),
        ) from None
    source = expanded(context, input, replaced(shape, place, input.shape[place]))
    index = expanded(context, indices, replaced(shape, place, indices.shape[place]))
    result = _gathered(context, source, place, index)
    return put_in(context, result, out) if out is not None else result


def _unravelled(place: int, shape: tuple[int, ...]) -> list[int]:
    return [place // step % dim for dim, step in zip(shape, contiguous_strides(shape), strict=True)]


@op("torch.index_select", "torch.Tensor.index_select")
def index_select(
    context: Context, input: Value, dim: Value = MISSING, index: Value = MISSING, *, axis: Value = MISSING,
    out: Value = None,
) -> Value:  # fmt: skip
    """Slices of a dim at the places of a vector.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.index_select.html
    """
    require_tensors(context, "index_select", input=input)
    along = one_of(context, "index_select", dim, axis)
    if not isinstance(index, Tensor):
        raise context.error("TypeError", "index_select(): argument 'index' (position 3) must be Tensor")
    place = axis_in(context, along, len(input.shape), "index_select")
    if len(index.shape) > 1:
        raise context.misfit("index_select(): Index is supposed to be a vector", exception="IndexError")
    if index.dtype not in {INT64, INT32}:
        raise context.invalid("index_select(): Expected dtype int32 or int64 for index")
    if not input.shape:
        return context.tensor((), input.dtype)
    size = input.shape[place]
    picks = flat(index) if known(index) else None
    for pick in picks or ():
        if not 0 <= pick < size:
            raise context.invalid(f"INDICES element is out of DATA bounds, id={pick} axis_dim={size}")
    if picks is not None:
        result = picked(context, input, place, picks)
    else:
        result = context.tensor(replaced(input.shape, place, index.count), input.dtype)
        context.work("index_select", Work(moves=result.count), formula="elements", elements=result.count)
    return put_in(context, result, out) if out is not None else result


@op("torch.take", "torch.Tensor.take")
def take(context: Context, input: Value, index: Value, *, out: Value = None) -> Value:
    """Elements at places counted over all of them.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.take.html
    """
    require_tensors(context, "take", input=input, index=index)
    if index.dtype is not INT64:
        raise context.invalid(f"take(): Expected a long tensor for index, but got {scalar_type(index.dtype)}")
    count = input.count
    array = None
    if known(index):
        for place in flat(index):
            if not -count <= place < count:
                raise context.invalid(
                    f"out of range: tried to access index {place} on a tensor of {count} elements.", "IndexError"
                )
        if known(input):
            values = flat(input)
            array = Array.of([values[place] for place in flat(index)], index.shape)
    context.work("take", Work(moves=index.count), formula="elements", elements=index.count)
    result = context.tensor(index.shape, input.dtype, array=array)
    return put_in(context, result, out) if out is not None else result


@op("torch.Tensor.put_")
def put_(context: Context, input: Value, index: Value, source: Value, accumulate: Value = False) -> Value:
    """Writes elements at places counted over all of them, in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.put_.html
    """
    return settled(context, input, _put(context, input, index, source, accumulate))


@op("torch.put", "torch.Tensor.put")
def put(context: Context, input: Value, index: Value, source: Value, accumulate: Value = False) -> Value:
    """A copy with elements written at places counted over all of them.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.put.html
    """
    return copied_with(context, input, _put(context, input, index, source, accumulate))


def _put(context: Context, target: Tensor, index: Value, source: Value, accumulate: Value) -> list[Value] | None:
    require_tensors(context, "put_", self=target, index=index, source=source)
    if index.count != source.count:
        raise context.misfit(
            "put_(): Expected source and index to have the same number of elements, but got source.numel() = "
            f"{source.count}, index.numel() = {index.count}",
            exception="IndexError",
        )
    if source.dtype is not target.dtype:
        raise context.invalid(
            f"put_(): self and source expected to have the same dtype, but got self.dtype = "
            f"{scalar_type(target.dtype)} and source.dtype = {scalar_type(source.dtype)}"
        )
    if not known(target, index, source):
        return None
    values = list(flat(target))
    adds = context.truth(accumulate)
    for place, value in zip(flat(index), flat(source), strict=True):
        values[place] = values[place] + value if adds else value
    return rounded(values, target.dtype)


def rounded(values: list[Value], dtype: DType) -> list[Value] | None:
    """Numbers as elements of a type."""
    if any(isinstance(value, complex) for value in values):
        return None
    whole = all(isinstance(value, int) for value in values)
    return convert(values, INT64 if whole else FLOAT64, dtype)


def settled(context: Context, target: Tensor, values: list[Value] | None, aten: str = "scatter_") -> Tensor:
    """Writes elements over a tensor; None loses what was there."""
    write(context, target, None if values is None else Array.of(values, target.shape), target.dtype)
    context.work(aten, Work(moves=target.count), formula="elements", elements=target.count)
    return target


def copied_with(context: Context, source: Tensor, values: list[Value] | None, aten: str = "scatter") -> Tensor:
    """A tensor like another with other elements."""
    array = Array.of(values, source.shape) if values is not None and len(values) <= VALUE_LIMIT else None
    result = context.tensor(source.shape, source.dtype, array=array)
    result.strides = dense_strides(source.shape, source.strides)
    result.device = source.device
    context.work(aten, Work(moves=result.count), formula="elements", elements=result.count)
    return result


def along_dim(
    context: Context,
    target: Tensor,
    place: int,
    index: Tensor,
    source: Tensor | Value,
    merge: Merge | None,
) -> list[Value] | None:
    """The elements of ``target`` after those of ``source`` came to the places that ``index`` says along a dim."""
    if not known(target, index) or (isinstance(source, Tensor) and not known(source)) or not target.shape:
        return None
    picks = flat(index)
    size = target.shape[place]
    for pick in picks:
        _check_place(context, pick, place, size)
    values = list(flat(target))
    steps = contiguous_strides(target.shape)
    given = flat(source) if isinstance(source, Tensor) else []
    source_steps = contiguous_strides(source.shape) if isinstance(source, Tensor) else ()
    for at, pick in zip(indices(index.shape), picks, strict=True):
        new = given[sum(p * s for p, s in zip(at, source_steps, strict=True))] if given else source
        where = sum(p * s for p, s in zip([*at[:place], pick, *at[place + 1 :]], steps, strict=True))
        values[where] = new if merge is None else merge(values[where], new)
    return rounded(values, target.dtype)


def number_or_unknown(context: Context, value: Value, function: str) -> Value:
    """A number argument.

    Raises:
        Undecided: if it is unknown.
        Raised: TypeError for what is no number.
    """
    if isinstance(value, Unknown):
        raise Undecided(value)
    number = number_in(value)
    if number is None:
        raise context.error("TypeError", f"{function}() received an invalid combination of arguments")
    return number
