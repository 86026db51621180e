"""A diff as JSON (schema version 1)."""

from __future__ import annotations

import json
from typing import Any

from flopslint.core.count import Count
from flopslint.reporters.changes import DiffResult, FigureChange, LayerChange, ModelChange
from flopslint.reporters.document import SCHEMA
from flopslint.reporters.json import finding_document


def diff_json(result: DiffResult, version: str) -> str:
    """The whole document."""
    document = {
        "schema": SCHEMA,
        "tool": {"name": "flopslint", "version": version},
        "base": result.base_id or result.base,
        "head": result.head_id or result.head,
        "models": [_model(one) for one in result.models],
        "findings": [finding_document(finding) for finding in result.findings],
        "notes": list(result.notes),
        "summary": {"files": result.files, "models": len(result.models), "findings": len(result.findings)},
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _model(change: ModelChange) -> dict[str, Any]:
    return {
        "name": change.name,
        "target": change.target,
        "status": change.status.value,
        "file": {"base": change.base_file, "head": change.head_file},
        "line": change.line,
        "params": _figure(change.params),
        "macs": {**_figure(change.macs), "convention": "mac"},
        "flops": {**_figure(change.flops), "convention": change.convention, "unit": change.unit},
        "memory": {**_figure(change.memory), "unit": "byte"},
        "layers": [_layer(one) for one in change.layers],
        "reason": change.reason,
    }


def _layer(change: LayerChange) -> dict[str, Any]:
    return {
        "name": change.name,
        "status": change.status.value,
        "class": change.class_name,
        "params": _figure(change.params),
        "macs": _figure(change.macs),
        "flops": _figure(change.flops),
        "file": change.file,
        "line": change.line,
    }


def _figure(change: FigureChange) -> dict[str, Any]:
    """Both sides and the growth; the bounds too where a side is not exact."""
    sides = {"base": change.base, "head": change.head}
    document: dict[str, Any] = {side: None if count is None else count.value for side, count in sides.items()}
    document["change"] = change.change
    if any(count is not None and not count.exact for count in sides.values()):
        document["bound"] = {side: _bound(count) for side, count in sides.items()}
    return document


def _bound(count: Count | None) -> dict[str, Any] | None:
    return None if count is None else {"bound": count.bound.value, "min": count.min, "max": count.max}
