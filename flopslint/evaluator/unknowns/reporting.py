"""How the evaluator says what went wrong: exceptions of the program, gaps, assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flopslint.catalog.python.builtins_exceptions import make_exception
from flopslint.core.conflict import Conflict, ConflictKind, Operand
from flopslint.core.errors import SourceError
from flopslint.core.gap import Effect, Gap, GapKind
from flopslint.core.span import Site, Span
from flopslint.evaluator.unknowns.effects import Ledger
from flopslint.values.context import Halt, Raised
from flopslint.values.value import Class, Instance, ModuleValue, Unknown, Value

if TYPE_CHECKING:
    from flopslint.values.value import Frame


class Reporting:
    """The part of the interpreter that records problems."""

    current_site: Site | None
    current_frame: Frame | None
    handled: list[Instance]
    ledger: Ledger

    def find_class(self, dotted_name: str) -> Class:
        """A class of the catalog by dotted name."""
        raise NotImplementedError

    def error(self, exception: str, message: str, conflict: Conflict | None = None) -> Raised:
        """An exception of the program, to be raised by the caller."""
        cls = self.find_class(f"builtins.{exception}")
        value = make_exception(self.current_site, cls, (message,) if message else (), {})
        if self.handled:
            value.attributes["__context__"] = self.handled[-1]
        site = self.current_site
        if conflict is None:
            text = f"{exception}: {message}" if message else exception
            conflict = Conflict(
                kind=ConflictKind.RAISES, message=text, span=None if site is None else site.span, site=site
            )
        return Raised(value, site, conflict)

    def misfit(
        self, message: str, *operands: Operand, fitting: str | None = None, exception: str = "RuntimeError"
    ) -> Raised:
        """Shapes that do not fit."""
        return self._conflict(ConflictKind.SHAPE_MISMATCH, message, operands, fitting, exception)

    def invalid(self, message: str, exception: str = "RuntimeError") -> Raised:
        """An argument out of range."""
        return self._conflict(ConflictKind.INVALID_ARGUMENT, message, (), None, exception)

    def _conflict(
        self, kind: ConflictKind, message: str, operands: tuple[Operand, ...], fitting: str | None, exception: str
    ) -> Raised:
        site = self.current_site
        conflict = Conflict(
            kind=kind,
            message=message,
            span=None if site is None else site.span,
            site=site,
            operands=operands,
            fitting=fitting,
        )
        return self.error(exception, message, conflict)

    def key_error(self, key: Value) -> Raised:
        """KeyError of a key."""
        raised = self.error("KeyError", repr(key) if isinstance(key, (str, int, float, tuple)) else str(key))
        raised.value.attributes["args"] = (key,)
        return raised

    def gap(self, kind: GapKind, reason: str, span: Span | None = None) -> Gap:
        """A gap at a place, or at the call in progress."""
        site = self.current_site
        if span is not None:
            outer = None if self.current_frame is None else self.current_frame.site
            module = "" if self.current_frame is None else self.current_frame.module.name
            return Gap(kind, reason, span, Site(span, module, outer))
        return Gap(kind, reason, None if site is None else site.span, site)

    def unknown(self, kind: GapKind, reason: str) -> Unknown:
        """An unknown value with a new gap at the place of the current call."""
        return Unknown(self.gap(kind, reason))

    def unknown_at(self, kind: GapKind, reason: str, span: Span) -> Unknown:
        """An unknown value that arose at a place."""
        return Unknown(self.gap(kind, reason, span))

    def affect(self, gap: Gap, *effects: Effect) -> None:
        """Records that a gap leaves figures inexact."""
        self.ledger.add(gap, effects)

    def assume(self, gap: Gap) -> None:
        """Records something taken for granted: shown, without effect on the figures."""
        self.ledger.add(gap, ())

    def halt(self, kind: GapKind, reason: str) -> Halt:
        """Ends the evaluation of the model, to be raised by the caller."""
        return Halt(self.gap(kind, reason))

    def internal(self, name: str, error: Exception) -> Unknown:
        """A bug of ours met in a catalog entry: the value is unknown, and says so."""
        unknown = self.unknown(GapKind.INTERNAL, f"{name}: {type(error).__name__}: {str(error)[:200]}")
        self.ledger.add(unknown.gap, ())
        return unknown

    def source_gap(self, module: ModuleValue, error: SourceError) -> None:
        """A module that cannot be read."""
        self.ledger.add(Gap(GapKind.SOURCE_ERROR, f"{module.name}: {error.reason}", error.span), ())
