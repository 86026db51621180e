"""Which classes and builder functions of a file are models."""

from __future__ import annotations

from pathlib import Path

from flopslint.project.pipeline import Pipeline


def models_in(pipeline: Pipeline, path: Path, *, all_classes: bool = False) -> list[str]:
    """The names of the models of a file."""
    raise NotImplementedError
