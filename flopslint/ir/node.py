"""What all nodes have in common: the decorator of their classes, and the two base classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

from flopslint.core.span import Span

T = TypeVar("T")


@dataclass_transform(frozen_default=True, eq_default=False)
def node(cls: type[T]) -> type[T]:
    """A slotted node class, compared by identity. Nothing assigns to a node: the type checker sees to that.

    Frozen at run time as well, to make one costs three times as much, and a file has tens of thousands.
    """
    return dataclass(slots=True, eq=False, repr=False)(cls)


@node
class Expression:
    """Base of the expressions."""

    span: Span


@node
class Statement:
    """Base of the statements."""

    span: Span
