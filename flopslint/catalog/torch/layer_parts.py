"""What constructors of layers are made of: parameters, buffers, tuples of sizes, and checks that an unknown passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flopslint.catalog.entry import function
from flopslint.catalog.torch.arguments import operand
from flopslint.catalog.torch.layer_tables import Uninitialized, is_layer, type_name
from flopslint.core.dtype import INT64, DType
from flopslint.core.gap import GapKind
from flopslint.values.tensor import Device, Tensor
from flopslint.values.value import Instance, Unknown, Value

if TYPE_CHECKING:
    from flopslint.values.context import Context

OUT_OF_RANGE = 1 << 63


def _dim(context: Context, size: tuple[Value, ...], position: int) -> int:
    """One dim of a parameter's shape as a plain int.

    Raises:
        Raised: the TypeError of ``torch.empty`` for anything that is no integer.
    """
    value = size[position]
    if isinstance(value, int):
        return value
    if isinstance(value, Tensor) and not value.dtype.is_floating_point and value.count == 1:
        array = value.array
        if array is not None and array.is_known:
            return int(array.flat()[0])
    given = type_name(context, value)
    if position == 0:
        text = f"(position 1) must be tuple of ints, but found element of type {given} at pos 0"
    else:
        error = f"type must be tuple of ints,but got {given}"
        text = f'failed to unpack the object at pos {position + 1} with error "{error}"'
    raise context.invalid(f"empty(): argument 'size' {text}", exception="TypeError")


def _make(context: Context, size: Value, device: Value, dtype: Value) -> Tensor | Unknown:
    if isinstance(size, Unknown):
        return size
    items = tuple(size) if isinstance(size, tuple | list) else (size,)
    for item in items:
        if isinstance(item, Unknown):
            return item
        if isinstance(item, Tensor) and (item.array is None or not item.array.is_known):
            return context.unknown(GapKind.DATA_DEPENDENT, "a size was computed from the values of a tensor")
    shape = tuple(_dim(context, items, position) for position in range(len(items)))
    if any(dim >= OUT_OF_RANGE for dim in shape):
        raise context.invalid("Storage size calculation overflowed")
    made = context.tensor(shape, dtype if isinstance(dtype, DType) else context.default_dtype)
    if isinstance(device, Device):
        made.device = device
    elif isinstance(device, str):
        kind, _, index = device.partition(":")
        made.device = Device(kind, int(index) if index.isdigit() else None)
    return made


@function("_flopslint.parameter", takes_unknown=True)
def parameter(
    context: Context, size: Value, device: Value = None, dtype: Value = None, requires_grad: Value = True
) -> Tensor | Unknown:
    """``Parameter(torch.empty(size, device=device, dtype=dtype))``; unknown if one of the dims is."""
    made = _make(context, size, device, dtype)
    if isinstance(made, Tensor):
        made.is_parameter = made.is_leaf = True
        made.requires_grad = requires_grad is not False
        made.cls = context.find_class("torch.nn.Parameter")
    return made


@function("_flopslint.buffer", takes_unknown=True)
def buffer(context: Context, size: Value, device: Value = None, dtype: Value = None) -> Tensor | Unknown:
    """``torch.empty(size, device=device, dtype=dtype)``; unknown if one of the dims is."""
    return _make(context, size, device, dtype)


@function("_flopslint.uninitialized", takes_unknown=True)
def uninitialized(context: Context, is_buffer: bool = False) -> Uninitialized:
    """A parameter or buffer whose shape the first call of its lazy layer will give."""
    gap = context.unknown(GapKind.NO_INPUT, "a lazy layer gets its parameters at its first call").gap
    return Uninitialized(gap, is_buffer=is_buffer)


@function("_flopslint.ntuple", takes_unknown=True)
def ntuple(context: Context, value: Value, count: int) -> Value:
    """What torch makes of a size argument: an iterable as a tuple, anything else ``count`` times."""
    if isinstance(value, Unknown):
        return (value,) * count
    if isinstance(value, tuple | list | range) or (isinstance(value, Instance) and value.payload is not None):
        return tuple(context.iterate(value))
    if value is None or isinstance(value, int | float | str):
        return tuple(value) if isinstance(value, str) else (value,) * count
    if isinstance(value, Tensor) and not value.shape:
        return (value,) * count
    if isinstance(value, Instance) and value.cls.find("__iter__") is None:
        return (value,) * count
    return tuple(context.iterate(value))


@function("_flopslint.size_tuple", takes_unknown=True)
def size_tuple(context: Context, value: Value) -> Value:
    """The shape of a normalization: an int as a tuple of one, a sequence as a tuple."""
    if isinstance(value, Unknown):
        return value
    if isinstance(value, int):
        return (value,)
    return tuple(context.iterate(value))


@function("_flopslint.reversed_padding", takes_unknown=True)
def reversed_padding(
    context: Context, padding: Value, dilation: tuple[Value, ...], kernel_size: tuple[Value, ...]
) -> Value:
    """Padding before and after each spatial dim, last dim first, as ``F.pad`` wants it.

    "same" is ``dilation * (kernel - 1)`` in all, the odd element at the end; "valid" is none.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html
    """
    if isinstance(padding, tuple):
        return tuple(size for size in reversed(padding) for _ in range(2))
    if padding != "same":
        return [0] * (2 * len(kernel_size))
    result: list[Value] = []
    for rate, kernel in zip(reversed(dilation), reversed(kernel_size), strict=False):
        if isinstance(rate, Unknown) or isinstance(kernel, Unknown):
            unknown = rate if isinstance(rate, Unknown) else kernel
            result += [unknown, unknown]
        else:
            total = rate * (kernel - 1)
            result += [total // 2, total - total // 2]
    return result


@function("_flopslint.known", takes_unknown=True)
def known(context: Context, *values: Value) -> bool:
    """Whether none of the values is unknown."""
    return not any(isinstance(value, Unknown) for value in values)


@function("_flopslint.is_layer", takes_unknown=True)
def is_layer_or_unknown(context: Context, value: Value) -> bool:
    """Whether a value is a layer, or may be one."""
    return isinstance(value, Unknown) or is_layer(value)


@function("_flopslint.type_name", takes_unknown=True)
def name_of_type(context: Context, value: Value) -> str:
    """``torch.typename``: the name of a value's type as torch's messages give it."""
    return "unknown" if isinstance(value, Unknown) else type_name(context, value)


@function("_flopslint.require", takes_unknown=True)
def require(context: Context, condition: Value, exception: str, message: str | Unknown) -> None:
    """Refuses an argument of a constructor unless the condition holds; an unknown condition passes.

    Raises:
        Raised: ``exception`` with ``message``.
    """
    if not isinstance(condition, Unknown) and not context.truth(condition):
        raise context.invalid(message if isinstance(message, str) else "refused", exception=exception)


@function("_flopslint.require_fit", takes_unknown=True)
def require_fit(
    context: Context,
    condition: Value,
    exception: str,
    message: str | Unknown,
    *,
    fitting: Value = None,
    **operands: Value,
) -> None:
    """Refuses an input whose shape does not fit the layer; an unknown condition passes.

    ``operands`` are the tensors that do not fit, by the names that messages have for them; ``fitting`` is what would.

    Raises:
        Raised: ``exception`` with ``message``.
    """
    if not isinstance(condition, Unknown) and not context.truth(condition):
        raise context.misfit(
            message if isinstance(message, str) else "refused",
            *(operand(name, tensor) for name, tensor in operands.items() if isinstance(tensor, Tensor)),
            fitting=fitting if isinstance(fitting, str) else None,
            exception=exception,
        )


@function("_flopslint.padding", takes_unknown=True)
def padding_of(context: Context, padding: Value, count: int) -> Value:
    """The padding of a convolution: a word as it is, numbers as a tuple."""
    return padding if isinstance(padding, str) else ntuple(context, padding, count)


PADDING_MODES = ("zeros", "reflect", "replicate", "circular")


@function("_flopslint.check_convolution", takes_unknown=True)
def check_convolution(
    context: Context,
    in_channels: Value,
    out_channels: Value,
    stride: Value,
    padding: Value,
    groups: Value,
    padding_mode: Value,
) -> None:
    """Refuses what the constructors of convolutions refuse; what is unknown passes.

    Raises:
        Raised: ValueError.
    """
    if isinstance(groups, int) and groups <= 0:
        raise context.invalid("groups must be a positive integer", exception="ValueError")
    for name, channels in (("in_channels", in_channels), ("out_channels", out_channels)):
        if not isinstance(channels, Unknown) and not isinstance(groups, Unknown):
            rest = context.binary("%", channels, groups)
            if not isinstance(rest, Unknown) and context.truth(rest):
                raise context.invalid(f"{name} must be divisible by groups", exception="ValueError")
    if isinstance(padding, str):
        if padding not in {"same", "valid"}:
            text = f"Invalid padding string {padding!r}, should be one of {{'valid', 'same'}}"
            raise context.invalid(text, exception="ValueError")
        if padding == "same" and any(isinstance(step, int) and step != 1 for step in stride):
            raise context.invalid("padding='same' is not supported for strided convolutions", exception="ValueError")
    if isinstance(padding_mode, str) and padding_mode not in PADDING_MODES:
        listed = ", ".join(f"'{mode}'" for mode in PADDING_MODES)
        text = f"padding_mode must be one of {{{listed}}}, but got padding_mode='{padding_mode}'"
        raise context.invalid(text, exception="ValueError")


@function("_flopslint.counter", takes_unknown=True)
def counter(context: Context, device: Value = None) -> Tensor | Unknown:
    """The count of batches seen so far: an int64 without dims."""
    return _make(context, (), device, INT64)


@function("_flopslint.check_unflatten", takes_unknown=True)
def check_unflatten(context: Context, dim: Value, unflattened_size: Value) -> None:
    """Refuses what ``Unflatten`` refuses; what is unknown passes.

    Raises:
        Raised: TypeError.
    """
    if isinstance(unflattened_size, Unknown):
        return
    if not isinstance(unflattened_size, tuple | list):
        given = type_name(context, unflattened_size)
        text = f"unflattened_size must be a tuple of ints, but found type {given}"
        raise context.invalid(text, exception="TypeError")
    for position, item in enumerate(unflattened_size):
        if not isinstance(item, int | Unknown):
            text = f"unflattened_size must be tuple of ints, but found element of type {type_name(context, item)}"
            raise context.invalid(f"{text} at pos {position}", exception="TypeError")


@function("_flopslint.parameter_of", takes_unknown=True)
def parameter_of(context: Context, data: Value, requires_grad: Value = True) -> Tensor | Unknown:
    """``Parameter(data, requires_grad)``; data that is one already stays the same object of the program."""
    if isinstance(data, Unknown):
        return data
    if not isinstance(data, Tensor):
        given = type_name(context, data)
        raise context.invalid(f"a parameter is made of a tensor, not of {given}", exception="TypeError")
    made = context.tensor(data.shape, data.dtype, array=data.array, strides=data.strides)
    made.is_parameter = made.is_leaf = True
    made.requires_grad = requires_grad is not False
    made.device = data.device
    made.cls = context.find_class("torch.nn.Parameter")
    return made


@function("_flopslint.both", takes_unknown=True)
def both(context: Context, first: Value, second: Value) -> Value:
    """``first and second`` without a branch: unknown only where the known one leaves it open."""
    for value in (first, second):
        if not isinstance(value, Unknown) and not context.truth(value):
            return False
    return first if isinstance(first, Unknown) else second


@function("_flopslint.data_dependent")
def data_dependent(context: Context, reason: str) -> Unknown:
    """An unknown that rests on the values of an input."""
    return context.unknown(GapKind.DATA_DEPENDENT, reason)


@function("_flopslint.is_tensor", takes_unknown=True)
def is_tensor(context: Context, value: Value) -> bool:
    """Whether a value is a tensor, or not known."""
    return isinstance(value, Tensor | Unknown)


@function("_flopslint.is_parameter", takes_unknown=True)
def is_parameter_or_unknown(context: Context, value: Value) -> bool:
    """Whether a value is a parameter, or not known."""
    return isinstance(value, Unknown) or (isinstance(value, Tensor) and value.is_parameter)


@function("_flopslint.is_none", takes_unknown=True)
def is_none(context: Context, value: Value) -> bool:
    """Whether a value is known to be None."""
    return value is None


@function("_flopslint.keep", takes_unknown=True)
def keep(context: Context, self: Instance, /, **attributes: Value) -> None:
    """Sets arguments of a constructor as plain attributes: they are no layers, so an unknown one taints nothing."""
    context.touch(self.attributes)
    for name, value in attributes.items():
        if self.cls.find(name) is None:
            self.attributes[name] = value
        else:
            context.default_set_attribute(self, name, value)


@function("_flopslint.figure", takes_unknown=True)
def figure(context: Context, value: Value, instead: Value) -> Value:
    """A number that decides neither shape nor work (a slope, a rate): ``instead`` where it is not known."""
    return instead if isinstance(value, Unknown) else value
