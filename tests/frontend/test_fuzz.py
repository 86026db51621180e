"""No text makes the front end raise anything but a ``SourceError``."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from flopslint.core.errors import SourceError
from flopslint.core.source import SourceFile
from flopslint.frontend.comments import read_comments
from flopslint.frontend.inventory import take_inventory
from flopslint.frontend.lower import lower, lower_expression, parse_call_arguments
from tests.frontend.samples import SCOPES, SYNTAX
from tests.frontend.test_lower import _calls

LINES = [line for text in (SYNTAX, *SCOPES.values()) for line in text.splitlines(keepends=True)]
KEYWORDS = (
    "def class lambda if elif else for in not yield await async return global nonlocal import from as with try: except "
    "finally: match case del type"
)
PIECES = [
    *"()[]{}:;,.=+-*/@%&|^~<>!#\\\"' \t\n\r\x0c\0é\u2028",
    *(f"{word} " for word in KEYWORDS.split()),
    *("x", "__y", "self", "1", "1.5", "0x", "f'", '"""', "'''", "b'", ":=", "->", "...", "**", "\n  ", "\n    "),
    *("# flopslint: ", "ignore[FL1]", "input=", "noqa: FL1", "<=", "--", "until="),
]

any_text = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.sampled_from(LINES), max_size=12).map("".join),
)


def _all(source: SourceFile) -> Any:
    found = lower(source)
    _calls(found.body)  # lowers the bodies too
    return take_inventory(source)


@settings(max_examples=400)
@given(any_text)
@example("\ud800")
@example("x = '\ud800'")
@example("def f():\n\tif x:\n        y\n")
@example("\\")
@example("x\\\n")
@example("\x0c\n \x0cx")
@example("f'{x!r:{y}}'")
@example("def f(a, a): global a; nonlocal a")
@example("return; break; yield; await x; nonlocal y")
@example("class A[T]: pass")
@example("from __future__ import nonsense")
@example("match x:\n case a | b: pass")
def test_files(text: str) -> None:
    source = SourceFile.from_text("a.py", text)
    read_comments(source)
    with suppress(SourceError):
        _all(source)


@settings(max_examples=300)
@given(any_text)
def test_expressions(text: str) -> None:
    with suppress(SourceError):
        _calls(lower_expression(text, "a.py"))
    with suppress(SourceError):
        _calls(parse_call_arguments(text, "a.py"))


@settings(max_examples=100)
@given(st.integers(0, len(SYNTAX)), st.integers(0, 60), st.sampled_from(PIECES))
def test_damaged_files(start: int, length: int, piece: str) -> None:
    with suppress(SourceError):
        _all(SourceFile.from_text("a.py", SYNTAX[:start] + piece + SYNTAX[start + length :]))
