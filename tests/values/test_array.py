from __future__ import annotations

import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flopslint.core.dtype import (
    BFLOAT16,
    BOOL,
    COMPLEX64,
    FLOAT8_E4M3FN,
    FLOAT16,
    FLOAT32,
    FLOAT64,
    INT8,
    INT32,
    INT64,
    UINT8,
    DType,
)
from flopslint.values.array import Array, Storage, nested
from flopslint.values.array_axes import along, lanes, reduce
from flopslint.values.array_elementwise import elementwise
from flopslint.values.array_rounding import ValueLost, convert, rounding


def element(dtype: DType, value: object) -> object:
    function = rounding(dtype)
    assert function is not None
    return function(value)


def test_views_share_their_storage() -> None:
    whole = Array.of([1, 2, 3, 4, 5, 6], (2, 3))
    column = Array(whole.storage, (2,), (3,), 1)
    assert column.flat() == [2, 5]
    column.assign([20, 50])
    assert whole.flat() == [1, 20, 3, 4, 50, 6]
    assert Array(whole.storage, (3, 2), (1, 3)).nested() == [[1, 4], [20, 50], [3, 6]]


def test_a_lost_storage_is_known_again_when_all_of_it_is_written() -> None:
    whole = Array.lost((2, 2))
    view = Array(whole.storage, (4,), (1,))
    part = Array(whole.storage, (2,), (1,), 2)
    part.assign([1, 2])
    assert not whole.is_known
    whole.assign([1, 2, 3, 4])
    assert view.flat() == [1, 2, 3, 4]
    with pytest.raises(LookupError):
        Array(Storage(None), (1,), (1,)).flat()


def test_expanding_repeats_without_copying() -> None:
    row = Array.of([1, 2, 3], (3,))
    assert row.expanded((2, 3)).nested() == [[1, 2, 3], [1, 2, 3]]
    assert Array.of([1, 2], (2, 1)).expanded((2, 2)).flat() == [1, 1, 2, 2]
    assert nested([7], ()) == 7


@pytest.mark.parametrize(
    ("dtype", "value", "wanted"),
    [
        (FLOAT32, 0.1, struct.unpack("f", struct.pack("f", 0.1))[0]),
        (FLOAT32, 1e300, math.inf),
        (FLOAT32, 10**400, math.inf),
        (FLOAT16, 65519.0, 65504.0),
        (FLOAT16, 65520.0, math.inf),
        (FLOAT16, -1e9, -math.inf),
        (BFLOAT16, 1.00390625, 1.0),
        (BFLOAT16, 1.01171875, 1.015625),
        (BFLOAT16, 3.4e38, math.inf),
        (FLOAT64, True, 1.0),
        (INT8, 130, -126),
        (INT8, -129, 127),
        (UINT8, 256, 0),
        (UINT8, -1.0, 255),
        (INT32, 2.9, 2),
        (INT32, -2.9, -2),
        (INT64, True, 1),
        (BOOL, math.nan, True),
        (BOOL, 0.0, False),
        (COMPLEX64, 1.5, 1.5 + 0j),
    ],
)
def test_rounding(dtype: DType, value: object, wanted: object) -> None:
    got = element(dtype, value)
    assert got == wanted
    assert type(got) is type(wanted)


@pytest.mark.parametrize("value", [math.nan, math.inf, 1e30])
def test_an_integer_out_of_range_has_no_value(value: float) -> None:
    with pytest.raises(ValueLost):
        element(INT32, value)
    assert convert([value], FLOAT64, INT32) is None


def test_types_whose_values_are_not_kept() -> None:
    assert rounding(FLOAT8_E4M3FN) is None
    assert convert([1.0], FLOAT32, FLOAT8_E4M3FN) is None
    assert convert([1 + 2j], COMPLEX64, FLOAT32) == [1.0]
    assert convert([1j], COMPLEX64, BOOL) == [True]


@given(st.floats(width=16, allow_nan=False), st.floats(width=32, allow_nan=False), st.integers(-(2**70), 2**70))
def test_rounding_twice_changes_nothing(half: float, single: float, whole: int) -> None:
    assert element(FLOAT16, half) == half
    assert element(FLOAT32, single) == single
    wrapped = element(INT64, whole)
    assert isinstance(wrapped, int)
    assert (wrapped - whole) % 2**64 == 0
    assert -(2**63) <= wrapped < 2**63


def test_elementwise_broadcasts_and_rounds() -> None:
    column, row = Array.of([1.0, 2.0], (2, 1)), Array.of([0.1, 0.2, 0.3], (3,))
    result = elementwise(lambda x, y: x * y, (2, 3), [(column, FLOAT32), (row, FLOAT64)], FLOAT64, FLOAT16)
    assert result is not None
    assert result.shape == (2, 3)
    assert result.flat() == [element(FLOAT16, x * y) for x in (1.0, 2.0) for y in (0.1, 0.2, 0.3)]
    assert elementwise(lambda x: x, (2,), [(Array.lost((2,)), FLOAT32)], FLOAT32, FLOAT32) is None


def test_lanes_and_reductions() -> None:
    array = Array.of(list(range(24)), (2, 3, 4))
    assert lanes(array, (1,))[:2] == [[0, 4, 8], [1, 5, 9]]
    assert lanes(array, (0, 2))[0] == [0, 1, 2, 3, 12, 13, 14, 15]
    summed = reduce(array, (1,), sum, rounding(INT64), keepdim=True)
    assert summed is not None
    assert summed.shape == (2, 1, 4)
    assert summed.flat() == [12, 15, 18, 21, 48, 51, 54, 57]
    assert reduce(None, (0,), sum, rounding(INT64), keepdim=False) is None


def test_along_keeps_the_other_dims() -> None:
    array = Array.of(list(range(6)), (2, 3))
    turned = along(array, 0, lambda lane: lane[::-1])
    assert turned is not None
    assert turned.nested() == [[3, 4, 5], [0, 1, 2]]
    longer = along(array, 1, lambda lane: [*lane, 9])
    assert longer is not None
    assert longer.shape == (2, 4)
    assert longer.flat() == [0, 1, 2, 9, 3, 4, 5, 9]
    empty = along(Array.of([], (0, 3)), 1, lambda lane: lane[:1])
    assert empty is not None
    assert empty.count == 0
