"""Where results go: stdout and files, each in its format."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flopslint.core.errors import ConfigError
from flopslint.core.progress import tell_end
from flopslint.reporters.text import WIDTH, Line, plain


@dataclass(frozen=True, slots=True)
class Output:
    """One output: its format, and its file (None for stdout)."""

    format: str
    path: Path | None


def outputs_of(options: argparse.Namespace) -> list[Output]:
    """The outputs asked for.

    Raises:
        ConfigError: for one that cannot be read.
    """
    found = []
    for text in options.output:
        name, colon, destination = text.partition(":")
        if not colon or not destination or name not in options.formats:
            raise ConfigError(f"-o {text}: expected FORMAT:DEST with a format of {', '.join(options.formats)}")
        found.append(Output(name, None if destination == "-" else Path(destination)))
    if options.format is not None and not any(output.path is None for output in found):
        found.append(Output(options.format, None))
    return found or [Output("text", None)]


def write(output: Output, render: Callable[[int], Sequence[Line] | str], color: str) -> None:
    """Writes one output; ``render`` makes lines for a number of columns, or the whole text.

    Raises:
        ConfigError: if the file cannot be written.
    """
    tell_end()
    if output.path is None:
        _to_stdout(render, color)
        return
    text = _text(render(WIDTH))
    try:
        output.path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise ConfigError(f"cannot write {output.path}: {error.strerror}") from None


def _to_stdout(render: Callable[[int], Sequence[Line] | str], color: str) -> None:
    from flopslint.reporters.terminal import print_lines, width_of

    is_terminal = sys.stdout.isatty()
    styled = color == "always" or (color == "auto" and is_terminal and not os.environ.get("NO_COLOR"))
    result = render(width_of(sys.stdout, WIDTH))
    if styled and not isinstance(result, str):
        print_lines(result, sys.stdout)
        return
    text = _text(result)
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding))


def _text(result: Sequence[Line] | str) -> str:
    return result if isinstance(result, str) else plain(result)
