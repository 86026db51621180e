"""Where the cache is, and how it is emptied."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from flopslint.core.errors import ConfigError

NAME = ".flopslint_cache"
VARIABLE = "FLOPSLINT_CACHE_DIR"
KINDS = ("runs", "files")
"""The folders below it: results, and what single files say."""

SUFFIX = ".cache"
_README = """\
# Written by flopslint: results of earlier runs. Safe to delete, by hand or with `flopslint cache clean`.
*
"""


def cache_folder(
    chosen: Path | None, working: Path, configured: Path | None, variables: Mapping[str, str] | None = None
) -> Path | None:
    """The folder of the cache, whether it exists or not; None where there can be none.

    ``chosen`` is ``--cache-dir``; else ``FLOPSLINT_CACHE_DIR``; else the folder of the configuration ``configured``;
    else the user's cache folder. A symbolic link beside the configuration is not followed: a project may come from
    anywhere, and nothing is written outside of it on its word.
    """
    variables = os.environ if variables is None else variables
    if chosen is not None:
        return working / chosen
    if variables.get(VARIABLE):
        return working / variables[VARIABLE]
    if configured is not None:
        beside = configured / NAME
        return None if beside.is_symlink() else beside
    return _of_user(variables)


def prepare(folder: Path, kind: str) -> Path:
    """The folder of one kind of entry, made if need be.

    Raises:
        OSError: if it cannot be.
    """
    place = folder / kind
    if not place.is_dir():
        place.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text(_README, encoding="utf-8")
    if place.is_symlink():
        raise NotADirectoryError(place)
    return place


def clean(folder: Path) -> int:
    """Removes every entry; says how many. What is not flopslint's stays.

    Raises:
        ConfigError: if something cannot be removed.
    """
    removed = 0
    try:
        for kind in KINDS:
            place = folder / kind
            if place.is_symlink() or not place.is_dir():
                continue
            for entry in sorted(place.iterdir()):
                if entry.name.endswith((SUFFIX, ".part")) and not entry.is_dir():
                    entry.unlink()
                    removed += entry.name.endswith(SUFFIX)
            if not any(place.iterdir()):
                place.rmdir()
    except OSError as error:
        raise ConfigError(f"cannot empty the cache: {error.strerror}: {error.filename}") from None
    return removed


def _of_user(variables: Mapping[str, str]) -> Path | None:
    home = variables.get("HOME") or variables.get("USERPROFILE")
    if sys.platform == "win32":
        place = variables.get("LOCALAPPDATA") or (home and Path(home, "AppData", "Local"))
    elif sys.platform == "darwin":
        place = home and Path(home, "Library", "Caches")
    else:
        place = variables.get("XDG_CACHE_HOME") or (home and Path(home, ".cache"))
    return Path(place, "flopslint") if place and Path(place).is_absolute() else None
