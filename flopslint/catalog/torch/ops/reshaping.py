"""Other shapes over the same elements: view, reshape, flatten, squeeze, and what is made of them."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import (
    axis_in,
    brackets,
    integer,
    integers,
    operand,
    require_tensors,
    scalar_type,
)
from flopslint.catalog.torch.ops.viewing import (
    UNVIEWABLE,
    Restriding,
    Strides,
    alias,
    axes,
    become,
    copied,
    forget,
    kept,
    one_of,
    sizes,
    view_strides,
)
from flopslint.core.dtype import DType
from flopslint.formulas.algebra import product
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import MISSING, Value


def inferred(context: Context, wanted: tuple[int, ...], source: Tensor) -> tuple[int, ...]:
    """Sizes with the one that is -1 put in.

    Raises:
        Raised: RuntimeError if the sizes do not hold as many elements as the tensor has.
    """
    count = source.count
    hole = None
    rest = 1
    for place, dim in enumerate(wanted):
        if dim == -1:
            if hole is not None:
                raise context.invalid("only one dimension can be inferred")
            hole = place
        elif dim < 0:
            raise context.invalid(f"invalid shape dimension {dim} at index {place} of shape {brackets(wanted)}")
        else:
            rest *= dim
    if count == rest and hole is None:
        return wanted
    if hole is None or (rest > 0 and count % rest != 0) or (rest == 0 and count != 0):
        raise context.misfit(
            f"shape '{brackets(wanted)}' is invalid for input of size {count}", operand("input", source)
        )
    if rest == 0:
        raise context.invalid(
            f"cannot reshape tensor of 0 elements into shape {brackets(wanted)} because the unspecified dimension size "
            "-1 can be any value and is ambiguous"
        )
    return (*wanted[:hole], count // rest, *wanted[hole + 1 :])


def viewed(context: Context, source: Tensor, wanted: tuple[int, ...]) -> Tensor:
    """``view``: another shape without a copy.

    Raises:
        Raised: RuntimeError if the sizes or the layout do not allow it.
    """
    shape = inferred(context, wanted, source)
    if source.strides is not None and view_strides(source.shape, source.strides, shape) is None:
        raise context.misfit(UNVIEWABLE, operand("input", source))
    return alias(context, source, shape, _restriding(source.shape, shape))


def reshaped(context: Context, source: Tensor, wanted: tuple[int, ...]) -> Tensor:
    """``reshape``: a view where the layout allows it, else a copy."""
    shape = inferred(context, wanted, source)
    if source.strides is not None and view_strides(source.shape, source.strides, shape) is None:
        return copied(context, "clone", source, shape)
    return alias(context, source, shape, _restriding(source.shape, shape))


def _restriding(old: tuple[int, ...], new: tuple[int, ...]) -> Restriding:
    def restride(strides: Strides) -> tuple[Strides, int] | None:
        found = view_strides(old, strides, new)
        return None if found is None else (found, 0)

    return restride


@op("torch.Tensor.view")
def view(context: Context, input: Value, *shape: Value, size: Value = MISSING, dtype: Value = MISSING) -> Value:
    """The same elements in another shape, or their bytes as another type.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.view.html
    """
    require_tensors(context, "view", input=input)
    if isinstance(dtype, DType):
        return _as_type(context, input, dtype)
    if len(shape) == 1 and isinstance(shape[0], DType):
        return _as_type(context, input, shape[0])
    if not shape and size is MISSING:
        raise context.error("TypeError", "view() received an invalid combination of arguments - got ()")
    return viewed(context, input, sizes(context, "view", shape, size))


def _as_type(context: Context, source: Tensor, dtype: DType) -> Tensor:
    """``view(dtype)``: the last dim counts the new elements that its bytes hold."""
    if dtype.size == source.dtype.size:
        result = kept(context, source)
    else:
        if not source.shape:
            raise context.invalid(
                f"self.dim() cannot be 0 to view {scalar_type(source.dtype)} as {scalar_type(dtype)} (different "
                "element sizes)"
            )
        shape, strides = _resized(context, source, dtype)
        result = context.tensor(shape, dtype, base=source)
        result.strides = strides
    if dtype is not source.dtype:
        # The bytes of values are not followed: a write through either tensor would be missed by the other.
        forget(context, source)
        result.array = None
    result.dtype = dtype
    return result


def _resized(context: Context, source: Tensor, dtype: DType) -> tuple[tuple[int, ...], Strides | None]:
    old, new = source.dtype.size, dtype.size
    names = f"{scalar_type(source.dtype)} as {scalar_type(dtype)} (different element sizes)"
    last = source.shape[-1]
    if source.strides is not None and source.strides[-1] != 1:
        raise context.invalid(f"self.stride(-1) must be 1 to view {names}, but got {source.strides[-1]}")
    if new > old:
        ratio = new // old
        if last % ratio:
            raise context.misfit(
                f"self.size(-1) must be divisible by {ratio} to view {names}, but got {last}", operand("input", source)
            )
        strides = None if source.strides is None else (*(s // ratio for s in source.strides[:-1]), 1)
        return (*source.shape[:-1], last // ratio), strides
    ratio = old // new
    strides = None if source.strides is None else (*(s * ratio for s in source.strides[:-1]), 1)
    return (*source.shape[:-1], last * ratio), strides


@op("torch.Tensor.view_as")
def view_as(context: Context, input: Value, other: Value) -> Value:
    """The same elements in the shape of another tensor.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.view_as.html
    """
    require_tensors(context, "view_as", input=input, other=other)
    return viewed(context, input, other.shape)


@op("torch.Tensor.reshape")
def reshape_method(context: Context, input: Value, *sizes_given: Value, shape: Value = MISSING) -> Value:
    """The same elements in another shape, copied where the layout asks for it.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.reshape.html
    """
    require_tensors(context, "reshape", input=input)
    if not sizes_given and shape is MISSING:
        raise context.error("TypeError", 'reshape() missing 1 required positional arguments: "shape"')
    return reshaped(context, input, sizes(context, "reshape", sizes_given, shape))


@op("torch.reshape")
def reshape(context: Context, input: Value, shape: Value) -> Value:
    """The same elements in another shape, copied where the layout asks for it.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.reshape.html
    """
    require_tensors(context, "reshape", input=input)
    return reshaped(context, input, integers(context, shape, "reshape", "shape"))


@op("torch.Tensor.reshape_as")
def reshape_as(context: Context, input: Value, other: Value) -> Value:
    """The same elements in the shape of another tensor.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.reshape_as.html
    """
    require_tensors(context, "reshape_as", input=input, other=other)
    return reshaped(context, input, other.shape)


@op("torch.flatten", "torch.Tensor.flatten")
def flatten(context: Context, input: Value, start_dim: Value = 0, end_dim: Value = -1) -> Value:
    """The dims from one to another put together.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.flatten.html
    """
    require_tensors(context, "flatten", input=input)
    rank = len(input.shape)
    start = axis_in(context, start_dim, rank, "flatten", "start_dim")
    end = axis_in(context, end_dim, rank, "flatten", "end_dim")
    if start > end:
        raise context.invalid("flatten() has invalid args: start_dim cannot come after end_dim")
    if rank == 0:
        return reshaped(context, input, (1,))
    if start == end:
        return input
    shape: tuple[int, ...] = input.shape
    merged = product(shape[start : end + 1])
    return reshaped(context, input, (*shape[:start], merged, *shape[end + 1 :]))


@op("torch.ravel", "torch.Tensor.ravel")
def ravel(context: Context, input: Value) -> Value:
    """All elements in one dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.ravel.html
    """
    require_tensors(context, "ravel", input=input)
    return reshaped(context, input, (-1,) if input.count else (0,))


@op("torch.unflatten", "torch.Tensor.unflatten")
def unflatten(context: Context, input: Value, dim: Value, sizes: Value) -> Value:
    """One dim taken apart into several.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.unflatten.html
    """
    require_tensors(context, "unflatten", input=input)
    place = axis_in(context, dim, len(input.shape), "unflatten")
    wanted = integers(context, sizes, "unflatten", "sizes")
    if not wanted:
        raise context.invalid("unflatten: sizes must be non-empty")
    shape: tuple[int, ...] = input.shape
    whole = shape[place] if shape else 1
    known_part = product(size for size in wanted if size != -1)
    if wanted.count(-1) > 1:
        raise context.invalid("only one dimension can be inferred")
    if -1 in wanted and known_part and whole % known_part == 0:
        wanted = tuple(whole // known_part if size == -1 else size for size in wanted)
    if product(wanted) != whole or -1 in wanted:
        raise context.misfit(
            f"unflatten: Provided sizes {brackets(integers(context, sizes, 'unflatten', 'sizes'))} don't multiply up "
            f"to the size of dim {place} ({whole}) in the input tensor",
            operand("input", input),
        )
    return viewed(context, input, (*shape[:place], *wanted, *shape[place + 1 :]))


@op("torch.squeeze", "torch.Tensor.squeeze")
def squeeze(context: Context, input: Value, dim: Value = MISSING, *, axis: Value = MISSING) -> Value:
    """Dims of 1 taken away: all, or those given that are 1.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.squeeze.html
    """
    require_tensors(context, "squeeze", input=input)
    return squeezed(context, input, one_of(context, "squeeze", dim, axis, None))


def squeezed(context: Context, source: Tensor, dim: Value) -> Tensor:
    """A view without the dims of 1: without all for None, else without those given that are 1."""
    rank = len(source.shape)
    chosen = set(range(rank)) if dim is None else set(axes(context, integers(context, dim, "squeeze", "dim"), rank))
    left = [place for place, size in enumerate(source.shape) if size != 1 or place not in chosen]
    shape = tuple([source.shape[place] for place in left])
    return alias(context, source, shape, lambda strides: (tuple([strides[place] for place in left]), 0))


@op("torch.unsqueeze", "torch.Tensor.unsqueeze")
def unsqueeze(context: Context, input: Value, dim: Value = MISSING, *, axis: Value = MISSING) -> Value:
    """A dim of 1 put in.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.unsqueeze.html
    """
    require_tensors(context, "unsqueeze", input=input)
    return unsqueezed(context, input, integer(context, one_of(context, "unsqueeze", dim, axis), "unsqueeze", "dim"))


def unsqueezed(context: Context, source: Tensor, dim: int) -> Tensor:
    """A view with a dim of 1 before the dim at that place."""
    shape = source.shape
    place = axis_in(context, dim, len(shape) + 1, "unsqueeze")

    def restride(strides: Strides) -> tuple[Strides, int]:
        step = shape[place] * strides[place] if place < len(shape) else 1
        return (*strides[:place], step, *strides[place:]), 0

    return alias(context, source, (*shape[:place], 1, *shape[place:]), restride)


@op("torch.Tensor.squeeze_")
def squeeze_(context: Context, input: Value, dim: Value = None) -> Value:
    """``squeeze`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.squeeze_.html
    """
    return become(context, input, squeezed(context, input, dim))


@op("torch.Tensor.unsqueeze_")
def unsqueeze_(context: Context, input: Value, dim: Value) -> Value:
    """``unsqueeze`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.unsqueeze_.html
    """
    return become(context, input, unsqueezed(context, input, integer(context, dim, "unsqueeze_", "dim")))


@op("torch.atleast_1d", "torch.functional.atleast_1d")
def atleast_1d(context: Context, *tensors: Value) -> Value:
    """Tensors with at least one dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.atleast_1d.html
    """
    return _each(context, "atleast_1d", tensors, 1)


@op("torch.atleast_2d", "torch.functional.atleast_2d")
def atleast_2d(context: Context, *tensors: Value) -> Value:
    """Tensors with at least two dims, new ones in front.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.atleast_2d.html
    """
    return _each(context, "atleast_2d", tensors, 2)


@op("torch.atleast_3d", "torch.functional.atleast_3d")
def atleast_3d(context: Context, *tensors: Value) -> Value:
    """Tensors with at least three dims: the third comes last, the second first.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.atleast_3d.html
    """
    return _each(context, "atleast_3d", tensors, 3)


def _each(context: Context, function: str, tensors: tuple[Value, ...], rank: int) -> Value:
    is_group = len(tensors) != 1 or isinstance(tensors[0], (tuple, list))
    group = tensors[0] if len(tensors) == 1 and is_group else tensors
    for tensor in group:
        require_tensors(context, function, tensors=tensor)
    raised = tuple([at_least(context, tensor, rank) for tensor in group])
    return raised if is_group else raised[0]


def at_least(context: Context, tensor: Tensor, rank: int) -> Tensor:
    """A tensor with at least that many dims (up to three), as numpy places new ones."""
    missing = rank - len(tensor.shape)
    if missing <= 0:
        return tensor
    if not tensor.shape:
        return reshaped(context, tensor, (1,) * rank)
    if rank < 3:
        return unsqueezed(context, tensor, 0)
    return unsqueezed(context, tensor if missing == 1 else unsqueezed(context, tensor, 0), -1)
