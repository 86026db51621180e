"""Readable figures: ``26M``, ``4.2G``, ``60%``, ``64 MiB``, ``5 ms``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


class Unit(Enum):
    """What a figure counts; the value is how it is named in messages."""

    COUNT = "a count such as 26M or 4.2G"
    SHARE = "a share such as 60%"
    BYTES = "a size such as 64MiB or 1.5GB"
    TIME = "a time such as 5ms"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit: plain counts, shares of 1, bytes or seconds. ``text`` is how it was written."""

    value: Fraction
    unit: Unit
    text: str

    def __str__(self) -> str:
        return self.text


class FigureError(ValueError):
    """A figure that cannot be read; the text says what was expected."""


_THOUSANDS = {"": 0, "k": 1, "K": 1, "M": 2, "G": 3, "T": 4}
_SUFFIXES: dict[str, tuple[Unit, Fraction]] = {
    **{suffix: (Unit.COUNT, Fraction(1000) ** power) for suffix, power in _THOUSANDS.items()},
    **{f"{suffix}iB": (Unit.BYTES, Fraction(1024) ** power) for suffix, power in _THOUSANDS.items() if suffix},
    **{f"{suffix}B": (Unit.BYTES, Fraction(1000) ** power) for suffix, power in _THOUSANDS.items()},
    "%": (Unit.SHARE, Fraction(1, 100)),
    "us": (Unit.TIME, Fraction(1, 1_000_000)),
    "ms": (Unit.TIME, Fraction(1, 1000)),
    "s": (Unit.TIME, Fraction(1)),
}
_NUMBER = r"\d[\d_]*(?:\.\d*)?(?:[eE][+-]?\d{1,3})?"
_PATTERN = re.compile(rf"(?P<number>{_NUMBER})[ ]?(?P<suffix>[A-Za-z%]*)", re.ASCII)
_LONGEST = 40


def parse_figure(value: str | float, unit: Unit = Unit.COUNT) -> Figure:
    """The figure that a text, or a number of a configuration file, stands for.

    k, M, G and T are powers of 1000, ``KiB`` and its like powers of 1024. A share is a fraction of 1.

    Raises:
        FigureError: if it cannot be read, or is of another unit than wanted.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise FigureError(f"expected {unit.value}, got {value!r}")
    text = str(value).strip()
    match = _PATTERN.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or match["suffix"] not in _SUFFIXES:
        raise FigureError(f"expected {unit.value}, got {text[:_LONGEST]!r}")
    _, factor = _SUFFIXES[match["suffix"]]
    if match["suffix"] not in suffixes_of(unit):
        raise FigureError(f"expected {unit.value}, got {text!r}")
    return Figure(Fraction(match["number"].replace("_", "")) * factor, unit, text)


def suffixes_of(unit: Unit) -> list[str]:
    """The suffixes that a figure of a unit may have; bytes and shares may be plain numbers."""
    found = [suffix for suffix, (of, _) in _SUFFIXES.items() if of is unit]
    return [*found, ""] if unit in {Unit.BYTES, Unit.SHARE} else found


def pattern_of(unit: Unit) -> str:
    """A regular expression for the figures of a unit, in what JavaScript and Python have in common."""
    suffixes = "|".join(suffixes_of(unit))
    return rf"^\s*{_NUMBER} ?(?:{suffixes})\s*$".replace(r"\d", "[0-9]").replace("[[0-9]_]", "[0-9_]")
