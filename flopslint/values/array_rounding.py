"""Rounding of Python numbers to the element types of tensors.

Floating-point types round to nearest even and overflow to infinity, integers wrap around, bools ask for non-zero.
Source: https://docs.pytorch.org/docs/stable/tensor_attributes.html#torch-dtype
"""

from __future__ import annotations

import ctypes
import math
import struct
from collections.abc import Callable
from typing import Any

from flopslint.core.dtype import (
    BFLOAT16,
    BOOL_CATEGORY,
    COMPLEX_CATEGORY,
    FLOAT16,
    FLOAT32,
    FLOAT64,
    FLOAT_CATEGORY,
    DType,
)

Rounding = Callable[[Any], Any]


class ValueLost(Exception):
    """An element has no value that is the same on every machine, such as an infinity turned into an integer."""


def rounding(dtype: DType) -> Rounding | None:
    """The function that turns any number into an element of ``dtype``; None for types whose values are not kept."""
    return _ROUNDINGS.get(dtype.name)


def convert(flat: list[Any], source: DType, target: DType) -> list[Any] | None:
    """Elements of one type as elements of another, as torch's ``to`` does; None where they have no defined value."""
    if source is target:
        return flat
    function = rounding(target)
    if function is None:
        return None
    if target.category < COMPLEX_CATEGORY and source.is_complex and target.category != BOOL_CATEGORY:
        flat = [value.real for value in flat]
    try:
        return [function(value) for value in flat]
    except ValueLost:
        return None


def _float64(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _float32(value: Any) -> float:
    return ctypes.c_float(_float64(value)).value


def _float16(value: Any) -> float:
    number = _float32(value)
    try:
        rounded: float = struct.unpack("e", struct.pack("e", number))[0]
    except OverflowError:
        return math.copysign(math.inf, number)
    return rounded


def _bfloat16(value: Any) -> float:
    number = _float32(value)
    if number != number or math.isinf(number):  # noqa: PLR0124 - the test for not-a-number
        return number
    bits = struct.unpack("I", struct.pack("f", number))[0]
    # The lower half is dropped after adding half of the last kept bit, less one where that bit is even.
    bits = (bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000
    rounded: float = struct.unpack("f", struct.pack("I", bits))[0]
    return rounded


def _complex(part: Callable[[Any], float]) -> Rounding:
    def round_complex(value: Any) -> complex:
        if isinstance(value, complex):
            return complex(part(value.real), part(value.imag))
        return complex(part(value), 0.0)

    return round_complex


def _integer(bits: int, *, signed: bool) -> Rounding:
    size = 1 << bits
    half = size >> 1 if signed else 0

    def round_integer(value: Any) -> int:
        if isinstance(value, float):
            value = _truncated(value, size >> 1 if signed else size)
        whole = int(value)
        return whole if -half <= whole < size - half else (whole + half) % size - half

    return round_integer


def _truncated(value: float, limit: int) -> int:
    # Out of range the result is what the processor makes of it; a small negative as unsigned wraps on all of them.
    if not math.isfinite(value) or not -limit <= value < limit:
        raise ValueLost
    return int(value)


_ROUNDINGS: dict[str, Rounding] = {
    "bool": bool,
    "uint8": _integer(8, signed=False),
    "int8": _integer(8, signed=True),
    "int16": _integer(16, signed=True),
    "uint16": _integer(16, signed=False),
    "int32": _integer(32, signed=True),
    "uint32": _integer(32, signed=False),
    "int64": _integer(64, signed=True),
    "uint64": _integer(64, signed=False),
    "float16": _float16,
    "bfloat16": _bfloat16,
    "float32": _float32,
    "float64": _float64,
    "complex64": _complex(_float32),
    "complex128": _complex(_float64),
    "complex32": _complex(_float16),
}


def computing_type(dtype: DType) -> DType:
    """The type in which torch computes with elements of ``dtype``: half precision is computed in single precision."""
    return FLOAT32 if dtype is FLOAT16 or dtype is BFLOAT16 else dtype


def real_part_type(dtype: DType) -> DType:
    """The type of the real and imaginary parts of a complex type; other types are their own."""
    return {"complex32": FLOAT16, "complex64": FLOAT32, "complex128": FLOAT64}.get(dtype.name, dtype)


def largest(dtype: DType) -> Any:
    """The largest finite value of a type."""
    if dtype.category == FLOAT_CATEGORY:
        return _LARGEST[dtype.name]
    if dtype.category == BOOL_CATEGORY:
        return True
    bits = 8 * dtype.size
    return (1 << bits) - 1 if dtype.name.startswith("u") else (1 << (bits - 1)) - 1


def smallest(dtype: DType) -> Any:
    """The most negative finite value of a type."""
    if dtype.category == FLOAT_CATEGORY:
        return -_LARGEST[dtype.name]
    if dtype.category == BOOL_CATEGORY:
        return False
    return 0 if dtype.name.startswith("u") else -(1 << (8 * dtype.size - 1))


_LARGEST: dict[str, float] = {
    "float8_e4m3fn": 448.0,
    "float8_e5m2": 57344.0,
    "float16": 65504.0,
    "bfloat16": float.fromhex("0x1.fep127"),
    "float32": float.fromhex("0x1.fffffep127"),
    "float64": float.fromhex("0x1.fffffffffffffp1023"),
}
