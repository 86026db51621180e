"""Large tables of numbers: their size and first row are as CPython has them, and nothing of the rest is made up."""

from __future__ import annotations

import pytest

from flopslint.core.gap import GapKind
from flopslint.values.tensor import Tensor
from flopslint.values.value import Unknown
from tests.evaluator.conftest import Evaluate

LARGE = "[[{element} for j in range(300)] for i in range(200)]"


def test_a_large_table_has_its_size(evaluate: Evaluate) -> None:
    found = evaluate("import math\nx = " + LARGE.format(element="math.sin(i / (j + 1)) ** 2 - 1"))
    table = found.value("x")
    assert [len(row) for row in table] == [300] * 200
    assert table[0] == [-1.0] * 300
    assert all(type(number) is Unknown for row in table[1:] for number in row)
    assert found.has_gap(GapKind.LIMIT)


def test_an_array_of_it_has_its_shape(evaluate: Evaluate) -> None:
    found = evaluate(
        "import numpy as np\nx = np.array(" + LARGE.format(element="i / np.power(10000, 2 * (j // 2) / 300)") + ")\n"
    )
    value = found.value("x")
    shape = value.shape if isinstance(value, Tensor) else value.payload.shape
    assert shape == (200, 300)


def test_a_small_table_is_computed(evaluate: Evaluate) -> None:
    found = evaluate("x = [[i * 10 + j for j in range(30)] for i in range(20)]")
    assert found.plain("x") == [[i * 10 + j for j in range(30)] for i in range(20)]


@pytest.mark.parametrize(
    "element",
    ["f(i, j)", "seen.append(j) or 1", "next(numbers)", "(seen.append(i), j)[1]", "[i, j][0]", "len(seen) + j"],
)
def test_what_may_have_effects_is_computed(evaluate: Evaluate, element: str) -> None:
    before = "seen = []\nnumbers = iter(range(60000))\ndef f(i, j):\n    seen.append(i)\n    return j\n"
    after = "last, calls, left = x[199][299], len(seen), len(list(numbers))\n"
    source = f"{before}x = {LARGE.format(element=element)}\n{after}"
    found = evaluate(source)
    names: dict[str, object] = {}
    exec(source, names)  # noqa: S102 - the text above
    assert {name: found.plain(name) for name in ("last", "calls", "left")} == {
        name: names[name] for name in ("last", "calls", "left")
    }


def test_rows_that_differ_in_length_are_computed(evaluate: Evaluate) -> None:
    found = evaluate("x = [[j for j in range(i)] for i in range(220)]\nn = [len(row) for row in x]\ny = x[219][218]\n")
    assert found.plain("n") == list(range(220))
    assert found.plain("y") == 218
