"""Finds the configuration that holds for a folder, and has it read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flopslint.core import files
from flopslint.core.errors import ConfigError
from flopslint.project.configuration.config import Config
from flopslint.project.configuration.file import nearest_file, parsed, text_of
from flopslint.project.configuration.reader import Reader


def load_config(start: Path, working: Path, file: Path | None = None) -> Config:
    """The configuration that holds for a folder: of ``file``, else the nearest upwards from ``start``.

    The root is its folder, else that of ``.git``, else the working directory.

    Raises:
        ConfigError: with file and line, for what is wrong in it.
    """
    path = file if file is not None else nearest_file(start)
    if path is None:
        return Config(root=_repository(start) or working)
    text = text_of(path)
    document = parsed(path, text)
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


def _place_of_table(path: Path, document: dict[str, Any], *, is_chosen: bool) -> tuple[str, ...]:
    """Where our keys are: below ``tool.flopslint`` in a pyproject.toml, or in a chosen file of that form."""
    if path.name == "pyproject.toml" or (is_chosen and "tool" in document):
        return ("tool", "flopslint")
    return ()


def _repository(start: Path) -> Path | None:
    return next((folder for folder in (start, *start.parents) if files.exists(folder / ".git")), None)
