"""Comments that suppress findings, put into a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flopslint.core.fix import Edit
from flopslint.core.inventory import Suppression
from flopslint.core.source import SourceFile
from flopslint.frontend.limits import STRING_OR_COMMENT


def suppression_edits(
    source: SourceFile,
    wanted: Mapping[tuple[int, int], Iterable[str]],
    there: Iterable[Suppression],
    reason: str,
) -> list[Edit]:
    """The edits that suppress codes on lines.

    ``wanted`` has for each range of lines, any of which may hold the comment, the codes. A comment that is ``there`` on
    one of them takes the codes too. Where no line can hold a comment, there is no edit.
    """
    inside = _lines_inside_strings(source)
    held = {one.line: one for one in there if not one.whole_file and not one.is_noqa}
    extended: dict[int, set[str]] = {}
    added: dict[int, set[str]] = {}
    for (first, last), codes in wanted.items():
        lines = range(first, last + 1)
        line = next((line for line in lines if line in held), None)
        if line is not None:
            extended.setdefault(line, set()).update(codes)
            continue
        line = next((line for line in lines if _takes_comment(source, line, inside)), None)
        if line is not None:
            added.setdefault(line, set()).update(codes)
        elif not _continues(source, first - 1, inside):
            added.setdefault(-first, set()).update(codes)
    edits = [_extended(source, held[line], codes) for line, codes in extended.items()]
    return edits + [_added(source, line, codes, reason) for line, codes in added.items()]


def _extended(source: SourceFile, comment: Suppression, codes: set[str]) -> Edit:
    """More codes in the brackets of a comment."""
    text = source.segment(comment.span)
    listed = [*comment.codes, *sorted(codes - set(comment.codes))]
    head, _, rest = text.partition("[")
    return Edit(comment.span, f"{head}[{', '.join(listed)}]{rest.partition(']')[2]}")


def _added(source: SourceFile, line: int, codes: set[str], reason: str) -> Edit:
    """A comment behind a line, or for a negative number alone above it."""
    comment = f"# flopslint: ignore[{', '.join(sorted(codes))}]{f' -- {reason}' if reason else ''}"
    if line < 0:
        text = source.line(-line)
        indentation = text[: len(text) - len(text.lstrip())]
        start = source.offset(-line, 0)
        return Edit(source.span(start, start), f"{indentation}{comment}\n")
    text = source.line(line)
    start = source.offset(line, 0)
    return Edit(source.span(start + len(text.rstrip()), start + len(text)), f"  {comment}")


def _takes_comment(source: SourceFile, line: int, inside: set[int]) -> bool:
    return line <= source.line_count and not _continues(source, line, inside)


def _continues(source: SourceFile, line: int, inside: set[int]) -> bool:
    """Whether the end of a line is inside a string, or is escaped by a backslash."""
    return line in inside or source.line(line).endswith("\\")


def _lines_inside_strings(source: SourceFile) -> set[int]:
    """The lines that end inside a string."""
    found: set[int] = set()
    for match in STRING_OR_COMMENT.finditer(source.text):
        if not match[0].startswith("#"):
            first, last = source.position(match.start())[0], source.position(match.end())[0]
            found.update(range(first, last))
    return found
