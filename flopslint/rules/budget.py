"""Budgets: what they are about, and what a bounded count says about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from typing import Any

from flopslint.core.count import Count
from flopslint.core.errors import ConfigError
from flopslint.core.figure import Figure, FigureError, Unit, parse_figure
from flopslint.core.registry import nearest
from flopslint.core.span import Span

KEYS: dict[str, Unit] = {
    "model-params": Unit.COUNT,
    "model-macs": Unit.COUNT,
    "model-flops": Unit.COUNT,
    "model-memory": Unit.BYTES,
    "layer-params": Unit.COUNT,
    "layer-macs": Unit.COUNT,
    "layer-flops": Unit.COUNT,
    "layer-share": Unit.SHARE,
    "layer-params-share": Unit.SHARE,
    "model-params-growth": Unit.SHARE,
    "model-macs-growth": Unit.SHARE,
}
"""Budget keys and the unit of their figures."""

SHORT = {
    "params": "model-params",
    "macs": "model-macs",
    "flops": "model-flops",
    "memory": "model-memory",
    "params-growth": "model-params-growth",
    "macs-growth": "model-macs-growth",
}
"""Short keys, for the budget of one model."""

GROWTH = ("model-params-growth", "model-macs-growth")
"""Keys of budgets that compare a cost with an earlier one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The most that a model or a layer may have; ``warn`` is the figure from which on there is a warning.

    ``floor``, of a growth: what does not grow by more than this many elements or operations is not judged at all.
    """

    key: str
    maximum: Figure
    warn: Fraction | None = None
    floor: Fraction = Fraction(0)
    written_at: Span | None = None

    def at(self, span: Span | None) -> Budget:
        """The same budget, written there."""
        return replace(self, written_at=span)


class Verdict(Enum):
    """What a count says about a budget."""

    KEPT = "kept"
    WARNED = "warned"
    BROKEN = "broken"
    UNDECIDED = "undecided"


def parse_budget(key: str, value: Any) -> Budget:
    """A budget from its key and a figure, or a table of ``max`` and ``warn``, for a growth of ``floor`` too.

    Raises:
        ConfigError: for an unknown key or a figure that cannot be read.
    """
    full = SHORT.get(key, key)
    unit = KEYS.get(full)
    if unit is None:
        raise ConfigError(f"unknown budget {key!r}{nearest(key, [*KEYS, *SHORT])}")
    try:
        if not isinstance(value, Mapping):
            return Budget(key=full, maximum=parse_figure(value, unit))
        names = table_keys(full)
        for name in value:
            if name not in names:
                raise ConfigError(f"unknown key {name!r} in budget {key!r}{nearest(name, list(names))}")
        if "max" not in value:
            raise ConfigError(f"budget {key!r} has no 'max'")
        maximum = parse_figure(value["max"], unit)
        warn = None
        if "warn" in value:
            warn = _warn(value["warn"], maximum)
            if warn > maximum.value:
                raise ConfigError(f"budget {key!r}: 'warn' of {value['warn']} is above 'max' of {maximum}")
        floor = parse_figure(value.get("floor", 0), Unit.COUNT).value
        return Budget(key=full, maximum=maximum, warn=warn, floor=floor)
    except FigureError as error:
        raise ConfigError(f"budget {key!r}: {error}") from None


def table_keys(key: str) -> tuple[str, ...]:
    """What the table of a budget may hold."""
    return ("max", "warn", "floor") if key in GROWTH else ("max", "warn")


def _warn(value: Any, maximum: Figure) -> Fraction:
    """A share of the maximum, or a figure of its unit."""
    is_share = isinstance(value, str) and value.strip().endswith("%")
    if is_share and maximum.unit is not Unit.SHARE:
        return parse_figure(value, Unit.SHARE).value * maximum.value
    return parse_figure(value, maximum.unit).value


def verdict(count: Count, budget: Budget) -> Verdict:
    """What a count says about a budget: a lower limit may break it, only an upper limit clears it."""
    return verdict_of_limits(count.min, count.max, budget)


def verdict_of_limits(low: int | Fraction | None, high: int | Fraction | None, budget: Budget) -> Verdict:
    """The same for a figure of which the limits are given."""
    most = budget.maximum.value
    if low is not None and low > most:
        return Verdict.BROKEN
    if high is None or high > most:
        return Verdict.UNDECIDED
    if budget.warn is not None and low is not None and low >= budget.warn:
        return Verdict.WARNED
    return Verdict.KEPT
