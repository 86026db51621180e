"""No file over 400 lines, no function over 50."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("benchmarks", "flopslint", "sample_models", "tests")
RECORDED = {"cases_errors.py", "cases_layers.py", "cases_ops.py"}  # one case after the other, written by a tool
STYLED = ROOT / "tests" / "wild" / "cases"  # models as people write them, long functions included
FILES = sorted(
    path
    for folder in FOLDERS
    for path in (ROOT / folder).rglob("*.py")
    if path.name not in RECORDED and not path.is_relative_to(STYLED)
)
NAMES = [str(path.relative_to(ROOT)) for path in FILES]


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_size(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = len(text.splitlines())
    assert lines <= 400
    long = [
        f"{function.name}: {function.end_lineno - function.lineno + 1} lines"
        for function in _functions(ast.parse(text))
        if function.end_lineno is not None and function.end_lineno - function.lineno + 1 > 50
    ]
    assert long == []
