"""Finding modules on the search path, as text: nothing is imported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flopslint.core import files
from flopslint.core.span import Span
from flopslint.ir import nodes as ir

READABLE_BYTES = 4_000_000
"""Of a file that is only searched for names, as much as this is read."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a module's source is; ``path`` is None for a folder without ``__init__.py``."""

    path: Path | None
    is_package: bool


class Program:
    """The source an evaluation may reach: folders in order, and how a file becomes lowered code."""

    def __init__(
        self,
        search_path: tuple[Path, ...],
        lower_file: Callable[[Path], ir.Module],
        lower_expression: Callable[[str, str], ir.Expression],
        lower_statements: Callable[[str, str, Span], tuple[ir.Statement, ...]],
    ) -> None:
        self.search_path = search_path
        self.lower_file = lower_file
        self.lower_expression = lower_expression
        self.lower_statements = lower_statements
        self._found: dict[str, Found | None] = {}
        self._listings: dict[Path, files.Names] = {}
        self._texts: dict[Path, str] = {}

    def find(self, name: str) -> Found | None:
        """The source of a module by dotted name: the first folder that has its first part decides."""
        if name not in self._found:
            self._found[name] = self._search(name)
        return self._found[name]

    def _search(self, name: str) -> Found | None:
        parts = name.split(".")
        fallback: Found | None = None
        for root in self.search_path:
            found = self._below(root, parts)
            if found is not None and found.path is not None:
                return found
            fallback = fallback or found
        return fallback

    def _below(self, root: Path, parts: list[str]) -> Found | None:
        folder = root
        for part in parts[:-1]:
            if part not in self._listing(folder):
                return None
            folder = folder / part
        last = parts[-1]
        listing = self._listing(folder)
        if last in listing:
            if "__init__.py" in self._listing(folder / last):
                return Found(folder / last / "__init__.py", is_package=True)
            if f"{last}.py" not in listing and self._listing(folder / last):
                return Found(None, is_package=True)
        if f"{last}.py" in listing:
            return Found(folder / f"{last}.py", is_package=False)
        return None

    def _listing(self, folder: Path) -> files.Names:
        if folder not in self._listings:
            self._listings[folder] = files.names_in(folder)
        return self._listings[folder]

    def text_of(self, path: Path) -> str:
        """The text of a file as far as it can be read, to search it for names."""
        if path not in self._texts:
            try:
                self._texts[path] = _text(files.read(path, READABLE_BYTES))
            except (OSError, ValueError):
                self._texts[path] = ""
        return self._texts[path]

    def module_name(self, path: Path) -> str:
        """The dotted name of a file: from its first parent folder without ``__init__.py`` down."""
        parts = [] if path.name == "__init__.py" else [path.stem]
        folder = path.parent
        while "__init__.py" in self._listing(folder) and folder.parent != folder:
            parts.insert(0, folder.name)
            folder = folder.parent
        return ".".join(parts) or path.parent.name


def import_root(path: Path) -> Path:
    """The first parent folder of a file without ``__init__.py``."""
    folder = path.parent
    while files.is_file(folder / "__init__.py") and folder.parent != folder:
        folder = folder.parent
    return folder


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
