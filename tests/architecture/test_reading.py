"""All of the analyzed project is read through ``core/files.py``, so that something else can stand in for the disk."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "flopslint"
READING = {
    "exists",
    "glob",
    "is_dir",
    "is_file",
    "iterdir",
    "open",
    "read_bytes",
    "read_text",
    "rglob",
    "scandir",
    "stat",
}
THROUGH = {"files", "heap", "self"}
"""What is called by these names is not a path: the seam itself, and methods of our own."""

ON_THE_DISK = {
    "project/search_path.py": "environments are folders of the machine, and the same for every revision",
    "project/session.py": "our own catalog",
    "project/written.py": "it writes",
}


def _reads(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        f"{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in READING
        and ast.unparse(node.func.value).rpartition(".")[2] not in THROUGH
    ]


def test_the_project_is_read_through_one_seam() -> None:
    found = {
        name: reads
        for package in ("frontend", "evaluator", "project")
        for path in sorted((PACKAGE / package).rglob("*.py"))
        if (name := path.relative_to(PACKAGE).as_posix()) not in ON_THE_DISK and (reads := _reads(path))
    }
    assert found == {}
