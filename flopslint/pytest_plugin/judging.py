"""A model judged by budgets: what breaks them, as a message of a few lines."""

from __future__ import annotations

from collections.abc import Iterable

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.pytest_plugin.heaviest import heaviest
from flopslint.reporters.checked import CheckResult
from flopslint.reporters.report import ModelReport

_MOST_FINDINGS = 5


def failures(result: CheckResult) -> list[Diagnostic]:
    """The findings that fail a test: errors."""
    return [one for one in result.findings if one.severity is Severity.ERROR]


def message(result: CheckResult, findings: Iterable[Diagnostic]) -> str:
    """The findings, then the layers that weigh most in what the first is about: fifteen lines at most."""
    found = list(findings)
    lines = [_line(one) for one in found[:_MOST_FINDINGS]]
    if len(found) > _MOST_FINDINGS:
        lines.append(f"and {len(found) - _MOST_FINDINGS} more")
    for one in found:
        report = next((report for report in result.reports if report.target == one.model), None)
        noun = _noun(one)
        if report is not None and noun is not None:
            return "\n".join([*lines, *_weights(report, noun)])
    return "\n".join(lines)


def _line(finding: Diagnostic) -> str:
    place = f"{finding.file}:{finding.line}: " if finding.file else ""
    return f"{place}{finding.code} {finding.message}"


def _weights(report: ModelReport, noun: str) -> list[str]:
    totals = {"parameters": report.params, "MACs": report.cost("mac").total, "FLOPs": report.cost().total}
    return heaviest(report, noun, totals[noun])


def _noun(finding: Diagnostic) -> str | None:
    """What a budget is about, by the name of its rule."""
    for part, noun in (("-params-", "parameters"), ("-macs-", "MACs"), ("-share-", "MACs"), ("-flops-", "FLOPs")):
        if part in finding.name:
            return noun
    return None
