from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flopslint.core.dtype import BOOL, FLOAT32, INT64
from flopslint.core.errors import InputError
from flopslint.core.input_spec import InputSpec, parse_input_spec


def test_specs() -> None:
    assert parse_input_spec("1x3x224x224") == InputSpec(None, (1, 3, 224, 224), FLOAT32)
    assert parse_input_spec("1x128:int64") == InputSpec(None, (1, 128), INT64)
    assert parse_input_spec("mask=1x128:bool") == InputSpec("mask", (1, 128), BOOL)
    assert parse_input_spec(" 7 ") == InputSpec(None, (7,), FLOAT32)
    assert parse_input_spec("1x0x3").shape == (1, 0, 3)
    assert parse_input_spec("2x2:torch.long").dtype is INT64


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "input spec is empty"), ("axb", "'axb'"), ("1x-4", "'1x-4': '-4' is not a dim"), ("1x4x", "'1x4x'"),
        ("1x4:flaot32", "did you mean 'float32'"), ("1x4:", "element type"), ("=1x4", "parameter's name"),
        ("a b=1", "parameter's name"), ("x=", "no dims"), ("1.5x2", "'1.5'"), ("1\u00d73", "is not a dim"),
        ("1x\u0663", "'\u0663'"),
        ("x".join(["1"] * 65), "more than the 64"),
    ],
)  # fmt: skip
def test_malformed(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        parse_input_spec(text)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8).map(tuple), st.none() | st.just("mask"))
def test_text_and_back(shape: tuple[int, ...], name: str | None) -> None:
    spec = InputSpec(name, shape, INT64)
    assert parse_input_spec(str(spec)) == spec


@given(st.text(max_size=30))
def test_no_text_raises_anything_else(text: str) -> None:
    with suppress(InputError):
        parse_input_spec(text)
