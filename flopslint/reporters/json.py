"""JSON output (schema version 1)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flopslint.core.diagnostic import Diagnostic, Related
from flopslint.core.fix import Fix
from flopslint.core.span import Span
from flopslint.reporters.checked import CheckResult
from flopslint.reporters.document import SCHEMA
from flopslint.reporters.report import ModelReport


def report_json(reports: Sequence[ModelReport], version: str) -> str:
    """Of the ``report`` command."""
    return _text({**_head(version), "models": [report.to_dict() for report in reports]})


def check_json(result: CheckResult, version: str) -> str:
    """Of the ``check`` command."""
    return _text({
        **_head(version),
        "findings": [finding_document(finding) for finding in result.findings],
        "models": [_model(report) for report in result.reports],
        "summary": {
            "files": result.files, "models": len(result.reports), "findings": len(result.findings), **_baseline(result),
        },
    })  # fmt: skip


def finding_document(finding: Diagnostic) -> dict[str, Any]:
    """One element of ``findings``; the files of its spans are named as they are shown."""
    span = finding.span
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.word,
        "message": finding.message,
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column + 1 if span else None,
        "model": finding.model,
        "layer": finding.layer,
        "value": finding.value,
        "budget": finding.budget,
        "related": [_related(one) for one in finding.related],
        "fix": None if finding.fix is None else _fix(finding.fix),
        "fingerprint": finding.fingerprint(finding.file or ""),
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "message": fix.message,
        "safe": fix.is_safe,
        "edits": [
            {
                "file": edit.span.path,
                "line": edit.span.start_line,
                "column": edit.span.start_column + 1,
                "end_line": edit.span.end_line,
                "end_column": edit.span.end_column + 1,
                "text": edit.text,
            }
            for edit in fix.edits
        ],
    }


def _related(one: Related) -> dict[str, Any]:
    span: Span | None = one.span
    return {
        "file": span.path if span else None,
        "line": span.start_line if span else None,
        "column": span.start_column + 1 if span else None,
        "message": one.message,
    }


def _baseline(result: CheckResult) -> dict[str, int]:
    """How much the baseline left out, where there is one."""
    return {} if result.known is None else {"known": result.known, "stale": len(result.stale)}


def _model(report: ModelReport) -> dict[str, Any]:
    return {
        "target": report.target,
        "params": report.params.value,
        "macs": report.cost("mac").total.value,
        "flops": report.cost().total.value,
        "layers_resolved": report.layers_resolved,
        "layers": len(report.layers),
    }


def _head(version: str) -> dict[str, Any]:
    return {"schema": SCHEMA, "tool": {"name": "flopslint", "version": version}}


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
