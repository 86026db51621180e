"""What running the model would raise, before a rule gives it a code and a severity."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from flopslint.core.span import Site, Span


class ConflictKind(Enum):
    """What cannot work."""

    SHAPE_MISMATCH = "shape-mismatch"
    INVALID_ARGUMENT = "invalid-argument"
    RAISES = "raises"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """One side of a conflict: what it is, its shape or value as text, and where it was made.

    ``site`` are the calls that led to where it was made.
    """

    name: str
    description: str
    made_at: Span | None = None
    site: Site | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Operands that cannot fit, an argument out of range, or an exception nobody catches."""

    kind: ConflictKind
    message: str
    span: Span | None = None
    site: Site | None = None
    operands: tuple[Operand, ...] = ()
    fitting: str | None = None
