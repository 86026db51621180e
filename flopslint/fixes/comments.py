"""Comments that suppress findings, taken out and put in."""

from __future__ import annotations

import re
from collections.abc import Collection

from flopslint.core.fix import Edit
from flopslint.core.source import SourceFile
from flopslint.core.span import Span

_HEAD = re.compile(r"#\s*flopslint\s*:\s*$", re.IGNORECASE)
_NOQA = re.compile(r"(?P<head>#\s*noqa\s*:\s*)(?P<codes>.*)(?P<rest>)", re.IGNORECASE | re.DOTALL)
_IGNORE = re.compile(r"(?P<head>[\w-]+\s*\[)(?P<codes>[^\]]*)(?P<rest>\].*)", re.DOTALL)


def comment_edit(source: SourceFile, comment: Span, codes: Collection[str]) -> Edit | None:
    """Takes codes out of one directive; without any left the directive, and the comment and line that held only that.

    ``comment`` is the directive's place without its "# flopslint:".
    """
    start = source.offset(comment.start_line, comment.start_column)
    end = source.offset(comment.end_line, comment.end_column)
    text = source.text[start:end]
    noqa = _NOQA.fullmatch(text)
    found = noqa or _IGNORE.fullmatch(text)
    if found is None:
        return None
    gone = {code.upper() for code in codes}
    others = [code for code in re.split(r"[,\s]+", found["codes"]) if code and code.upper() not in gone]
    if others:
        return Edit(comment, f"{found['head']}{', '.join(others)}{found['rest']}")
    if noqa is None:
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
