"""A number together with what is known of it: exact, or only bounded, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import TypeAlias, Union

from flopslint.core.errors import UndecidedError
from flopslint.core.figure import FigureError, parse_figure
from flopslint.core.span import Site, Span


class Bound(Enum):
    """What the figure of a count says about the true number."""

    EXACT = "exact"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    BETWEEN = "between"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a count is not exact: a sentence, and the place that caused it.

    ``site`` are the calls that led there, for finding the place that a reader knows.
    """

    text: str
    span: Span | None = None
    site: Site | None = field(default=None, compare=False, repr=False, metadata={"is_stored": False})

    @property
    def file(self) -> str | None:
        """The file that caused it."""
        return None if self.span is None else self.span.path

    @property
    def line(self) -> int | None:
        """The line that caused it, 1-based."""
        return None if self.span is None else self.span.start_line

    def __str__(self) -> str:
        return self.text if self.span is None else f"{self.span.path}:{self.span.start_line}: {self.text}"


Figurative: TypeAlias = Union["Count", int, float, str]
"""What a count can be compared with: another count, a number, or a readable figure such as "26M"."""


class Count:
    """A whole number of which at least a lower or an upper limit may be all that is known.

    Arithmetic keeps the bound. A comparison answers when the bound decides it, and raises ``UndecidedError`` when it
    does not. Figures may be written readably: ``report.params <= "26M"``.
    """

    __slots__ = ("_maximum", "_minimum", "_reasons")

    def __init__(self, minimum: int | None, maximum: int | None, reasons: Iterable[Reason] = ()) -> None:
        self._minimum = minimum
        self._maximum = maximum
        exact = minimum is not None and minimum == maximum
        self._reasons = () if exact else tuple(dict.fromkeys(reasons))

    @classmethod
    def exactly(cls, value: int) -> Count:
        """A number known to be exact."""
        return cls(value, value)

    @classmethod
    def at_least(cls, value: int, reasons: Iterable[Reason]) -> Count:
        """A number that may be higher, for the reasons given."""
        return cls(value, None, reasons)

    @classmethod
    def unknown(cls, reasons: Iterable[Reason]) -> Count:
        """A number of which nothing is known."""
        return cls(None, None, reasons)

    @property
    def min(self) -> int | None:
        """The lowest it can be; None where there is no limit."""
        return self._minimum

    @property
    def max(self) -> int | None:
        """The highest it can be; None where there is no limit."""
        return self._maximum

    @property
    def value(self) -> int | None:
        """The figure to show: the number, or its lower limit, or its upper one; None where nothing is known."""
        return self._minimum if self._minimum is not None else self._maximum

    @property
    def bound(self) -> Bound:
        """What the figure says about the number."""
        if self._minimum is None:
            return Bound.UNKNOWN if self._maximum is None else Bound.AT_MOST
        if self._maximum is None:
            return Bound.AT_LEAST
        return Bound.EXACT if self._minimum == self._maximum else Bound.BETWEEN

    @property
    def exact(self) -> bool:
        """Whether the number is known."""
        return self._minimum is not None and self._minimum == self._maximum

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it is not exact; empty where it is."""
        return self._reasons

    def with_reasons(self, change: Callable[[Reason], Reason]) -> Count:
        """The same count, each reason put through ``change``."""
        return Count(self._minimum, self._maximum, [change(reason) for reason in self._reasons])

    def loosened(self, reasons: Iterable[Reason]) -> Count:
        """The same count without an upper limit, for the reasons given."""
        return Count(self._minimum, None, (*self._reasons, *reasons))

    def either(self, other: Count) -> Count:
        """A number that is one of two, nobody knows which."""
        minimum = None if self.min is None or other.min is None else min(self.min, other.min)
        maximum = None if self.max is None or other.max is None else max(self.max, other.max)
        return Count(minimum, maximum, (*self._reasons, *other.reasons))

    # -- arithmetic -----------------------------------------------------------------------------------------
    def __add__(self, other: Count | int) -> Count:
        right = _count(other)
        if right is None:
            return NotImplemented
        return Count(_plus(self.min, right.min), _plus(self.max, right.max), (*self._reasons, *right.reasons))

    __radd__ = __add__

    def __neg__(self) -> Count:
        return Count(None if self.max is None else -self.max, None if self.min is None else -self.min, self._reasons)

    def __sub__(self, other: Count | int) -> Count:
        right = _count(other)
        return NotImplemented if right is None else self + -right

    def __rsub__(self, other: int) -> Count:
        left = _count(other)
        return NotImplemented if left is None else left - self

    def __mul__(self, other: Count | int) -> Count:
        right = _count(other)
        if right is None:
            return NotImplemented
        if self.exact and right.exact:
            return Count.exactly(int(self) * int(right))
        reasons = (*self._reasons, *right.reasons)
        if not right.exact and not self.exact and min(_low(self), _low(right)) < 0:
            return Count.unknown(reasons)
        known, factor = (self, right) if right.exact else (right, self)
        if not factor.exact:
            return Count(_times(known.min, factor.min), _times(known.max, factor.max), reasons)
        scale = int(factor)
        limits = (_times(known.min, scale), _times(known.max, scale))
        return Count(*(limits if scale >= 0 else limits[::-1]), reasons) if scale else Count.exactly(0)

    __rmul__ = __mul__

    def __truediv__(self, other: Count | int) -> float:
        right = _count(other)
        return NotImplemented if right is None else int(self) / int(right)

    def __int__(self) -> int:
        if self._minimum is None or not self.exact:
            raise UndecidedError(f"the number is not exact: {self}{self._why()}")
        return self._minimum

    __index__ = __int__

    def __float__(self) -> float:
        return float(int(self))

    # -- comparison -----------------------------------------------------------------------------------------
    def __bool__(self) -> bool:
        return self != 0

    def __eq__(self, other: object) -> bool:
        limits = _limits(other)
        if limits is None:
            return NotImplemented
        low, high = limits
        if self.exact and low is not None and low == high:
            return self.min == low
        if _below(self.max, low) or _below(high, self.min):
            return False
        raise self._undecided("==", other)

    def __hash__(self) -> int:
        return hash(self._minimum) if self.exact else hash((self._minimum, self._maximum))

    def __lt__(self, other: Figurative) -> bool:
        limits = _limits(other)
        if limits is None:
            return NotImplemented
        low, high = limits
        if _below(self.max, low):
            return True
        if high is not None and self.min is not None and self.min >= high:
            return False
        raise self._undecided("<", other)

    def __gt__(self, other: Figurative) -> bool:
        limits = _limits(other)
        if limits is None:
            return NotImplemented
        low, high = limits
        if _below(high, self.min):
            return True
        if low is not None and self.max is not None and self.max <= low:
            return False
        raise self._undecided(">", other)

    def __le__(self, other: Figurative) -> bool:
        result = self.__gt__(other)
        return result if result is NotImplemented else not result

    def __ge__(self, other: Figurative) -> bool:
        result = self.__lt__(other)
        return result if result is NotImplemented else not result

    # -- text -----------------------------------------------------------------------------------------------
    def __format__(self, specification: str) -> str:
        def shown(number: int | None) -> str:
            return format(number, specification or ",")

        match self.bound:
            case Bound.EXACT:
                return shown(self.min)
            case Bound.AT_LEAST:
                return f"at least {shown(self.min)}"
            case Bound.AT_MOST:
                return f"at most {shown(self.max)}"
            case Bound.BETWEEN:
                return f"between {shown(self.min)} and {shown(self.max)}"
            case Bound.UNKNOWN:
                return "unknown"

    def __str__(self) -> str:
        return format(self, "")

    def __repr__(self) -> str:
        return f"Count({self})"

    def _undecided(self, operator: str, other: object) -> UndecidedError:
        right = repr(other) if isinstance(other, str) else other
        return UndecidedError(f"cannot decide whether {self} {operator} {right}{self._why()}")

    def _why(self) -> str:
        return "".join(f"\n  {reason}" for reason in self._reasons)


ZERO = Count.exactly(0)


def total(counts: Iterable[Count]) -> Count:
    """The sum of counts, which is exact only if each of them is."""
    minimum: int | None = 0
    maximum: int | None = 0
    reasons: dict[Reason, None] = {}
    for count in counts:
        minimum = _plus(minimum, count.min)
        maximum = _plus(maximum, count.max)
        reasons.update(dict.fromkeys(count.reasons))
    return Count(minimum, maximum, reasons)


def _count(value: object) -> Count | None:
    if isinstance(value, Count):
        return value
    return Count.exactly(value) if isinstance(value, int) else None


def _limits(value: object) -> tuple[int | float | Fraction | None, int | float | Fraction | None] | None:
    if isinstance(value, Count):
        return value.min, value.max
    if isinstance(value, str):
        try:
            figure = parse_figure(value).value
        except FigureError as error:
            raise ValueError(str(error)) from None
        return figure, figure
    if isinstance(value, (int, float, Fraction)):
        return value, value
    return None


def _plus(left: int | None, right: int | None) -> int | None:
    return None if left is None or right is None else left + right


def _times(left: int | None, right: int | None) -> int | None:
    return None if left is None or right is None else left * right


def _low(count: Count) -> int:
    return -1 if count.min is None else count.min


def _below(high: float | Fraction | None, low: float | Fraction | None) -> bool:
    return high is not None and low is not None and high < low
