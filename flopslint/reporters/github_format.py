"""Annotations of GitHub Actions: one workflow command a finding.

Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flopslint.reporters.format import Format

if TYPE_CHECKING:
    from flopslint.core.diagnostic import Diagnostic
    from flopslint.reporters.checked import CheckResult

_COMMANDS = {"note": "notice", "warning": "warning", "error": "error"}
_IN_MESSAGE = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_PROPERTY = (*_IN_MESSAGE, (":", "%3A"), (",", "%2C"))


def github(result: CheckResult, version: str) -> str:
    """One line a finding."""
    return "".join(f"{command(finding)}\n" for finding in result.findings)


def command(finding: Diagnostic) -> str:
    """The workflow command of one finding."""
    properties: dict[str, str] = {"title": f"{finding.code} {finding.name}"}
    span = finding.span
    place = ""
    if span is not None:
        properties |= {"file": span.path, "line": str(span.start_line)}
        if span.end_line == span.start_line:  # an annotation of several lines would be shown below the last
            properties |= {"endLine": str(span.end_line)}
            properties |= {"col": str(span.start_column + 1), "endColumn": str(span.end_column + 1)}
        place = f"{span.path}:{span.start_line}: "
    written = ",".join(f"{name}={_escaped(value, _IN_PROPERTY)}" for name, value in properties.items())
    # The log shows only the message: it says the place too.
    message = _escaped(f"{place}{finding.code} {finding.message}", _IN_MESSAGE)
    return f"::{_COMMANDS[finding.severity.word]} {written}::{message}"


def _escaped(text: str, replacements: tuple[tuple[str, str], ...]) -> str:
    for character, written in replacements:
        text = text.replace(character, written)
    return text


FORMAT = Format(check=github)
