"""Lines of keys in a TOML text, which the standard library's parser does not keep."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*(?:\.|$)""")
_INLINE = re.compile(r"""[{,]\s*("[^"]*"|'[^']*'|[\w-]+)\s*=""")


class TomlLines:
    """Where the keys of a TOML text stand. Good for messages: a key it does not find is said to be at its table."""

    def __init__(self, text: str) -> None:
        self._lines: dict[KeyPath, int] = {}
        self._counts: dict[KeyPath, int] = {}
        table: KeyPath = ()
        for number, line in enumerate(text.splitlines(), start=1):
            header = _HEADER.match(line)
            if header and "=" not in header[2]:
                table = self._enter(_parts(header[2]), is_array=header[1] == "[[")
                self._lines.setdefault(table, number)
                continue
            key = _KEY.match(line)
            if key:
                path = (*table, *_parts(key[1]))
                self._lines.setdefault(path, number)
                for inner in _INLINE.finditer(line, key.end()):
                    self._lines.setdefault((*path, *_parts(inner[1])), number)

    def line(self, path: Sequence[str | int]) -> int:
        """The line of a key, else that of the nearest table around it, else 1."""
        for length in range(len(path), 0, -1):
            found = self._lines.get(tuple(path[:length]))
            if found is not None:
                return found
        return 1

    def _enter(self, parts: KeyPath, *, is_array: bool) -> KeyPath:
        if not is_array:
            return parts
        index = self._counts.get(parts, 0)
        self._counts[parts] = index + 1
        return (*parts, index)


def _parts(text: str) -> KeyPath:
    return tuple(double or single or bare for double, single, bare in _PART.findall(text))
