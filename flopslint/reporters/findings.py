"""Findings as text: for people, and one line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.reporters.checked import CheckResult
from flopslint.reporters.text import Line, Piece

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def check_lines(result: CheckResult) -> list[Line]:
    """Each finding with its related places, then a summary."""
    lines: list[Line] = []
    for finding in result.findings:
        lines.extend(finding_lines(finding))
    if lines:
        lines.append([])
    lines.append([Piece(summary(result))])
    fixable = _fixable(result)
    if fixable:
        lines.append([Piece(fixable)])
    return lines


def concise_lines(findings: Sequence[Diagnostic]) -> list[Line]:
    """One line each: ``file:line:column: CODE severity: message``."""
    return [_first_line(finding) for finding in findings]


def summary(result: CheckResult) -> str:
    """What was found, and how much was looked at."""
    counts = [
        f"{count} {severity.word}{'s' if count != 1 else ''}"
        for severity in sorted(Severity, reverse=True)
        if (count := sum(one.severity is severity for one in result.findings))
    ]
    found = ", ".join(counts) if counts else "no findings"
    if result.known:
        found += f", {result.known} known by the baseline"
    if result.stale:
        found += f", {len(result.stale)} of the baseline no longer there"
    resolved = sum(report.layers_resolved for report in result.reports)
    layers = sum(len(report.layers) for report in result.reports)
    if not result.reports:
        return f"{found}; no models in {_plural(result.files, 'file')}: nothing was analyzed"
    return (
        f"{found}; {_plural(len(result.reports), 'model')} in {_plural(result.files, 'file')}, "
        f"{resolved} of {_plural(layers, 'layer')} resolved"
    )


def _fixable(result: CheckResult) -> str:
    """How much ``--fix`` would do; empty where that is nothing."""
    safe = len({one.fix for one in result.findings if one.fix is not None and one.fix.is_safe})
    unsafe = len({one.fix for one in result.findings if one.fix is not None and not one.fix.is_safe})
    parts = [f"{safe} with --fix"] if safe else []
    parts += [f"{unsafe} with --fix --unsafe-fixes"] if unsafe else []
    return f"fixable: {', '.join(parts)}" if parts else ""


def finding_lines(finding: Diagnostic) -> Iterator[Line]:
    """One finding with its related places."""
    yield _first_line(finding)
    for one in finding.related:
        place = f"{one.span.path}:{one.span.start_line}: " if one.span else ""
        yield [Piece(f"    {place}{one.message}", "dim")]


def _first_line(finding: Diagnostic) -> Line:
    place = f"{finding.file}:{finding.line}:{finding.column}: " if finding.file else ""
    return [
        Piece(place),
        Piece(f"{finding.code} {finding.severity.word}", _STYLES[finding.severity]),
        Piece(f": {finding.message} [{finding.name}]"),
    ]


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
