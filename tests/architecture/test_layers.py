"""Which part may import which, and where the heavy libraries are allowed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "flopslint"
VAGUE = {"base", "common", "helper", "helpers", "manager", "misc", "types", "util", "utils"}


def _modules() -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if "prelude" not in path.parts]


def test_contracts() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_every_package_has_its_file_and_description() -> None:
    folders = {path.parent for path in _modules()}
    assert [str(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []
    undescribed = [
        str(path) for path in _modules() if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert undescribed == []


def test_no_drawer_for_everything() -> None:
    described = {"types.py"}  # catalog/python/types.py describes Python's own module of that name
    modules = [
        path
        for path in PACKAGE.rglob("*.py")
        # A prelude's modules have the names of the library they stand for.
        if "prelude" not in path.parts and (path.parent.name != "python" or path.name not in described)
    ]
    assert [str(path) for path in modules if path.stem.strip("_") in VAGUE] == []


def test_shipped_code_asserts_nothing() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in _modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assert)
    ]
    assert found == []


def test_costly_ways_of_libcst_are_not_taken() -> None:
    for path in _modules():
        text = path.read_text(encoding="utf-8")
        assert "libcst.matchers" not in text, path
        assert "QualifiedNameProvider" not in text, path
        assert "deep_clone" not in text, path
