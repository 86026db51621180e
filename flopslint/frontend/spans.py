"""Spans of ``ast`` nodes: its columns are UTF-8 bytes, ours are characters."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flopslint.core.source import SourceFile
from flopslint.core.span import Span

SpanOf = Callable[[Any], Span]
"""From an ``ast`` node with a position to its span."""

_WIDE_REST = re.compile(r"[^\x00-\x7f][^\r\n]*")


def spans_of(source: SourceFile) -> SpanOf:
    """The function that gives the span of a node of this file's tree."""
    path = source.path
    make = tuple.__new__

    def of(node: Any) -> Span:
        position = (path, node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)
        return make(Span, position)

    if source.text.isascii():
        return of
    columns = _Columns(source)

    def of_wide(node: Any) -> Span:
        span = of(node)
        if span.start_line in columns.lines or span.end_line in columns.lines:
            start = columns.character(span.start_line, span.start_column)
            end = columns.character(span.end_line, span.end_column)
            return make(Span, (path, span.start_line, start, span.end_line, end))
        return span

    return of_wide


def fixed_span(span: Span) -> SpanOf:
    """The function that gives every node the same span: for code that stands in a string of the file."""
    return lambda node: span


class _Columns:
    """The lines of a file that hold other characters than ASCII, encoded."""

    __slots__ = ("lines",)

    def __init__(self, source: SourceFile) -> None:
        numbers = {source.position(match.start())[0] for match in _WIDE_REST.finditer(source.text)}
        self.lines = {number: source.line(number).encode("utf-8", "surrogatepass") for number in numbers}

    def character(self, line: int, column: int) -> int:
        """The column in characters of a column in bytes."""
        data = self.lines.get(line)
        if data is None:
            return column
        return len(data[: max(column, 0)].decode("utf-8", "ignore"))
