"""A picture of its own: boxes in rows by how far they are from the inputs, arrows between them.

Source: https://www.w3.org/TR/SVG11/
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from flopslint.reporters.drawings.drawing import Box, Drawing

_LINE, _MARGIN, _GAP_ACROSS, _GAP_DOWN = 16, 16, 28, 44
_OF_LETTER = 7.3
_LONGEST = 48
_FILLS = {"input": "#e8f0fe", "op": "#ffffff", "output": "#e6f4ea"}
_FONT = 'font-family="monospace" font-size="12"'
_HEAD = (
    '<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<path d="M0 0L8 4L0 8z" fill="#555"/></marker></defs>'
)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A box with its top left corner and its size."""

    box: Box
    x: float
    y: float
    width: float
    height: float


def svg(drawing: Drawing) -> str:
    """One picture; the caption is its title."""
    placed, width, height = _placed(drawing)
    size = f'width="{width:.0f}" height="{height:.0f}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width:.0f} {height:.0f}" {_FONT}>',
        f"<title>{escape(drawing.caption)}</title>",
        _HEAD,
        f'<rect {size} fill="#ffffff"/>',
    ]
    for arrow in drawing.arrows:
        start, end = placed[arrow.source], placed[arrow.target]
        x1, y1, x2, y2 = start.x + start.width / 2, start.y + start.height, end.x + end.width / 2, end.y
        middle = (y1 + y2) / 2
        parts.append(
            f'<path d="M{x1:.1f} {y1:.1f}C{x1:.1f} {middle:.1f} {x2:.1f} {middle:.1f} {x2:.1f} {y2:.1f}" '
            f'fill="none" stroke="#555" marker-end="url(#head)"><title>{escape(arrow.label)}</title></path>'
        )
        parts.append(
            f'<text x="{(x1 + x2) / 2 + 4:.1f}" y="{middle + 4:.1f}" font-size="10" fill="#666">'
            f"{escape(arrow.label)}</text>"
        )
    parts.extend(_drawn(one) for one in placed.values())
    return "\n".join([*parts, "</svg>", ""])


def _placed(drawing: Drawing) -> tuple[dict[str, _Placed], float, float]:
    """Where boxes are, and the size of the picture."""
    rows: list[list[Box]] = []
    for box, number in zip(drawing.boxes, _rows(drawing), strict=True):
        while len(rows) <= number:
            rows.append([])
        rows[number].append(box)
    widths = [sum(_width(box) for box in row) + _GAP_ACROSS * (len(row) - 1) for row in rows]
    total = max([*widths, len(drawing.caption) * _OF_LETTER]) + 2 * _MARGIN
    placed: dict[str, _Placed] = {}
    y: float = _MARGIN
    for row, width in zip(rows, widths, strict=True):
        x = (total - width) / 2
        for box in row:
            placed[box.name] = _Placed(box, x, y, _width(box), _height(box))
            x += _width(box) + _GAP_ACROSS
        y += max(_height(box) for box in row) + _GAP_DOWN
    return placed, total, y - _GAP_DOWN + _MARGIN if rows else 2 * _MARGIN


def _rows(drawing: Drawing) -> list[int]:
    """For each box how many arrows the longest way to it has: boxes come after those they take tensors from."""
    before: dict[str, list[str]] = {}
    for arrow in drawing.arrows:
        before.setdefault(arrow.target, []).append(arrow.source)
    found: dict[str, int] = {}
    for box in drawing.boxes:
        found[box.name] = max((found[one] + 1 for one in before.get(box.name, ()) if one in found), default=0)
    return list(found.values())


def _shown(box: Box) -> list[str]:
    return [line if len(line) <= _LONGEST else f"..{line[2 - _LONGEST :]}" for line in box.lines]


def _width(box: Box) -> float:
    return max(map(len, _shown(box))) * _OF_LETTER + 16


def _height(box: Box) -> float:
    return len(box.lines) * _LINE + 10


def _drawn(one: _Placed) -> str:
    box = one.box
    place = "" if box.place is None else f"<title>{escape(f'{box.place[0]}:{box.place[1]}')}</title>"
    middle = one.x + one.width / 2
    lines = (
        f'<text x="{middle:.1f}" y="{one.y + 17 + _LINE * row:.1f}" text-anchor="middle">{escape(text)}</text>'
        for row, text in enumerate(_shown(box))
    )
    corner = 4 if box.kind == "op" else 12
    return (
        f'<g>{place}<rect x="{one.x:.1f}" y="{one.y:.1f}" width="{one.width:.1f}" height="{one.height:.1f}" '
        f'rx="{corner}" fill="{_FILLS[box.kind]}" stroke="#333"/>{"".join(lines)}</g>'
    )
