"""Arrays: how values of the program become arrays and arrays become values, and numpy's reading of types.

An array is a ``Tensor`` whose class is ``numpy.ndarray``; an array without dims is a plain number. The work is done by
the functions behind torch's ops, called with a context in which doubles are the default and nothing is counted.

Source: https://numpy.org/doc/stable/reference/arrays.ndarray.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from flopslint.catalog.torch.arguments import known, operand
from flopslint.catalog.torch.ops.creation import payload_of
from flopslint.catalog.torch.ops.tensor_data import SEQUENCES, converted, is_ndarray, tensor_of
from flopslint.core.dtype import DTYPES, FLOAT32, FLOAT64, FLOAT_CATEGORY, DType, promote
from flopslint.core.gap import GapKind
from flopslint.formulas.algebra import Misfit, broadcast
from flopslint.values.context import Context
from flopslint.values.tensor import VALUE_LIMIT, Tensor
from flopslint.values.value import Class, Instance, Undecided, Unknown, Value

NDARRAY = "numpy.ndarray"

NAMED_TYPES: dict[str, str] = {
    "float": "float64", "double": "float64", "float_": "float64", "f8": "float64", "d": "float64",
    "single": "float32", "f4": "float32", "f": "float32", "half": "float16", "f2": "float16", "e": "float16",
    "int": "int64", "int_": "int64", "intp": "int64", "long": "int64", "longlong": "int64", "i8": "int64", "l": "int64",
    "q": "int64", "intc": "int32", "i4": "int32", "i": "int32", "short": "int16", "i2": "int16", "h": "int16",
    "byte": "int8", "i1": "int8", "b": "int8", "ubyte": "uint8", "u1": "uint8", "B": "uint8", "ushort": "uint16",
    "u2": "uint16", "uintc": "uint32", "u4": "uint32", "uint": "uint64", "u8": "uint64", "ulonglong": "uint64",
    "uintp": "uint64", "bool_": "bool", "?": "bool", "b1": "bool", "complex": "complex128", "cdouble": "complex128",
    "c16": "complex128", "csingle": "complex64", "c8": "complex64",
}  # fmt: skip
"""Other names of element types, as strings and as attributes of the module."""

HOST_TYPES: dict[type, str] = {bool: "bool", int: "int64", float: "float64", complex: "complex128"}


class Quiet:
    """The evaluator as numpy's functions see it: double precision is the default, work is not counted."""

    __slots__ = ("_context",)

    default_dtype = FLOAT64

    def __init__(self, context: Context) -> None:
        self._context = context

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)

    def work(self, *_: object, **__: object) -> None:
        """Nothing: torch's counter does not see numpy."""


def quiet(context: Context) -> Context:
    """A context for the functions behind torch's ops."""
    return context if isinstance(context, Quiet) else cast("Context", Quiet(context))


def dtype_in(context: Context, value: Value, default: DType) -> DType:
    """A ``dtype=`` argument: a class of numpy or Python, a ``numpy.dtype``, or a name.

    Raises:
        Undecided: if it is not known, or elements of that type are not followed.
        Raised: the program's TypeError for what is no type.
    """
    value = known(value)
    if value is None:
        return default
    name = _type_name(value)
    if name in DTYPES:
        return DTYPES[name]
    if isinstance(value, str) and name.lstrip("<>|=") not in {"object", "O", "str", "U", "S", "bytes"}:
        raise context.error("TypeError", f"data type '{value}' not understood")
    raise Undecided(context.unknown(GapKind.UNKNOWN_ARGUMENT, "arrays of that element type are not followed"))


def _type_name(value: Value) -> str:
    if isinstance(value, Instance) and isinstance(value.payload, DType):
        return value.payload.name
    if isinstance(value, Class):
        if value.native and value.module != "builtins" and value.host not in HOST_TYPES:
            name = value.dotted_name.rpartition(".")[2]
        else:
            name = HOST_TYPES.get(value.host, "") if value.host is not None else value.name
        return NAMED_TYPES.get(name, name)
    if isinstance(value, str):
        plain = value.lstrip("<>|=")
        return NAMED_TYPES.get(plain, plain)
    return value.name if isinstance(value, DType) else ""


def array_of(context: Context, value: Value, dtype: Value = None) -> Tensor:
    """A value as an array: an array itself (of the asked type), a number, or nested sequences of numbers.

    Raises:
        Undecided: if it is not known, or holds what is no number.
    """
    value = known(value)
    if isinstance(value, Tensor):
        kind = dtype_in(context, dtype, value.dtype)
        return value if kind is value.dtype else cast_to(context, value, kind)
    _check_numeric(context, value, 0)
    inner = quiet(context)
    return tensor_of(inner, "array", value, None if dtype is None else dtype_in(context, dtype, FLOAT64))


def _check_numeric(context: Context, value: Value, depth: int) -> None:
    """Says that nested data holds numbers only; arrays of other things are not followed."""
    value = payload_of(value)
    if isinstance(value, (bool, int, float, complex, Tensor, Unknown)):
        return
    if isinstance(value, SEQUENCES) and depth < 16:
        for item in value:
            _check_numeric(context, item, depth + 1)
        return
    raise Undecided(context.unknown(GapKind.UNKNOWN_ARGUMENT, "arrays of anything but numbers are not followed"))


def cast_to(context: Context, array: Tensor, dtype: DType) -> Tensor:
    """A copy of an array as another type."""
    values = converted(context, array, dtype) if array.count <= VALUE_LIMIT else None
    return ndarray(context, context.tensor(array.shape, dtype, array=values))


def ndarray(context: Context, tensor: Tensor) -> Tensor:
    """Makes a tensor an array."""
    tensor.cls = context.find_class(NDARRAY)
    return tensor


def give(context: Context, value: Value) -> Value:
    """What a function of torch gave, as numpy gives it: arrays, and numbers for those without dims."""
    if isinstance(value, Tensor):
        if not value.shape:
            return number(context, value)
        return value if is_ndarray(value) else ndarray(context, value)
    if isinstance(value, (tuple, list)):
        return type(value)(give(context, item) for item in value)
    return value


def number(context: Context, tensor: Tensor) -> Value:
    """The element of an array without dims; unknown where it is not known."""
    if tensor.array is None or not tensor.array.is_known:
        return context.unknown(GapKind.DATA_DEPENDENT, "a number that depends on the values of an array")
    return tensor.array.flat()[0]


def tuple_text(shape: tuple[int, ...]) -> str:
    """A shape as numpy's messages write it: ``(2,3)``."""
    return f"({','.join(map(str, shape))}{',' if len(shape) == 1 else ''})"


def check_broadcast(context: Context, arrays: list[Tensor]) -> None:
    """Says that arrays broadcast together.

    Raises:
        Raised: the program's ValueError if they do not.
    """
    try:
        broadcast(*(each.shape for each in arrays))
    except Misfit:
        shapes = " ".join(tuple_text(each.shape) for each in arrays)
        raise context.misfit(
            f"operands could not be broadcast together with shapes {shapes} ",
            *(operand(name, each) for name, each in zip("abc", arrays, strict=False)),
            exception="ValueError",
        ) from None


def aligned(context: Context, *arrays: Tensor) -> list[Tensor]:
    """Arrays converted where numpy promotes further than torch: integers of 32 bits and more to doubles.

    Source: https://numpy.org/doc/stable/reference/arrays.promotion.html
    """
    with_dims = [each for each in arrays if each.shape]
    kinds = {each.dtype for each in with_dims}
    wide = any(kind.category < FLOAT_CATEGORY and kind.size >= FLOAT32.size for kind in kinds)
    narrow = any(kind.is_floating_point and kind.size <= FLOAT32.size for kind in kinds)
    if wide and narrow:
        return [
            cast_to(context, each, promote(each.dtype, FLOAT64)) if each.shape and not each.dtype.is_complex else each
            for each in arrays
        ]
    return list(arrays)


def fractional(context: Context, array: Tensor) -> Tensor:
    """An array as a type with fractions."""
    return array if array.dtype.category >= FLOAT_CATEGORY else cast_to(context, array, FLOAT64)


def on_arrays(function: Callable[..., Any]) -> Callable[..., Value]:
    """A function behind an op of torch as one of arrays: its first argument, and what it gives."""

    def call(context: Context, array: Value, *rest: Value, **options: Value) -> Value:
        return give(context, function(quiet(context), array_of(context, array), *rest, **options))

    return call


def axes_in(axis: Value) -> Value:
    """An ``axis`` argument as torch's functions take it."""
    return tuple(axis) if isinstance(axis, list) else axis


def shape_of(context: Context, value: Value) -> tuple[int, ...]:
    """A ``shape`` argument: an integer, or a sequence of them.

    Raises:
        Undecided: if it is not known.
        Raised: the program's TypeError for anything else.
    """
    value = payload_of(known(value))
    items = value if isinstance(value, (tuple, list)) else (value,)
    if isinstance(value, Tensor) and value.array is not None and value.array.is_known:
        items = value.array.flat()
    for item in items:
        if not isinstance(known(item), int):
            kind = context.type_of(item).name
            message = f"'{kind}' object cannot be interpreted as an integer"
            if not isinstance(value, (tuple, list)):
                message = f"expected a sequence of integers or a single integer, got '{context.text_of(value)}'"
            raise context.error("TypeError", message)
    return tuple(items)
