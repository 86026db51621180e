"""Reading the arguments of an op as torch's own parser does, and words for its messages."""

from __future__ import annotations

from collections.abc import Sequence

from flopslint.core.conflict import Operand
from flopslint.core.dtype import DType
from flopslint.core.gap import GapKind
from flopslint.formulas.algebra import Misfit, broadcast, broadcasts_to, joined
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Instance, Undecided, Unknown, Value

SCALAR_TYPES = {
    "bool": "Bool", "uint8": "Byte", "int8": "Char", "int16": "Short", "int32": "Int", "int64": "Long",
    "float16": "Half", "bfloat16": "BFloat16", "float32": "Float", "float64": "Double", "complex32": "ComplexHalf",
    "complex64": "ComplexFloat", "complex128": "ComplexDouble", "uint16": "UInt16", "uint32": "UInt32",
    "uint64": "UInt64",
}  # fmt: skip
"""What torch's messages call element types."""


def brackets(shape: Sequence[int]) -> str:
    """A shape as torch's messages write it: ``[2, 3]``."""
    return f"[{joined(shape)}]"


C_TYPES = {
    "bool": "bool", "uint8": "unsigned char", "int8": "signed char", "int16": "short", "int32": "int",
    "int64": "long int", "float16": "c10::Half", "bfloat16": "c10::BFloat16", "float32": "float", "float64": "double",
    "complex64": "c10::complex<float>", "complex128": "c10::complex<double>",
}  # fmt: skip
"""What some of torch's messages call them instead."""


def c_type(dtype: DType) -> str:
    """The name of an element type in C++: "double", "long int"."""
    return C_TYPES.get(dtype.name, dtype.name)


def size_text(shape: Sequence[int]) -> str:
    """A shape as ``torch.Size([2, 3])``."""
    return f"torch.Size({brackets(shape)})"


def scalar_type(dtype: DType) -> str:
    """The name of an element type in messages: "Float", "Long"."""
    return SCALAR_TYPES.get(dtype.name, dtype.name)


def operand(name: str, tensor: Tensor) -> Operand:
    """One side of a conflict: a tensor, its shape, and where it was made."""
    made_at = tensor.made_at.span if tensor.made_at is not None else None
    return Operand(name=name, description=brackets(tensor.shape), made_at=made_at, site=tensor.made_at)


def require_tensors(context: Context, function: str, **arguments: Value) -> None:
    """Says that each of these arguments is a tensor; give them in the order of the signature.

    Raises:
        Raised: the program's TypeError, in torch's words, for the first that is not.
    """
    for position, (name, value) in enumerate(arguments.items(), 1):
        if not isinstance(value, Tensor):
            known(value)
            kind = type_name(context, value)
            raise context.error(
                "TypeError", f"{function}(): argument '{name}' (position {position}) must be Tensor, not {kind}"
            )


def known(value: Value) -> Value:
    """The value itself, if it is known.

    Raises:
        Undecided: if it is not.
    """
    if isinstance(value, Unknown):
        raise Undecided(value)
    return value


def type_name(context: Context, value: Value) -> str:
    """The name of a value's class."""
    return "NoneType" if value is None else context.type_of(value).name


def integer(context: Context, value: Value, function: str, name: str) -> int:
    """An ``int`` argument: an int, or a tensor of one known integer.

    Raises:
        Undecided: for an integer that is not known.
        Raised: the program's TypeError for anything else.
    """
    value = known(value)
    if isinstance(value, Instance) and isinstance(value.payload, int):
        value = value.payload
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, Tensor) and value.count == 1 and not (value.dtype.is_floating_point or value.dtype.is_complex):
        if value.array is None or not value.array.is_known:
            raise Undecided(context.unknown(GapKind.DATA_DEPENDENT, f"the value of the tensor given as '{name}'"))
        item: int = value.array.flat()[0]
        return item
    kind = type_name(context, value)
    raise context.error("TypeError", f"{function}(): argument '{name}' must be int, not {kind}")


def integers(context: Context, value: Value, function: str, name: str) -> tuple[int, ...]:
    """A tuple of ints argument; a single int is a tuple of one.

    Raises:
        Undecided: for an integer that is not known.
        Raised: the program's TypeError for anything else.
    """
    value = known(value)
    if isinstance(value, Instance) and isinstance(value.payload, (tuple, list)):
        value = value.payload
    if isinstance(value, (tuple, list)):
        for item in value:
            if isinstance(known(item), (float, str)):
                kind = type_name(context, item)
                message = f"{function}(): argument '{name}' must be tuple of ints, but found element of type {kind}"
                raise context.error("TypeError", message)
        return tuple(integer(context, item, function, name) for item in value)
    return (integer(context, value, function, name),)


def per_axis(context: Context, value: Value, axes: int, function: str, name: str) -> tuple[int, ...]:
    """An int, or as many ints as there are axes: one figure for each.

    Raises:
        Raised: the program's RuntimeError for another number of them.
    """
    figures = integers(context, value, function, name)
    if len(figures) == 1:
        return figures * axes
    if len(figures) != axes:
        raise context.invalid(
            f"{function}(): argument '{name}' must be an int or a tuple of {axes} ints, but got {brackets(figures)}"
        )
    return figures


def broadcast_tensors(context: Context, **tensors: Tensor) -> tuple[int, ...]:
    """The shape that tensors broadcast to.

    Raises:
        Raised: the program's RuntimeError, naming the two dims, if they do not fit.
    """
    shape: tuple[int, ...] = ()
    for tensor in tensors.values():
        try:
            merged = broadcast(shape, tensor.shape)
        except Misfit as misfit:
            axis = max(len(shape), len(tensor.shape)) + misfit.axis
            raise context.misfit(
                f"The size of tensor a ({misfit.first}) must match the size of tensor b ({misfit.second}) at "
                f"non-singleton dimension {axis}",
                *(operand(label, each) for label, each in tensors.items()),
            ) from None
        shape = merged
    return shape


def check_expands(context: Context, tensor: Tensor, name: str, target: tuple[int, ...]) -> None:
    """Says that a tensor can be expanded to a shape.

    Raises:
        Raised: the program's RuntimeError if it cannot.
    """
    if broadcasts_to(tensor.shape, target):
        return
    if len(tensor.shape) > len(target):
        message = (
            f"expand(torch.{scalar_type(tensor.dtype)}Tensor{{{brackets(tensor.shape)}}}, size={brackets(target)}): "
            f"the number of sizes provided ({len(target)}) must be greater or equal to the number of dimensions in the "
            f"tensor ({len(tensor.shape)})"
        )
    else:
        offset = len(target) - len(tensor.shape)
        axis = max(i for i in range(len(tensor.shape)) if tensor.shape[i] not in {1, target[i + offset]})
        message = (
            f"The expanded size of the tensor ({target[axis + offset]}) must match the existing size "
            f"({tensor.shape[axis]}) at non-singleton dimension {axis + offset}.  Target sizes: {brackets(target)}.  "
            f"Tensor sizes: {brackets(tensor.shape)}"
        )
    raise context.misfit(message, operand(name, tensor), fitting=brackets(target))


def axis_in(context: Context, axis: Value, rank: int, function: str = "", name: str = "dim") -> int:
    """A ``dim`` argument as a number from 0.

    Raises:
        Raised: the program's IndexError if there is no such axis.
    """
    number = integer(context, axis, function, name)
    size = max(rank, 1)
    if not -size <= number < size:
        raise context.invalid(
            f"Dimension out of range (expected to be in range of [{-size}, {size - 1}], but got {number})", "IndexError"
        )
    return number + size if number < 0 else number


def made_like(context: Context, shape: tuple[int, ...], dtype: DType, source: Tensor) -> Tensor:
    """A result whose memory layout follows an operand's: contiguous if that is, else not followed."""
    result = context.tensor(shape, dtype)
    if not source.is_contiguous:
        result.strides = None
    return result


def deliver(context: Context, result: Tensor, out: Value) -> Tensor:
    """The result, or the tensor of ``out=`` with what is known of it changed to the result's."""
    if not isinstance(out, Tensor):
        return result
    overwrite(context, out)
    if out.shape != result.shape:
        out.shape, out.strides, out.array = result.shape, result.strides, None
    return out


def overwrite(context: Context, tensor: Tensor) -> Tensor:
    """Forgets the values of a tensor that is written in place, and of all views on the same storage."""
    if tensor.array is not None and tensor.array.storage.data is not None:
        context.touch(tensor.array.storage)
        tensor.array.storage.data = None
    return tensor
