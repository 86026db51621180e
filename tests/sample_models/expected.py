"""The recorded figures of the sample models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import flopslint

SAMPLES = Path(__file__).resolve().parents[2] / "sample_models"
NAMES = sorted(path.name.removesuffix(".expected.json") for path in SAMPLES.glob("*.expected.json"))
RUNNABLE = [name for name in NAMES if name != "wrong_flatten"]


def expected(name: str) -> dict[str, Any]:
    """What torch gave for a sample."""
    document: dict[str, Any] = json.loads((SAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))
    return document


def target(name: str) -> str:
    """The sample's target, by its full path."""
    return str(SAMPLES.parent / expected(name)["target"])


def report(name: str, spec: str | None = None, convention: str = "torch") -> flopslint.Report:
    """The sample analyzed, at an input or at the one its own comment gives."""
    inputs = None if spec is None else [spec]
    return flopslint.analyze(target(name), inputs=inputs, convention=convention, cache=False)
