"""What the parts of the evaluator know of each other: one interface, so that no part imports another's.

``interpreter.Interpreter`` implements it by wiring the parts together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from flopslint.core.gap import Effect, Gap, GapKind
from flopslint.core.span import Site, Span
from flopslint.evaluator.signals import Signal
from flopslint.ir import nodes as ir
from flopslint.values.context import Context
from flopslint.values.events import Event
from flopslint.values.value import Class, Frame, Function, Instance, ModuleValue, Unknown, Value

if TYPE_CHECKING:
    from flopslint.catalog.entry import Entry
    from flopslint.evaluator.heap import Heap
    from flopslint.evaluator.natives import Natives
    from flopslint.evaluator.program import Program


class Machine(Context, Protocol):
    """The evaluator as its own parts see it."""

    heap: Heap
    natives: Natives
    program: Program
    events: list[Event]
    steps: int
    depth: int
    branch_depth: int
    import_guards: int
    current_frame: Frame | None
    current_site: Site | None
    handled: list[Instance]

    def evaluate(self, node: ir.Expression, frame: Frame) -> Value:
        """The value of an expression."""

    def execute(self, statements: tuple[ir.Statement, ...], frame: Frame) -> Signal:
        """Runs statements; says how they ended."""

    def assign(self, target: ir.Expression, value: Value, frame: Frame) -> None:
        """Binds a value to a target."""

    def call_at(
        self, function: Value, positional: tuple[Value, ...], keywords: dict[str, Value], site: Site | None
    ) -> Value:
        """Calls any value from a known place."""

    def run_function(self, function: Function, frame: Frame) -> Value:
        """Runs a function's body in a frame whose parameters are bound: the seam for another execution form."""

    def instantiate(
        self, cls: Class, positional: tuple[Value, ...], keywords: dict[str, Value], site: Site | None
    ) -> Value:
        """``cls(...)``."""

    def delete_attribute(self, value: Value, name: str) -> None:
        """``delattr``."""

    def set_item(self, value: Value, index: Value, new: Value) -> None:
        """``value[index] = new``."""

    def delete_item(self, value: Value, index: Value) -> None:
        """``del value[index]``."""

    def compare(self, operator: str, left: Value, right: Value) -> Value:
        """One comparison by its operator as written."""

    def contains(self, container: Value, item: Value) -> Value:
        """``item in container``: a bool, or an unknown."""

    def decide(self, value: Value) -> bool | Unknown:
        """The truth of a value, or the unknown it rests on."""

    def resolve(self, value: Value) -> Value:
        """What a reference made by an import leads to; any other value as it is."""

    def module_attribute(self, module: ModuleValue, name: str) -> Value:
        """An attribute of a module, or ``MISSING``."""

    def native_value(self, entry: Entry) -> Value:
        """The value of a catalog entry."""

    def gap(self, kind: GapKind, reason: str, span: Span | None = None) -> Gap:
        """A gap at a place, or at the call in progress."""

    def unknown_at(self, kind: GapKind, reason: str, span: Span) -> Unknown:
        """An unknown value that arose at a place."""

    def opaque_call(self, unknown: Unknown, positional: tuple[Value, ...], keywords: dict[str, Value]) -> Value:
        """A call of something unknown: its result, with all that it may have changed marked."""

    def affect(self, gap: Gap, *effects: Effect) -> None:
        """Records that a gap leaves figures inexact."""

    def annotation_value(self, expression: ir.Expression, frame: Frame) -> Value:
        """An annotation, evaluated on demand."""

    def iterate_lazily(self, value: Value) -> Iterator[Value]:
        """Items of an iterable value; raises ``Undecided`` for an unknown."""
