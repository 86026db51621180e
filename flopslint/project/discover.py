"""Which files to look at: those named, and the Python files below folders that nothing excludes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from flopslint.core import files
from flopslint.project.configuration.globs import globs, ignored_by

if TYPE_CHECKING:
    import pathspec

LARGEST = 1_000_000
"""Of a file of patterns, as many bytes are read."""

SKIPPED = frozenset({
    ".git", ".hg", ".svn", ".venv", "venv", ".tox", ".nox", ".eggs", "__pycache__", "__pypackages__", "node_modules",
    "site-packages", "build", "dist", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".flopslint_cache",
})  # fmt: skip
"""Folders never entered below one that was named."""


def discover(places: Iterable[Path], root: Path, include: tuple[str, ...], exclude: tuple[str, ...]) -> list[Path]:
    """The files to look at, sorted: files as named, and in folders what globs and ``.gitignore`` leave.

    ``include`` and ``exclude`` are globs relative to ``root``.
    """
    found: dict[Path, None] = {}
    for place in places:
        if files.is_folder(place):
            found.update(dict.fromkeys(_below(place, root, include, exclude)))
        else:
            found[place] = None
    return sorted(found)


def is_excluded(path: Path, root: Path, exclude: tuple[str, ...]) -> bool:
    """Whether a file is excluded by a glob, or by the folder it is in."""
    if not path.is_relative_to(root):
        return False
    relative = path.relative_to(root)
    return not SKIPPED.isdisjoint(relative.parts[:-1]) or bool(exclude and globs(exclude).match_file(relative))


def _below(folder: Path, root: Path, include: tuple[str, ...], exclude: tuple[str, ...]) -> Iterator[Path]:
    wanted = globs(include) if include else None
    unwanted = globs(exclude) if exclude else None
    ignored = _Ignored(root if folder.is_relative_to(root) else folder)
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        found = files.entries(here)
        waiting.extend(
            here / name
            for name in reversed(found.folders)
            if name not in SKIPPED
            and not name.endswith(".egg-info")
            and not files.exists(here / name / "pyvenv.cfg")
            and not ignored.covers(here / name, is_folder=True)
        )
        for name in found.files:
            path = here / name
            if not name.endswith(".py") or ignored.covers(path, is_folder=False):
                continue
            relative = (
                path.relative_to(root).as_posix() if path.is_relative_to(root) else path.relative_to(folder).as_posix()
            )
            if (wanted is None or wanted.match_file(relative)) and not (unwanted and unwanted.match_file(relative)):
                yield path


class _Ignored:
    """The ``.gitignore`` files from a top folder downwards; each holds for its own folder."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._specs: dict[Path, pathspec.GitIgnoreSpec | None] = {}

    def covers(self, path: Path, *, is_folder: bool) -> bool:
        folder = path.parent
        while True:
            spec = self._spec(folder)
            if spec is not None:
                relative = path.relative_to(folder).as_posix() + ("/" if is_folder else "")
                result = spec.check_file(relative).include
                if result is not None:
                    return result
            if folder in {self._top, folder.parent}:
                return False
            folder = folder.parent

    def _spec(self, folder: Path) -> pathspec.GitIgnoreSpec | None:
        if folder not in self._specs:
            self._specs[folder] = _read(folder / ".gitignore")
        return self._specs[folder]


def _read(path: Path) -> pathspec.GitIgnoreSpec | None:
    try:
        text = files.read(path, LARGEST).decode("utf-8", errors="replace") if files.is_file(path) else ""
    except OSError:
        return None
    return ignored_by(text.splitlines())
