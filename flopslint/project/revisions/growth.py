"""The rules of change, applied to models on both sides; findings stand where the change is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from flopslint.core.diagnostic import Diagnostic, Related
from flopslint.core.span import Span
from flopslint.project.checks.hidden import visible
from flopslint.project.checks.judged import model_facts
from flopslint.project.revisions.changed_lines import changed_lines
from flopslint.project.revisions.pairing import Pair
from flopslint.project.revisions.side import Side
from flopslint.reporters.changes import FigureChange, LayerChange, ModelChange
from flopslint.rules.budget import Budget
from flopslint.rules.facts import EarlierCosts
from flopslint.rules.runner import run_rules
from flopslint.rules.selection import Selection

GROUP = "FL5"
"""The rules of change."""

_MOST_RELATED = 3


def growth_findings(
    base: Side,
    head: Side,
    pairs: Iterable[tuple[Pair, ModelChange]],
    budgets: tuple[Budget, ...],
    selection: Selection,
) -> list[Diagnostic]:
    """The findings of the rules of change on the models that both sides have; spans by absolute path.

    What a comment hides where the model is defined is left out.
    """
    found: list[Diagnostic] = []
    lines = _ChangedLines(base, head)
    for pair, change in pairs:
        if pair.base is None or pair.head is None:
            continue
        before = pair.base.report
        analysis = pair.head.analysis
        span = analysis.costs.run.span
        facts = model_facts(
            head.session,
            analysis,
            budgets=budgets,
            defined_at=span,
            is_found=False,
            before=EarlierCosts(params=before.params, macs=before.cost("mac").total, where=base.shown),
        )
        codes = frozenset(code for code in selection.codes if code.startswith(GROUP))
        findings = visible(head.session, run_rules([facts], codes), selection, ())
        found += [_at_change(one, change, head, lines) for one in findings]
    return found


def _at_change(finding: Diagnostic, change: ModelChange, head: Side, lines: _ChangedLines) -> Diagnostic:
    """A finding moved to the changed line: of the layer that grew most, else the first one in the model."""
    by_macs = finding.name.startswith("model-macs")
    grown = sorted(
        (one for one in change.layers if one.file is not None and (_figure(one, by_macs=by_macs).change or 0) > 0),
        key=lambda one: -(_figure(one, by_macs=by_macs).change or 0),
    )
    place = _changed_place(finding.span, grown, head, lines)
    noun = "MACs" if by_macs else "parameters"
    related = [
        Related(f"{one.name or 'the model itself'}: {_figure(one, by_macs=by_macs).change:+,} {noun}", _span(one, head))
        for one in grown[:_MOST_RELATED]
    ]
    if place is not None and finding.span is not None:
        related.insert(0, Related("the model", finding.span))
    return replace(finding, span=place or finding.span, related=(*finding.related, *related))


def _changed_place(
    definition: Span | None, grown: Sequence[LayerChange], head: Side, lines: _ChangedLines
) -> Span | None:
    for one in grown:
        span = _span(one, head)
        if span is not None and span.start_line in lines.of(span.path):
            return span
    if definition is None:
        return None
    changed = lines.of(definition.path)
    inside = [line for line in changed if definition.start_line <= line <= definition.end_line] or list(changed)
    return _line(definition.path, inside[0], head) if inside else None


def _figure(one: LayerChange, *, by_macs: bool) -> FigureChange:
    return one.macs if by_macs else one.params


def _span(one: LayerChange, head: Side) -> Span | None:
    """The line of a layer's constructor call, its file by absolute path."""
    if one.file is None or one.line is None:
        return None
    path = head.session.root / one.file
    return _line(str(path), one.line, head)


def _line(path: str, number: int, head: Side) -> Span:
    text = head.session.pipeline.source(Path(path)).line(number)
    start = len(text) - len(text.lstrip())
    return Span(path, number, start, number, len(text.rstrip()))


class _ChangedLines:
    """The changed lines of files of the head, each worked out once."""

    def __init__(self, base: Side, head: Side) -> None:
        self._base = base
        self._head = head
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, path: str) -> tuple[int, ...]:
        """Their 1-based numbers; none for a file that is new, which changed as a whole."""
        if path not in self._known:
            before = self._base.text(Path(path))
            self._known[path] = changed_lines(before, self._head.text(Path(path)))[1] if before else ()
        return self._known[path]
