"""Comments that suppress findings, taken out and put in."""

from __future__ import annotations

import re

from flopslint.core.fix import Edit
from flopslint.core.source import SourceFile
from flopslint.core.span import Span

_HEAD = re.compile(r"#\s*flopslint\s*:\s*$", re.IGNORECASE)
_NOQA = re.compile(r"(?P<head>#\s*noqa\s*:\s*)(?P<codes>.*)", re.IGNORECASE | re.DOTALL)
_OURS = re.compile(r"FL[0-9]+", re.IGNORECASE)


def comment_edit(source: SourceFile, comment: Span) -> Edit | None:
    """Takes out one directive, with the comment where nothing else is in it and the line where nothing is on it.

    Of a ``noqa`` the codes of other tools stay. ``comment`` is the directive's place without its "# flopslint:".
    """
    start = source.offset(comment.start_line, comment.start_column)
    end = source.offset(comment.end_line, comment.end_column)
    noqa = _NOQA.fullmatch(source.text[start:end])
    if noqa is not None:
        others = [code for code in re.split(r"[,\s]+", noqa["codes"]) if code and not _OURS.fullmatch(code)]
        if others:
            return Edit(comment, noqa["head"] + ", ".join(others))
    else:
        head = _HEAD.search(source.text, source.offset(comment.start_line, 0), start)
        if head is None:
            return None
        start = head.start()
    return Edit(source.span(*_with_surroundings(source, comment.start_line, start, end)), "")


def _with_surroundings(source: SourceFile, line: int, start: int, end: int) -> tuple[int, int]:
    """A directive's range with the white space that goes with it, and its line where it is alone."""
    line_start = source.offset(line, 0)
    line_end = line_start + len(source.line(line))
    before, after = source.text[line_start:start], source.text[end:line_end]
    if after.strip():
        return start, end + len(after) - len(after.lstrip())
    if before.strip():
        return line_start + len(before.rstrip()), line_end
    return line_start, source.offset(line + 1, 0)
