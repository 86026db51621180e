from __future__ import annotations

from pathlib import Path

import pytest

from flopslint.project.discover import discover


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (
        "a.py", "b.txt", "models/net.py", "models/old/net.py", "models/generated.py", ".venv/lib/x.py", "env/y.py",
        "build/z.py", "models/.gitignore", ".gitignore", "env/pyvenv.cfg", "models/data/c.py", "models/keep.py",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / ".gitignore").write_text("generated.py\ndata/\nkeep.py\n", encoding="utf-8")
    (tmp_path / "models" / ".gitignore").write_text("!keep.py\n", encoding="utf-8")
    return tmp_path


def _names(root: Path, *places: str, include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> list[str]:
    found = discover([root / place for place in places], root, include, exclude)
    return [path.relative_to(root).as_posix() for path in found]


def test_below_a_folder(root: Path) -> None:
    assert _names(root, ".") == ["a.py", "models/keep.py", "models/net.py", "models/old/net.py"]


def test_globs(root: Path) -> None:
    assert _names(root, ".", include=("models/**/*.py",)) == ["models/keep.py", "models/net.py", "models/old/net.py"]
    assert _names(root, ".", exclude=("**/old/**",)) == ["a.py", "models/keep.py", "models/net.py"]


def test_a_file_that_is_named_is_looked_at(root: Path) -> None:
    assert _names(root, "models/generated.py", "b.txt") == ["b.txt", "models/generated.py"]
    assert _names(root, "models", "models/net.py") == ["models/keep.py", "models/net.py", "models/old/net.py"]
