"""Copies, conversions and the rest that leaves elements where they are: clone, contiguous, to, detach."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import require_tensors, type_name
from flopslint.catalog.torch.devices import device_of
from flopslint.catalog.torch.ops.viewing import (
    Strides,
    channels_last_strides,
    dense_strides,
    kept,
)
from flopslint.core.dtype import (
    BFLOAT16,
    BOOL,
    COMPLEX32,
    COMPLEX64,
    COMPLEX128,
    FLOAT16,
    FLOAT32,
    FLOAT64,
    INT8,
    INT16,
    INT32,
    INT64,
    UINT8,
    DType,
)  # fmt: skip
from flopslint.core.work import Work
from flopslint.values.array import Array
from flopslint.values.array_rounding import convert
from flopslint.values.context import Context
from flopslint.values.tensor import VALUE_LIMIT, Device, Tensor, contiguous_strides, is_contiguous
from flopslint.values.value import Undecided, Unknown, Value

PRESERVE, CONTIGUOUS = "torch.preserve_format", "torch.contiguous_format"
CHANNELS_LAST = {"torch.channels_last": 4, "torch.channels_last_3d": 5}


def laid_out(context: Context, source: Tensor, memory_format: Value) -> Strides | None:
    """Strides of a copy in a memory format.

    Raises:
        Raised: RuntimeError for a format that a tensor of that many dims cannot have.
    """
    if isinstance(memory_format, Unknown):
        return None
    if memory_format is None or memory_format == PRESERVE:
        return dense_strides(source.shape, source.strides)
    if memory_format in CHANNELS_LAST:
        rank = CHANNELS_LAST[memory_format]
        if len(source.shape) != rank:
            raise context.invalid(f"required rank {rank} tensor to use {memory_format[6:]} format")
        return channels_last_strides(source.shape)
    return contiguous_strides(source.shape)


def has_format(context: Context, tensor: Tensor, memory_format: Value) -> bool:
    """Whether the elements lie in the order of a memory format; of unknown strides it is taken that they do."""
    if tensor.strides is None:
        return True
    if memory_format not in CHANNELS_LAST:
        return is_contiguous(tensor.shape, tensor.strides)
    if len(tensor.shape) != CHANNELS_LAST[memory_format]:
        return False
    wanted = channels_last_strides(tensor.shape)
    if 0 in tensor.shape:
        return True
    return all(a == b or dim == 1 for a, b, dim in zip(tensor.strides, wanted, tensor.shape, strict=True))


def _converted(array: Array, old: DType, new: DType) -> Array | None:
    """A copy of values as another type; None where they cannot be followed."""
    if array.is_uniform and array.count > VALUE_LIMIT:
        one = convert(array.first().flat(), old, new)
        return None if one is None else Array.uniform(one[0], array.shape)
    if not array.is_known or array.count > VALUE_LIMIT:
        return None
    values = convert(array.flat(), old, new)
    return None if values is None else Array.of(list(values), array.shape)


def copy_of(
    context: Context, source: Tensor, dtype: DType, memory_format: Value = None, aten: str = "_to_copy"
) -> Tensor:
    """A copy of a tensor as another type and in a memory format."""
    array = None if source.array is None else _converted(source.array, source.dtype, dtype)
    result = context.tensor(source.shape, dtype, array=array)
    result.strides = laid_out(context, source, memory_format)
    result.device = source.device
    context.work(aten, Work(moves=result.count), formula="elements", elements=result.count)
    return result


@op("torch.clone", "torch.Tensor.clone")
def clone(context: Context, input: Value, *, memory_format: Value = None) -> Value:
    """A copy.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.clone.html
    """
    require_tensors(context, "clone", input=input)
    return copy_of(context, input, input.dtype, memory_format, "clone")


@op("torch.Tensor.contiguous")
def contiguous(context: Context, input: Value, memory_format: Value = CONTIGUOUS) -> Value:
    """The tensor itself where its elements lie in order, else a copy.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.contiguous.html
    """
    if memory_format == PRESERVE:
        raise context.invalid("preserve memory format is unsupported by the contiguous operator")
    if has_format(context, input, memory_format) and input.strides is not None:
        return input
    return copy_of(context, input, input.dtype, memory_format, "clone")


@op("torch.Tensor.to")
def to(
    context: Context,
    input: Value,
    *given: Value,
    device: Value = None,
    dtype: Value = None,
    other: Value = None,
    non_blocking: Value = False,
    copy: Value = False,
    memory_format: Value = None,
) -> Value:
    """A tensor of another type, device or memory format; the tensor itself where nothing changes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.to.html
    """
    flags = []
    for value in (*given, other):
        if isinstance(value, Tensor):
            dtype, device = value.dtype, value.device
        elif isinstance(value, DType):
            dtype = value
        elif isinstance(value, bool):
            flags.append(value)
        elif isinstance(value, Unknown):
            raise Undecided(value)
        elif value is not None:
            device = value
    if len(flags) > 1:
        copy = flags[1]
    if isinstance(device, Unknown):
        device = None
    if dtype is not None and not isinstance(dtype, DType):
        raise context.error("TypeError", f"to(): argument 'dtype' must be torch.dtype, not {type_name(context, dtype)}")
    target = input.device if device is None else device_of(context, device)
    return moved(context, input, dtype or input.dtype, target, memory_format, always=context.truth(copy))


def moved(
    context: Context, source: Tensor, dtype: DType, device: Device, memory_format: Value, *, always: bool = False
) -> Tensor:
    """A tensor as another type, on a device, in a memory format; itself where nothing changes."""
    same_format = memory_format in {None, PRESERVE} or has_format(context, source, memory_format)
    if source.dtype is dtype and source.device == device and same_format and not always:
        return source
    result = copy_of(context, source, dtype, memory_format)
    result.device = device
    return result


def _cast(context: Context, source: Tensor, dtype: DType, memory_format: Value) -> Tensor:
    return moved(context, source, dtype, source.device, memory_format)


CASTS: dict[str, DType] = {
    "float": FLOAT32, "double": FLOAT64, "half": FLOAT16, "bfloat16": BFLOAT16, "long": INT64, "int": INT32,
    "short": INT16, "char": INT8, "byte": UINT8, "bool": BOOL, "cfloat": COMPLEX64, "cdouble": COMPLEX128,
    "chalf": COMPLEX32,
}  # fmt: skip


def _register_cast(name: str, dtype: DType) -> None:
    def cast(context: Context, input: Value, memory_format: Value = None) -> Value:
        return _cast(context, input, dtype, memory_format)

    cast.__name__ = name
    cast.__doc__ = f"""The tensor as {dtype.name}.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.{name}.html
    """
    op(f"torch.Tensor.{name}")(cast)


for _name, _dtype in CASTS.items():
    _register_cast(_name, _dtype)


@op("torch.Tensor.type_as")
def type_as(context: Context, input: Value, other: Value) -> Value:
    """The tensor as the type of another.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.type_as.html
    """
    require_tensors(context, "type_as", input=input, other=other)
    return moved(context, input, other.dtype, other.device, None)


@op("torch.Tensor.cpu")
def cpu(context: Context, input: Value, memory_format: Value = None) -> Value:
    """The tensor on the CPU.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.cpu.html
    """
    return moved(context, input, input.dtype, Device(), memory_format)


@op("torch.Tensor.cuda")
def cuda(
    context: Context, input: Value, device: Value = None, non_blocking: Value = False, memory_format: Value = None
) -> Value:
    """The tensor on an accelerator; only its device differs here.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.cuda.html
    """
    target = Device("cuda", 0) if device is None else device_of(context, device, "cuda")
    return moved(context, input, input.dtype, target, memory_format)


@op("torch.detach", "torch.Tensor.detach")
def detach(context: Context, input: Value) -> Value:
    """The same elements without history.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.detach.html
    """
    require_tensors(context, "detach", input=input)
    return kept(context, input)


@op("torch.Tensor.resize_")
def resize_(context: Context, input: Value, *sizes: Value, memory_format: Value = CONTIGUOUS) -> Value:
    """Gives the tensor another shape, in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.resize_.html
    """
    wanted = sizes[0] if len(sizes) == 1 and isinstance(sizes[0], (tuple, list)) else sizes
    fresh = context.tensor(tuple(wanted), input.dtype)
    context.touch(input)
    input.shape, input.strides, input.array = fresh.shape, fresh.strides, None
    return input


@op("torch.Tensor.resize_as_", "torch.resize_as_")
def resize_as_(context: Context, input: Value, the_template: Value, *, memory_format: Value = None) -> Value:
    """Gives the tensor the shape of another, in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.resize_as_.html
    """
    return resize_(context, input, the_template.shape)
