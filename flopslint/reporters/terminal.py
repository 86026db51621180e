"""Styled lines on a terminal, by rich; nothing of it is imported where output is plain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from flopslint.reporters.text import Line


def print_lines(lines: Sequence[Line], stream: TextIO) -> None:
    """Writes lines with their styles."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, force_terminal=True, highlight=False, soft_wrap=True)
    for line in lines:
        console.print(Text.assemble(*((piece.text, piece.style) for piece in line)))


def width_of(stream: TextIO, fallback: int) -> int:
    """Columns of the terminal; ``fallback`` where the stream goes to none."""
    import shutil

    return max(60, min(shutil.get_terminal_size((fallback, 24)).columns, 160)) if stream.isatty() else fallback
