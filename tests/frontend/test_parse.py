"""What parsing refuses, in one sentence and with a place."""

from __future__ import annotations

import sys
import warnings

import pytest

from flopslint.core.errors import SourceError
from flopslint.core.source import SourceFile
from flopslint.frontend.parse import parse_ast

RUNNING = f"{sys.version_info[0]}.{sys.version_info[1]}"


def _refused(text: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        parse_ast(SourceFile.from_text("a.py", text))
    return caught.value


@pytest.mark.parametrize(
    ("text", "reason", "place"),
    [
        ("x = 1\ny = (2\n", "not valid Python: '(' was never closed", (2, 4)),
        ("x = 1\ny = = 2\n", "not valid Python: invalid syntax", (2, 4)),
        ("é = é é\n", "not valid Python: invalid syntax", (1, 6)),
        ("a\0b", "the file holds a null byte, so it is not Python source", None),
        ("x = '\ud800'", "the file holds characters that cannot be encoded", (1, 0)),
        ("if x:\ny", "not valid Python: expected an indented block after 'if' statement on line 1", (2, 0)),
    ],
)  # fmt: skip
def test_not_python(text: str, reason: str, place: tuple[int, int] | None) -> None:
    error = _refused(text)
    assert error.reason == reason
    if place is not None:
        assert error.span.start == place
        assert error.span.path == "a.py"


@pytest.mark.parametrize(
    ("text", "version", "name"),
    [
        ("type X = int\n", (3, 12), "the 'type' statement"),
        ("type X[T] = list[T]\n", (3, 12), "the 'type' statement"),
        ("def f[T](x: T): pass\n", (3, 12), "type parameters"),
        ("x = 1\nclass A[T](B): pass\n", (3, 12), "type parameters"),
        ("x = t'{y}'\n", (3, 14), "a template string"),
        ("try: pass\nexcept A, B: pass\n", (3, 14), "'except' without parentheses"),
    ],
)
def test_syntax_newer_than_the_interpreter(text: str, version: tuple[int, int], name: str) -> None:
    if sys.version_info >= version:
        parse_ast(SourceFile.from_text("a.py", text))
        return
    expected = f"{name} is syntax of Python {version[0]}.{version[1]}, and flopslint runs on Python {RUNNING}"
    assert _refused(text).reason == expected


def test_f_strings_of_a_newer_python() -> None:
    text = "x = f'{a['b']}'\n"
    if sys.version_info >= (3, 12):
        parse_ast(SourceFile.from_text("a.py", text))
    else:
        assert "f-string" in _refused(text).reason


def test_warnings_stay_silent() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        parse_ast(SourceFile.from_text("a.py", "x = '\\d'\nassert (1, 'always')\ny = 1 is 1\n"))
