"""Reading recorded rows, asking flopslint for the same, and comparing the two figure by figure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import flopslint

FOLDER = Path(__file__).resolve().parent
KNOWN_PARTIAL = FOLDER / "known_partial.txt"
TABLES = ("torchvision", "timm", "transformers", "diffusers", "layers", "ops", "errors")

LIBRARIES = {
    "torchvision": ("corpus",),
    "timm": ("corpus",),
    "transformers": ("corpus", "transformers_corpus"),
    "diffusers": ("corpus", "transformers_corpus", "diffusers_corpus"),
}
"""The fixtures that provide the source of what a table's rows build; the libraries ask which others are there."""

SAMPLES = {"transformers": slice(5, None, 13), "diffusers": slice(1, None, 4)}
"""Rows of these tables that a test run takes, as each costs seconds; `rescore` takes all."""

Row = dict[str, Any]


class Verdict(Enum):
    """How one figure compares with what torch gave."""

    EXACT = "exact"
    PARTIAL = "partial"
    WRONG = "wrong"


def load(table: str) -> list[Row]:
    """All rows of one table."""
    text = (FOLDER / f"{table}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def sample(table: str) -> list[Row]:
    """The rows of one table that a test run compares."""
    return load(table)[SAMPLES.get(table, slice(None))]


def answer(row: Row, search_path: Path) -> dict[str, Any]:
    """What flopslint says about a row: the JSON document of one model."""
    report = flopslint.analyze(
        row["target"],
        inputs=row.get("inputs"),
        forward=row.get("forward"),
        search_path=[str(search_path)],
        convention="torch",
        cache=False,
    )
    document: dict[str, Any] = report.to_dict()
    return document


def judge(row: Row, document: dict[str, Any]) -> dict[str, Verdict]:
    """A verdict for each figure that the row has a recorded value of."""
    if row.get("error"):
        return {"error": _judge_error(document)}
    return dict(_judge_figures(row, document))


def _judge_error(document: dict[str, Any]) -> Verdict:
    if document["conflicts"]:
        return Verdict.EXACT
    # Something that torch refuses may be left open, but never given a figure.
    return Verdict.WRONG if document["flops"]["exact"] else Verdict.PARTIAL


def _judge_figures(row: Row, document: dict[str, Any]) -> Iterator[tuple[str, Verdict]]:
    yield "params", _judge_count(document["params"], row["params"])
    yield "buffers", _judge_count(document["buffers"], row["buffers"])
    if row.get("torch_flops") is not None:
        yield "flops", _judge_count(document["flops"], row["torch_flops"])
        shape = row.get("output_shape")
        if isinstance(shape, list) and all(isinstance(dim, int) for dim in shape):
            yield "shape", _judge_shape(document["output"], shape)


def _judge_count(count: dict[str, Any], truth: int) -> Verdict:
    if count["exact"]:
        return Verdict.EXACT if count["total"] == truth else Verdict.WRONG
    bounded = (count["min"] is None or count["min"] <= truth) and (count["max"] is None or truth <= count["max"])
    return Verdict.PARTIAL if bounded else Verdict.WRONG


def _judge_shape(output: Any, truth: list[int]) -> Verdict:
    shape = output.get("shape") if isinstance(output, dict) else None
    if shape is None or None in shape:
        return Verdict.PARTIAL
    return Verdict.EXACT if list(shape) == truth else Verdict.WRONG


def known_partial() -> dict[str, set[str]]:
    """For each row that is not exact in everything, the figures it lacks."""
    known = {}
    for line in KNOWN_PARTIAL.read_text(encoding="utf-8").splitlines():
        figures, _, name = line.partition(" | ")
        known[name] = set(figures.split(","))
    return known


def explain(document: dict[str, Any]) -> str:
    """The figures and reasons of an answer, for the message of a failing test."""
    kept = {key: document[key] for key in ("params", "buffers", "flops", "output", "conflicts")}
    return json.dumps(kept | {"unresolved": document["unresolved"][:5]}, indent=1)
