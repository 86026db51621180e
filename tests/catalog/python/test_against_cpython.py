"""Programs that use the standard library, run by CPython and evaluated by us: the same values and types."""

from __future__ import annotations

import ast
import functools
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.evaluator.description import Description
from tests.evaluator.evaluation import Evaluated, evaluate_module, first_unknown

ROOT = Path(__file__).resolve().parents[3]
CASES = Path(__file__).parent / "cases"


def _checks() -> list[tuple[str, str]]:
    """File and name of each ``RESULT["name"] = ...``; names made by a loop are found when the file has run."""
    found: dict[tuple[str, str], None] = {}
    for path in sorted(CASES.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "RESULT":
                name = node.slice.value if isinstance(node.slice, ast.Constant) else "*"
                found[path.stem, str(name)] = None
    return list(found)


@functools.cache
def expected(file: str) -> dict[str, Description]:
    """What CPython gives for a case file."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.evaluator.run_cases", str(CASES / f"{file}.py")]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    outcome: dict[str, Description] = json.loads(printed)[file]
    return outcome


@functools.cache
def evaluated(file: str) -> Evaluated:
    """What we give for it."""
    return evaluate_module(CASES, file)


@pytest.mark.parametrize(("file", "check"), _checks())
def test_same_as_cpython(file: str, check: str) -> None:
    ours = evaluated(file)
    assert ours.ended_by is None, f"ended early: {ours.ended_by!r}"
    result = ours.value("RESULT")
    for name in expected(file) if check == "*" else (check,):
        unknown = [repr(value) for value in ours.module.namespace.values() if first_unknown(value) is not None]
        assert name in result, f"not reached: {unknown}"
        assert first_unknown(result[name]) is None
        assert ours.describe(result[name]) == expected(file)[name]
