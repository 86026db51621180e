"""A diff as text: a block for each model that changed, its layers below, a summary last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flopslint.reporters.changes import DiffResult, LayerChange, ModelChange, Status
from flopslint.reporters.diff_words import class_words, doubts, figures, grown, models_shown, place, shown, summary
from flopslint.reporters.findings import finding_lines
from flopslint.reporters.text import Line, Piece

_STYLES = {Status.NEW: "green", Status.GONE: "red", Status.CHANGED: "yellow", Status.MOVED: "cyan", Status.SAME: ""}
_MOST_LAYERS = 30
_GAP = "  "


def diff_lines(result: DiffResult) -> list[Line]:
    """The whole output."""
    lines: list[Line] = [[Piece(f"{result.base} -> {result.head}", "bold")], []]
    for change in models_shown(result):
        lines.extend([*_model(change), []])
    for finding in result.findings:
        lines.extend(finding_lines(finding))
    if result.findings:
        lines.append([])
    lines.extend([Piece(note, "yellow")] for note in result.notes)
    lines.extend([Piece(f"not known well enough: {one}", "dim")] for one in doubts(result))
    lines.append([Piece(summary(result))])
    return lines


def _model(change: ModelChange) -> Iterator[Line]:
    yield [
        Piece(f"{change.status.value} ", _STYLES[change.status]),
        Piece(change.target, "bold"),
        Piece(f"  {place(change)}" if change.status is Status.MOVED else ""),
    ]
    parts = (
        ("params", change.params), ("MACs", change.macs), (f"{change.unit}s", change.flops), ("bytes", change.memory)
    )  # fmt: skip
    for noun, figure in parts:
        yield [Piece(f"  {noun:<6} {figures(figure)}")]
    if change.reason is not None:
        yield [Piece(f"  not exact: {change.reason}", "dim")]
    yield from _layers(change.layers)


def _layers(layers: Sequence[LayerChange]) -> Iterator[Line]:
    if not layers:
        return
    rows = [_row(one) for one in layers[:_MOST_LAYERS]]
    titles = ("", "layer", "class", "params", "", "MACs", "", "line")
    widths = [max(len(row[column]) for row in (titles, *rows)) for column in range(len(titles))]
    for row in (titles, *rows):
        cells = [
            text.rjust(width) if column in {3, 5} else text.ljust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield [Piece(f"  {_GAP.join(cells)}".rstrip(), "dim" if row is titles else "")]
    if len(layers) > _MOST_LAYERS:
        yield [Piece(f"  and {len(layers) - _MOST_LAYERS} more layers", "dim")]


def _row(one: LayerChange) -> tuple[str, ...]:
    return (
        one.status.value,
        one.name or "(model)",
        class_words(one),
        shown(one.params.head if one.params.head is not None else one.params.base, short=False),
        grown(one.params, short=False),
        shown(one.macs.head if one.macs.head is not None else one.macs.base),
        grown(one.macs),
        f"{one.file}:{one.line}" if one.file else "",
    )
