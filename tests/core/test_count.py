from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flopslint.core.count import ZERO, Bound, Count, Reason, total
from flopslint.core.errors import UndecidedError
from flopslint.core.span import Span

WHY = Reason("an op is not known", Span("net.py", 7, 4, 7, 20))
FEW = Count.exactly(3)
SOME = Count.at_least(10, [WHY])
BETWEEN = Count(5, 8, [WHY])
UNKNOWN = Count.unknown([WHY])


def test_bounds() -> None:
    assert FEW.bound is Bound.EXACT
    assert SOME.bound is Bound.AT_LEAST
    assert BETWEEN.bound is Bound.BETWEEN
    assert UNKNOWN.bound is Bound.UNKNOWN
    assert Count(None, 4, [WHY]).bound is Bound.AT_MOST
    assert Count(4, 4, [WHY]).exact


def test_an_exact_count_has_no_reasons() -> None:
    assert Count(4, 4, [WHY]).reasons == ()
    assert SOME.reasons == (WHY,)
    assert (WHY.file, WHY.line) == ("net.py", 7)


def test_value_is_the_figure_to_show() -> None:
    assert (FEW.value, SOME.value, BETWEEN.value, UNKNOWN.value) == (3, 10, 5, None)


def test_an_exact_count_is_its_integer() -> None:
    assert FEW == 3
    assert FEW + 4 == 7
    assert 4 + FEW == 7
    assert FEW * 2 == 6
    assert 2 * FEW == 6
    assert FEW - 1 == 2
    assert 5 - FEW == 2
    assert FEW / 2 == 1.5
    assert int(FEW) == 3
    assert hash(FEW) == hash(3)
    assert [0, 1, 2, 9][FEW] == 9
    assert f"{Count.exactly(61_100_840)}" == "61,100,840"


def test_readable_figures() -> None:
    params = Count.exactly(25_557_032)
    assert params <= "26M"
    assert params < "26M"
    assert not params >= "26M"
    assert params > "25.5M"
    assert params == "25557032"
    with pytest.raises(ValueError, match="26X"):
        assert params <= "26X"


def test_arithmetic_keeps_the_bound() -> None:
    assert (FEW + SOME).bound is Bound.AT_LEAST
    assert (FEW + SOME).min == 13
    assert (FEW + UNKNOWN).bound is Bound.UNKNOWN
    assert (BETWEEN * 2).max == 16
    assert (SOME * BETWEEN).min == 50
    assert (UNKNOWN * BETWEEN).bound is Bound.UNKNOWN
    assert (FEW - SOME).bound is Bound.AT_MOST
    assert (FEW - SOME).max == -7
    assert (SOME * 0) == 0
    assert (FEW + SOME).reasons == (WHY,)


def test_a_decided_comparison_answers() -> None:
    assert SOME > 9
    assert SOME >= 10
    assert not SOME < 10
    assert SOME != 9
    assert BETWEEN < 9
    assert BETWEEN != 9
    assert SOME > BETWEEN
    assert bool(SOME)
    assert not ZERO


@pytest.mark.parametrize("limit", ["100", "26M"])
def test_an_undecided_comparison_raises_with_its_reasons(limit: str) -> None:
    with pytest.raises(UndecidedError, match=r"at least 10 > '.*'\n  net.py:7: an op is not known"):
        assert limit >= SOME


def test_undecided_equality() -> None:
    with pytest.raises(UndecidedError):
        assert SOME == 11
    with pytest.raises(UndecidedError):
        assert BETWEEN == 6
    with pytest.raises(UndecidedError):
        assert UNKNOWN
    with pytest.raises(UndecidedError):
        int(SOME)


def test_other_types_are_refused() -> None:
    assert FEW != [3]
    with pytest.raises(TypeError):
        assert FEW < [3]  # type: ignore[operator]
    with pytest.raises(TypeError):
        FEW + "3"  # type: ignore[operator]


def test_words() -> None:
    assert str(SOME) == "at least 10"
    assert str(BETWEEN) == "between 5 and 8"
    assert str(UNKNOWN) == "unknown"
    assert str(Count(None, 2_000)) == "at most 2,000"
    assert repr(FEW) == "Count(3)"


def test_either_and_loosened() -> None:
    assert FEW.either(Count.exactly(5)).bound is Bound.BETWEEN
    assert FEW.either(Count.exactly(3)).exact
    assert FEW.either(SOME).bound is Bound.AT_LEAST
    assert FEW.loosened([WHY]).bound is Bound.AT_LEAST


def test_total() -> None:
    assert total([]) == 0
    assert total([FEW, FEW]) == 6
    assert total([FEW, SOME, BETWEEN]).min == 18
    assert total([FEW, SOME]).reasons == (WHY,)
    assert total([FEW, UNKNOWN]).bound is Bound.UNKNOWN


counts = st.builds(
    lambda low, more: Count(low, None if more is None else low + more, [WHY]),
    st.integers(0, 1000),
    st.none() | st.integers(0, 50),
)


def _inside(count: Count, number: int) -> bool:
    return (count.min is None or count.min <= number) and (count.max is None or number <= count.max)


@given(counts, counts, st.data())
def test_arithmetic_never_loses_the_true_number(a: Count, b: Count, data: st.DataObject) -> None:
    def true_number(count: Count) -> int:
        assert count.min is not None
        return data.draw(st.integers(count.min, count.max if count.max is not None else count.min + 9))

    x, y = true_number(a), true_number(b)
    assert _inside(a + b, x + y)
    assert _inside(a - b, x - y)
    assert _inside(a * b, x * y)
    assert _inside(a.either(b), x)
    assert _inside(a.either(b), y)
    assert _inside(total([a, b, a]), x + y + x)
    try:
        answer = a < b
    except UndecidedError:
        return
    assert answer == (x < y)
