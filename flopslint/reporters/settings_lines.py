"""The settings that are in force, and where each comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as plain data, and who says so."""

    name: str
    value: Any
    origin: str


def settings_text(settings: Iterable[Setting]) -> str:
    """One line each, as TOML, with its origin as a comment."""
    lines = [(f"{one.name} = {_toml(one.value)}", one.origin) for one in settings]
    return "".join(f"{text}  # {origin}\n" for text, origin in lines)


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
