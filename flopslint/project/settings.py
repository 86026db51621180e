"""What the caller of a command or function says, and the folder that decides which configuration holds."""

from __future__ import annotations

import os.path
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flopslint.core import files
from flopslint.core.input_spec import InputSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the caller of a command or function says. Paths are relative to the working directory.

    ``inputs`` of None means that none were given; ``origin`` says who gave them. ``force_exclude`` has the
    configuration's ``exclude`` hold for files that are named, too.
    """

    inputs: tuple[InputSpec, ...] | None = None
    forward: str | None = None
    origin: str = "command line"
    convention: str | None = None
    search_path: tuple[Path, ...] = ()
    python_env: Path | None = None
    config: Path | None = None
    all_classes: bool = False
    force_exclude: bool = False
    cache_dir: Path | None = None


def start_folder(here: Path, targets: Iterable[str]) -> Path:
    """The folder to look for the configuration from: that which holds all targets that are files or folders."""
    folders = []
    for text in targets:
        try:
            path = here / (text if files.exists(here / text) else text.partition("::")[0])
            if files.exists(path):
                folders.append(str(normal(path if files.is_folder(path) else path.parent)))
        except (OSError, ValueError):
            continue
    return Path(os.path.commonpath(folders)) if folders else here


def normal(path: Path) -> Path:
    """A path without ``..`` and ``.``, symbolic links kept."""
    return Path(os.path.normpath(path))
