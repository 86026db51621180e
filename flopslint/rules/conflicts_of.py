"""Findings on the conflicts of a run; each rule of FL2 asks for its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flopslint.core.conflict import Conflict, ConflictKind
from flopslint.core.diagnostic import Diagnostic, Related
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule
from flopslint.rules.suggestions import fitting_argument

_MISSING = re.compile(r"TypeError: .*\(\) missing \d+ required ")


def conflict_findings(rule: Rule, model: ModelFacts, kind: ConflictKind) -> Iterator[Diagnostic]:
    """The conflicts of one kind, unless they were met under an input that was only guessed."""
    if model.input_is_guess and model.costs.run.was_run:
        return
    for conflict in model.costs.run.conflicts:
        if conflict.kind is kind and not lacks_arguments(model, conflict):
            span, via = model.place_of_conflict(conflict)
            yield rule.finding(
                _message(conflict),
                span=span,
                model=model.target,
                related=(*_operands(model, conflict), *via),
                subject=conflict.kind.value,
                suggestion=fitting_argument(model, conflict),
            )


def lacks_arguments(model: ModelFacts, conflict: Conflict) -> bool:
    """Whether building fails only since nobody gave the arguments that a constructor passes on to its base.

    ``def __init__(self, *args, **kwargs)`` does not say that there have to be any: that is no fault of a model that was
    only found in a file, and built without.
    """
    if not model.is_found or model.costs.run.build_ended or conflict.span is None:
        return False
    call = model.text_at(conflict.span)
    return _MISSING.match(conflict.message) is not None and "__init__(" in call and "*" in call


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
