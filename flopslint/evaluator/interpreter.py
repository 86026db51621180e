"""The interpreter: implements what catalog entries and the evaluator's parts ask for, by wiring the parts together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flopslint.catalog.entry import Entry
from flopslint.catalog.python import formatting, representation
from flopslint.catalog.python.kinds import class_name_of
from flopslint.core.dim import DimRecorder
from flopslint.core.dtype import FLOAT32, DType
from flopslint.core.gap import Gap, GapKind
from flopslint.core.span import Site, Span
from flopslint.core.work import NOTHING, Work
from flopslint.evaluator.imports import late_registries, modules
from flopslint.evaluator.limits import ITEMS_PER_STEP, LARGE_SIZE, STEP_LIMIT
from flopslint.evaluator.machine import NativeValues, Registries
from flopslint.evaluator.objects import attribute_changes, attributes, classes, instance_checks, special_attributes
from flopslint.evaluator.operations import comparisons, items, iteration, operators
from flopslint.evaluator.operations.natives import Natives
from flopslint.evaluator.services import Services
from flopslint.evaluator.state.heap import Heap
from flopslint.evaluator.state.op_record import OpRecord
from flopslint.evaluator.state.program import Program
from flopslint.evaluator.state.signals import Signal
from flopslint.evaluator.syntax import calls, expressions, statements, targets
from flopslint.evaluator.unknowns import effects
from flopslint.evaluator.unknowns.reporting import Reporting
from flopslint.ir import nodes as ir
from flopslint.values.array import Array
from flopslint.values.context import Halt
from flopslint.values.equality import find_key
from flopslint.values.events import Event, LayerCall
from flopslint.values.tensor import Tensor
from flopslint.values.value import (
    MISSING,
    Class,
    Frame,
    Function,
    Instance,
    ModuleValue,
    Reference,
    Undecided,
    Unknown,
    Value,
)


class Interpreter(Services, Reporting):
    """One evaluation: the state that changes while a program runs, and the way to each part."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.modules: dict[str, ModuleValue] = {}
        self.heap = Heap()
        self.ledger = effects.Ledger()
        self.natives: NativeValues = Natives(self)
        self.events: list[Event] = []
        self.steps = 0
        self.depth = 0
        self.branch_depth = 0
        self.import_guards = 0
        self.current_frame: Frame | None = None
        self.current_site: Site | None = None
        self.handled: list[Instance] = []
        self.layers_running: list[tuple[Instance, int]] = []
        self.op_record: OpRecord | None = None
        self.is_building = True
        self.dims = DimRecorder()
        self.late_registries: Registries = late_registries.LateRegistries()
        self.looking_up: set[tuple[str, str]] = set()
        self._classes: dict[str, Class] = {}
        self._op_ids = 0
        self._layer_calls = 0
        self._default_dtype = FLOAT32

    # -- running ---------------------------------------------------------------------------------------------
    def evaluate(self, node: ir.Expression, frame: Frame) -> Value:
        return expressions.EVALUATORS[type(node)](self, node, frame)

    def execute(self, block: tuple[ir.Statement, ...], frame: Frame) -> Signal:
        return statements.execute(self, block, frame)

    def assign(self, target: ir.Expression, value: Value, frame: Frame) -> None:
        targets.assign(self, target, value, frame)

    def run_function(self, function: Function, frame: Frame) -> Value:
        return calls.run_body(self, function, frame)

    def count_step(self) -> None:
        """One unit of the step budget; running out ends the evaluation."""
        self.steps += 1
        if self.steps > STEP_LIMIT:
            raise Halt(self.gap(GapKind.LIMIT, f"more than {STEP_LIMIT:,} steps"))

    def count_size(self, size: int) -> None:
        if size > LARGE_SIZE:
            self.steps += size // ITEMS_PER_STEP
            self.count_step()

    # -- protocols ---------------------------------------------------------------------------------------------
    def call(
        self, function: Value, positional: tuple[Value, ...] = (), keywords: dict[str, Value] | None = None
    ) -> Value:
        return calls.call(self, function, tuple(positional), keywords or {}, self.current_site)

    def call_at(
        self, function: Value, positional: tuple[Value, ...], keywords: dict[str, Value], site: Site | None
    ) -> Value:
        return calls.call(self, function, positional, keywords, site)

    def opaque_call(self, unknown: Unknown, positional: tuple[Value, ...], keywords: dict[str, Value]) -> Value:
        return effects.opaque_call(self, unknown, positional, keywords)

    def instantiate(
        self, cls: Class, positional: tuple[Value, ...], keywords: dict[str, Value], site: Site | None
    ) -> Value:
        return classes.instantiate(self, cls, positional, keywords, site)

    def call_class(self, cls: Class, positional: tuple[Value, ...], keywords: dict[str, Value]) -> Value:
        if cls.native:
            return self.natives.make(self, cls, positional, keywords, self.current_site)
        return classes.make_instance(self, cls, positional, keywords, self.current_site)

    def get_attribute(self, value: Value, name: str, default: Value = ...) -> Value:
        if default is ...:
            found = attributes.get_attribute(self, value, name)
            if found is MISSING:
                raise self.missing_attribute(value, name)
            return found
        return self.attribute_or(value, name, default)

    def get_class_attribute(self, value: Value, name: str) -> Value:
        found = self.type_of(value).find(name)
        if found is None:
            raise self.missing_attribute(value, name)
        return attributes.bind(self, found[0], value, found[1])

    def set_attribute(self, value: Value, name: str, new: Value) -> None:
        attribute_changes.set_attribute(self, value, name, new)

    def delete_attribute(self, value: Value, name: str) -> None:
        attribute_changes.delete_attribute(self, value, name)

    def special_attribute(self, value: Value, name: str) -> Value:
        return special_attributes.special_attribute(self, value, name)

    def iterate(self, value: Value) -> Iterator[Value]:
        return iteration.iterate(self, value)

    iterate_lazily = iterate

    def decide(self, value: Value) -> bool | Unknown:
        return comparisons.decide(self, value)

    def truth(self, value: Value) -> bool:
        decided = comparisons.decide(self, value)
        if type(decided) is Unknown:
            raise Undecided(decided)
        return bool(decided)

    def equal(self, first: Value, second: Value) -> Value:
        return comparisons.equal(self, first, second)

    def compare(self, operator: str, left: Value, right: Value) -> Value:
        return comparisons.compare(self, operator, left, right)

    def contains(self, container: Value, item: Value) -> Value:
        return comparisons.contains(self, container, item)

    def binary(self, operator: str, left: Value, right: Value) -> Value:
        return operators.binary(self, operator, left, right)

    def binary_in_place(self, operator: str, left: Value, right: Value) -> Value:
        return operators.binary_in_place(self, operator, left, right)

    def unary(self, operator: str, operand: Value) -> Value:
        return operators.unary(self, operator, operand)

    def get_item(self, value: Value, index: Value) -> Value:
        return items.get_item(self, value, index)

    def set_item(self, value: Value, index: Value, new: Value) -> None:
        items.set_item(self, value, index, new)

    def delete_item(self, value: Value, index: Value) -> None:
        items.delete_item(self, value, index)

    def find_key(self, mapping: Any, key: Value) -> Value:
        return find_key(self, mapping, key)

    def type_of(self, value: Value) -> Class:
        kind = type(value)
        if kind is Instance:
            return value.cls  # type: ignore[no-any-return]
        if kind is Class:
            return value.metaclass or self.find_class("builtins.type")
        if kind is Tensor and value.cls is not None:
            return value.cls  # type: ignore[no-any-return]
        if kind is Reference:
            return self.type_of(self.resolve(value))
        return self.find_class(class_name_of(value) or "builtins.object")

    def is_instance(self, value: Value, classes_given: Value) -> bool:
        return instance_checks.is_instance(self, value, classes_given)

    def text_of(self, value: Value) -> str | Unknown:
        return representation.text(self, value)

    def representation_of(self, value: Value) -> str | Unknown:
        return representation.represent(self, value)

    def format_value(self, value: Value, spec: Value) -> Value:
        return formatting.format_value(self, value, spec)

    def format_percent(self, text: Value, arguments: Value) -> Value:
        return formatting.format_percent(self, text, arguments)

    # -- names ---------------------------------------------------------------------------------------------------
    def find_class(self, dotted_name: str) -> Class:
        cls = self._classes.get(dotted_name)
        if cls is None:
            value = self.look_up(dotted_name)
            if not isinstance(value, Class):
                raise LookupError(f"the catalog has no class {dotted_name}")
            cls = self._classes[dotted_name] = value
        return cls

    def look_up(self, dotted_name: str) -> Value:
        entry = self.natives.catalog.find(dotted_name)
        if entry is not None:
            return self.natives.value_of(entry)
        module_name, _, name = dotted_name.rpartition(".")
        return self.resolve(Reference(module_name, name, "", None))

    def resolve(self, value: Value) -> Value:
        while type(value) is Reference:
            if value.value is MISSING:
                value.value = modules.resolve_reference(self, value)
            value = value.value
        return value

    def module_attribute(self, module: ModuleValue, name: str) -> Value:
        return modules.module_attribute(self, module, name)

    def late_registry(self, mapping: dict[Value, Value], key: Value) -> Value:
        return late_registries.find_late(self, mapping, key)

    def complete(self, container: Value) -> None:
        if id(container) in self.late_registries.watched:
            self.late_registries.complete(self, container)

    def native_value(self, entry: Entry) -> Value:
        return self.natives.value_of(entry)

    @property
    def frame(self) -> Frame:
        if self.current_frame is None:
            raise LookupError("no function of the program is running")
        return self.current_frame

    @property
    def site(self) -> Site | None:
        return self.current_site

    # -- state -------------------------------------------------------------------------------------------------------
    def touch(self, container: Value) -> None:
        self.heap.touch(container)

    def taint(self, layer: Instance, gap: Gap) -> None:
        effects.taint(self, layer, gap)

    def lose_count(self, gap: Gap) -> None:
        effects.lose_count(self, gap)

    def repeat_events(self, contents: Any, gap: Gap) -> None:
        effects.repeat_events(self, contents, gap)

    def join_rest(self, container: Any, held_a: Any, held_b: Any, gap: Gap) -> None:
        effects.join_rest(self, container, held_a, held_b, gap)

    def record_unknown_op(self, operator: str, unknown: Unknown, other: Value) -> None:
        effects.record_unknown_op(self, operator, unknown)

    # -- tensors -------------------------------------------------------------------------------------------------------
    def tensor(
        self,
        shape: tuple[int, ...],
        dtype: DType,
        *,
        array: Array | None = None,
        strides: tuple[int, ...] | None = None,
        base: Tensor | None = None,
    ) -> Tensor:
        if any(dim < 0 for dim in shape):
            negative = next(dim for dim in shape if dim < 0)
            raise self.invalid(
                f"Trying to create tensor with negative dimension {negative}: [{', '.join(map(str, shape))}]"
            )
        return Tensor(tuple(shape), dtype, array=array, strides=strides, base=base, made_at=self.current_site)

    def work(self, aten: str, work: Work = NOTHING, formula: str = "", **figures: int) -> None:
        if self.op_record is not None:
            self.op_record.add(aten, work, formula, figures)

    def next_op_id(self) -> int:
        """A number for the next op call."""
        self._op_ids += 1
        return self._op_ids

    def layer_call(
        self, layer: Instance, positional: tuple[Value, ...], keywords: dict[str, Value], run: Callable[[], Value]
    ) -> Value:
        self._layer_calls += 1
        ordinal = self._layer_calls
        parent = self.layers_running[-1][1] if self.layers_running else None
        self.layers_running.append((layer, ordinal))
        site = self.current_site
        try:
            result = run()
        finally:
            self.layers_running.pop()
        if not self.is_building:
            self.heap.touch(self.events)
            self.events.append(
                LayerCall(
                    ordinal=ordinal,
                    layer=layer,
                    parent=parent,
                    inputs=tuple(self.with_refs(item) for item in positional),
                    keywords={name: self.with_refs(item) for name, item in keywords.items()},
                    outputs=self.with_refs(result),
                    site=site,
                )
            )
        return result

    @property
    def default_dtype(self) -> DType:
        return self._default_dtype

    def set_default_dtype(self, dtype: DType) -> None:
        """``torch.set_default_dtype``."""
        self._default_dtype = dtype

    def module_site(self, module: ModuleValue) -> Site:
        """The site of a module's top level."""
        return Site(Span(module.path or "", 1, 0, 1, 0), module.name, None)
