"""Units and rounding of figures, in one place."""

from __future__ import annotations

from flopslint.core.count import Bound, Count

_UNITS = ("", "k", "M", "G", "T", "P", "E")


def readable(number: int) -> str:
    """A whole number with four significant digits and a unit of 1000: ``714.2 M``, ``1.428 G``, ``999``.

    Rounded half up on the exact number.
    """
    if number < 0:
        return f"-{readable(-number)}"
    if number < 1000:
        return str(number)
    power = (len(str(number)) - 1) // 3
    power = min(power, len(_UNITS) - 1)
    scale = 1000**power
    decimals = max(0, 3 - (len(str(number // scale)) - 1))
    step = 10**decimals
    rounded = (number * step * 2 + scale) // (2 * scale)
    if rounded >= 1000 * step and power < len(_UNITS) - 1:
        return readable(1000 ** (power + 1))
    whole, fraction = divmod(rounded, step)
    digits = f"{fraction:0{decimals}d}".rstrip("0") if decimals else ""
    return f"{whole}{'.' if digits else ''}{digits} {_UNITS[power]}"


def readable_count(count: Count) -> str:
    """A count in words, its bound included: ``at least 4.1 G``."""
    match count.bound:
        case Bound.EXACT | Bound.AT_LEAST | Bound.AT_MOST:
            words = "" if count.exact else f"{count.bound.value} "
            return f"{words}{readable(count.value or 0)}"
        case Bound.BETWEEN:
            return f"between {readable(count.min or 0)} and {readable(count.max or 0)}"
        case Bound.UNKNOWN:
            return "unknown"


def full_count(count: Count) -> str:
    """A count with all its digits, its bound included: ``at least 4,100,000,000``."""
    return f"{count:,}"


def cell(count: Count, *, short: bool) -> str:
    """A count for a table's cell: its bound as a sign, nothing for an exact zero."""

    def shown(number: int | None) -> str:
        return readable(number or 0) if short else f"{number or 0:,}"

    match count.bound:
        case Bound.EXACT:
            return shown(count.min) if count.min else ""
        case Bound.AT_LEAST:
            return f">={shown(count.min)}"
        case Bound.AT_MOST:
            return f"<={shown(count.max)}"
        case Bound.BETWEEN:
            return f"{shown(count.min)}..{shown(count.max)}"
        case Bound.UNKNOWN:
            return "?"


def percent(part: int, whole: int) -> str:
    """A share with one decimal, rounded half up."""
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


def shape_text(shape: tuple[int, ...] | list[int]) -> str:
    """A shape as an input spec writes it: ``1x3x224x224``; ``scalar`` without dims."""
    return "x".join(map(str, shape)) if shape else "scalar"
