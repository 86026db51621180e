"""Tensors from the program's own data: nested sequences, numbers, other tensors and arrays.

Source: https://docs.pytorch.org/docs/stable/generated/torch.tensor.html
"""

from __future__ import annotations

from collections import deque
from typing import Any

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import brackets, known, operand, require_tensors, type_name
from flopslint.catalog.torch.ops.creation import dtype_in, filled, made, payload_of, scalar_in
from flopslint.catalog.torch.ops.elementwise import common_shape, number_in, number_type, write
from flopslint.catalog.torch.ops.viewing import sizes
from flopslint.core.dtype import BOOL, FLOAT_CATEGORY, DType, promote
from flopslint.formulas.algebra import product
from flopslint.values.array import Array
from flopslint.values.array_rounding import ValueLost, convert, largest, rounding, smallest
from flopslint.values.context import Context
from flopslint.values.tensor import VALUE_LIMIT, Tensor
from flopslint.values.value import Undecided, Unknown, Value

SEQUENCES = (list, tuple, range, deque)


class Gathered:
    """What was found in nested data: its shape, a type that holds all of it, and its elements.

    ``elements`` is None once one of them is not known or there are too many; ``unknown`` is the first that is not.
    """

    def __init__(self) -> None:
        self.shape: tuple[int, ...] = ()
        self.dtype: DType | None = None
        self.elements: list[Any] | None = []
        self.unknown: Unknown | None = None

    def take(self, dtype: DType, values: list[Any] | None) -> None:
        """Adds elements of a type."""
        self.dtype = dtype if self.dtype is None else promote(self.dtype, dtype)
        if values is None or (self.elements is not None and len(self.elements) + len(values) > VALUE_LIMIT):
            self.elements = None
        elif self.elements is not None:
            self.elements.extend(values)


def gather(context: Context, data: Value) -> Gathered:
    """Walks nested data.

    Raises:
        Undecided: if its shape or its type is not known.
        Raised: the program's ValueError if rows differ in length, its TypeError for what is no number.
    """
    found = Gathered()
    found.shape = _shape_of(context, data)
    _collect(context, data, found.shape, 0, found)
    if found.unknown is not None and (found.dtype is None or found.dtype.category < FLOAT_CATEGORY):
        raise Undecided(found.unknown)
    return found


def _shape_of(context: Context, data: Value) -> tuple[int, ...]:
    shape: list[int] = []
    while True:
        data = payload_of(known(data))
        if isinstance(data, Tensor):
            return tuple(shape) if shape and _is_single(data) else (*shape, *data.shape)
        if not isinstance(data, SEQUENCES):
            return tuple(shape)
        for item in data:
            if isinstance(item, Unknown) and item.rest:
                raise Undecided(item)
        shape.append(len(data))
        if not data:
            return tuple(shape)
        data = next((item for item in data if not isinstance(item, Unknown)), data[0])


def _is_single(data: Tensor) -> bool:
    """Whether a tensor in a list stands for a number."""
    return data.count == 1 and not is_ndarray(data)


def _collect(context: Context, data: Value, shape: tuple[int, ...], depth: int, found: Gathered) -> None:
    if isinstance(data, Unknown):
        found.unknown = data if found.unknown is None else found.unknown
        found.elements = None
        return
    data = payload_of(data)
    if isinstance(data, Tensor):
        if (depth and not is_ndarray(data) and data.count != 1) or data.count != product(shape[depth:]):
            raise context.error("ValueError", "only one element tensors can be converted to Python scalars")
        values = data.array.flat() if data.array is not None and data.array.is_known else None
        found.take(data.dtype, values)
        return
    if depth == len(shape):
        _collect_number(context, data, depth, found)
        return
    if not isinstance(data, SEQUENCES):
        raise context.error("TypeError", f"not a sequence: {type_name(context, data)}")
    if len(data) != shape[depth]:
        raise context.error(
            "ValueError", f"expected sequence of length {shape[depth]} at dim {depth} (got {len(data)})"
        )
    for item in data:
        _collect(context, item, shape, depth + 1, found)


def _collect_number(context: Context, data: Value, depth: int, found: Gathered) -> None:
    number = number_in(data)
    if number is not None:
        found.take(number_type(number, context.default_dtype), [number])
        return
    kind = type_name(context, data)
    if isinstance(data, str):
        message = f"new(): invalid data type '{kind}'" if depth == 0 else f"too many dimensions '{kind}'"
        raise context.error("TypeError" if depth == 0 else "ValueError", message)
    raise context.error("RuntimeError", f"Could not infer dtype of {kind}")


def tensor_of(
    context: Context, function: str, data: Value, dtype: Value, own: DType | None = None, **options: Any
) -> Tensor:
    """A new tensor with a copy of data; ``own`` is its type unless ``dtype`` is given or it goes by the data."""
    found = gather(context, data)
    natural = own or found.dtype or context.default_dtype
    kind = dtype_in(context, function, dtype, natural)
    to_kind = rounding(kind)
    array = None
    if found.elements is not None and not kind.is_floating_point and not kind.is_complex:
        _check_range(context, found.elements, kind)
    if found.elements is not None and to_kind is not None and product(found.shape) <= VALUE_LIMIT:
        try:
            array = Array.of([_element(value, kind, to_kind) for value in found.elements], found.shape)
        except ValueLost:
            array = None
    return made(context, found.shape, kind, array=array, **options)


def _check_range(context: Context, elements: list[Any], kind: DType) -> None:
    """Says that integers can hold the numbers given; negative ones may wrap around to unsigned.

    Raises:
        Raised: the program's RuntimeError if they cannot.
    """
    if kind is BOOL:
        return
    high = largest(kind)
    low = smallest(kind) or -high
    if any(isinstance(value, (int, float)) and (value > high or value < low) for value in elements):
        raise context.error("RuntimeError", f"value cannot be converted to type {kind.name} without overflow")


def _element(value: Any, kind: DType, to_kind: Any) -> Any:
    if isinstance(value, complex) and not kind.is_complex:
        value = value.real
    return to_kind(value)


@op("torch.tensor")
def tensor(
    context: Context,
    data: Value,
    *,
    dtype: Value = None,
    device: Value = None,
    requires_grad: Value = False,
    pin_memory: Value = False,
    names: Value = None,
) -> Value:
    """A tensor with a copy of the data.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.tensor.html
    """
    return tensor_of(context, "tensor", data, dtype, device=device, requires_grad=requires_grad)


@op("torch.Tensor.new_tensor")
def new_tensor(
    context: Context,
    input: Value,
    data: Value,
    *,
    dtype: Value = None,
    device: Value = None,
    requires_grad: Value = False,
    layout: Value = None,
    pin_memory: Value = False,
) -> Value:
    """A tensor with a copy of the data and the type of another.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.new_tensor.html
    """
    return tensor_of(
        context, "new_tensor", data, dtype, input.dtype, device=device, requires_grad=requires_grad, near=input
    )


@op("torch.as_tensor")
def as_tensor(context: Context, data: Value, dtype: Value = None, device: Value = None) -> Value:
    """The data as a tensor, sharing memory where it can.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.as_tensor.html
    """
    return shared(context, "as_tensor", data, dtype, device)


@op("torch.asarray")
def asarray(
    context: Context,
    obj: Value,
    *,
    dtype: Value = None,
    device: Value = None,
    copy: Value = None,
    requires_grad: Value = False,
) -> Value:
    """The data as a tensor, sharing memory where it can and ``copy`` does not say otherwise.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.asarray.html
    """
    if copy is True:
        return tensor_of(context, "asarray", obj, dtype, device=device, requires_grad=requires_grad)
    return shared(context, "asarray", obj, dtype, device)


def shared(context: Context, function: str, data: Value, dtype: Value, device: Value = None) -> Tensor:
    """A tensor over the same elements where data is a tensor or an array of the same type, else a copy."""
    if not isinstance(data, Tensor):
        return tensor_of(context, function, data, dtype, device=device)
    kind = dtype_in(context, function, dtype, data.dtype)
    if kind is data.dtype and not is_ndarray(data):
        return data
    if kind is data.dtype:
        return over(context, data)
    return tensor_of(context, function, data, kind, device=device, near=data)


def is_ndarray(value: Value) -> bool:
    """Whether a tensor value is an array of numpy."""
    return isinstance(value, Tensor) and value.cls is not None and value.cls.dotted_name == "numpy.ndarray"


def over(context: Context, source: Tensor) -> Tensor:
    """A plain tensor over the elements of an array, sharing them."""
    result = context.tensor(source.shape, source.dtype, array=source.array, strides=source.strides, base=source)
    if source.strides is None:
        result.strides = None
    return result


@op("torch.from_numpy")
def from_numpy(context: Context, ndarray: Value) -> Value:
    """An array as a tensor over the same elements.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.from_numpy.html
    """
    if not is_ndarray(known(ndarray)):
        kind = type_name(context, ndarray)
        raise context.error("TypeError", f"expected np.ndarray (got {kind})")
    return over(context, ndarray)


@op("torch.scalar_tensor")
def scalar_tensor(
    context: Context,
    s: Value,
    *,
    dtype: Value = None,
    layout: Value = None,
    device: Value = None,
    pin_memory: Value = False,
    requires_grad: Value = False,
) -> Value:
    """A tensor without dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.tensor.html
    """
    kind = dtype_in(context, "scalar_tensor", dtype, context.default_dtype)
    number = scalar_in(context, "scalar_tensor", "s", s)
    if isinstance(number, complex) and not kind.is_complex:
        raise context.error("RuntimeError", f"value cannot be converted to type {kind.name} without overflow")
    return filled(context, (), number, kind, device=device, requires_grad=requires_grad)


def legacy_tensor(context: Context, dtype: DType, arguments: tuple[Value, ...]) -> Tensor:
    """What the constructors ``torch.Tensor``, ``torch.FloatTensor`` and the like make: of sizes, or of data.

    Source: https://docs.pytorch.org/docs/stable/tensors.html#torch.Tensor
    """
    if not arguments:
        return made(context, (0,), dtype, array=Array.of([], (0,)))
    first = payload_of(known(arguments[0]))
    if len(arguments) == 1 and type(first).__name__ == "Size":
        return filled(context, tuple(first), None, dtype)
    if len(arguments) == 1 and isinstance(first, (*SEQUENCES, Tensor)):
        if isinstance(first, Tensor) and first.dtype is dtype and not is_ndarray(first):
            return over(context, first)
        return tensor_of(context, "new", first, dtype)
    return filled(context, sizes(context, "new", arguments), None, dtype)


@op("torch.Tensor.new")
def new(context: Context, input: Value, *arguments: Value, size: Value = None, device: Value = None) -> Value:
    """The deprecated constructor of tensors of the same type.

    Source: https://docs.pytorch.org/docs/stable/tensors.html#torch.Tensor
    """
    if size is not None:
        return filled(context, sizes(context, "new", (), size), None, input.dtype, near=input)
    return legacy_tensor(context, input.dtype, arguments)


@op("torch.frombuffer")
def frombuffer(
    context: Context,
    buffer: Value,
    *,
    dtype: Value,
    count: Value = -1,
    offset: Value = 0,
    requires_grad: Value = False,
) -> Value:
    """Bytes as elements of a type.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.frombuffer.html
    """
    kind = dtype_in(context, "frombuffer", dtype, context.default_dtype)
    data = payload_of(known(buffer))
    if not isinstance(data, (bytes, bytearray)):
        kind_given = type_name(context, buffer)
        raise context.error("ValueError", f"the object does not implement Python buffer protocol: {kind_given}")
    length = count if isinstance(count, int) and count >= 0 else (len(data) - offset) // kind.size
    return filled(context, (length,), None, kind, requires_grad=requires_grad)


@op("torch.Tensor.copy_")
def copy_(context: Context, input: Value, src: Value, non_blocking: Value = False) -> Value:
    """Writes another tensor's elements over this one's.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.copy_.html
    """
    require_tensors(context, "copy_", input=input, src=src)
    copy_into(context, input, src)
    return input


def copy_into(context: Context, target: Tensor, source: Tensor) -> None:
    """Writes elements over those of a tensor, broadcast and converted to its type.

    Raises:
        Raised: the program's RuntimeError for shapes that do not fit.
    """
    shape = common_shape(context, (target, source))
    if shape != target.shape:
        raise context.misfit(
            f"output with shape {brackets(target.shape)} doesn't match the broadcast shape {brackets(shape)}",
            operand("self", target),
            operand("src", source),
        )
    write(context, target, source.array, source.dtype)


def converted(context: Context, source: Tensor, dtype: DType) -> Array | None:
    """The values of a tensor as elements of another type; None where they are not known."""
    if source.array is None or not source.array.is_known:
        return None
    flat = convert(source.array.flat(), source.dtype, dtype)
    return None if flat is None else Array.of(flat, source.shape)
