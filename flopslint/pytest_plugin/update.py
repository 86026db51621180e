"""Budgets rewritten after a deliberate change: the figure alone, everything around it stays as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from flopslint.core.diagnostic import Diagnostic
from flopslint.core.errors import SourceError
from flopslint.project.session import Session
from flopslint.project.written import replace_file
from flopslint.reporters.checked import CheckResult
from flopslint.reporters.report import ModelReport
from flopslint.rules.budget import SHORT, Budget, parse_budget

_KEYS = {
    "model-params-over-budget": "model-params",
    "model-macs-over-budget": "model-macs",
    "model-flops-over-budget": "model-flops",
}
_SCALES = (("T", 10**12), ("G", 10**9), ("M", 10**6), ("k", 10**3))


class Update(NamedTuple):
    """A budget to rewrite: its file and line, its key, the figure that is written and the new one."""

    path: str
    line: int
    key: str
    old: str
    new: str


def updates_of(
    session: Session, result: CheckResult, findings: Sequence[Diagnostic]
) -> tuple[list[Update], list[Diagnostic]]:
    """The budgets of models that are broken, to be rewritten, and the findings that are left."""
    updates: list[Update] = []
    left: list[Diagnostic] = []
    reports = {report.target: report for report in result.reports}
    for finding in findings:
        key, report = _KEYS.get(finding.name), reports.get(finding.model or "")
        budget = None if key is None or report is None else _written(session, report, key, finding.budget)
        if key is None or budget is None or budget.written_at is None or finding.value is None:
            left.append(finding)
            continue
        place = budget.written_at
        updates.append(Update(place.path, place.start_line, key, budget.maximum.text, figure_above(int(finding.value))))
    return updates, left


def _written(session: Session, report: ModelReport, key: str, figure: float | None) -> Budget | None:
    """The budget of a model that has this figure, where it is written: the nearest to the model counts."""
    name = "".join(report.target.split())
    models = [one.budgets for one in session.config.models if "".join(one.target.split()) == name]
    groups = [*models, _in_comments(session, report), session.config.budgets]
    fitting = (budget for group in groups for budget in group if budget.key == key)
    return next((budget for budget in fitting if budget.maximum.value == figure), None)


def _in_comments(session: Session, report: ModelReport) -> list[Budget]:
    """The budgets that comments in the file of a model give, those nearest to its definition first."""
    path = session.root / (report.file or "")
    try:
        declarations = session.pipeline.comments(path).declarations
    except SourceError:
        return []
    found = [
        (abs(one.line - (report.line or 0)), parse_budget(one.key, one.value).at(one.span))
        for one in declarations
        if one.key != "input"
    ]
    return [budget for _, budget in sorted(found, key=lambda pair: pair[0])]


def figure_above(value: int) -> str:
    """A readable figure that is not below a value, to three digits: ``5.25M``."""
    for suffix, scale in _SCALES:
        if value >= scale:
            digits = len(str(value // scale))
            step = scale // 10 ** (3 - digits)
            rounded = -(-value // step) * step
            text = f"{rounded // scale}.{rounded % scale * 100 // scale:02d}".rstrip("0").rstrip(".")
            return f"{text}{suffix}"
    return str(value)


def rewrite(updates: Iterable[tuple[Any, ...]]) -> list[str]:
    """Writes the new figures, and says what was changed; of several for one budget, the highest counts."""
    done = []
    by_file: dict[str, list[Update]] = {}
    for one in sorted({Update(*fields) for fields in updates}):
        by_file.setdefault(one.path, []).append(one)
    for path, ones in by_file.items():
        lines = Path(path).read_bytes().decode("utf-8").splitlines(keepends=True)
        for one in ones:
            text = lines[one.line - 1]
            changed = _replaced(text, one)
            if changed != text:
                lines[one.line - 1] = changed
                done.append(f"{Path(path).name}:{one.line}: {one.key} {one.old} -> {one.new}")
        replace_file(Path(path), "".join(lines).encode("utf-8"))
    return done


def _replaced(text: str, one: Update) -> str:
    """A line of TOML, or of source with a comment, with the new figure."""
    names = [one.key, *(short for short, full in SHORT.items() if full == one.key)]
    key = "|".join(re.escape(name) for name in names)
    before = rf"""(?<![\w-])["']?(?:{key})["']?\s*(?:<=|=)\s*(?:\{{[^}}]*?\bmax\s*=\s*)?"""
    pattern = rf"""({before})(["']?){re.escape(one.old)}(?![\w.%])"""
    return re.sub(pattern, lambda match: _with_figure(match, one.new), text, count=1)


def _with_figure(match: re.Match[str], new: str) -> str:
    """What stands before the figure, and the new one; a bare number of TOML becomes a text."""
    is_bare = not match[2] and "<=" not in match[1]
    return f'{match[1]}"{new}"' if is_bare else f"{match[1]}{match[2]}{new}"
