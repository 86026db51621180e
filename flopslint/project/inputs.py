"""Which input a model is run with, and where it came from (section 3 of the contract)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flopslint.core.input_spec import InputSpec
from flopslint.ir import nodes as ir
from flopslint.project.session import Session
from flopslint.values.events import ModelRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An input, as specs or as the arguments of a call, and where it came from. ``is_guess``: from the constructor."""

    inputs: tuple[InputSpec, ...] | None = None
    forward: ir.Call | None = None
    origin: str = ""
    is_guess: bool = False


def given_inputs(session: Session, configured: Choice | None) -> Choice | None:
    """The input that the caller or the configuration gives; None where neither does."""
    settings = session.settings
    if settings.forward is not None:
        return Choice(forward=session.pipeline.arguments(settings.forward), origin=settings.origin)
    if settings.inputs:
        return Choice(inputs=settings.inputs, origin=settings.origin)
    return configured


def choose_inputs(session: Session, path: Path | None, expression: str, run: ModelRun) -> Choice | None:
    """The input that the source gives a model that was built; None where nothing applies."""
    return None
