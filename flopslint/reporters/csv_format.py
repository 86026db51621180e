"""Comma-separated values, a head line first.

Source: https://www.rfc-editor.org/rfc/rfc4180
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flopslint.reporters.format import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flopslint.core.count import Count
    from flopslint.reporters.checked import CheckResult
    from flopslint.reporters.report import ModelReport

FINDING_COLUMNS = (
    "code", "name", "severity", "file", "line", "column", "end_line", "end_column", "model", "layer", "value", "budget",
    "message", "fingerprint",
)  # fmt: skip
LAYER_COLUMNS = (
    "model", "layer", "class", "file", "line", "column", "params", "params_bound", "buffers", "macs", "flops",
    "flops_bound", "calls", "output",
)  # fmt: skip


def check_csv(result: CheckResult, version: str) -> str:
    """A row a finding."""
    from flopslint.reporters.json import finding_document

    documents = [finding_document(finding) for finding in result.findings]
    return _text(FINDING_COLUMNS, ([document[name] for name in FINDING_COLUMNS] for document in documents))


def report_csv(reports: Sequence[ModelReport], version: str) -> str:
    """A row a layer; a figure that is only bounded has its bound beside it."""
    return _text(LAYER_COLUMNS, (row for report in reports for row in _layers(report)))


def _layers(report: ModelReport) -> Iterable[list[Any]]:
    for row in report.layers:
        outputs = ["x".join(map(str, shape)) for shape in row.outputs if shape is not None]
        yield [
            report.target, row.name, row.class_name, row.file, row.line, row.column,
            row.params.value, _bound(row.params), row.buffers.value, row.macs.value, row.flops.value, _bound(row.flops),
            row.calls, " ".join(outputs),
        ]  # fmt: skip


def _bound(count: Count) -> str:
    return count.bound.value


def _text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    import csv  # here, as all that takes time: the formats are read with every command line
    import io

    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return stream.getvalue()


FORMAT = Format(check=check_csv, report=report_csv)
