"""What a result rests on is known: nothing but ``core.files`` asks the file system about analyzed source."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "flopslint"
ASKING = {
    "exists", "glob", "is_dir", "is_file", "is_symlink", "iterdir", "listdir", "lstat", "open", "read_bytes",
    "read_text", "realpath", "resolve", "rglob", "scandir", "stat", "walk",
}  # fmt: skip
MODULES = {"os", "os.path", "path"}
FREE = {
    "cache": "its own entries",
    "catalog": "its own files",
    "core/files.py": "the one door",
    "core/storage.py": "what is behind it",
    "devtools": "not in the wheel",
    "project/revisions/": "what git holds; diff keeps no results",
    "pytest_plugin/": "pytest's own files; it keeps no results",
    "project/written.py": "files of the user's that are written, not asked about",
    "reporters/format.py": "which formats there are",
}
KNOWN = {
    ("cli/explain_command.py", "exists"): "whether FILE:LINE is meant; explain keeps no results",
    ("cli/explain_command.py", "is_file"): "the same",
    ("cli/main.py", "open"): "the null device",
    ("project/session.py", "resolve"): "where flopslint itself is",
    ("project/session.py", "glob"): "flopslint's own folders",
}
"""Calls that are of another kind, with the reason."""

FILES = sorted(
    path
    for path in ROOT.rglob("*.py")
    if not any(path.relative_to(ROOT).as_posix().startswith(place) for place in FREE)
)


def _asked(tree: ast.AST) -> set[str]:
    """Names of calls that ask the file system: methods of paths, functions of ``os``, and the builtin ``open``."""
    found = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        if isinstance(function, ast.Name) and function.id == "open":
            found.add("open")
        if isinstance(function, ast.Attribute) and function.attr in ASKING:
            owner = ast.unparse(function.value)
            if owner == "files" or (function.attr in {"open", "resolve", "walk"} and not _is_path(owner)):
                continue
            found.add(function.attr)
    return found


def _is_path(owner: str) -> bool:
    """Whether a name reads like that of a path: methods of these names are common."""
    return owner in MODULES or owner.startswith("Path(") or owner.rpartition(".")[2].strip("_") in {"path", "folder"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_are_asked_for_at_the_door(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    asked = {one for one in _asked(ast.parse(path.read_text("utf-8"))) if (name, one) not in KNOWN}
    assert asked == set()
