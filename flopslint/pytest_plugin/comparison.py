"""Words for a comparison of a count that failed."""

from __future__ import annotations

from flopslint.core.count import Count
from flopslint.core.figure import FigureError, parse_figure
from flopslint.pytest_plugin.heaviest import heaviest
from flopslint.pytest_plugin.reports import Reports
from flopslint.reporters.numbers import percent


def comparison_lines(reports: Reports | None, op: str, left: object, right: object) -> list[str]:
    """What was compared, by how much it fails, and the layers that weigh most: a dozen lines at most."""
    count, other = (left, right) if isinstance(left, Count) else (right, left)
    if not isinstance(count, Count):
        return []
    owner = None if reports is None else reports.owner(count)
    lines = [f"{left} {op} {right}"]
    whose = "it is" if owner is None else f"{owner[0].target} has"
    noun = "" if owner is None else f" {owner[1]}"
    lines.append(f"{whose} {count:,}{noun}{_distance(count, other)}")
    if owner is not None:
        lines += heaviest(owner[0], owner[1], count)
    return lines


def _distance(count: Count, other: object) -> str:
    """How far a count is above or below a figure."""
    limit = _number(other)
    if limit is None or count.value is None or not limit:
        return ""
    over = count.value - limit
    side = "more" if over > 0 else "less"
    return f", {abs(over):,} ({percent(abs(over), limit)}) {side} than {other}" if over else f", just {other}"


def _number(other: object) -> int | None:
    if isinstance(other, Count):
        return other.value
    if isinstance(other, str):
        try:
            return int(parse_figure(other).value)
        except FigureError:
            return None
    return int(other) if isinstance(other, (int, float)) else None
