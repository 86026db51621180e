"""Element types: the classes of numbers, ``numpy.dtype``, ``iinfo`` and ``finfo``, and the constants.

Calling a class of numbers gives a plain number rounded to the type, or an array of it.

Source: https://numpy.org/doc/stable/reference/arrays.scalars.html
"""

from __future__ import annotations

import math

from flopslint.catalog.entry import attribute, constant, function, native_class
from flopslint.catalog.numpy.arrays import NAMED_TYPES, array_of, cast_to, dtype_in, give
from flopslint.core.dtype import DTYPES, FLOAT64, DType
from flopslint.core.gap import GapKind
from flopslint.values.array_rounding import largest, smallest
from flopslint.values.context import Context
from flopslint.values.value import Class, Instance, Value

ABSTRACT: dict[str, tuple[str, ...]] = {
    "generic": (), "number": ("generic",), "integer": ("number",), "signedinteger": ("integer",),
    "unsignedinteger": ("integer",), "inexact": ("number",), "floating": ("inexact",), "complexfloating": ("inexact",),
    "flexible": ("generic",), "character": ("flexible",),
}  # fmt: skip

CONCRETE: dict[str, str] = {
    "bool": "generic", "int8": "signedinteger", "int16": "signedinteger", "int32": "signedinteger",
    "int64": "signedinteger", "uint8": "unsignedinteger", "uint16": "unsignedinteger", "uint32": "unsignedinteger",
    "uint64": "unsignedinteger", "float16": "floating", "float32": "floating", "float64": "floating",
    "complex64": "complexfloating", "complex128": "complexfloating",
}  # fmt: skip

ALIASES = (
    "float_", "double", "single", "half", "int_", "intp", "long", "longlong", "intc", "short", "byte", "ubyte",
    "ushort", "uintc", "uint", "ulonglong", "uintp", "bool_", "cdouble", "csingle",
)  # fmt: skip


def _abstract(name: str, bases: tuple[str, ...]) -> None:
    @native_class(f"numpy.{name}", bases=tuple(f"numpy.{base}" for base in bases))
    def make(context: Context, cls: Class, *arguments: Value) -> Value:
        raise context.error("TypeError", f"cannot create '{name}' instances")


def _concrete(name: str, base: str) -> None:
    names = [f"numpy.{name}", *(f"numpy.{alias}" for alias in ALIASES if NAMED_TYPES[alias] == name)]
    dtype = DTYPES[name]

    @native_class(*names, bases=(f"numpy.{base}",))
    def make(context: Context, cls: Class, value: Value = 0) -> Value:
        return give(context, cast_to(context, array_of(context, value), dtype))


for _name, _bases in ABSTRACT.items():
    _abstract(_name, _bases)
for _name, _base in CONCRETE.items():
    _concrete(_name, _base)

for _name, _number in (
    ("pi", math.pi), ("e", math.e), ("inf", math.inf), ("nan", math.nan), ("euler_gamma", 0.5772156649015329),
    ("newaxis", None), ("Inf", math.inf), ("NaN", math.nan), ("NAN", math.nan), ("infty", math.inf),
    ("NINF", -math.inf), ("PINF", math.inf), ("__version__", "2.4.6"), ("True_", True), ("False_", False),
):  # fmt: skip
    constant(f"numpy.{_name}", _number)


def instance_of(context: Context, dtype: DType) -> Instance:
    """An element type as an object of ``numpy.dtype``."""
    return Instance(context.find_class("numpy.dtype"), payload=dtype)


@native_class("numpy.dtype")
def dtype_class(context: Context, cls: Class, dtype: Value, align: Value = False, copy: Value = False) -> Value:
    """``numpy.dtype("float32")``, ``numpy.dtype(numpy.float32)``."""
    return Instance(cls, payload=dtype_in(context, dtype, FLOAT64))


@attribute("numpy.dtype.name")
def name(context: Context, value: Instance) -> Value:
    """Its name."""
    return value.payload.name


@attribute("numpy.dtype.itemsize")
def itemsize(context: Context, value: Instance) -> Value:
    """Bytes of an element."""
    return value.payload.size


@attribute("numpy.dtype.kind")
def kind(context: Context, value: Instance) -> Value:
    """One letter for bool, integers, floats or complex numbers."""
    dtype: DType = value.payload
    return "u" if dtype.name.startswith("u") else "bifc"[dtype.category]


@attribute("numpy.dtype.type")
def type_class(context: Context, value: Instance) -> Value:
    """The class of its numbers."""
    return context.find_class(f"numpy.{value.payload.name}")


@function("numpy.dtype.__eq__")
def same_type(context: Context, self: Instance, other: Value) -> Value:
    """Whether two names stand for one type."""
    try:
        return self.payload is dtype_in(context, other, FLOAT64) and other is not None
    except Exception:  # noqa: BLE001 - what is no type is not equal
        return False


@function("numpy.dtype.__hash__")
def hash_of(context: Context, self: Instance) -> Value:
    """The same for equal types."""
    return hash(self.payload)


@function("numpy.dtype.__str__")
def text(context: Context, self: Instance) -> Value:
    """Its name."""
    return self.payload.name


@function("numpy.dtype.__repr__")
def representation(context: Context, self: Instance) -> Value:
    """``dtype('float32')``."""
    return f"dtype('{self.payload.name}')"


@native_class("numpy.iinfo")
def iinfo(context: Context, cls: Class, int_type: Value) -> Value:
    """The limits of an integer type."""
    dtype = dtype_in(context, int_type, FLOAT64)
    if dtype.category >= FLOAT64.category:
        raise context.error("ValueError", f"Invalid integer data type '{dtype.name}'.")
    made = Instance(cls)
    made.attributes = {"min": smallest(dtype), "max": largest(dtype), "bits": 8 * dtype.size}
    return made


@native_class("numpy.finfo")
def finfo(context: Context, cls: Class, dtype: Value) -> Value:
    """The limits of a floating-point type."""
    found = dtype_in(context, dtype, FLOAT64)
    if found.name not in MANTISSAS:
        raise context.error("ValueError", f"data type '{found.name}' not inexact")
    digits, lowest = MANTISSAS[found.name]
    made = Instance(cls)
    made.attributes = {
        "min": smallest(found), "max": largest(found), "eps": 2.0**-digits, "tiny": 2.0**lowest,
        "smallest_normal": 2.0**lowest, "bits": 8 * found.size, "nmant": digits,
    }  # fmt: skip
    return made


MANTISSAS = {"float16": (10, -14), "float32": (23, -126), "float64": (52, -1022)}
"""Bits of the mantissa, and the exponent of the smallest normal number."""


@function("numpy.issubdtype")
def issubdtype(context: Context, arg1: Value, arg2: Value) -> Value:
    """Whether a type is among those of a kind."""
    if isinstance(arg2, Class) and arg2.dotted_name in {f"numpy.{each}" for each in ABSTRACT}:
        wanted = arg2
    else:
        wanted = context.find_class(f"numpy.{dtype_in(context, arg2, FLOAT64).name}")
    if isinstance(arg1, Class) and arg1.dotted_name in {f"numpy.{each}" for each in ABSTRACT}:
        return arg1.is_subclass_of(wanted)
    return context.find_class(f"numpy.{dtype_in(context, arg1, FLOAT64).name}").is_subclass_of(wanted)


@function("numpy.isscalar")
def isscalar(context: Context, element: Value) -> Value:
    """Whether a value is a single number or text."""
    return isinstance(element, (bool, int, float, complex, str, bytes))


@function("numpy.set_printoptions", "numpy.seterr")
def settings(context: Context, *arguments: Value, **options: Value) -> Value:
    """Nothing that an analysis would see."""
    return None


@function(
    "numpy.load", "numpy.loadtxt", "numpy.genfromtxt", "numpy.fromfile", "numpy.memmap", "numpy.save", "numpy.savez",
    "numpy.savetxt", "numpy.savez_compressed",
)  # fmt: skip
def files(context: Context, *arguments: Value, **options: Value) -> Value:
    """What a file holds is not read."""
    return context.unknown(GapKind.FILE_CONTENT, "the content of a file of arrays is not read")
