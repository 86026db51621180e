"""Primitive work of an op call, before a convention turns it into a count."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Work:
    """How many primitive operations of each kind an op performs.

    ``multiply_adds`` are fused pairs; ``additions`` beside them are those of a bias or a sum that is not part of a
    pair. Element-wise, normalizing and pooling ops count their elements in the other fields.
    """

    multiply_adds: int = 0
    additions: int = 0
    multiplications: int = 0
    divisions: int = 0
    comparisons: int = 0
    transcendentals: int = 0
    moves: int = 0

    def __add__(self, other: Work) -> Work:
        return Work(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Work)))

    def scaled(self, factor: int) -> Work:
        """This work done ``factor`` times."""
        return Work(*(getattr(self, f.name) * factor for f in fields(Work)))


NOTHING = Work()
