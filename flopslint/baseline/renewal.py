"""A baseline brought up to date with what a run found."""

from __future__ import annotations

from collections.abc import Mapping

from flopslint.baseline.known import Scope
from flopslint.baseline.record import Baseline, Costs, Findings, Key, Known


def updated(before: Baseline, findings: Findings, models: Mapping[str, Costs], scope: Scope) -> Baseline:
    """What the run found; of what it did not look at, what was known before."""
    kept = {key: known for key, known in before.findings.items() if not scope.covers(key)}
    costs = {target: known for target, known in before.models.items() if not _is_covered(target, scope)}
    return Baseline(findings={**kept, **findings}, models={**costs, **models})


def pruned(before: Baseline, findings: Findings, models: Mapping[str, Costs], scope: Scope) -> Baseline:
    """What was known before and is still there, with figures that went down; nothing new."""
    kept: dict[Key, Known] = {}
    for key, known in before.findings.items():
        now = findings.get(key)
        if now is not None:
            kept[key] = _lower(known, now)
        elif not scope.covers(key):
            kept[key] = known
    costs = {
        target: known for target, known in before.models.items() if target in models or not _is_covered(target, scope)
    }
    return Baseline(findings=kept, models=costs)


def _is_covered(target: str, scope: Scope) -> bool:
    return scope.everything or target in scope.owners or target.partition("::")[0] in scope.owners


def _lower(before: Known, now: Known) -> Known:
    figures = [figure for figure in (before.figure, now.figure) if figure is not None]
    return Known(min(figures) if len(figures) == 2 else before.figure, min(before.count, now.count))
