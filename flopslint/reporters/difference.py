"""What fixes change, as a unified diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from flopslint.reporters.changed import ChangedFile

_NO_NEWLINE = "\\ No newline at end of file\n"


def difference(files: Iterable[ChangedFile]) -> str:
    """The diff of all files, as ``patch`` and ``git apply`` read it."""
    return "".join(line for file in files for line in _of(file))


def _of(file: ChangedFile) -> Iterator[str]:
    before, after = map(_lines, file.texts)
    for line in difflib.unified_diff(before, after, f"a/{file.name}", f"b/{file.name}"):
        yield line
        if not line.endswith("\n"):
            yield "\n" + _NO_NEWLINE


def _lines(text: str) -> list[str]:
    """Lines that end at a line feed only, as ``patch`` has them."""
    parts = text.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
