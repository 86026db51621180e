"""GitLab Code Quality.

Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flopslint.reporters.format import Format
from flopslint.reporters.places import end_on_first_line, unique_fingerprints

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flopslint.core.diagnostic import Diagnostic
    from flopslint.reporters.checked import CheckResult

_SEVERITIES = {"note": "info", "warning": "minor", "error": "major"}
_OVERRUNS = ((10, "blocker"), (2, "critical"))
"""How many times over its budget an error is, and how bad that makes it."""


def gitlab(result: CheckResult, version: str) -> str:
    """A list of issues."""
    import json  # here, as all that takes time: the formats are read with every command line

    fingerprints = unique_fingerprints(result)
    issues = [_issue(finding, text, result.lines) for finding, text in zip(result.findings, fingerprints, strict=True)]
    return json.dumps(issues, indent=2, ensure_ascii=False) + "\n"


def _issue(finding: Diagnostic, fingerprint: str, lines: Mapping[tuple[str, int], str]) -> dict[str, Any]:
    return {
        "description": f"{finding.code} {finding.message}",
        "check_name": finding.name,
        "fingerprint": fingerprint,
        "severity": _severity(finding),
        "location": _location(finding, lines),
    }


def _location(finding: Diagnostic, lines: Mapping[tuple[str, int], str]) -> dict[str, Any]:
    span = finding.span
    if span is None:  # GitLab asks for a file and a line of every issue
        path = (finding.model or "").partition("::")[0] if "::" in (finding.model or "") else ""
        return {"path": path or ".", "lines": {"begin": 1}}
    end_line, end_column = end_on_first_line(lines, span)
    return {
        "path": span.path,
        "positions": {
            "begin": {"line": span.start_line, "column": span.start_column + 1},
            "end": {"line": end_line, "column": end_column + 1},
        },
    }


def _severity(finding: Diagnostic) -> str:
    word = finding.severity.word
    if word == "error" and finding.value is not None and finding.budget:
        for times, severity in _OVERRUNS:
            if finding.value >= times * finding.budget:
                return severity
    return _SEVERITIES[word]


FORMAT = Format(check=gitlab)
