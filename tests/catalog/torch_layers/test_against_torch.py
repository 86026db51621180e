"""Programs with layers, evaluated by us: every result is the one recorded from real torch (``record.py``)."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import pytest

from tests.evaluator.description import Description
from tests.evaluator.evaluation import Evaluated, evaluate_module, first_unknown

HERE = Path(__file__).parent


@functools.cache
def recorded(file: str) -> dict[str, Description]:
    """What torch gave for a case file."""
    outcome: dict[str, Description] = json.loads((HERE / "recorded" / f"{file}.json").read_text(encoding="utf-8"))
    return outcome


@functools.cache
def evaluated(file: str) -> Evaluated:
    """What we give for it."""
    return evaluate_module(HERE / "cases", file)


def _checks() -> list[tuple[str, str]]:
    files = sorted(path.stem for path in (HERE / "recorded").glob("*.json"))
    return [(file, check) for file in files for check in recorded(file)]


@pytest.mark.parametrize(("file", "check"), _checks())
def test_same_as_torch(file: str, check: str) -> None:
    """The result of one check, described with its types, is torch's."""
    ours = evaluated(file)
    assert ours.ended_by is None, f"ended early: {ours.ended_by!r}"
    result = ours.value("RESULT")
    assert check in result, f"not reached; {[use.gap.reason for use in ours.gaps][:3]}"
    assert first_unknown(result[check]) is None, first_unknown(result[check])
    assert ours.describe(result[check]) == recorded(file)[check]
