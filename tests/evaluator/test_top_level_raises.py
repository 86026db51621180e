"""A statement at the top of a module that raises: the module goes on, and what it might have done is not known."""

from __future__ import annotations

import pytest

from tests.evaluator.conftest import Evaluate

TABLES = """
TABLE, ORDER, SEEN = {}, [], set()
name = "before"

def fill():
    TABLE["first"] = 1
    ORDER.append(1)
    SEEN.add(1)
    raise OSError("no such file")

fill()
"""


@pytest.mark.parametrize(
    "asked", ["'other' in tables.TABLE", "len(tables.ORDER)", "2 in tables.SEEN", "tables.TABLE.get('other')"]
)
def test_what_it_fills_may_hold_more(evaluate: Evaluate, asked: str) -> None:
    found = evaluate(f"import tables\nx = {asked}\n", tables=TABLES)
    assert found.is_unknown("x")


def test_what_it_had_filled_is_known(evaluate: Evaluate) -> None:
    found = evaluate("import tables\nx = tables.TABLE['first'], tables.ORDER[0], 1 in tables.SEEN\n", tables=TABLES)
    assert found.plain("x") == (1, 1, True)


def test_a_name_that_it_would_have_bound_anew(evaluate: Evaluate) -> None:
    found = evaluate("import names\nx = names.width\n", names="width = 3\nwidth = [][1]\n")
    assert found.is_unknown("x")
