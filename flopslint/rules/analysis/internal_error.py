"""flopslint itself failed on a model.

## What it does
Reports a bug of flopslint that was met while a model was analyzed. The exit status is then 3.

## Why it matters
The figures of the model are incomplete through no fault of its author.

## Example
None: no source should lead here.

## Use instead
Nothing to change; please report it with the model.

## Limits
Findings on other models are still reported.

## Options
None.

## References
https://docs.python.org/3/library/exceptions.html
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.core.gap import GapKind
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule


@rule(code="FL009", name="internal-error", severity=Severity.ERROR, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    for use in model.costs.run.gaps:
        if use.gap.kind is GapKind.INTERNAL:
            span, related = model.place_of_gap(use.gap.span, use.gap.site)
            yield rule.finding(use.gap.reason, span=span, related=related, model=model.target, subject=use.gap.reason)
