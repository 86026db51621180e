"""What the configuration of a project says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flopslint.core.input_spec import InputSpec
from flopslint.core.span import Span
from flopslint.rules.budget import Budget
from flopslint.rules.selection import DEFAULT


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
    """The configuration of a project. Paths are absolute.

    ``path`` is its file, None where there is none; ``said`` are the keys that are in it.
    """

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
    models: tuple[ConfiguredModel, ...] = ()
    said: tuple[str, ...] = ()
