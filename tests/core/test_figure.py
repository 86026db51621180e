from __future__ import annotations

from fractions import Fraction

import pytest

from flopslint.core.figure import FigureError, Unit, parse_figure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("26M", 26_000_000), ("4.2G", 4_200_000_000), ("1_000_000", 1_000_000), ("1.5e9", 1_500_000_000),
        ("100k", 100_000),
        ("100K", 100_000), ("2T", 2 * 10**12), ("7", 7), (7, 7),
        (1.5e9, 1_500_000_000), (" 26 M ", 26_000_000),
    ],
)  # fmt: skip
def test_counts(text: str | float, value: int) -> None:
    assert parse_figure(text).value == value


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("60%", Unit.SHARE, Fraction(3, 5)), ("0.6", Unit.SHARE, Fraction(3, 5)), (0.5, Unit.SHARE, Fraction(1, 2)),
        ("64KiB", Unit.BYTES, 65_536), ("1.5GB", Unit.BYTES, 1_500_000_000), ("2MiB", Unit.BYTES, 2 * 1024**2),
        ("100kB", Unit.BYTES, 100_000), ("512B", Unit.BYTES, 512), ("5ms", Unit.TIME, Fraction(1, 200)),
        ("2s", Unit.TIME, 2), ("7us", Unit.TIME, Fraction(7, 1_000_000)),
    ],
)  # fmt: skip
def test_other_units(text: str | float, unit: Unit, value: Fraction) -> None:
    assert parse_figure(text, unit).value == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "M",
        "3X",
        "-3M",
        "3 MM",
        "0x10",
        "nan",
        "inf",
        "26m",
        "1e9999",
        "60%",
        "5ms",
        "1GB",
        "9" * 50,
        True,
        None,
        [3],
        "\u0661M",
    ],
)
def test_unreadable(text: object) -> None:
    with pytest.raises(FigureError):
        parse_figure(text)  # type: ignore[arg-type]


def test_the_text_is_kept() -> None:
    assert str(parse_figure("26M")) == "26M"
