"""Natives given something unknown: it stays unknown, is kept where it is stored, and decides nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from flopslint.core.gap import GapKind
from flopslint.values.value import Unknown
from tests.evaluator.evaluation import Evaluated, evaluate_module

UNKNOWN = """
import random
u = random.random()
items = [1]
items.append(u)
items.extend([2])
length = len(items)
items_open = [1]
items_open.extend(u)
open_length = len(items_open)
open_item = items_open[0]
popped = items_open.pop()
table = {"a": 1}
table.update(u)
table_length = len(table)
table_known = table["a"]
table_other = table.get("b", 5)
plain = {"a": 1}
plain_value = plain.get("b", u)
plain.setdefault("c", u)
plain_length = len(plain)
decided = any([u, True]), all([u, False])
undecided = any([u, False])
largest = max([1, u])
total = sum([1, u])
text = "{}".format(u)
formatted = f"{u}"
percent = "%s" % u
ordered = [3, 1]
ordered.sort(key=lambda x: u)
first = ordered[0]
kept = getattr(type("T", (), {"x": 1}), "x", u)
absent = getattr(type("T", (), {}), "x", u)
members = {1}
members.add(u)
member_count = len(members)
is_member = 1 in members
is_other = 2 in members
try:
    raise ValueError(f"text of {u}")
except ValueError as error:
    raised = error.args
zipped = list(zip([1, 2], [u, 3]))
mapped = list(map(lambda x: 7, [u]))
shuffled = [1, 2]
random.shuffle(shuffled)
single = [1]
random.shuffle(single)
"""
STILL_KNOWN = {
    "length": 3,
    "table_known": 1,
    "plain_length": 2,
    "decided": (True, False),
    "kept": 1,
    "mapped": [7],
    "single": [1],
    "open_item": 1,
    "is_member": True,
}

BECOMES_UNKNOWN = (
    "open_length", "popped", "table_length", "table_other", "plain_value", "undecided", "largest", "total", "text",
    "formatted", "percent", "first", "absent", "member_count", "is_other",
)  # fmt: skip


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> Evaluated:
    folder = tmp_path_factory.mktemp("unknown")
    (folder / "snippet.py").write_text(UNKNOWN, encoding="utf-8")
    return evaluate_module(folder, "snippet")


@pytest.mark.parametrize("name", STILL_KNOWN)
def test_still_known(evaluated: Evaluated, name: str) -> None:
    assert evaluated.value(name) == STILL_KNOWN[name]


@pytest.mark.parametrize("name", BECOMES_UNKNOWN)
def test_becomes_unknown(evaluated: Evaluated, name: str) -> None:
    assert isinstance(evaluated.value(name), Unknown)


def test_kept_inside(evaluated: Evaluated) -> None:
    assert isinstance(evaluated.value("raised")[0], Unknown)
    assert isinstance(evaluated.value("zipped")[0][1], Unknown)
    assert evaluated.value("zipped")[1] == (2, 3)
    assert all(isinstance(item, Unknown) for item in evaluated.value("shuffled"))


HUGE = {
    "text": "'a'.ljust(10**12)",
    "width": "'{:1000000000000}'.format(1)",
    "percent width": "'%1000000000000d' % 1",
    "f-string width": "f'{1:1000000000000}'",
    "join": "('a' * 1000000).join(['b'] * 1000)",
    "replace": "('a' * 10000).replace('a', 'b' * 10000)",
    "list": "list(range(10**12))",
    "endless list": "list(__import__('itertools').count())",
    "endless search": "next(filter(None, __import__('itertools').repeat(0)))",
    "endless any": "any(__import__('itertools').repeat(0))",
    "factorial": "__import__('math').factorial(10**9)",
    "comb": "__import__('math').comb(10**9, 10**8)",
    "product": "list(__import__('itertools').product(range(1000), repeat=9))",
    "permutations": "list(__import__('itertools').permutations(range(100)))",
    "bytes": "bytes(10**12)",
    "to_bytes": "(5).to_bytes(10**12, 'big')",
    "catastrophic pattern": "__import__('re').match(r'(a+)+$', 'a' * 40 + 'b')",
    "ambiguous pattern": "__import__('re').match(r'(a|a)*$', 'a' * 40 + 'b')",
    "wide pattern": "__import__('re').search(r'.*.*.*.*=', 'a' * 5000)",
}


@pytest.mark.parametrize("name", HUGE)
def test_too_large_is_a_gap(name: str, tmp_path: Path) -> None:
    (tmp_path / "snippet.py").write_text(f"result = {HUGE[name]}\n", encoding="utf-8")
    evaluated = evaluate_module(tmp_path, "snippet")
    if evaluated.ended_by is None:
        result = evaluated.value("result")
        assert isinstance(result, Unknown)
        assert result.gap.kind is GapKind.LIMIT
    else:
        assert evaluated.has_gap(GapKind.LIMIT)
