"""The table of layers as text: reads well in 100 columns, nested as the model is, totals below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from flopslint.core.count import Count, Reason
from flopslint.reporters.numbers import cell, full_count, percent, readable_count, shape_text
from flopslint.reporters.report import ModelReport
from flopslint.reporters.rows import LayerRow

WIDTH = 100
"""Columns of a table that does not go to a terminal."""

_GAP = "  "
_INDENT = "  "
_SMALLEST = 12


class Piece(NamedTuple):
    """A part of a line, and how it looks on a terminal: a style of rich, or nothing."""

    text: str
    style: str = ""


Line: TypeAlias = list[Piece]


class _Column(NamedTuple):
    title: str
    right: bool
    text: Callable[[LayerRow], str]


def plain(lines: Sequence[Line]) -> str:
    """Lines without styles, each ended."""
    return "".join("".join(piece.text for piece in line).rstrip() + "\n" for line in lines)


def report_lines(reports: Sequence[ModelReport], width: int = WIDTH) -> list[Line]:
    """The reports one after the other."""
    lines: list[Line] = []
    for report in reports:
        if lines:
            lines.append([])
        lines.extend(model_lines(report, width))
    return lines


def model_lines(report: ModelReport, width: int = WIDTH) -> list[Line]:
    """One model: head, table, totals, and what is not exact and why."""
    lines = list(_head(report))
    if report.layers:
        lines.append([])
        lines.extend(_table(report, width))
    lines.append([])
    lines.extend(_totals(report))
    for block in (list(_conflicts(report)), list(_reasons(report))):
        if block:
            lines.extend([[], *block])
    return lines


def _head(report: ModelReport) -> Iterator[Line]:
    place = f"  {report.file}:{report.line}" if report.file and not report.target.startswith(report.file) else ""
    yield [Piece(report.target, "bold"), Piece(place, "dim")]
    if report.chosen is not None:
        yield [Piece(f"found: {report.chosen}", "dim")]
    for tensor in report.inputs:
        yield [
            Piece(f"input {tensor.name} {shape_text(tensor.shape)} {tensor.dtype}"),
            Piece(f" ({tensor.origin})", "dim"),
        ]
    if not report.inputs and report.layers:
        yield [Piece("no input" if report.was_run else "no input: FLOPs are not known")]


# -- the table ------------------------------------------------------------------------------------------------
def _table(report: ModelReport, width: int) -> Iterator[Line]:
    whole = report.cost("mac").total
    columns = [
        _Column("Layer", False, lambda row: _INDENT * row.depth + (row.name.rpartition(".")[2] or report.name)),
        _Column("Class", False, lambda row: row.class_name.rpartition(".")[2]),
        _Column("Output", False, _output),
        _Column("Params", True, lambda row: cell(row.params, short=False)),
        _Column("MACs", True, lambda row: cell(row.macs, short=True)),
        _Column("FLOPs", True, lambda row: cell(row.flops, short=True)),
        _Column("Share", True, lambda row: _share(row, whole)),
        _Column("Line", True, lambda row: _line(row, report)),
    ]
    table = [[column.text(row) for column in columns] for row in report.layers]
    widths = _fit(columns, table, width)
    yield [Piece(_joined(columns, widths, [column.title for column in columns]), "bold")]
    yield [Piece("-" * (sum(widths) + len(_GAP) * (len(widths) - 1)), "dim")]
    for row, cells in zip(report.layers, table, strict=True):
        style = "" if row.exact else "yellow"
        yield [Piece(_joined(columns, widths, cells), style)]


def _fit(columns: Sequence[_Column], table: Sequence[Sequence[str]], width: int) -> list[int]:
    """Column widths by content; where that is too wide, the widest of the left columns give way."""
    widths = [max(len(column.title), *(len(row[i]) for row in table)) for i, column in enumerate(columns)]
    over = sum(widths) + len(_GAP) * (len(widths) - 1) - width
    while over > 0:
        shrinkable = [i for i, column in enumerate(columns) if not column.right and widths[i] > _SMALLEST]
        if not shrinkable:
            break
        widest = max(shrinkable, key=lambda i: widths[i])
        widths[widest] -= 1
        over -= 1
    return widths


def _joined(columns: Sequence[_Column], widths: Sequence[int], cells: Sequence[str]) -> str:
    parts = [
        text.rjust(size) if column.right else _shortened(text, size).ljust(size)
        for column, size, text in zip(columns, widths, cells, strict=True)
    ]
    return _GAP.join(parts).rstrip()


def _shortened(text: str, size: int) -> str:
    """The end gives way, but for names deep in the tree, of which the beginning is only indentation."""
    if len(text) <= size:
        return text
    name = text.lstrip()
    indent = min(len(text) - len(name), max(size - len(name), size // 2))
    kept = name if len(name) <= size - indent else name[: size - indent - 2] + ".."
    return " " * indent + kept


def _output(row: LayerRow) -> str:
    shapes = ["-" if shape is None else shape_text(shape) for shape in row.outputs]
    return shapes[0] + (f" +{len(shapes) - 1}" if len(shapes) > 1 else "") if shapes else ""


def _share(row: LayerRow, whole: Count) -> str:
    if not row.macs.value or not whole.value or not whole.exact:
        return ""
    return percent(row.macs.value, whole.value)


def _line(row: LayerRow, report: ModelReport) -> str:
    """The line of the constructor call; where that is in another file, the nearest call in the model's own."""
    places = [] if row.file is None or row.line is None else [(row.file, row.line), *row.via]
    for file, line in places:
        if file == report.file:
            return str(line)
    return f"{places[0][0].rpartition('/')[2]}:{places[0][1]}" if places else ""


# -- below ----------------------------------------------------------------------------------------------------
def _totals(report: ModelReport) -> Iterator[Line]:
    frozen = report.params.value != report.trainable.value
    trainable = f"  ({readable_count(report.trainable)} trainable)" if frozen else ""
    cost = report.cost()
    figures: list[tuple[str, Count, str]] = [
        ("Params", report.params, trainable),
        ("Buffers", report.buffers, ""),
        ("MACs", report.cost("mac").total, "  convention mac"),
        (f"{cost.unit}s", cost.total, f"  convention {cost.convention}"),
    ]
    pieces = [(title, readable_count(count), full_count(count), note) for title, count, note in figures]
    short = max(len(words) for _, words, _, _ in pieces)
    long = max(len(full) for _, _, full, _ in pieces)
    for title, words, full, note in pieces:
        digits = full if full != words else ""
        yield [
            Piece(f"{title:<8}"),
            Piece(f"{words:<{short}}", "bold"),
            Piece(f"  {digits:>{long}}"),
            Piece(note, "dim"),
        ]
    if report.layers:
        yield [Piece(f"{'Layers':<8}{report.layers_resolved} of {len(report.layers)} resolved")]


def _conflicts(report: ModelReport) -> Iterator[Line]:
    if report.conflicts:
        yield [Piece("Running it fails:", "bold red")]
    for conflict in report.conflicts:
        yield [Piece(f"  {_place(conflict.file, conflict.line)}{conflict.message} [{conflict.kind}]")]


def _reasons(report: ModelReport) -> Iterator[Line]:
    counts = (("params", report.params), ("buffers", report.buffers), ("FLOPs", report.cost().total))
    found: dict[Reason, list[str]] = {}
    for name, count in counts:
        for reason in count.reasons:
            found.setdefault(reason, []).append(name)
    messages = {conflict.message for conflict in report.conflicts}
    shown = {reason: names for reason, names in found.items() if reason.text not in messages}
    if shown:
        yield [Piece("Not exact:", "bold yellow")]
    for reason, names in shown.items():
        yield [Piece(f"  {_place(reason.file, reason.line)}{reason.text} ({', '.join(names)})")]


def _place(file: str | None, line: int | None) -> str:
    return f"{file}:{line}: " if file else ""
