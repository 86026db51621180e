"""What is told to the user: findings, as rules make them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import IntEnum

from flopslint.core.fix import Fix, Suggestion
from flopslint.core.span import Span


class Severity(IntEnum):
    """How bad a finding is; notes never change the exit status."""

    NOTE = 0
    WARNING = 1
    ERROR = 2

    @property
    def word(self) -> str:
        """As it is written in outputs and options."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding."""

    message: str
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding.

    ``span`` is where it stands (None: nowhere in a file). ``model`` is the target it was found in, ``layer`` the
    dotted path of the layer. ``value`` and ``budget`` are figures where the rule compares two; ``subject`` takes part
    in the fingerprint where code, model and layer do not tell two findings apart. ``suggestion`` is what would take it
    away, ``fix`` the same as edits of text, where that can be.
    """

    code: str
    name: str
    severity: Severity
    message: str
    span: Span | None = None
    model: str | None = None
    layer: str | None = None
    value: int | float | None = None
    budget: int | float | None = None
    related: tuple[Related, ...] = ()
    subject: str = ""
    suggestion: Suggestion | None = None
    fix: Fix | None = None

    @property
    def file(self) -> str | None:
        """The file it stands in."""
        return None if self.span is None else self.span.path

    @property
    def line(self) -> int | None:
        """Its line, 1-based."""
        return None if self.span is None else self.span.start_line

    @property
    def column(self) -> int | None:
        """Its column, 1-based."""
        return None if self.span is None else self.span.start_column + 1

    def fingerprint(self, file: str) -> str:
        """What identifies the finding from run to run; depends neither on line numbers nor on figures.

        ``file`` is the path of the file as it is shown.
        """
        text = "\0".join((self.code, file, self.model or "", self.layer or "", self.subject))
        return hashlib.sha256(text.encode()).hexdigest()[:20]
