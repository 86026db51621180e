"""The file that a configuration is in: which one it is, its text, and what TOML says in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from flopslint.core import files
from flopslint.core.errors import ConfigError

FILES = (".flopslint.toml", "flopslint.toml", "pyproject.toml")
"""Names of configuration files, the first in a folder counts."""

LARGEST = 4_000_000
"""Of a configuration file, as many bytes are read."""

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def nearest_file(start: Path) -> Path | None:
    """The configuration file of a folder or of the nearest one above it; None where there is none.

    Raises:
        ConfigError: if one on the way cannot be read.
    """
    for folder in (start, *start.parents):
        for name in FILES:
            path = folder / name
            if files.is_file(path) and (name != "pyproject.toml" or _has_table(path)):
                return path
    return None


def _has_table(path: Path) -> bool:
    """Whether a pyproject.toml has our table. Parsed only where needed: most do not mention us at all."""
    try:
        if b"flopslint" not in files.read(path, LARGEST + 1):
            return False
    except OSError:
        return False
    tool = parsed(path, text_of(path)).get("tool")
    return isinstance(tool, dict) and "flopslint" in tool


def text_of(path: Path) -> str:
    """The text of a configuration file, every line end the same.

    Raises:
        ConfigError: if it cannot be read.
    """
    try:
        data = files.read(path, LARGEST + 1)
        if len(data) > LARGEST:
            raise ConfigError(f"{path.name}: it is larger than {LARGEST:,} bytes")
        return data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except FileNotFoundError:
        raise ConfigError(f"configuration file {path.name} does not exist") from None
    except OSError as error:
        raise ConfigError(f"{path.name}: it cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path.name}:{line}: it is not UTF-8 text, which TOML has to be") from None


def parsed(path: Path, text: str) -> dict[str, Any]:
    """What TOML says in a configuration file.

    Raises:
        ConfigError: with file and line, where it is none.
    """
    import tomllib  # here: most runs over what has not changed do not need it

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else max(len(text.splitlines()), 1)
        raise ConfigError(f"{path.name}:{line}: {_AT_LINE.sub('', str(error)).strip()}") from None
