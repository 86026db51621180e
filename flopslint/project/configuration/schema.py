"""The JSON schema of the configuration, made of what its reader goes by.

Source: https://json-schema.org/draft-07/json-schema-validation
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flopslint.core.dtype import ALIASES, DTYPES
from flopslint.core.figure import Unit, pattern_of
from flopslint.costs.convention import conventions
from flopslint.project.configuration import kinds
from flopslint.project.configuration.keys import KEYS, MODEL_KEYS, Key
from flopslint.rules.budget import KEYS as BUDGET_KEYS
from flopslint.rules.budget import SHORT, table_keys
from flopslint.rules.selection import prefixes

FILE = "schema.json"
"""The file beside this one that holds the schema, written by ``flopslint/devtools/write_config_schema.py``."""

_SOLID = r"\S"
"""A text that is not blank."""


def schema() -> dict[str, Any]:
    """The schema of ``[tool.flopslint]``."""
    document = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "flopslint",
        "description": "[tool.flopslint] of pyproject.toml, or the top level of flopslint.toml",
    }
    figures = {_figure_name(unit): _figure(unit) for unit in (Unit.COUNT, Unit.SHARE, Unit.BYTES, Unit.TIME)}
    return {**document, **_table(KEYS), "definitions": {"budgets": _budgets(), "rule": _rule(), **figures}}


def _table(keys: Sequence[Key]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key.name: {"description": key.about, **_FRAGMENTS[key.kind.name]()} for key in keys},
        "required": [key.name for key in keys if key.is_required],
        "additionalProperties": False,
    }


def _texts() -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", "pattern": _SOLID}}


def _rules() -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": "#/definitions/rule"}}


def _rule() -> dict[str, Any]:
    return {"description": "A code, a prefix of codes, a rule's name, or ALL.", "enum": prefixes()}


def _inputs() -> dict[str, Any]:
    types = "|".join(sorted({*DTYPES, *ALIASES}))
    spec = {
        "type": "string",
        "pattern": rf"^\s*(?:[^\W\d]\w*\s*=\s*)?\d+(?:\s*x\s*\d+)*\s*(?::\s*(?:torch\.)?(?:{types})\s*)?$",
    }
    return {"anyOf": [spec, {"type": "array", "items": spec}]}


def _budgets() -> dict[str, Any]:
    names = {**{key: key for key in BUDGET_KEYS}, **SHORT}
    return {
        "type": "object",
        "properties": {name: _budget(key) for name, key in names.items()},
        "additionalProperties": False,
    }


def _budget(key: str) -> dict[str, Any]:
    """A figure, or a table with it."""
    unit = BUDGET_KEYS[key]
    figure = _reference(unit)
    warn = figure if unit is Unit.SHARE else {"anyOf": [figure, {"type": "string", "pattern": "%\\s*$"}]}
    holds = {"max": figure, "warn": warn, "floor": _reference(Unit.COUNT)}
    table = {
        "type": "object",
        "properties": {name: holds[name] for name in table_keys(key)},
        "required": ["max"],
        "additionalProperties": False,
    }
    return {"anyOf": [figure, table]}


def _reference(unit: Unit) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{_figure_name(unit)}"}


def _figure_name(unit: Unit) -> str:
    return f"{unit.name.lower()}-figure"


def _figure(unit: Unit) -> dict[str, Any]:
    text: dict[str, Any] = {"type": "string", "pattern": pattern_of(unit)}
    number: list[dict[str, Any]] = [] if unit is Unit.TIME else [{"type": "number", "minimum": 0}]
    return {"description": unit.value, "anyOf": [text, *number]}


_FRAGMENTS: dict[str, Callable[[], dict[str, Any]]] = {
    kinds.TEXT.name: lambda: {"type": "string", "pattern": _SOLID},
    kinds.ARGUMENTS.name: lambda: {"type": "string"},
    kinds.FLAG.name: lambda: {"type": "boolean"},
    kinds.FOLDERS.name: _texts,
    kinds.GLOBS.name: _texts,
    kinds.RULES.name: _rules,
    kinds.CONVENTION.name: lambda: {"enum": conventions().names()},
    kinds.RULES_BY_GLOB.name: lambda: {
        "type": "object", "propertyNames": {"pattern": _SOLID}, "additionalProperties": _rules(),
    },
    kinds.BUDGETS.name: lambda: {"$ref": "#/definitions/budgets"},
    kinds.INPUTS.name: _inputs,
    kinds.MODELS.name: lambda: {"type": "array", "items": _table(MODEL_KEYS)},
}  # fmt: skip
"""For each kind of value, what the schema says of it."""
