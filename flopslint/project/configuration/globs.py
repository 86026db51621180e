"""Globs as in ``.gitignore``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flopslint.core.errors import ConfigError

if TYPE_CHECKING:
    import pathspec


def globs(patterns: Iterable[str]) -> pathspec.GitIgnoreSpec:
    """What files the globs match.

    Raises:
        ConfigError: for one that cannot be read, or that can match nothing.
    """
    import pathspec  # a twentieth of a second

    listed = list(patterns)
    for pattern in listed:
        try:
            spec = pathspec.GitIgnoreSpec.from_lines([pattern])
        except (ValueError, re.error):
            raise ConfigError(f"the glob {pattern!r} cannot be read") from None
        if all(one.include is None for one in spec.patterns):
            raise ConfigError(f"the glob {pattern!r} matches no file")
    return pathspec.GitIgnoreSpec.from_lines(listed)


def ignored_by(lines: Iterable[str]) -> pathspec.GitIgnoreSpec | None:
    """What the lines of a ``.gitignore`` match; those that git would pass over too are left out."""
    import pathspec

    found = []
    for line in lines:
        try:
            pathspec.GitIgnoreSpec.from_lines([line])
        except (ValueError, re.error):
            continue
        found.append(line)
    return pathspec.GitIgnoreSpec.from_lines(found) if found else None
