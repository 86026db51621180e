"""The text of one source file, and how offsets in it relate to lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import accumulate

from flopslint.core.span import Span

# Python ends a line at these and at nothing else: a form feed or U+2028 (which ``str.splitlines`` takes) does not.
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file of Python as text.

    ``text`` has no byte-order mark and keeps its line ends; ``digest`` is the SHA-256 of the file's bytes in
    hexadecimal; ``newline`` is the first line end met; ``line_starts`` holds the offset of each line's first character.
    """

    path: str
    text: str = field(repr=False)
    digest: str
    newline: str = field(repr=False)
    line_starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def from_text(cls, path: str, text: str, digest: str | None = None) -> SourceFile:
        """A file of this text, less a byte-order mark; without a digest, that of the text's UTF-8 bytes."""
        text = text.removeprefix("\ufeff")
        if digest is None:
            digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        first = _LINE_END.search(text) if "\r" in text else None
        return cls(
            path=path,
            text=text,
            digest=digest,
            newline=first.group() if first else "\n",
            line_starts=_line_starts(text),
        )

    @property
    def line_count(self) -> int:
        """The number of lines; text after the last line end counts as one."""
        ends_open = self.line_starts[-1] < len(self.text)
        return len(self.line_starts) if ends_open else len(self.line_starts) - 1

    def line(self, number: int) -> str:
        """The text of a 1-based line, without its line end; empty past the last."""
        if not 1 <= number <= len(self.line_starts):
            return ""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def offset(self, line: int, column: int) -> int:
        """The offset in the text of a 1-based line and a 0-based column in characters, clamped to the text."""
        if line < 1:
            return 0
        if line > len(self.line_starts):
            return len(self.text)
        return min(self.line_starts[line - 1] + max(column, 0), len(self.text))

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based line and the 0-based column in characters of an offset in the text."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1]

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets in the text; the end is exclusive."""
        return Span(self.path, *self.position(start), *self.position(end))

    def segment(self, span: Span) -> str:
        """The text that a span covers."""
        return self.text[self.offset(span.start_line, span.start_column) : self.offset(span.end_line, span.end_column)]

    def whole(self) -> Span:
        """The span of all the text."""
        return self.span(0, len(self.text))


def _line_starts(text: str) -> tuple[int, ...]:
    if "\r" in text:
        return (0, *(match.end() for match in _LINE_END.finditer(text)))
    lengths = map(len, text.split("\n")[:-1])
    return tuple(accumulate(lengths, lambda start, length: start + length + 1, initial=0))
