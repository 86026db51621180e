"""Something in a model could not be worked out, so a figure of it is not exact.

## What it does
Names the line because of which parameters, buffers or FLOPs are only "at least", "between" or unknown, and each
budget that can therefore neither be called kept nor broken.

## Why it matters
A figure that is not exact must not be taken for one.

## Example
```python
class Net(nn.Module):  # flopslint: input=1x512
    def __init__(self):
        super().__init__()
        width = int(open("width.txt").read())
        self.fc = nn.Linear(512, width)

    def forward(self, x):
        return self.fc(x)
```

## Use instead
```python
class Net(nn.Module):  # flopslint: input=1x512
    def __init__(self, width=10):
        super().__init__()
        self.fc = nn.Linear(512, width)

    def forward(self, x):
        return self.fc(x)
```

## Limits
A note, unless `require-complete` is set.

## Options
`require-complete = true` makes these findings errors.

## References
https://github.com/pytorch/pytorch/blob/main/torch/utils/flop_counter.py
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.count import Count, Reason
from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.core.gap import GapKind
from flopslint.rules.budgets_of import undecided_budgets
from flopslint.rules.conflicts_of import lacks_arguments
from flopslint.rules.facts import ModelFacts
from flopslint.rules.growth import undecided_growths
from flopslint.rules.rule import Rule, rule


@rule(code="FL002", name="incomplete-analysis", severity=Severity.NOTE, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    severity = Severity.ERROR if model.require_complete else rule.severity
    if model.costs.run.was_run or not model.costs.run.build_ended:
        for reason, figures in _reasons(model).items():
            span, related = model.place_of_gap(reason.span, reason.site)
            yield rule.finding(
                f"{_listed(figures)} not exact: {reason.text}",
                span=span,
                related=related,
                severity=severity,
                model=model.target,
                subject=reason.text,
            )
    for budget, layer, count in undecided_budgets(model):
        yield rule.finding(
            f"{budget.key} of {count} neither breaks nor clears the budget of {budget.maximum}",
            span=model.defined_at,
            severity=severity,
            model=model.target,
            layer=layer,
            subject=budget.key,
        )
    for growth in undecided_growths(model):
        yield rule.finding(
            growth.message,
            span=model.defined_at,
            severity=severity,
            model=model.target,
            subject=growth.key,
        )


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]} are" if len(names) > 1 else f"{names[0]} are"


def _reasons(model: ModelFacts) -> dict[Reason, list[str]]:
    costs = model.costs
    conflicts = {one.message for one in costs.run.conflicts if not lacks_arguments(model, one)}
    internal = {use.gap.reason for use in costs.run.gaps if use.gap.kind is GapKind.INTERNAL}
    counts: list[tuple[str, Count]] = [("parameters", costs.params), ("buffers", costs.buffers)]
    counts.append(("FLOPs", costs.table(model.convention).total))
    found: dict[Reason, list[str]] = {}
    for name, count in counts:
        for reason in count.reasons:
            if reason.text not in conflicts and reason.text not in internal:  # those have rules of their own
                found.setdefault(reason, []).append(name)
    return found
