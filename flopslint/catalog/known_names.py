"""The public names of a modelled library, as its ``names.txt`` lists them: read once a process."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class KnownNames:
    """All public dotted names of a library as the file has them: sorted, those of modules with a colon behind.

    Looked up in place: a run asks for a few dozen of some thirty thousand.
    """

    lines: list[str]

    def __contains__(self, dotted_name: str) -> bool:
        return self._has(dotted_name) or self._has(f"{dotted_name}:")

    def has_module(self, dotted_name: str) -> bool:
        """Whether that is a module."""
        return self._has(f"{dotted_name}:")

    def _has(self, line: str) -> bool:
        position = bisect_left(self.lines, line)
        return position < len(self.lines) and self.lines[position] == line

    def lists_any_in(self, dotted_module: str) -> bool:
        """Whether any name below a module is listed."""
        below = f"{dotted_module}."
        position = bisect_left(self.lines, below)
        return position < len(self.lines) and self.lines[position].startswith(below)

    def directly_in(self, dotted_module: str) -> set[str]:
        """The names a module holds itself."""
        below = f"{dotted_module}."
        names = set()
        for position in range(bisect_left(self.lines, below), len(self.lines)):
            line = self.lines[position]
            if not line.startswith(below):
                break
            names.add(line[len(below) :].rstrip(":"))
        return {name for name in names if "." not in name}


@cache
def known_names(path: Path) -> KnownNames:
    """What a file lists; nothing where there is no file."""
    return KnownNames(path.read_text(encoding="utf-8").split("\n")[:-1] if path.is_file() else [])
