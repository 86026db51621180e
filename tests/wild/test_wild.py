"""Research-style models of our own, in the many ways that public repositories are written, against what torch gave.

``partial.txt`` lists the cases that are not answered, or only with a reservation, with the figures they lack and why.
A case in it may not be wrong; every other has to be exact, and one that has become exact has to leave it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.wild.compare import FOLDER, Verdict, answer, judge, load
from tests.wild.record import CASES, read_cases

ROWS = load()


def _known_partial() -> dict[str, set[str]]:
    known = {}
    for line in (FOLDER / "partial.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            figures, _, target = line.partition(" | ")
            known[target] = set(figures.split(","))
    return known


PARTIAL = _known_partial()


def test_every_case_is_recorded() -> None:
    cases = [
        (f"{path.relative_to(CASES).as_posix()}::{expression}", arguments)
        for path in sorted(CASES.rglob("*.py"))
        for expression, arguments in read_cases(path)
    ]
    recorded = {target: row.get("forward") for target, row in ROWS.items()}
    assert dict(cases) == recorded
    assert PARTIAL.keys() <= recorded.keys()


@pytest.mark.parametrize("target", ROWS)
def test_case(target: str, corpus: Path) -> None:
    row = ROWS[target]
    document = answer(target, row, [str(corpus)])
    verdicts = judge(row, document)
    told = {key: document[key] for key in ("params", "buffers", "flops", "output", "conflicts", "unresolved")}
    assert Verdict.WRONG not in verdicts.values(), (row, told)
    partial = {figure for figure, verdict in verdicts.items() if verdict is Verdict.PARTIAL}
    assert partial == PARTIAL.get(target, set()), (row, told)
