"""Which rules are on: by code, prefix of codes, name, or ALL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from flopslint.core.errors import ConfigError
from flopslint.core.registry import nearest
from flopslint.rules.rule import rules

DEFAULT = ("FL0", "FL1", "FL2", "FL3", "FL5")
"""Everything but FL4."""


def codes_of(selector: str) -> frozenset[str]:
    """The codes that a selector stands for.

    Raises:
        ConfigError: if it is neither a code, a prefix of codes, a rule's name nor ALL, with the nearest of these.
    """
    known = rules()
    if selector == "ALL":
        return frozenset(known.names())
    named = frozenset(one.code for one in known if one.name == selector)
    if named:
        return named
    matching = frozenset(code for code in known.names() if selector.startswith("FL") and code.startswith(selector))
    if matching:
        return matching
    raise ConfigError(f"unknown rule {selector!r}{nearest(selector, selectors())}")


def prefixes() -> list[str]:
    """All that rules can be selected by, any prefix of codes included."""
    starts = {code[:length] for code in rules().names() for length in range(len("FL"), len(code))}
    return sorted(starts | set(selectors()))


def selectors() -> list[str]:
    """What rules can be selected by: all codes, groups of codes and names, and ALL."""
    known = rules()
    return [*known.names(), *sorted({one.group for one in known}), "FL", *(one.name for one in known), "ALL"]


@dataclass(frozen=True, slots=True)
class Selection:
    """The codes that are on, and those off in some files by glob."""

    codes: frozenset[str]
    per_file: tuple[tuple[str, frozenset[str]], ...] = ()

    @classmethod
    def of(
        cls,
        select: Iterable[str] = DEFAULT,
        ignore: Iterable[str] = (),
        per_file: Iterable[tuple[str, Iterable[str]]] = (),
    ) -> Selection:
        """From selectors.

        Raises:
            ConfigError: for an unknown one.
        """
        chosen = _union(select) - _union(ignore)
        return cls(chosen, tuple((glob, _union(selectors)) for glob, selectors in per_file))

    def allows(self, code: str, file: str | None) -> bool:
        """Whether findings of that code are wanted in a file, given by its path as shown."""
        if code not in self.codes:
            return False
        return file is None or not any(
            code in codes and (fnmatchcase(file, glob) or fnmatchcase(file, glob.removeprefix("**/")))
            for glob, codes in self.per_file
        )


def _union(selectors: Iterable[str]) -> frozenset[str]:
    return frozenset(code for selector in selectors for code in codes_of(selector))
