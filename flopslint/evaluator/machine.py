"""What the parts of the evaluator know of each other: one interface, so that no part imports another's.

``interpreter.Interpreter`` implements it by wiring the parts together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from flopslint.core.dim import DimRecorder
from flopslint.core.errors import SourceError
from flopslint.core.gap import Effect, Gap, GapKind
from flopslint.core.span import Site, Span
from flopslint.evaluator.state.signals import Signal
from flopslint.ir import nodes as ir
from flopslint.values.context import Context, Halt, Raised
from flopslint.values.events import Event
from flopslint.values.value import Class, Frame, Function, Instance, ModuleValue, Unknown, Value

if TYPE_CHECKING:
    from flopslint.catalog.entry import AttributeEntry, ClassEntry, Entry
    from flopslint.catalog.loader import Catalog
    from flopslint.evaluator.state.heap import Heap
    from flopslint.evaluator.state.op_record import OpRecord
    from flopslint.evaluator.state.program import Program


class NativeValues(Protocol):
    """The catalog's entries as the program's values: see ``natives.Natives``."""

    catalog: Catalog

    def builtin(self, name: str) -> Value:
        """A builtin by its plain name, or ``MISSING``."""

    def value_of(self, entry: Entry) -> Value:
        """The value that an entry describes."""

    def base_entry(self, cls: Class) -> tuple[Class, ClassEntry] | None:
        """The nearest native class of the MRO whose entry makes something other than a bare instance."""

    def missing_member(self, machine: Machine, cls: Class, name: str) -> Value:
        """An attribute that a native class is known to have but the catalog lacks: unknown; else ``MISSING``."""

    def make(
        self, machine: Machine, cls: Class, positional: tuple[Value, ...], keywords: dict[str, Value], site: Site | None
    ) -> Value:
        """Calls a native class."""

    def call_class_entry(
        self,
        machine: Machine,
        entry: ClassEntry,
        cls: Class,
        positional: tuple[Value, ...],
        keywords: dict[str, Value],
        site: Site | None,
    ) -> Value:
        """What a class entry makes for a class that is its own or derives from it."""

    def call(
        self,
        machine: Machine,
        entry: Entry,
        positional: tuple[Value, ...],
        keywords: dict[str, Value],
        site: Site | None,
    ) -> Value:
        """Calls a function entry or an op."""

    def read(self, machine: Machine, entry: AttributeEntry, value: Value) -> Value:
        """A computed attribute of a native class."""


class Registries(Protocol):
    """Dicts of the program that its functions fill: see ``late_registries.LateRegistries``."""

    def note(self, mapping: dict[Value, Value]) -> None:
        """A function has put an entry into a dict."""

    def fill(self, machine: Machine, mapping: Value, key: Value) -> bool:
        """Runs the modules that may register a key; says whether the mapping has it now."""

    watched: set[int]
    """Identities of containers that may not be complete."""

    def watch(self, module: ModuleValue) -> None:
        """A module has run: its containers may not be complete."""

    def complete(self, machine: Machine, container: Value) -> None:
        """Runs the modules that would have put something into a watched container."""


class Machine(Context, Protocol):
    """The evaluator as its own parts see it."""

    heap: Heap
    natives: NativeValues
    program: Program
    events: list[Event]
    steps: int
    depth: int
    branch_depth: int
    import_guards: int
    current_frame: Frame | None
    current_site: Site | None
    handled: list[Instance]
    is_building: bool
    dims: DimRecorder
    late_registries: Registries
    op_record: OpRecord | None
    layers_running: list[tuple[Instance, int]]
    looking_up: set[tuple[str, str]]

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

    # -- running -----------------------------------------------------------------------------------------------
    def count_step(self) -> None:
        """One unit of the step budget; running out ends the evaluation."""

    def get_class_attribute(self, value: Value, name: str) -> Value:
        """A special method as the operators find it: in the class, bound to the value."""

    def special_attribute(self, value: Value, name: str) -> Value:
        """An attribute that every value of a kind has, or ``MISSING``."""

    def attribute_or(self, value: Value, name: str, default: Value) -> Value:
        """``getattr`` with a default."""

    def binary_in_place(self, operator: str, left: Value, right: Value) -> Value:
        """``left operator= right``."""

    def find_key(self, mapping: Any, key: Value) -> Value:
        """The key a mapping or set holds that equals ``key``, or ``MISSING``."""

    def make_set(self, members: list[Value]) -> Value:
        """A set of values."""

    def format_value(self, value: Value, spec: Value) -> Value:
        """``format(value, spec)``."""

    def format_percent(self, text: Value, arguments: Value) -> Value:
        """``text % arguments``."""

    def finish_class(self, cls: Class) -> Value:
        """Lets a native base complete a class after its body ran."""

    def is_prelude_class(self, cls: Class) -> bool:
        """Whether a class comes from our own prelude source."""

    def bound_names(self, statement: ir.Statement) -> set[str]:
        """Names a statement binds."""

    def as_number(self, value: Value) -> Value:
        """The Python number of a value that has ``__float__`` or ``__index__``, or ``MISSING``."""

    def unknown_item(self, value: Value, index: Unknown) -> Unknown:
        """An item at a position nobody knows."""

    def module_site(self, module: ModuleValue) -> Site:
        """The site of a module's top level."""

    # -- what goes wrong -----------------------------------------------------------------------------------------
    def assume(self, gap: Gap) -> None:
        """Records something taken for granted."""

    def lose_count(self, gap: Gap) -> None:
        """How often something ran is not known: nothing that follows is exact."""

    def missing_attribute(self, value: Value, name: str) -> Raised:
        """AttributeError for an attribute that is not there, to be raised by the caller."""

    def key_error(self, key: Value) -> Raised:
        """KeyError of a key, to be raised by the caller."""

    def halt(self, kind: GapKind, reason: str) -> Halt:
        """Ends the evaluation, to be raised by the caller."""

    def internal(self, name: str, error: Exception) -> Unknown:
        """A bug of ours met in a catalog entry."""

    def source_gap(self, module: ModuleValue, error: SourceError) -> None:
        """A module that cannot be read."""

    # -- events ----------------------------------------------------------------------------------------------------
    def next_op_id(self) -> int:
        """A number for the next op call."""

    def holds_traced_dim(self, arguments: dict[str, Value]) -> bool:
        """Whether an argument that is not a tensor was computed from an input's dim."""

    def record_unknown_op(self, operator: str, unknown: Unknown, other: Value) -> None:
        """An operator on a tensor and something unknown."""

    def repeat_events(self, contents: Any, gap: Gap) -> None:
        """Marks the events of one explored round as happening any number of times."""

    def join_rest(self, container: Any, held_a: Any, held_b: Any, gap: Gap) -> None:
        """Joins what the sides of a branch left in a container of a rarer kind."""
