"""Which patterns are matched, by the work they may be."""

from __future__ import annotations

import pytest

from flopslint.catalog.python.pattern_cost import LIMIT, steps

SAFE = [
    (r"^stages\.(\d+)\.blocks\.(\d+)", 60),
    (r"(\w+)_(\d+)$", 60),
    (r"^(?:\d+,)*\d+$", 200),
    (r"layers?[._](\d+)\.(.*)", 100),
    (r"^([a-z]+)(\d*)([a-z]*)$", 80),
    (r"(\d+)|(\D+)", 1000),
    (r"[^,]*,[^,]*,[^,]*", 500),
    (r"a{2,5}b?", 1000),
]
UNSAFE = [
    (r"(a+)+$", 40),
    (r"(a|a)*$", 40),
    (r"(a*)*$", 40),
    (r"(\w+\s?)*$", 60),
    (r".*.*.*.*=", 5000),
    (r"(x+x+)+y", 40),
    ("a" * 5000, 10),
]


@pytest.mark.parametrize(("pattern", "length"), SAFE)
def test_safe(pattern: str, length: int) -> None:
    assert steps(pattern, 0, length) <= LIMIT


@pytest.mark.parametrize(("pattern", "length"), UNSAFE)
def test_unsafe(pattern: str, length: int) -> None:
    assert steps(pattern, 0, length) > LIMIT
