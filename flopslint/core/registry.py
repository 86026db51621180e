"""Things under names: added once, looked up, listed in order."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Generic, TypeVar

from flopslint.core.errors import CatalogError

V = TypeVar("V")


class Registry(Generic[V]):
    """A table of names that refuses a second entry of one name. ``kind`` says what its entries are."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._entries: dict[str, V] = {}

    def add(self, name: str, entry: V) -> None:
        """Adds an entry.

        Raises:
            CatalogError: if the name is taken.
        """
        if name in self._entries:
            raise CatalogError(f"{self.kind} {name} is there twice")
        self._entries[name] = entry

    def get(self, name: str) -> V | None:
        """The entry of that name; None if there is none."""
        return self._entries.get(name)

    def __iter__(self) -> Iterator[V]:
        return (self._entries[name] for name in sorted(self._entries))

    def __len__(self) -> int:
        return len(self._entries)

    def names(self) -> list[str]:
        """All names, sorted."""
        return sorted(self._entries)


def nearest(name: str, names: list[str]) -> str:
    """A hint for a name that is not among ``names``: " (did you mean ...?)", or a list of them when few."""
    close = get_close_matches(name, names, n=1, cutoff=0.5)
    if close:
        return f" (did you mean {close[0]!r}?)"
    return f" (expected one of {', '.join(sorted(names))})" if len(names) <= 20 else ""
