"""``--stdin-filename``: source from stdin in the place of a file."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flopslint.core import files
from flopslint.core.errors import ConfigError
from flopslint.core.storage import DISK, Overlaid

MOST_BYTES = 100_000_000
"""Of stdin, as many bytes are read; what is larger than a source file may be is then refused like one."""


@contextmanager
def stdin_in_place(options: argparse.Namespace) -> Iterator[None]:
    """Lets what stdin holds stand for the file of that name, which becomes the target where none is given.

    Raises:
        ConfigError: where stdin is asked for without a name, or is to be changed.
    """
    name = getattr(options, "stdin_filename", None)
    targets = getattr(options, "target", None)
    if name is None:
        if targets in (["-"], "-"):
            raise ConfigError("to read source from stdin, say which file it stands for: --stdin-filename FILE")
        yield
        return
    if getattr(options, "fix", False) or getattr(options, "add_ignore", None) is not None:
        raise ConfigError("what comes from stdin cannot be changed; --diff shows what --fix would")
    if isinstance(targets, list) and targets in ([], ["-"]):
        options.target = [name]
    elif targets in (None, "-"):
        options.target = name
    path = Path(os.path.normpath(Path.cwd() / name))
    with files.served_by(Overlaid(DISK, {str(path): sys.stdin.buffer.read(MOST_BYTES)})):
        yield
