from __future__ import annotations

from fractions import Fraction

import pytest

from flopslint.core.count import Count
from flopslint.core.errors import ConfigError
from flopslint.rules.budget import Verdict, parse_budget, verdict


def test_keys_and_figures() -> None:
    assert parse_budget("model-params", "26M").maximum.value == 26_000_000
    assert parse_budget("params", 5).key == "model-params"
    assert parse_budget("layer-share", "60%").maximum.value == Fraction(3, 5)
    assert parse_budget("model-macs", {"max": "5G", "warn": "80%"}).warn == 4_000_000_000
    assert parse_budget("layer-share", {"max": "60%", "warn": "50%"}).warn == Fraction(1, 2)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("model-parms", "3M", "did you mean 'model-params'"), ("params", "3X", "'3X'"), ("params", "60%", "'60%'"),
        ("params", {"warn": "1M"}, "no 'max'"), ("params", {"max": 1, "wran": 1}, "did you mean 'warn'"),
        ("params", True, "True"), ("params", [1], "expected"), ("layer-share", "3M", "a share"),
    ],
)  # fmt: skip
def test_wrong_ones(key: str, value: object, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        parse_budget(key, value)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (4, 4, Verdict.KEPT), (8, 8, Verdict.WARNED), (10, 10, Verdict.WARNED), (11, 11, Verdict.BROKEN),
        (11, None, Verdict.BROKEN), (4, None, Verdict.UNDECIDED), (4, 12, Verdict.UNDECIDED),
        (None, None, Verdict.UNDECIDED),
        (None, 10, Verdict.KEPT), (4, 9, Verdict.KEPT),
    ],
)  # fmt: skip
def test_verdicts(low: int | None, high: int | None, expected: Verdict) -> None:
    assert verdict(Count(low, high), parse_budget("params", {"max": 10, "warn": "80%"})) is expected
