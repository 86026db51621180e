"""``[tool.flopslint]``: found, read and validated; nothing in it is ignored in silence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flopslint.core import files
from flopslint.core.errors import ConfigError, InputError
from flopslint.core.input_spec import InputSpec, parse_input_spec
from flopslint.core.registry import nearest
from flopslint.core.span import Span
from flopslint.costs.convention import find_convention
from flopslint.project.toml_lines import KeyPath, TomlLines
from flopslint.rules.budget import Budget, parse_budget
from flopslint.rules.selection import DEFAULT, codes_of

FILES = (".flopslint.toml", "flopslint.toml", "pyproject.toml")
"""Names of configuration files, the first in a folder counts."""

KEYS = (
    "include", "exclude", "search-path", "python-env", "convention", "select", "extend-select", "ignore",
    "require-complete", "per-file-ignores", "budget", "model",
)  # fmt: skip
LARGEST = 4_000_000
"""Of a configuration file, as many bytes are read."""

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
MODEL_KEYS = ("name", "target", "input", "forward", "budget")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfiguredModel:
    """One ``[[tool.flopslint.model]]``; ``inputs`` is None where none are given."""

    target: str
    name: str | None
    inputs: tuple[InputSpec, ...] | None
    forward: str | None
    budgets: tuple[Budget, ...]
    named_at: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The configuration of a project. Paths are absolute. ``path`` is its file, None where there is none."""

    root: Path
    path: Path | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    search_path: tuple[Path, ...] = ()
    python_env: Path | None = None
    convention: str = "torch"
    select: tuple[str, ...] = DEFAULT
    ignore: tuple[str, ...] = ()
    require_complete: bool = False
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    budgets: tuple[Budget, ...] = ()
    models: tuple[ConfiguredModel, ...] = field(default=())


def load_config(start: Path, working: Path, file: Path | None = None) -> Config:
    """The configuration that holds for a folder: of ``file``, else the nearest upwards from ``start``.

    The root is its folder, else that of ``.git``, else the working directory.

    Raises:
        ConfigError: with file and line, for what is wrong in it.
    """
    path = file if file is not None else _nearest_file(start)
    if path is None:
        return Config(root=_repository(start) or working)
    text, table = _read(path, is_chosen=file is not None)
    return _Reader(path, text).config(table or {})


def _nearest_file(start: Path) -> Path | None:
    for folder in (start, *start.parents):
        for name in FILES:
            path = folder / name
            if files.is_file(path) and (name != "pyproject.toml" or _has_table(path)):
                return path
    return None


def _has_table(path: Path) -> bool:
    """Whether a pyproject.toml has our table. Read only as far as needed: most do not mention us at all."""
    try:
        text = _text_of(path)
    except (OSError, UnicodeDecodeError):
        return False
    return "tool.flopslint" in text and _read(path, is_chosen=False)[1] is not None


def _text_of(path: Path) -> str:
    """The text of a configuration file, every line end the same."""
    return files.read(path, LARGEST + 1).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def _repository(start: Path) -> Path | None:
    return next((folder for folder in (start, *start.parents) if files.exists(folder / ".git")), None)


def _read(path: Path, *, is_chosen: bool) -> tuple[str, dict[str, Any] | None]:
    try:
        text = _text_of(path)
    except FileNotFoundError:
        raise ConfigError(f"configuration file {path.name} does not exist") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.name}: cannot be read: {error}") from None
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else max(len(text.splitlines()), 1)
        raise ConfigError(f"{path.name}:{line}: {_AT_LINE.sub('', str(error)).strip()}") from None
    if path.name != "pyproject.toml" and not (is_chosen and "tool" in document):
        return text, document
    tool = document.get("tool")
    table = tool.get("flopslint") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{path.name}: tool.flopslint is not a table")
    return text, table


class _Reader:
    """Turns one table into a ``Config``; every complaint names file, line and key."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = TomlLines(text)
        self._prefix: KeyPath = ("tool", "flopslint") if "tool.flopslint" in text else ()

    def config(self, table: dict[str, Any]) -> Config:
        self._known(table, KEYS, ())
        folder = self._path.parent
        select = self._strings(table, "select", ()) or DEFAULT
        extended = self._strings(table, "extend-select", ())
        ignore = self._strings(table, "ignore", ())
        for key, selectors in (("select", select), ("extend-select", extended), ("ignore", ignore)):
            for selector in selectors:
                self._checked((key,), codes_of, selector)
        convention = self._string(table, "convention", ()) or "torch"
        self._checked(("convention",), find_convention, convention)
        env = self._string(table, "python-env", ())
        return Config(
            root=folder,
            path=self._path,
            include=self._strings(table, "include", ()),
            exclude=self._strings(table, "exclude", ()),
            search_path=tuple(folder / entry for entry in self._strings(table, "search-path", ())),
            python_env=folder / env if env is not None else None,
            convention=convention,
            select=(*select, *extended),
            ignore=ignore,
            require_complete=self._boolean(table, "require-complete"),
            per_file_ignores=self._per_file(table),
            budgets=self._budgets(table, ()),
            models=self._models(table),
        )

    def _models(self, table: dict[str, Any]) -> tuple[ConfiguredModel, ...]:
        entries = table.get("model", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise self._error(("model",), "expected a list of tables [[tool.flopslint.model]]")
        return tuple(self._model(entry, ("model", index)) for index, entry in enumerate(entries))

    def _model(self, entry: dict[str, Any], at: KeyPath) -> ConfiguredModel:
        self._known(entry, MODEL_KEYS, at)
        target = self._string(entry, "target", at)
        if target is None:
            raise self._error(at, "a model has no 'target'")
        given = entry.get("input")
        specs = (given,) if isinstance(given, str) else self._strings(entry, "input", at)
        forward = self._string(entry, "forward", at)
        if forward is not None and given is not None:
            raise self._error((*at, "forward"), "a model has either 'input' or 'forward'")
        return ConfiguredModel(
            target=target,
            name=self._string(entry, "name", at),
            inputs=tuple(self._checked((*at, "input"), parse_input_spec, spec) for spec in specs) if given else None,
            forward=forward,
            budgets=self._budgets(entry, at),
            named_at=self._span((*at, "target")),
        )

    def _budgets(self, table: dict[str, Any], at: KeyPath) -> tuple[Budget, ...]:
        budgets = table.get("budget", {})
        where = (*at, "budget")
        if not isinstance(budgets, dict):
            raise self._error(where, "'budget' is not a table")
        return tuple(
            self._checked((*where, key), lambda pair: parse_budget(*pair), (key, value)).at(self._span((*where, key)))
            for key, value in budgets.items()
        )

    def _per_file(self, table: dict[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        entries = table.get("per-file-ignores", {})
        if not isinstance(entries, dict):
            raise self._error(("per-file-ignores",), "'per-file-ignores' is not a table")
        found = []
        for glob in entries:
            selectors = self._strings(entries, glob, ("per-file-ignores",))
            for selector in selectors:
                self._checked(("per-file-ignores", glob), codes_of, selector)
            found.append((glob, selectors))
        return tuple(found)

    def _known(self, table: Mapping[str, Any], keys: tuple[str, ...], at: KeyPath) -> None:
        for key in table:
            if key not in keys:
                raise self._error((*at, key), f"unknown key {key!r}{nearest(key, list(keys))}")

    def _strings(self, table: Mapping[str, Any], key: str, at: KeyPath) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._error((*at, key), f"{key!r} is not a list of strings")
        return tuple(value)

    def _string(self, table: Mapping[str, Any], key: str, at: KeyPath) -> str | None:
        value = table.get(key)
        if value is not None and not isinstance(value, str):
            raise self._error((*at, key), f"{key!r} is not a string")
        return value

    def _boolean(self, table: Mapping[str, Any], key: str) -> bool:
        value = table.get(key, False)
        if not isinstance(value, bool):
            raise self._error((key,), f"{key!r} is neither true nor false")
        return value

    def _checked(self, at: KeyPath, read: Any, value: Any) -> Any:
        try:
            return read(value)
        except (ConfigError, InputError) as error:
            raise self._error(at, str(error)) from None

    def _span(self, at: KeyPath) -> Span:
        line = self._lines.line((*self._prefix, *at))
        return Span(str(self._path), line, 0, line, 0)

    def _error(self, at: KeyPath, message: str) -> ConfigError:
        return ConfigError(f"{self._path.name}:{self._span(at).start_line}: {message}")
