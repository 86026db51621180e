"""Tensors of one value: zeros, ones, full, empty, and their ``_like`` and ``new_`` forms.

Source: https://docs.pytorch.org/docs/stable/torch.html#creation-ops
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import integer, known, require_tensors, type_name
from flopslint.catalog.torch.ops.elementwise import number_in, number_type, put_in
from flopslint.catalog.torch.ops.pointwise import describe
from flopslint.catalog.torch.ops.viewing import dense_strides
from flopslint.core.dtype import BOOL, COMPLEX64, COMPLEX128, FLOAT64, INT64, DType
from flopslint.core.gap import GapKind
from flopslint.formulas.algebra import product
from flopslint.values.array import Array
from flopslint.values.array_rounding import ValueLost, rounding
from flopslint.values.context import Context, Raised
from flopslint.values.tensor import VALUE_LIMIT, Device, Tensor
from flopslint.values.value import MISSING, Class, Instance, Undecided, Value

HOST_TYPES: dict[type, DType] = {bool: BOOL, int: INT64, float: FLOAT64, complex: COMPLEX128}


def dtype_in(context: Context, function: str, value: Value, default: DType) -> DType:
    """A ``dtype=`` argument: an element type, or one of Python's number classes.

    Raises:
        Undecided: if it is not known.
        Raised: the program's TypeError for anything else.
    """
    if value is None:
        return default
    value = known(value)
    if isinstance(value, DType):
        return value
    if isinstance(value, Class) and value.host in HOST_TYPES:
        return HOST_TYPES[value.host]
    kind = type_name(context, value)
    raise context.error("TypeError", f"{function}(): argument 'dtype' must be torch.dtype, not {kind}")


def device_in(value: Value, default: Device) -> Device:
    """A ``device=`` argument; what is not understood is the default."""
    if isinstance(value, Device):
        return value
    if isinstance(value, str):
        name, _, index = value.partition(":")
        return Device(name, int(index) if index.isdigit() else None)
    return default


def shape_in(context: Context, function: str, given: tuple[Value, ...], keyword: Value = MISSING) -> tuple[int, ...]:
    """Sizes given one by one, as one sequence, or by keyword.

    Raises:
        Undecided: for a size that is not known.
        Raised: the program's TypeError for what is no size.
    """
    if keyword is not MISSING:
        if given:
            raise context.error("TypeError", f"{function}() got multiple values for argument 'size'")
        given = (keyword,)
    items = given
    if len(given) == 1:
        only = payload_of(known(given[0]))
        if isinstance(only, (tuple, list)):
            items = tuple(only)
        elif not _is_size(only):
            raise _no_size(context, function, only)
    for place, item in enumerate(items, 1):
        if not _is_size(payload_of(known(item))):
            kind = type_name(context, item)
            raise context.error(
                "TypeError",
                f"{function}(): argument 'size' failed to unpack the object at pos {place} with error \"type must be "
                f'tuple of ints,but got {kind}"',
            )
    return tuple(integer(context, item, function, "size") for item in items)


def sequence_in(context: Context, function: str, size: Value) -> tuple[int, ...]:
    """Sizes that must be given as one sequence.

    Raises:
        Undecided: for a size that is not known.
        Raised: the program's TypeError for what is no sequence of sizes.
    """
    plain = payload_of(known(size))
    if not isinstance(plain, (tuple, list)):
        raise _no_size(context, function, plain)
    return shape_in(context, function, (size,))


def _is_size(value: Value) -> bool:
    if isinstance(value, Tensor):
        return value.count == 1 and value.dtype.category <= INT64.category
    return isinstance(value, int)


def _no_size(context: Context, function: str, value: Value) -> Raised:
    kind = type_name(context, value)
    return context.error("TypeError", f"{function}(): argument 'size' (position 1) must be tuple of ints, not {kind}")


def scalar_in(context: Context, function: str, name: str, value: Value) -> Any:
    """A number argument, which a tensor of one known element may be.

    Raises:
        Undecided: if it is not known.
        Raised: the program's TypeError for anything else.
    """
    number = number_in(known(value))
    if number is not None:
        return number
    if isinstance(value, Tensor) and value.count == 1:
        if value.array is None or not value.array.is_known:
            raise Undecided(context.unknown(GapKind.DATA_DEPENDENT, f"the value of the tensor given as '{name}'"))
        return value.array.flat()[0]
    kind = type_name(context, value)
    raise context.error("TypeError", f"{function}(): argument '{name}' must be Number, not {kind}")


def made(
    context: Context,
    shape: tuple[int, ...],
    dtype: DType,
    *,
    array: Array | None = None,
    strides: tuple[int, ...] | None = None,
    device: Value = None,
    requires_grad: Value = False,
    near: Tensor | None = None,
    out: Value = None,
) -> Tensor:
    """A new tensor with the options that all ways to create one share; ``near`` gives the default of the device.

    Raises:
        Raised: the program's RuntimeError for a negative dim.
    """
    result = context.tensor(shape, dtype, array=array, strides=strides)
    result.device = device_in(device, near.device if near is not None else result.device)
    if requires_grad is not False and context.truth(requires_grad):
        if not (dtype.is_floating_point or dtype.is_complex):
            raise context.error(
                "RuntimeError", "Only Tensors of floating point and complex dtype can require gradients"
            )
        result.requires_grad = True
        result.is_leaf = True
    return result if out is None else put_in(context, result, out)


def constant_array(shape: tuple[int, ...], value: Any, dtype: DType) -> Array | None:
    """The array of a tensor of one value; None if that cannot be followed."""
    if min(shape, default=0) < 0:
        return None
    count = product(shape)
    to_dtype = rounding(dtype)
    if to_dtype is None:
        return None
    try:
        if count > VALUE_LIMIT:
            return Array.uniform(to_dtype(value), shape)
        return Array.of([to_dtype(value)] * count, shape)
    except ValueLost:
        return None


def lost_array(shape: tuple[int, ...]) -> Array | None:
    """The array of a tensor whose values are not known but may be written; None if it is too large to be followed."""
    return Array.lost(shape) if min(shape, default=0) >= 0 and product(shape) <= VALUE_LIMIT else None


def filled(context: Context, shape: tuple[int, ...], value: Any, dtype: DType, **options: Any) -> Tensor:
    """A new tensor of one value; ``value`` is None where the content is not known."""
    array = lost_array(shape) if value is None else constant_array(shape, value, dtype)
    return made(context, shape, dtype, array=array, **options)


def register_filled(name: str, value: Any) -> None:
    """Makes ``torch.zeros`` and the like; ``value`` is None where the content is not known."""
    content = "values that are not known" if value is None else f"the value {value}"
    _register(_plain(name, value), f"torch.{name}", f"A tensor of {content}.")
    _register(_like(f"{name}_like", value), f"torch.{name}_like", f"A tensor of {content} as large as another.")
    _register(_new(f"new_{name}", value), f"torch.Tensor.new_{name}", f"A tensor of {content} with another's type.")


def _plain(name: str, value: Any) -> Callable[..., Value]:
    def function(
        context: Context,
        *size_given: Value,
        size: Value = MISSING,
        out: Value = None,
        dtype: Value = None,
        layout: Value = None,
        device: Value = None,
        requires_grad: Value = False,
        pin_memory: Value = False,
        names: Value = None,
        memory_format: Value = None,
    ) -> Value:
        kind = dtype_in(context, name, dtype, context.default_dtype)
        shape = shape_in(context, name, size_given, size)
        return filled(context, shape, value, kind, device=device, requires_grad=requires_grad, out=out)

    return function


def _like(name: str, value: Any) -> Callable[..., Value]:
    def like(
        context: Context,
        input: Value,
        *,
        dtype: Value = None,
        layout: Value = None,
        device: Value = None,
        requires_grad: Value = False,
        pin_memory: Value = False,
        memory_format: Value = None,
    ) -> Value:
        require_tensors(context, name, input=input)
        return alike(context, name, input, value, dtype, device, requires_grad)

    return like


def _new(name: str, value: Any) -> Callable[..., Value]:
    def new(
        context: Context,
        input: Value,
        *size_given: Value,
        size: Value = MISSING,
        dtype: Value = None,
        layout: Value = None,
        device: Value = None,
        requires_grad: Value = False,
        pin_memory: Value = False,
    ) -> Value:
        kind = dtype_in(context, name, dtype, input.dtype)
        shape = shape_in(context, name, size_given, size)
        return filled(context, shape, value, kind, device=device, requires_grad=requires_grad, near=input)

    return new


def _register(entry: Callable[..., Value], name: str, summary: str) -> None:
    describe(entry, name, summary)
    op(name)(entry)


def alike(
    context: Context,
    function: str,
    input: Tensor,
    value: Any,
    dtype: Value = None,
    device: Value = None,
    requires_grad: Value = False,
) -> Tensor:
    """A tensor of one value (None: not known) with the shape, layout and, unless given, type of another."""
    kind = dtype_in(context, function, dtype, input.dtype)
    strides = dense_strides(input.shape, input.strides)
    result = filled(
        context, input.shape, value, kind, strides=strides, device=device, requires_grad=requires_grad, near=input
    )
    if strides is None:
        result.strides = None
    return result


register_filled("zeros", 0)
register_filled("ones", 1)
register_filled("empty", None)


def _full_type(context: Context, function: str, dtype: Value, value: Any) -> DType:
    default = context.default_dtype
    inferred = number_type(value, default)
    return dtype_in(context, function, dtype, inferred)


@op("torch.full")
def full(
    context: Context,
    size: Value,
    fill_value: Value,
    *,
    out: Value = None,
    dtype: Value = None,
    layout: Value = None,
    device: Value = None,
    requires_grad: Value = False,
    pin_memory: Value = False,
    names: Value = None,
) -> Value:
    """A tensor of a given value, by which its type goes unless given.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.full.html
    """
    shape = sequence_in(context, "full", size)
    number, kind = _fill(context, "full", fill_value, dtype)
    return filled(context, shape, number, kind, device=device, requires_grad=requires_grad, out=out)


def _fill(context: Context, function: str, fill_value: Value, dtype: Value) -> tuple[Any, DType]:
    """The value and the type; the value is None where it is not known but the type is."""
    if isinstance(fill_value, Tensor) and (fill_value.array is None or not fill_value.array.is_known):
        kind = fill_value.dtype if fill_value.dtype.category < FLOAT64.category else context.default_dtype
        kind = COMPLEX64 if fill_value.dtype.is_complex else kind
        return None, dtype_in(context, function, dtype, kind)
    number = scalar_in(context, function, "fill_value", fill_value)
    return number, _full_type(context, function, dtype, number)


@op("torch.full_like")
def full_like(
    context: Context,
    input: Value,
    fill_value: Value,
    *,
    dtype: Value = None,
    layout: Value = None,
    device: Value = None,
    requires_grad: Value = False,
    pin_memory: Value = False,
    memory_format: Value = None,
) -> Value:
    """A tensor of a given value with the shape and type of another.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.full_like.html
    """
    require_tensors(context, "full_like", input=input)
    number, _ = _fill(context, "full_like", fill_value, None)
    return alike(context, "full_like", input, number, dtype, device, requires_grad)


@op("torch.Tensor.new_full")
def new_full(
    context: Context,
    input: Value,
    size: Value,
    fill_value: Value,
    *,
    dtype: Value = None,
    layout: Value = None,
    device: Value = None,
    requires_grad: Value = False,
    pin_memory: Value = False,
) -> Value:
    """A tensor of a given value with the type of another.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.new_full.html
    """
    number, _ = _fill(context, "new_full", fill_value, None)
    kind = dtype_in(context, "new_full", dtype, input.dtype)
    shape = sequence_in(context, "new_full", size)
    return filled(context, shape, number, kind, device=device, requires_grad=requires_grad, near=input)


def payload_of(value: Value) -> Value:
    """The plain data that a value is or holds."""
    return value.payload if isinstance(value, Instance) else value
