"""rearrange, reduce, repeat, einsum and parse_shape, made of torch's own operations."""

from __future__ import annotations

from flopslint.catalog.einops.patterns import ELLIPSIS, Number, PatternError, parse_side
from flopslint.catalog.einops.plans import REDUCTIONS, Plan, check_plain, letters, make_plan
from flopslint.catalog.entry import function
from flopslint.catalog.torch.arguments import integer, size_text, type_name
from flopslint.values.context import Context, Raised
from flopslint.values.tensor import Tensor
from flopslint.values.value import Class, Instance, Undecided, Unknown, Value

TORCH_REDUCTIONS = {"min": "torch.amin", "max": "torch.amax", "sum": "torch.sum", "mean": "torch.mean"}


def refused(context: Context, message: str) -> Raised:
    """An ``EinopsError``, to be raised by the caller."""
    raised = context.misfit(message)
    error = context.look_up("einops.EinopsError")
    if isinstance(error, Class):
        raised.value.cls = error
    return raised


def tensor_in(context: Context, value: Value) -> Tensor:
    """The tensor to work on; a list of tensors is stacked first.

    Raises:
        Undecided: if it is unknown.
        Raised: TypeError or RuntimeError for anything else.
    """
    if isinstance(value, list):
        if not value:
            raise context.error("TypeError", "Rearrange/Reduce/Repeat can't be applied to an empty list")
        value = context.call(context.look_up("torch.stack"), (value,))
    if isinstance(value, Unknown):
        raise Undecided(value)
    if not isinstance(value, Tensor):
        kind = type_name(context, value)
        raise context.error("RuntimeError", f"Tensor type unknown to einops <class '{kind}'>")
    return value


def apply(context: Context, given: Value, pattern: Value, operation: Value, axes_lengths: dict[str, Value]) -> Value:
    """Carries out a pattern; ``operation`` is "rearrange", "repeat", a reduction's name, or a function."""
    tensor = tensor_in(context, given)
    name = operation if isinstance(operation, str) else "callable"
    if isinstance(pattern, Instance):
        pattern = pattern.payload
    if not isinstance(pattern, str):
        kind = type_name(context, pattern)
        raise context.error("AttributeError", f"'{kind}' object has no attribute 'split'")
    lengths = {axis: integer(context, size, name, axis) for axis, size in axes_lengths.items()}
    try:
        if isinstance(operation, str) and operation not in {"rearrange", "repeat", *REDUCTIONS}:
            raise PatternError(f"Unknown reduction {operation}. Expect one of {REDUCTIONS}.")
        plan = make_plan(pattern, name, lengths, tensor.shape)
    except PatternError as error:
        where = "Input is list. " if isinstance(given, list) else f"Input tensor shape: {size_text(tensor.shape)}. "
        raise refused(
            context,
            f' Error while processing {name}-reduction pattern "{pattern}".\n {where}Additional info: {lengths}.\n '
            f"{error}",
        ) from None
    except ValueError as error:
        raise context.error("ValueError", str(error)) from None
    return carry_out(context, tensor, plan, operation)


def carry_out(context: Context, tensor: Tensor, plan: Plan, operation: Value) -> Value:
    """Calls torch's operations for the steps of a plan."""
    result: Value = tensor
    if plan.split is not None:
        result = _torch(context, "torch.reshape", result, plan.split)
    if plan.order is not None:
        result = _torch(context, "torch.permute", result, plan.order)
    if plan.reduced:
        result = _reduced(context, result, operation, plan.reduced)
    if plan.added:
        for place in sorted(plan.added):
            result = _torch(context, "torch.unsqueeze", result, place)
        sizes = tuple(plan.added.get(place, -1) for place in range(len(result.shape)))
        result = _torch(context, "torch.Tensor.expand", result, sizes)
    if plan.composed is not None:
        result = _torch(context, "torch.reshape", result, plan.composed)
    return result


def _torch(context: Context, name: str, *arguments: Value) -> Value:
    """What an operation of torch gives.

    Raises:
        Undecided: if that is unknown.
    """
    result = context.call(context.look_up(name), arguments)
    if isinstance(result, Unknown):
        raise Undecided(result)
    return result


def _reduced(context: Context, tensor: Tensor, operation: Value, axes: tuple[int, ...]) -> Value:
    if not isinstance(operation, str):
        result = context.call(operation, (tensor, axes))
        if isinstance(result, Unknown):
            raise Undecided(result)
        return result
    if operation == "mean" and not tensor.dtype.is_floating_point:
        raise context.error("NotImplementedError", "reduce_mean is not available for non-floating tensors")
    if operation in TORCH_REDUCTIONS:
        return _torch(context, TORCH_REDUCTIONS[operation], tensor, axes)
    result = tensor
    for axis in sorted(axes, reverse=True):
        result = _torch(context, f"torch.{operation}", result, axis)
    return result


@function("einops.rearrange", "einops.einops.rearrange")
def rearrange(context: Context, tensor: Value, pattern: Value, **axes_lengths: Value) -> Value:
    """Axes split, reordered and put together.

    Source: https://einops.rocks/api/rearrange/
    """
    return apply(context, tensor, pattern, "rearrange", axes_lengths)


@function("einops.reduce", "einops.einops.reduce")
def reduce(context: Context, tensor: Value, pattern: Value, reduction: Value, **axes_lengths: Value) -> Value:
    """Axes split, reordered and put together, those that are missing on the right reduced.

    Source: https://einops.rocks/api/reduce/
    """
    return apply(context, tensor, pattern, reduction, axes_lengths)


@function("einops.repeat", "einops.einops.repeat")
def repeat(context: Context, tensor: Value, pattern: Value, **axes_lengths: Value) -> Value:
    """Axes split, reordered and put together, those that are new on the right repeated.

    Source: https://einops.rocks/api/repeat/
    """
    return apply(context, tensor, pattern, "repeat", axes_lengths)


@function("einops.einsum", "einops.einops.einsum")
def einsum(context: Context, *tensors_and_pattern: Value) -> Value:
    """``torch.einsum`` with axes of any name.

    Source: https://einops.rocks/api/einsum/
    """
    if len(tensors_and_pattern) <= 1:
        raise context.error(
            "ValueError",
            "`einops.einsum` takes at minimum two arguments: the tensors (at least one), followed by the pattern.",
        )
    *tensors, pattern = tensors_and_pattern
    if not isinstance(pattern, str):
        raise context.error(
            "ValueError",
            "The last argument passed to `einops.einsum` must be a string, representing the einsum pattern.",
        )
    if "->" not in pattern:
        raise context.error("ValueError", "Einsum pattern must contain '->'.")
    try:
        unsupported = check_plain(pattern)
        if unsupported is not None:
            raise context.error("NotImplementedError", unsupported)
        compact = letters(pattern)
    except PatternError as error:
        raise refused(context, str(error)) from None
    return context.call(context.look_up("torch.einsum"), (compact, *tensors))


@function("einops.parse_shape", "einops.einops.parse_shape")
def parse_shape(context: Context, x: Value, pattern: Value) -> Value:
    """The sizes of named axes as a dict.

    Source: https://einops.rocks/api/parse_shape/
    """
    tensor = tensor_in(context, x)
    shape = tensor.shape
    try:
        side = parse_side(pattern, allow_underscore=True)
    except PatternError as error:
        raise refused(context, str(error)) from None
    if any(len(group) > 1 for group in side.groups):
        raise context.error("RuntimeError", f"Can't parse shape with composite axes: {pattern} {list(shape)}")
    count = len(shape) - len(side.groups) + 1
    if (side.has_ellipsis and count < 0) or (not side.has_ellipsis and count != 1):
        what = "this" if side.has_ellipsis else "different"
        raise context.error(
            "RuntimeError", f"Can't parse shape with {what} number of dimensions: {pattern} {list(shape)}"
        )
    groups = side.filled(count).groups if side.has_ellipsis else side.groups
    result: dict[str, int] = {}
    for group, size in zip(groups, shape, strict=True):
        axis = group[0] if group else None
        if axis is None and size != 1:
            raise context.error("RuntimeError", f"Length of axis is not 1: {pattern} {list(shape)}")
        if isinstance(axis, Number) and axis.size != size:
            raise context.error("RuntimeError", f"Length of anonymous axis does not match: {pattern} {list(shape)}")
        if isinstance(axis, str) and axis not in {"_", ELLIPSIS}:
            result[axis] = size
    return result


@function("einops.asnumpy", "einops.einops.asnumpy")
def asnumpy(context: Context, tensor: Value) -> Value:
    """The tensor as an array of numpy.

    Source: https://einops.rocks/api/asnumpy/
    """
    return context.call(context.look_up("torch.Tensor.numpy"), (tensor,))


@function("einops._torch_specific.allow_ops_in_compiled_graph")
def allow_ops_in_compiled_graph(context: Context) -> Value:
    """Nothing is compiled."""
    return None
