"""The parts of a report as the plain data of the JSON output (schema version 1)."""

from __future__ import annotations

from typing import Any

from flopslint.core.count import Bound, Count
from flopslint.reporters.rows import LayerRow, MemoryFigures, ReportedConflict, ReportedInput, Unresolved

SCHEMA = 1

_WEAKEST = (Bound.UNKNOWN, Bound.BETWEEN, Bound.AT_MOST, Bound.AT_LEAST, Bound.EXACT)


def count_document(count: Count, **more: Any) -> dict[str, Any]:
    """A figure with its bound: ``total``, what ``more`` adds, ``exact``, ``bound``, ``min`` and ``max``."""
    return {
        "total": count.value,
        **more,
        "exact": count.exact,
        "bound": count.bound.value,
        "min": count.min,
        "max": count.max,
    }


def memory_document(memory: MemoryFigures) -> dict[str, Any]:
    """Bytes: ``weights`` by element type, the peak of ``activations`` with its place, and both together."""
    place = {"op": memory.peak_op, "file": memory.peak_file, "line": memory.peak_line}
    by_type = {"parameters": dict(memory.parameters), "buffers": dict(memory.buffers)}
    return {
        **count_document(memory.total),
        "unit": "byte",
        "weights": count_document(memory.weights, **by_type),
        "activations": count_document(memory.activations, peak=None if memory.peak_op is None else place),
    }


def input_document(tensor: ReportedInput) -> dict[str, Any]:
    """One element of ``inputs``."""
    return {"name": tensor.name, "shape": list(tensor.shape), "dtype": tensor.dtype, "from": tensor.origin}


def layer_document(row: LayerRow) -> dict[str, Any]:
    """One element of ``layers``; its bound is the weakest of its figures'."""
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


def unresolved_document(gap: Unresolved) -> dict[str, Any]:
    """One element of ``unresolved``."""
    return {"file": gap.file, "line": gap.line, "kind": gap.kind, "reason": gap.reason, "affects": list(gap.affects)}


def conflict_document(one: ReportedConflict) -> dict[str, Any]:
    """One element of ``conflicts``."""
    return {"file": one.file, "line": one.line, "column": one.column, "kind": one.kind, "message": one.message}
