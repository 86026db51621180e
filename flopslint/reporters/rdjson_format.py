"""The Reviewdog Diagnostic Format, as one JSON document.

Source: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flopslint.reporters.format import Format
from flopslint.reporters.places import byte_column, end_on_first_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flopslint.core.diagnostic import Diagnostic
    from flopslint.core.span import Span
    from flopslint.reporters.checked import CheckResult

_SEVERITIES = {"note": "INFO", "warning": "WARNING", "error": "ERROR"}


def rdjson(result: CheckResult, version: str) -> str:
    """A DiagnosticResult."""
    import json  # here, as all that takes time: the formats are read with every command line

    document = {
        "source": {"name": "flopslint"},
        "diagnostics": [_diagnostic(finding, result.lines) for finding in result.findings],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _diagnostic(finding: Diagnostic, lines: Mapping[tuple[str, int], str]) -> dict[str, Any]:
    document: dict[str, Any] = {"message": finding.message}
    if finding.span is not None:
        document["location"] = _location(finding.span, lines)
    document["severity"] = _SEVERITIES[finding.severity.word]
    document["code"] = {"value": f"{finding.code} {finding.name}"}
    related = [
        {"message": one.message, "location": _location(one.span, lines)}
        for one in finding.related
        if one.span is not None
    ]
    if related:
        document["related_locations"] = related
    edits = () if finding.fix is None else finding.fix.edits
    if edits and all(edit.span.path == finding.file for edit in edits):  # a suggestion names no file of its own
        document["suggestions"] = [{"range": _range(edit.span, lines), "text": edit.text} for edit in edits]
    return document


def _location(span: Span, lines: Mapping[tuple[str, int], str]) -> dict[str, Any]:
    line, column = end_on_first_line(lines, span)
    return {"path": span.path, "range": _range(span._replace(end_line=line, end_column=column), lines)}


def _range(span: Span, lines: Mapping[tuple[str, int], str]) -> dict[str, dict[str, int]]:
    def position(line: int, column: int) -> dict[str, int]:
        return {"line": line, "column": byte_column(lines, span.path, line, column)}

    return {"start": position(*span.start), "end": position(span.end_line, span.end_column)}


FORMAT = Format(check=rdjson)
