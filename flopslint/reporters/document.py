"""A report as the plain data of the JSON output (schema version 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flopslint.core.count import Bound, Count
from flopslint.costs.convention import find_convention

if TYPE_CHECKING:
    from flopslint.reporters.report import LayerRow, ModelReport

SCHEMA = 1

_WEAKEST = (Bound.UNKNOWN, Bound.BETWEEN, Bound.AT_MOST, Bound.AT_LEAST, Bound.EXACT)


def report_document(report: ModelReport) -> dict[str, Any]:
    """One element of ``models``."""
    return {
        "target": report.target,
        "name": report.name,
        "file": report.file,
        "line": report.line,
        "framework": report.framework,
        "inputs": [
            {
                "name": tensor.name,
                "shape": list(tensor.ref.type.shape),
                "dtype": tensor.ref.type.dtype.name,
                "from": tensor.origin,
            }
            for tensor in report.inputs
        ],
        "output": report.output,
        "params": {
            "total": report.params.value, "trainable": report.trainable.value, **_limits(report.params),
        },
        "buffers": {"total": report.buffers.value, **_limits(report.buffers)},
        "macs": {**_cost(report, "mac"), "convention": "mac"},
        "flops": {
            **_cost(report, report.convention),
            "convention": report.convention,
            "unit": find_convention(report.convention).unit,
        },
        "layers": [_layer(row) for row in report.layers],
        "unresolved": [
            {"file": gap.file, "line": gap.line, "kind": gap.kind, "reason": gap.reason, "affects": list(gap.affects)}
            for gap in report.unresolved
        ],
        "conflicts": [
            {"file": one.file, "line": one.line, "column": one.column, "kind": one.kind, "message": one.message}
            for one in report.conflicts
        ],
    }  # fmt: skip


def _cost(report: ModelReport, convention: str) -> dict[str, Any]:
    total = report.cost(convention).total
    return {"total": total.value, **_limits(total)}


def _limits(count: Count) -> dict[str, Any]:
    return {"exact": count.exact, "bound": count.bound.value, "min": count.min, "max": count.max}


def _layer(row: LayerRow) -> dict[str, Any]:
    bounds = {count.bound for count in (row.params, row.buffers, row.macs, row.flops)}
    return {
        "name": row.name,
        "class": row.class_name,
        "file": row.file,
        "line": row.line,
        "column": row.column,
        "params": row.params.value,
        "buffers": row.buffers.value,
        "macs": row.macs.value,
        "flops": row.flops.value,
        "bound": next(bound.value for bound in _WEAKEST if bound in bounds),
        "calls": row.calls,
        "inputs": [None if shape is None else list(shape) for shape in row.inputs],
        "outputs": [None if shape is None else list(shape) for shape in row.outputs],
    }
