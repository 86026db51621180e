"""Turns the table of a configuration file into a ``Config``; every complaint names file, line and key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from flopslint.core.errors import ConfigError, InputError
from flopslint.core.input_spec import parse_input_spec
from flopslint.core.registry import nearest
from flopslint.core.span import Span
from flopslint.project.configuration.config import Config, ConfiguredModel
from flopslint.project.configuration.keys import KEYS, MODEL_KEYS, Key
from flopslint.project.configuration.toml_lines import KeyPath, TomlLines
from flopslint.rules.budget import Budget, parse_budget
from flopslint.rules.selection import DEFAULT


class Reader:
    """Reads one file of this text. ``prefix`` is the table that ours is in."""

    def __init__(self, path: Path, text: str, prefix: KeyPath) -> None:
        self._path = path
        self._lines = TomlLines(text)
        self._prefix = prefix

    def config(self, table: Mapping[str, Any]) -> Config:
        """The configuration.

        Raises:
            ConfigError: for an unknown key, a wrong type, or what cannot be read.
        """
        self._checked(table, KEYS, ())
        folder = self._path.parent
        env = table.get("python-env")
        return Config(
            root=folder,
            path=self._path,
            include=tuple(table.get("include", ())),
            exclude=tuple(table.get("exclude", ())),
            search_path=tuple(folder / entry for entry in table.get("search-path", ())),
            python_env=None if env is None else folder / env,
            convention=table.get("convention", "torch"),
            select=(*table.get("select", DEFAULT), *table.get("extend-select", ())),
            ignore=tuple(table.get("ignore", ())),
            require_complete=table.get("require-complete", False),
            per_file_ignores=tuple((glob, tuple(rules)) for glob, rules in table.get("per-file-ignores", {}).items()),
            budgets=self._budgets(table, ()),
            said=tuple(table),
            models=tuple(self._model(entry, ("model", index)) for index, entry in enumerate(table.get("model", ()))),
        )

    def _model(self, entry: Mapping[str, Any], at: KeyPath) -> ConfiguredModel:
        self._checked(entry, MODEL_KEYS, at)
        given = entry.get("input", [])
        if "forward" in entry and "input" in entry:
            raise self.error((*at, "forward"), "a model has either 'input' or 'forward'")
        specs = [given] if isinstance(given, str) else given
        return ConfiguredModel(
            target=entry["target"],
            name=entry.get("name"),
            inputs=tuple(parse_input_spec(spec) for spec in specs) or None,
            forward=entry.get("forward"),
            budgets=self._budgets(entry, at),
            named_at=self._span((*at, "target")),
        )

    def _budgets(self, table: Mapping[str, Any], at: KeyPath) -> tuple[Budget, ...]:
        found: dict[str, Budget] = {}
        for key, value in table.get("budget", {}).items():
            place = (*at, "budget", key)
            budget = parse_budget(key, value).at(self._span(place))
            if budget.key in found:
                raise self.error(place, f"budget {budget.key!r} is there twice")
            found[budget.key] = budget
        return tuple(found.values())

    def _checked(self, table: Mapping[str, Any], keys: Sequence[Key], at: KeyPath) -> None:
        """Complains about what the keys do not allow."""
        known = {key.name: key for key in keys}
        for name, value in table.items():
            key = known.get(name)
            if key is None:
                raise self.error((*at, name), f"unknown key {name!r}{nearest(name, list(known))}")
            if not key.kind.fits(value):
                raise self.error((*at, name), f"{name!r} is not {key.kind.expected}")
            for below, part in key.kind.parts(value):
                try:
                    key.kind.check(part)
                except (ConfigError, InputError) as error:
                    words = str(error) if key.kind.names_key else f"{name!r}: {error}"
                    raise self.error((*at, name, *below), words) from None
        for key in keys:
            if key.is_required and key.name not in table:
                raise self.error(at, f"a {at[0]} has no {key.name!r}")

    def _span(self, at: KeyPath) -> Span:
        line = self._lines.line((*self._prefix, *at))
        return Span(str(self._path), line, 0, line, 0)

    def error(self, at: KeyPath, message: str) -> ConfigError:
        """A complaint about a key."""
        return ConfigError(f"{self._path.name}:{self._span(at).start_line}: {message}")
