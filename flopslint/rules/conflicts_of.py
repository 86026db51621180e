"""Findings on the conflicts of a run; each rule of FL2 asks for its kind."""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.conflict import Conflict, ConflictKind
from flopslint.core.diagnostic import Diagnostic, Related
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule


def conflict_findings(rule: Rule, model: ModelFacts, kind: ConflictKind) -> Iterator[Diagnostic]:
    """The conflicts of one kind, unless they were met under an input that was only guessed."""
    if model.input_is_guess and model.costs.run.was_run:
        return
    for conflict in model.costs.run.conflicts:
        if conflict.kind is kind:
            span, via = model.place_of_conflict(conflict)
            yield rule.finding(
                _message(conflict),
                span=span,
                model=model.target,
                related=(*_operands(model, conflict), *via),
                subject=conflict.kind.value,
            )


def _message(conflict: Conflict) -> str:
    message = conflict.message
    if conflict.fitting:
        message = f"{message}; {conflict.fitting} would fit"
    return message


def _operands(model: ModelFacts, conflict: Conflict) -> Iterator[Related]:
    for operand in conflict.operands:
        span, _ = model.place_of(operand.site)
        yield Related(
            f"{operand.name} {operand.description} made here" if span else f"{operand.name} {operand.description}", span
        )
