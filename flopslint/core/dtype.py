"""Element types of tensors: names, sizes, categories and promotion.

Source: https://docs.pytorch.org/docs/stable/tensor_attributes.html#type-promotion-doc
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DType:
    """One element type. ``category`` orders bool < int < float < complex; ``rank`` orders within it."""

    name: str
    size: int
    category: int
    rank: int

    @property
    def is_floating_point(self) -> bool:
        """Whether elements are real numbers with a fraction."""
        return self.category == FLOAT_CATEGORY

    @property
    def is_complex(self) -> bool:
        """Whether elements are complex numbers."""
        return self.category == COMPLEX_CATEGORY

    def __repr__(self) -> str:
        return f"torch.{self.name}"


BOOL_CATEGORY, INT_CATEGORY, FLOAT_CATEGORY, COMPLEX_CATEGORY = range(4)

BOOL = DType("bool", 1, BOOL_CATEGORY, 0)
UINT8 = DType("uint8", 1, INT_CATEGORY, 0)
INT8 = DType("int8", 1, INT_CATEGORY, 0)
INT16 = DType("int16", 2, INT_CATEGORY, 1)
UINT16 = DType("uint16", 2, INT_CATEGORY, 1)
INT32 = DType("int32", 4, INT_CATEGORY, 2)
UINT32 = DType("uint32", 4, INT_CATEGORY, 2)
INT64 = DType("int64", 8, INT_CATEGORY, 3)
UINT64 = DType("uint64", 8, INT_CATEGORY, 3)
QINT8 = DType("qint8", 1, INT_CATEGORY, 0)
QUINT8 = DType("quint8", 1, INT_CATEGORY, 0)
QINT32 = DType("qint32", 4, INT_CATEGORY, 2)
FLOAT8_E4M3FN = DType("float8_e4m3fn", 1, FLOAT_CATEGORY, 0)
FLOAT8_E5M2 = DType("float8_e5m2", 1, FLOAT_CATEGORY, 0)
FLOAT16 = DType("float16", 2, FLOAT_CATEGORY, 1)
BFLOAT16 = DType("bfloat16", 2, FLOAT_CATEGORY, 1)
FLOAT32 = DType("float32", 4, FLOAT_CATEGORY, 2)
FLOAT64 = DType("float64", 8, FLOAT_CATEGORY, 3)
COMPLEX32 = DType("complex32", 4, COMPLEX_CATEGORY, 0)
COMPLEX64 = DType("complex64", 8, COMPLEX_CATEGORY, 1)
COMPLEX128 = DType("complex128", 16, COMPLEX_CATEGORY, 2)

DTYPES: dict[str, DType] = {
    dtype.name: dtype
    for dtype in (
        BOOL, UINT8, INT8, INT16, UINT16, INT32, UINT32, INT64, UINT64, QINT8, QUINT8, QINT32, FLOAT8_E4M3FN,
        FLOAT8_E5M2, FLOAT16, BFLOAT16, FLOAT32, FLOAT64, COMPLEX32, COMPLEX64, COMPLEX128,
    )
}  # fmt: skip

ALIASES: dict[str, str] = {
    "float": "float32", "double": "float64", "half": "float16", "long": "int64", "int": "int32",
    "short": "int16", "cfloat": "complex64", "cdouble": "complex128", "chalf": "complex32",
}  # fmt: skip


def promote(first: DType, second: DType) -> DType:
    """The type of a result computed from two types of equal priority (two tensors with dims, or two without)."""
    if first is second:
        return first
    if first.category != second.category:
        higher, lower = (first, second) if first.category > second.category else (second, first)
        if higher.is_complex and lower.is_floating_point:
            return COMPLEX128 if lower is FLOAT64 else higher
        return higher
    if first.rank != second.rank:
        return first if first.rank > second.rank else second
    pair = {first.name, second.name}
    if pair == {"uint8", "int8"}:
        return INT16
    if pair == {"float16", "bfloat16"}:
        return FLOAT32
    return first


def complex_of(dtype: DType) -> DType:
    """The complex type whose parts have the precision of a real type."""
    if dtype is FLOAT16:
        return COMPLEX32
    return COMPLEX128 if dtype is FLOAT64 else COMPLEX64


def promote_all(
    with_dims: list[DType], without_dims: list[DType], scalars: list[DType], default: DType = FLOAT32
) -> DType:
    """The type of an op's result from its operands by priority: tensors with dims, 0-dim tensors, Python numbers.

    A lower priority operand changes the type only if its category is higher than that of all operands before it.
    """
    result: DType | None = None
    for group, is_scalar in ((with_dims, False), (without_dims, False), (scalars, True)):
        if not group:
            continue
        candidate = group[0]
        for dtype in group[1:]:
            candidate = promote(candidate, dtype)
        if result is None:
            result = candidate
        elif candidate.category > result.category:
            if is_scalar and candidate.is_floating_point:
                result = default
            elif candidate.is_complex and (is_scalar or result.is_floating_point):
                result = complex_of(result)
            else:
                result = candidate
    return result if result is not None else default
