"""Finds the configuration that holds for a folder, and has it read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from flopslint.core import files
from flopslint.core.errors import ConfigError
from flopslint.project.configuration.config import Config
from flopslint.project.configuration.reader import Reader

FILES = (".flopslint.toml", "flopslint.toml", "pyproject.toml")
"""Names of configuration files, the first in a folder counts."""

LARGEST = 4_000_000
"""Of a configuration file, as many bytes are read."""

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def load_config(start: Path, working: Path, file: Path | None = None) -> Config:
    """The configuration that holds for a folder: of ``file``, else the nearest upwards from ``start``.

    The root is its folder, else that of ``.git``, else the working directory.

    Raises:
        ConfigError: with file and line, for what is wrong in it.
    """
    path = file if file is not None else _nearest_file(start)
    if path is None:
        return Config(root=_repository(start) or working)
    text = _text_of(path)
    document = _parsed(path, text)
    prefix = _place_of_table(path, document, is_chosen=file is not None)
    reader = Reader(path, text, prefix)
    table: Any = document
    for name in prefix:
        table = table.get(name)
        if table is None and file is not None:
            raise ConfigError(f"configuration file {path.name} has no table [tool.flopslint]")
        if not isinstance(table, dict):
            raise reader.error((), f"{name!r} is not a table")
    return reader.config(table)


def _nearest_file(start: Path) -> Path | None:
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
    tool = _parsed(path, _text_of(path)).get("tool")
    return isinstance(tool, dict) and "flopslint" in tool


def _place_of_table(path: Path, document: dict[str, Any], *, is_chosen: bool) -> tuple[str, ...]:
    """Where our keys are: below ``tool.flopslint`` in a pyproject.toml, or in a chosen file of that form."""
    if path.name == "pyproject.toml" or (is_chosen and "tool" in document):
        return ("tool", "flopslint")
    return ()


def _repository(start: Path) -> Path | None:
    return next((folder for folder in (start, *start.parents) if files.exists(folder / ".git")), None)


def _text_of(path: Path) -> str:
    """The text of a configuration file, every line end the same."""
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


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else max(len(text.splitlines()), 1)
        raise ConfigError(f"{path.name}:{line}: {_AT_LINE.sub('', str(error)).strip()}") from None
