"""Asks flopslint for each recorded case and compares figure by figure."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import Any

import flopslint

FOLDER = Path(__file__).resolve().parent
CASES = FOLDER / "cases"

Row = dict[str, Any]


class Verdict(Enum):
    """How one figure compares with what torch gave."""

    EXACT = "exact"
    PARTIAL = "partial"
    WRONG = "wrong"


def load() -> dict[str, Row]:
    """The recorded cases by target, relative to the folder of cases."""
    rows: dict[str, Row] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    return rows


def answer(target: str, row: Row, search_path: list[str]) -> dict[str, Any]:
    """What flopslint says about a case: the JSON document of one model."""
    report = flopslint.analyze(
        f"{CASES}/{target}",
        forward=row.get("forward"),
        search_path=[str(CASES), *search_path],
        convention="torch",
        cache=False,
    )
    document: dict[str, Any] = report.to_dict()
    return document


def judge(row: Row, document: dict[str, Any]) -> dict[str, Verdict]:
    """A verdict for each figure that was recorded."""
    if "error" in row:
        exact = bool(document["conflicts"])
        claimed = document["flops"]["exact"] and document["output"] is not None
        return {"error": Verdict.EXACT if exact else Verdict.WRONG if claimed else Verdict.PARTIAL}
    verdicts: dict[str, Verdict] = {
        key: _judge_count(document[key], row[key]) for key in ("params", "buffers", "flops") if key in row
    }
    if "output" in row:
        verdicts["output"] = _judge_output(document["output"], row["output"])
    verdicts["conflicts"] = Verdict.WRONG if document["conflicts"] else Verdict.EXACT
    return verdicts


def _judge_count(count: dict[str, Any], truth: int) -> Verdict:
    if count["exact"]:
        return Verdict.EXACT if count["total"] == truth else Verdict.WRONG
    bounded = (count["min"] is None or count["min"] <= truth) and (count["max"] is None or truth <= count["max"])
    return Verdict.PARTIAL if bounded else Verdict.WRONG


def _judge_output(output: Any, truth: Any) -> Verdict:
    """Compares as deep as both go; what is null was not a tensor, or is not known."""
    if output == truth:
        return Verdict.EXACT
    if output is None or truth is None:
        return Verdict.PARTIAL
    if isinstance(truth, list) and isinstance(output, list) and len(truth) == len(output):
        return _worst([_judge_output(left, right) for left, right in zip(output, truth, strict=True)])
    if isinstance(truth, dict) and isinstance(output, dict) and truth.keys() == output.keys():
        return _worst([_judge_output(output[key], truth[key]) for key in truth])
    return Verdict.WRONG


def _worst(verdicts: list[Verdict]) -> Verdict:
    ranked = (Verdict.WRONG, Verdict.PARTIAL)
    return next((verdict for verdict in ranked if verdict in verdicts), Verdict.EXACT)
