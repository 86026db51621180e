"""The decorator of node classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, eq_default=False)
def node(cls: type[T]) -> type[T]:
    """A frozen, slotted node class, compared by identity."""
    return dataclass(frozen=True, slots=True, eq=False)(cls)
