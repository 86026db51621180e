"""Edits applied to the text of a file, and the text as bytes again."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Iterable

from flopslint.core.fix import Edit
from flopslint.core.source import SourceFile


def apart(edits: Iterable[Edit], taken: Iterable[Edit]) -> bool:
    """Whether edits touch none of those taken; the same edit twice is one."""
    others = list(taken)
    return all(edit == other or not _overlap(edit, other) for edit in edits for other in others)


def rewritten(source: SourceFile, edits: Iterable[Edit]) -> str:
    """The text after edits that do not overlap; new line ends are those of the file."""
    parts: list[str] = []
    end = 0
    for edit in sorted(set(edits)):
        span = edit.span
        parts.append(source.text[end : source.offset(span.start_line, span.start_column)])
        parts.append(edit.text.replace("\r\n", "\n").replace("\n", source.newline))
        end = source.offset(span.end_line, span.end_column)
    return "".join([*parts, source.text[end:]])


def encoded(text: str, before: bytes, was: str) -> bytes | None:
    """New text in the encoding of the file, its byte-order mark kept; None where that cannot be done faithfully.

    ``before`` are the bytes of the file, ``was`` is its text as it was decoded.
    """
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(before).readline)
        if was.encode(encoding) != before:
            return None
        return text.encode(encoding)
    except (SyntaxError, UnicodeError, LookupError):
        return None


def _overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits of one file touch a common character, or put something in at one place."""
    if one.span.path != other.span.path:
        return False
    first, second = (one.span[1:], other.span[1:])
    return (first[:2] < second[2:] and second[:2] < first[2:]) or first[:2] == second[:2]
