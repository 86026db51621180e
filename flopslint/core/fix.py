"""What would take a finding away: what a rule suggests, and the edits of text that this comes to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self, TypeAlias

from flopslint.core.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SetArgument:
    """An argument of a call gets a value.

    ``call`` is the call. ``position`` is that of the parameter among those that may be given by position, None where it
    may not. ``value`` is Python text. ``beside`` is a call that is the reason for it: the change is safe only if it is
    made whenever this one is.
    """

    call: Span
    name: str
    position: int | None
    value: str
    beside: Span | None = None

    @property
    def place(self) -> Span:
        """Where it is made."""
        return self.call

    def at(self, place: Span) -> Self:
        """The same change somewhere else, its reason forgotten."""
        return replace(self, call=place, beside=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DropComment:
    """A comment that suppresses findings goes, or only some of its codes, where it has others."""

    comment: Span
    codes: tuple[str, ...]

    @property
    def place(self) -> Span:
        """Where it is made."""
        return self.comment

    def at(self, place: Span) -> Self:
        """The same change somewhere else."""
        return replace(self, comment=place)


@dataclass(frozen=True, slots=True, kw_only=True)
class DropStatement:
    """The statement goes that assigns the result of a call."""

    call: Span

    @property
    def place(self) -> Span:
        """Where it is made."""
        return self.call

    def at(self, place: Span) -> Self:
        """The same change somewhere else."""
        return replace(self, call=place)


Change: TypeAlias = SetArgument | DropComment | DropStatement


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What a rule suggests. ``is_safe`` says that the program still means what its author wanted it to.

    ``others`` are changes that would do as well, for where the first one cannot be made or is not safe.
    """

    message: str
    change: Change
    is_safe: bool = True
    others: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A range of a file's text and what comes in its place."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A suggestion as edits of text."""

    message: str
    is_safe: bool
    edits: tuple[Edit, ...]
