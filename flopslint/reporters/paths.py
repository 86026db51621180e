"""How files are named in outputs: never by an absolute path."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from flopslint.core.span import Span


@dataclass(frozen=True, slots=True)
class PathNames:
    """Names files relative to the project's root with ``/``; those outside, relative to their search-path entry.

    ``entries`` are the folders that source is looked for in, all paths absolute.
    """

    root: Path
    entries: tuple[Path, ...] = ()
    _known: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path, entries: Iterable[Path] = ()) -> PathNames:
        """The longest entries first, so that a file is named by the nearest."""
        return cls(root, tuple(sorted(set(entries), key=lambda entry: (-len(entry.parts), str(entry)))))

    def name(self, path: str) -> str:
        """The name of a file, given by its absolute path."""
        known = self._known.get(path)
        if known is None:
            known = self._known[path] = self._find(Path(path))
        return known

    def module(self, path: str) -> str | None:
        """The dotted module of a file outside of the root; None for those inside."""
        if Path(path).is_relative_to(self.root):
            return None
        parts = list(Path(self.name(path)).with_suffix("").parts)
        if parts and parts[-1] == "__init__":
            parts.pop()
        return ".".join(parts) or None

    def span(self, span: Span | None) -> Span | None:
        """The same place, its file by name."""
        return None if span is None else span._replace(path=self.name(span.path))

    def _find(self, path: Path) -> str:
        if not path.is_absolute():
            return path.as_posix()
        for folder in (self.root, *self.entries):
            if path.is_relative_to(folder):
                return path.relative_to(folder).as_posix()
        return path.name
