"""The public names of a modelled library, as its ``names.txt`` lists them: read once a process."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class KnownNames:
    """All public dotted names of a library, sorted, and which of them are modules."""

    ordered: tuple[str, ...]
    all: frozenset[str]
    modules: frozenset[str]

    def directly_in(self, dotted_module: str) -> set[str]:
        """The names a module holds itself."""
        below = f"{dotted_module}."
        names = set()
        for name in self.ordered[bisect_left(self.ordered, below) :]:
            if not name.startswith(below):
                break
            names.add(name[len(below) :])
        return {name for name in names if "." not in name}


@cache
def known_names(path: Path) -> KnownNames:
    """What a file lists; nothing where there is no file."""
    lines = path.read_text(encoding="utf-8").split() if path.is_file() else []
    modules = frozenset(line[:-1] for line in lines if line[-1] == ":")
    ordered = tuple(sorted({line[:-1] if line[-1] == ":" else line for line in lines}))
    return KnownNames(ordered, frozenset(ordered), modules)
