"""JUnit XML, as Jenkins reads it: a test case for each finding, and one that passes for each model without any.

Source: https://github.com/jenkinsci/xunit-plugin (junit-10.xsd)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flopslint.reporters.format import Format

if TYPE_CHECKING:
    from flopslint.core.diagnostic import Diagnostic
    from flopslint.reporters.checked import CheckResult

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = _IN_TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def junit(result: CheckResult, version: str) -> str:
    """One suite a file."""
    suites: dict[str, list[tuple[str, bool]]] = {}
    for finding in result.findings:
        suites.setdefault(finding.file or finding.model or "flopslint", []).append(_case(finding))
    with_findings = {finding.model for finding in result.findings}
    for report in result.reports:
        if report.target not in with_findings:
            name = report.file or report.target
            suites.setdefault(name, []).append((_open(report.target, name) + "/>", False))
    cases = [case for group in suites.values() for case in group]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<testsuites name="flopslint" tests="{len(cases)}" failures="{_failed(cases)}" errors="0">',
    ]
    for name, group in sorted(suites.items()):
        counts = f'tests="{len(group)}" failures="{_failed(group)}" errors="0" skipped="0"'
        lines.append(f"  <testsuite name={_quoted(name)} {counts}>")
        lines.extend(f"    {text}" for text, _ in group)
        lines.append("  </testsuite>")
    lines.append("</testsuites>")
    return "\n".join(lines) + "\n"


def _case(finding: Diagnostic) -> tuple[str, bool]:
    """The element of a finding, and whether it is a failure: a note is none."""
    about = "::".join(part for part in (finding.model, finding.layer) if part)
    name = f"{finding.code} {finding.name}" + (f" {about}" if about else "")
    place = f"{finding.file}:{finding.line}:{finding.column}: " if finding.file else ""
    body = _text(f"{place}{finding.message}")
    start = _open(name, finding.file or finding.model or "flopslint")
    if not finding.severity:
        return f"{start}><system-out>{body}</system-out></testcase>", False
    attributes = f"message={_quoted(finding.message)} type={_quoted(finding.severity.word)}"
    return f"{start}><failure {attributes}>{body}</failure></testcase>", True


def _open(name: str, file: str) -> str:
    return f"<testcase name={_quoted(name)} classname={_quoted(file.removesuffix('.py').replace('/', '.'))}"


def _failed(cases: list[tuple[str, bool]]) -> int:
    return sum(is_failure for _, is_failure in cases)


def _quoted(text: str) -> str:
    return f'"{_text(text, _IN_ATTRIBUTE)}"'


def _text(text: str, special: dict[int, str] | None = None) -> str:
    return _NOT_XML.sub("\ufffd", text).translate(special or _IN_TEXT)


FORMAT = Format(check=junit)
