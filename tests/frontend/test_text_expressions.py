"""Expressions and argument lists given as text of their own."""

from __future__ import annotations

import pytest

from flopslint.core.errors import SourceError
from flopslint.core.span import Span
from flopslint.frontend.lower import lower_expression, parse_call_arguments
from tests.frontend.shown import shown

PLACE = Span("net.py", 7, 4, 7, 20)


def test_an_expression() -> None:
    found = lower_expression("  Net(depth=[n for n in x]) ", "target")
    assert shown(found) == (
        "Call(Net.G, [], [Keyword('depth', Comprehension('list', n.L, None, [Generator(n.L, x.G, [], False)]))], True)"
    )
    assert found.span == Span("target", 1, 0, 1, 25)


def test_local_names_are_those_of_the_frame_and_not_seen_from_within() -> None:
    found = lower_expression("a + b + (lambda: a)()", "net.py", local_names={"a"}, at=PLACE)
    assert shown(found).startswith("Binary('+', Binary('+', a.L, b.G), Call(Lambda(")
    assert "Return(a.G)" in shown(found)
    assert found.span == PLACE


def test_arguments() -> None:
    found = parse_call_arguments("torch.zeros(1), t=3, *a, **b", "forward")
    assert shown(found.positional) == "[Call(Attribute(torch.G, 'zeros'), [1], [], True); Starred(a.G)]"
    assert shown(found.keywords) == "[Keyword('t', 3); Keyword(None, b.G)]"
    assert not found.plain
    assert found.positional[0].span == Span("forward", 1, 0, 1, 14)
    assert parse_call_arguments("", "forward").positional == ()
    assert parse_call_arguments(" x, # comment", "forward", at=PLACE).positional[0].span == PLACE


@pytest.mark.parametrize(
    "text",
    ["1)(2", "1) + f(2", "1), f(2", "1)\n(2", ")", "1) or (1", "x=1, 2", "a b", "(", "*", "x := 1, y := :", "\0"],
)
def test_what_is_no_argument_list(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_call_arguments(text, "forward")
    assert caught.value.span.path == "forward"


@pytest.mark.parametrize("text", ["", "x = 1", "a b", "import os", "(", "return", "-" * 5000 + "1", "(" * 300, "a; b"])
def test_what_is_no_expression(text: str) -> None:
    with pytest.raises(SourceError):
        lower_expression(text, "target")
    with pytest.raises(SourceError) as caught:
        lower_expression(text, "net.py", at=PLACE)
    assert caught.value.span == PLACE


def test_a_place_in_the_text_of_arguments() -> None:
    with pytest.raises(SourceError) as caught:
        parse_call_arguments("1, = 2", "forward")
    assert caught.value.span.start == (1, 3)
