"""A diff as annotations of GitHub Actions: the findings, and a notice at each model that changed."""

from __future__ import annotations

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.core.span import Span
from flopslint.reporters.changes import DiffResult, ModelChange
from flopslint.reporters.diff_words import figures, models_shown
from flopslint.reporters.github_format import command


def diff_github(result: DiffResult, version: str) -> str:
    """One line a finding, then one a model."""
    lines = [command(finding) for finding in result.findings]
    lines += [command(_notice(one)) for one in models_shown(result) if one.head_file is not None]
    return "".join(f"{line}\n" for line in lines)


def _notice(change: ModelChange) -> Diagnostic:
    line = change.line or 1
    return Diagnostic(
        code="flopslint",
        name=f"{change.name} {change.status.value}",
        severity=Severity.NOTE,
        message=f"{change.name}: params {figures(change.params)}; MACs {figures(change.macs)}",
        span=None if change.head_file is None else Span(change.head_file, line, 0, line, 0),
        model=change.target,
    )
