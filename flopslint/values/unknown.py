"""What is not known, as a value; and the mark for what was not given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from flopslint.core.gap import Gap

Value: TypeAlias = Any
"""A value of the analyzed program: plain Python data, or one of the classes below. Any, because most are plain."""


class Unknown:
    """A value that could not be worked out, and why.

    ``rest`` marks the last item of a list (or a dict's entry) that stands for any number of further items.
    """

    __slots__ = ("gap", "rest")

    def __init__(self, gap: Gap, rest: bool = False) -> None:
        self.gap = gap
        self.rest = rest

    def __bool__(self) -> bool:
        raise Undecided(self)

    def __repr__(self) -> str:
        return f"Unknown({self.gap.kind.value}: {self.gap.reason})"


class Undecided(BaseException):
    """Signals that a decision rests on an unknown value.

    Not an ``Exception``: neither the analyzed program's ``except`` nor a broad one of ours may swallow it. A call of a
    catalog entry that raises it gives the unknown itself as its result.
    """

    def __init__(self, unknown: Unknown) -> None:
        super().__init__(repr(unknown))
        self.unknown = unknown


class Missing:
    """The type of ``MISSING``: no value was given. Never seen by the analyzed program."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "MISSING"


MISSING = Missing()
