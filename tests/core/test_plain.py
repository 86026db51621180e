from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flopslint.core.count import Count, Reason
from flopslint.core.diagnostic import Severity
from flopslint.core.plain import PlainError, from_plain, to_plain
from flopslint.core.span import Span


@dataclass(frozen=True)
class Inner:
    name: str
    span: Span | None = None


@dataclass(frozen=True)
class Outer:
    count: Count
    severity: Severity
    inner: tuple[Inner, ...]
    places: Mapping[tuple[str, int], Inner]
    codes: frozenset[str]
    figure: int | float | None
    free: Any
    left_out: object = field(default=None, compare=False, metadata={"is_stored": False})


SPAN = Span("/a/net.py", 1, 0, 2, 4)
FULL = Outer(
    count=Count.at_least(3, [Reason("why", SPAN)]),
    severity=Severity.WARNING,
    inner=(Inner("a", SPAN), Inner("b")),
    places={("net.py", 3): Inner("c")},
    codes=frozenset({"FL1", "FL2"}),
    figure=1.5,
    free=[{"shape": [1, 2], "dtype": "float32"}, None, "x", True],
    left_out=object(),
)
PLAIN = to_plain(FULL)


def test_there_and_back() -> None:
    found = from_plain(Outer, json.loads(json.dumps(PLAIN)))
    for name in ("severity", "inner", "places", "codes", "figure", "free"):
        assert getattr(found, name) == getattr(FULL, name)
    assert (found.count.min, found.count.max, found.count.reasons) == (3, None, FULL.count.reasons)
    assert found.left_out is None


def changed(data: Any, path: list[int], value: Any) -> Any:
    """Plain data with one part of it replaced, wherever the path leads as far as there is something."""
    if not path or not isinstance(data, list) or not data:
        return value
    position = path[0] % len(data)
    return [changed(one, path[1:], value) if index == position else one for index, one in enumerate(data)]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.integers(0, 9), max_size=6), ANYTHING)
def test_whatever_is_read_is_right_or_refused(path: list[int], value: Any) -> None:
    try:
        found = from_plain(Outer, changed(PLAIN, path, value))
    except PlainError:
        return
    assert isinstance(found.count, Count)
    assert isinstance(found.severity, Severity)
    assert all(type(one) is Inner and type(one.name) is str for one in found.inner)
    assert all(one.span is None or {type(part) for part in one.span} == {str, int} for one in found.inner)
    assert all(type(code) is str for code in found.codes)
    assert found.figure is None or type(found.figure) in {int, float}


def test_what_has_no_plain_form_is_said() -> None:
    with pytest.raises(TypeError):
        to_plain(Outer(**{**vars(FULL), "figure": "many"}))
