"""Paths of a test run: relative to pytest's root."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def target_from_root(config: pytest.Config, target: str) -> str:
    """A target whose relative path is looked up from pytest's root, where it is there."""
    path, colons, rest = target.partition("::")
    place = config.rootpath / path
    return f"{place}{colons}{rest}" if place.exists() and not Path(path).exists() else target


def search_path_of(config: pytest.Config) -> list[Path]:
    """The folders of the setting ``flopslint_search_path``."""
    return [config.rootpath / entry for entry in config.getini("flopslint_search_path")]
