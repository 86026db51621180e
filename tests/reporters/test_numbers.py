from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flopslint.core.count import Count
from flopslint.reporters.numbers import cell, percent, readable, readable_count, shape_text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"), (999, "999"), (1000, "1 k"), (34_944, "34.94 k"), (61_100_840, "61.1 M"), (714_188_480, "714.2 M"),
        (1_428_376_960, "1.428 G"), (999_950, "1 M"), (999_949, "999.9 k"), (9_999_999, "10 M"), (-2_500, "-2.5 k"),
        (12_345 * 10**12, "12.35 P"), (10**22, "10000 E"),
    ],
)  # fmt: skip
def test_readable(number: int, text: str) -> None:
    assert readable(number) == text


@given(st.integers(1000, 10**20))
def test_readable_is_right_to_four_digits(number: int) -> None:
    digits, unit = readable(number).split(" ")
    scale = 1000 ** " kMGTPE".index(unit)
    assert abs(float(digits) * scale - number) <= number * 0.00051
    assert len(digits) <= 5


def test_counts_show_their_bound() -> None:
    assert readable_count(Count.at_least(4_100_000_000, [])) == "at least 4.1 G"
    assert readable_count(Count(1000, 2000)) == "between 1 k and 2 k"
    assert readable_count(Count(None, None)) == "unknown"
    assert cell(Count.at_least(4_100_000_000, []), short=True) == ">=4.1 G"
    assert cell(Count(None, None), short=False) == "?"
    assert cell(Count.exactly(0), short=False) == ""
    assert cell(Count.exactly(12_345), short=False) == "12,345"
    assert cell(Count(1000, 2000), short=True) == "1 k..2 k"
    assert cell(Count(None, 2000), short=True) == "<=2 k"
    assert cell(Count.at_least(0, []), short=True) == ">=0"


def test_percent_and_shapes() -> None:
    assert percent(1, 3) == "33.3%"
    assert percent(2, 3) == "66.7%"
    assert percent(3, 3) == "100.0%"
    assert shape_text((1, 3, 224, 224)) == "1x3x224x224"
    assert shape_text(()) == "scalar"
