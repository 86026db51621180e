"""Evaluating pieces of source, written to a folder of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from tests.evaluator.evaluation import Evaluated, evaluate_module

Evaluate = Callable[..., Evaluated]


@pytest.fixture
def evaluate(tmp_path: Path) -> Evaluate:
    """A function that evaluates source as module ``snippet``; keywords are the text of further modules by name."""

    def run(source: str, **modules: str) -> Evaluated:
        for name, text in {"snippet": source, **modules}.items():
            (tmp_path / f"{name}.py").write_text(dedent(text), encoding="utf-8")
        return evaluate_module(tmp_path, "snippet")

    return run
