"""Reading the patterns of einops.

Source: https://einops.rocks/api/rearrange/
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TypeAlias

ELLIPSIS = "..."
TOKENS = re.compile(r"\.\.\.|[()]|[^\W]+|\s+|.")


class PatternError(Exception):
    """A pattern that einops refuses, or a shape that does not fit one; the text is einops's own sentence."""


class Number:
    """An axis that a pattern gives by its size alone; each stands for itself."""

    __slots__ = ("size",)

    def __init__(self, size: int) -> None:
        self.size = size

    def __repr__(self) -> str:
        return f"{self.size}-axis"


Axis: TypeAlias = "str | Number | tuple[str, int]"
"""A named axis, one by its size, or one of those that an ellipsis stands for."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pattern: for each dim the axes it is composed of; the ellipsis is an axis until it is filled in."""

    groups: tuple[tuple[Axis, ...], ...]
    is_ellipsis_inside: bool = False

    @property
    def axes(self) -> tuple[Axis, ...]:
        """All axes in order."""
        return tuple(axis for group in self.groups for axis in group)

    @property
    def has_ellipsis(self) -> bool:
        """Whether there is an ellipsis."""
        return ELLIPSIS in self.axes

    @property
    def has_numbers(self) -> bool:
        """Whether axes are given by size alone."""
        return any(isinstance(axis, Number) for axis in self.axes)

    def filled(self, count: int) -> Side:
        """With the ellipsis replaced by that many axes."""
        stand_ins: tuple[Axis, ...] = tuple((ELLIPSIS, place) for place in range(count))
        groups: list[tuple[Axis, ...]] = []
        for group in self.groups:
            if group == (ELLIPSIS,) and not self.is_ellipsis_inside:
                groups.extend((axis,) for axis in stand_ins)
            else:
                groups.append(tuple(each for axis in group for each in (stand_ins if axis == ELLIPSIS else (axis,))))
        return Side(tuple(groups))


def parse_side(text: str, *, allow_underscore: bool = False, allow_duplicates: bool = False) -> Side:
    """One side of a pattern.

    Raises:
        PatternError: if it is none.
    """
    _check_dots(text)
    groups: list[tuple[Axis, ...]] = []
    inside: list[Axis] | None = None
    is_ellipsis_inside = False
    seen: set[str] = set()
    for word in _tokens(text):
        if word == "(":
            if inside is not None:
                raise PatternError("Axis composition is one-level (brackets inside brackets not allowed)")
            inside = []
        elif word == ")":
            if inside is None:
                raise PatternError("Brackets are not balanced")
            groups.append(tuple(inside))
            inside = None
        else:
            if word in seen and not (allow_underscore and word == "_") and not allow_duplicates:
                raise PatternError(f'Indexing expression contains duplicate dimension "{word}"')
            axis = _axis(word, allow_underscore=allow_underscore)
            if isinstance(axis, str):
                seen.add(word)
            is_ellipsis_inside = is_ellipsis_inside or (axis == ELLIPSIS and inside is not None)
            composed = () if axis is None else (axis,)
            if inside is None:
                groups.append(composed)
            else:
                inside.extend(composed)
    if inside is not None:
        raise PatternError(f'Imbalanced parentheses in expression: "{text}"')
    return Side(tuple(groups), is_ellipsis_inside)


def _tokens(text: str) -> Iterator[str]:
    for word in TOKENS.findall(text):
        if not word.isspace():
            if not (word in {"(", ")", ELLIPSIS} or word.replace("_", "a").isalnum()):
                raise PatternError(f"Unknown character '{word}'")
            yield word


def _check_dots(text: str) -> None:
    if "." not in text:
        return
    if ELLIPSIS not in text:
        raise PatternError("Expression may contain dots only inside ellipsis (...)")
    if text.count(ELLIPSIS) != 1 or text.count(".") != len(ELLIPSIS):
        raise PatternError("Expression may contain dots only inside ellipsis (...); only one ellipsis for tensor ")


def _axis(word: str, *, allow_underscore: bool) -> Axis | None:
    """The axis that a word means; None for an axis of size 1."""
    if word == ELLIPSIS:
        return word
    if word.isdecimal():
        size = int(word)
        if size < 1:
            raise PatternError(f"Anonymous axis should have positive length, not {size}")
        return None if size == 1 else Number(size)
    if not word.isidentifier():
        raise PatternError(f"Invalid axis identifier: {word}\nnot a valid python identifier")
    is_underscore = word == "_" and allow_underscore
    if (word.startswith("_") or word.endswith("_")) and not is_underscore:
        reason = "axis name should should not start or end with underscore"
        raise PatternError(f"Invalid axis identifier: {word}\n{reason}")
    return word


def shown(axes: Collection[Axis]) -> str:
    """A set of axes as einops's messages write it."""
    return "{" + ", ".join(sorted(repr(axis) for axis in axes)) + "}"
