"""The layers of a model that weigh most, a line each."""

from __future__ import annotations

from collections.abc import Callable

from flopslint.core.count import Count
from flopslint.reporters.numbers import percent, readable_count
from flopslint.reporters.report import ModelReport
from flopslint.reporters.rows import LayerRow

MOST = 5

_FIGURES: dict[str, Callable[[LayerRow], Count]] = {
    "trainable parameters": lambda row: row.trainable,
    "elements in buffers": lambda row: row.buffers,
    "MACs": lambda row: row.macs,
    "FLOPs": lambda row: row.flops,
}


def _params(row: LayerRow) -> Count:
    return row.params


def heaviest(report: ModelReport, noun: str, total: Count) -> list[str]:
    """Name, class, figure, share and line of the layers with the most of what ``noun`` says."""
    figure = _FIGURES.get(noun, _params)
    rows = sorted((row for row in report.layers if figure(row).min), key=lambda row: -(figure(row).min or 0))[:MOST]
    cells = [
        (
            row.name or "(model)",
            row.class_name.rpartition(".")[2],
            readable_count(figure(row)),
            percent(figure(row).min or 0, total.value) if total.value else "",
            f"{row.file}:{row.line}" if row.file else "",
        )
        for row in rows
    ]
    widths = [max(len(row[column]) for row in cells) for column in range(5)] if cells else []
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return [f"heaviest layers by {noun}:", *(f"  {line}" for line in lines)] if lines else []
