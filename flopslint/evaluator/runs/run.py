"""One model, built and run: the only place that turns an internal bug into a result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flopslint.core.conflict import Conflict, ConflictKind
from flopslint.core.dim import TracedDim
from flopslint.core.errors import TargetError
from flopslint.core.gap import Effect, Gap, GapKind
from flopslint.core.input_spec import InputSpec
from flopslint.core.span import Site, Span
from flopslint.evaluator.imports import modules
from flopslint.evaluator.operations.op_calls import ref
from flopslint.evaluator.runs.built_buffers import buffers_of, replaced_buffers
from flopslint.evaluator.runs.observing import Arguments, Entry, Observer, ReachedError, module_of
from flopslint.evaluator.runs.partial_building import build_in_part
from flopslint.evaluator.stack import on_large_stack
from flopslint.evaluator.state.program import Program
from flopslint.evaluator.syntax.expressions import known_items, mapping_items
from flopslint.evaluator.unknowns.effects import ALL_EFFECTS
from flopslint.ir import nodes as ir
from flopslint.values.context import Halt, Raised
from flopslint.values.events import InputTensor, ModelRun
from flopslint.values.tensor import Tensor
from flopslint.values.value import (
    MISSING,
    BoundMethod,
    Class,
    Frame,
    Function,
    Instance,
    ModuleValue,
    Partial,
    Reference,
    Undecided,
    Unknown,
    Value,
)

OFFERED_NAMES = ("torch", "types", "argparse", "functools", "math")
"""Modules in scope of a target's expression where the file has no such name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to build and how to run it.

    ``expression`` is what stands after ``::``; a class or function it leads to is called without arguments.
    ``inputs`` of None means that none is known; ``origin`` says where they came from. ``forward`` is a call whose
    arguments are those of the model's call. ``traces_dims`` records which decisions rest on the inputs' dims.
    ``training`` runs the model as ``train()`` leaves it instead of as ``eval()`` does.

    ``entry`` is code to run until it builds its layer of number ``ordinal``, in the place of ``expression``; or else
    ``missing`` are parameters of the class ``expression`` that nobody gives: it is built in part. ``arguments`` makes
    those of the model's call. ``is_found`` says that nobody named the model: a class that is none of layers is not
    called then.
    """

    path: Path | None
    module: str | None
    expression: ir.Expression
    target: str
    name: str
    inputs: tuple[InputSpec, ...] | None = None
    origin: str = ""
    forward: ir.Call | None = None
    traces_dims: bool = False
    training: bool = False
    entry: Entry | None = None
    ordinal: int = 0
    missing: tuple[str, ...] | None = None
    arguments: Callable[[], Arguments | None] | None = None
    is_found: bool = False


def evaluate_model(program: Program, request: Request) -> ModelRun:
    """Builds and runs one model abstractly.

    Raises:
        TargetError: if the file has no such name, or no file has that module's name.
    """
    return on_large_stack(lambda: _Evaluation(program, request).run())


class _Evaluation:
    """The steps of one evaluation and what they have found so far."""

    def __init__(self, program: Program, request: Request) -> None:
        self.request = request
        self.machine = Observer(program, entry=request.entry, wanted=None if request.entry is None else request.ordinal)
        self.run_so_far = ModelRun(target=request.target, name=request.name, span=None, root=None)

    def run(self) -> ModelRun:
        machine, result = self.machine, self.run_so_far
        module = self._module()
        if self._step(lambda: self._build(module), Effect.PARAMS, Effect.BUFFERS, Effect.FLOPS):
            machine.is_building = False
            machine.events.clear()
            if result.root is not None:
                before = buffers_of(result.root)
                result.forward_ended = self._step(lambda: self._forward(module), Effect.FLOPS)
                result.built_buffers = replaced_buffers(before)
        else:
            result.build_ended = False
        result.events = tuple(machine.events)
        result.gaps = machine.ledger.entries()
        result.steps = machine.steps
        made = machine.construction_of(result.root)
        result.constructor_arguments = None if made is None else made.arguments
        result.files = tuple(
            sorted(m.path for m in machine.modules.values() if m.path and m.lowered is not None and not m.is_prelude)
        )
        return result

    def _step(self, step: Callable[[], None], *effects: Effect) -> bool:
        """Runs one phase; says whether it came to its end. What ended it early is recorded."""
        machine = self.machine
        try:
            step()
        except Raised as raised:
            self._conflict(raised)
        except Undecided as undecided:
            machine.affect(undecided.unknown.gap, *effects)
        except Halt as halt:
            machine.affect(halt.gap, *effects)
        except (RecursionError, MemoryError) as error:
            machine.affect(machine.gap(GapKind.LIMIT, f"too deep or too large: {type(error).__name__}"), *effects)
        except TargetError:
            raise
        except Exception as error:  # noqa: BLE001 - a bug of ours: the figures so far are bounds, and the report says why
            reason = f"internal error: {type(error).__name__}: {str(error)[:300]}"
            machine.affect(machine.gap(GapKind.INTERNAL, reason), *effects)
        else:
            return True
        return False

    def _conflict(self, raised: Raised) -> None:
        conflict = raised.conflict
        if conflict is None:
            text = self.machine.text_of(raised.value)
            site = raised.site
            conflict = Conflict(
                kind=ConflictKind.RAISES,
                message=f"{raised.value.cls.name}: {text}" if isinstance(text, str) else raised.value.cls.name,
                span=None if site is None else site.span,
                site=site,
            )
        self.run_so_far.conflicts = (*self.run_so_far.conflicts, conflict)

    # -- the module --------------------------------------------------------------------------------------------
    def _module(self) -> ModuleValue:
        machine, request = self.machine, self.request
        if request.path is not None:
            return module_of(machine, request.path)
        found = modules.find_module(machine, request.module or "")
        if found is None:
            raise TargetError(f"module '{request.module}' was not found on the search path")
        return found

    def _scope(self, module: ModuleValue) -> Frame:
        """The module's names, and below them those that every target may use."""
        modules.run_module(self.machine, module)
        overlay = ModuleValue(module.name, module.path, module.is_package)
        overlay.namespace = {name: Reference(name, None, module.name, None) for name in OFFERED_NAMES}
        overlay.namespace.update(module.namespace)
        overlay.state = "done"
        return Frame(overlay, None, None, names=overlay.namespace)

    # -- building ----------------------------------------------------------------------------------------------
    def _build(self, module: ModuleValue) -> None:
        machine, request = self.machine, self.request
        if request.entry is not None:
            self._build_by_entry(request.entry)
            return
        scope = self._scope(module)
        machine.current_frame = scope
        if request.missing is not None and isinstance(request.expression, ir.Name):
            self._build_in_part(module, request.expression.id, request.missing)
        self._require_name(request.expression, scope)
        value = machine.evaluate(request.expression, scope)
        if isinstance(request.expression, (ir.Name, ir.Attribute)):
            self.run_so_far.span = _definition_span(value)
            if request.is_found and isinstance(value, Class) and not value.is_layer:
                self.run_so_far.gave = "class"
                raise machine.halt(GapKind.UNKNOWN_FUNCTION, f"{request.name} is no class of layers")
            if isinstance(value, (Class, Function, Partial, BoundMethod)):
                site = Site(self.run_so_far.span or request.expression.span, module.name, None)
                value = machine.call_at(value, (), {}, site)
        elif isinstance(request.expression, ir.Call):
            callee = request.expression.function
            if isinstance(callee, (ir.Name, ir.Attribute)):
                self.run_so_far.span = _definition_span(machine.evaluate(callee, scope))
        self._take_root(value)

    def _build_by_entry(self, entry: Entry) -> None:
        """Runs other code up to the construction of the model; the end of the constructor is the end of that code."""
        machine = self.machine
        try:
            machine.run_entry()
        except ReachedError as reached:
            machine.reset()
            if reached.cause is not None:
                self.run_so_far.span = reached.layer.cls.span
                raise reached.cause from None
            self._take_root(reached.layer)
            return
        raise machine.halt(GapKind.INTERNAL, f"the code of {entry.path.name} does not build the model again")

    def _build_in_part(self, module: ModuleValue, name: str, missing: tuple[str, ...]) -> None:
        """A class that nobody gives its arguments: what is known without them, and no further."""
        layer = build_in_part(self.machine, module, name, missing)
        if layer is not None:
            self.run_so_far.root = layer
            self.run_so_far.span = layer.cls.span
            raise Halt(self.machine.ledger.entries()[-1].gap if layer.taint is None else layer.taint)

    def _require_name(self, expression: ir.Expression, scope: Frame) -> None:
        while isinstance(expression, (ir.Call, ir.Attribute)):
            expression = expression.function if isinstance(expression, ir.Call) else expression.value
        if not isinstance(expression, ir.Name) or expression.id in scope.names:
            return
        stars = scope.names.get("__stars__", ())
        machine = self.machine
        if any(modules.star_attribute(machine, star, expression.id) is not MISSING for star in stars):
            return
        if machine.natives.builtin(expression.id) is MISSING:
            raise TargetError(f"{_shown(scope.module)} has no name '{expression.id}'")

    def _take_root(self, value: Value) -> None:
        result = self.run_so_far
        if isinstance(value, Instance) and value.cls.is_layer:
            result.root = value
            if result.span is None and value.cls.span is not None:
                result.span = value.cls.span
            return
        if type(value) is Unknown:
            self.machine.affect(value.gap, *ALL_EFFECTS)
        else:
            kind = result.gave = self.machine.type_of(value).name
            reason = f"{result.target} gives a {kind}, not a layer"
            gap = self.machine.gap(GapKind.UNKNOWN_FUNCTION, reason, result.span)
            self.machine.affect(gap, *ALL_EFFECTS)
        result.build_ended = False

    # -- running -----------------------------------------------------------------------------------------------
    def _forward(self, module: ModuleValue) -> None:
        machine, result, request = self.machine, self.run_so_far, self.request
        root = result.root
        machine.current_site = Site(result.span or request.expression.span, module.name, None)
        site = machine.current_site
        machine.call_at(machine.get_attribute(root, "train" if request.training else "eval"), (), {}, site)
        machine.events.clear()
        call = self._arguments(module)
        if call is None:
            machine.affect(Gap(GapKind.NO_INPUT, "no input", result.span), Effect.FLOPS)
            return
        positional, keywords = call
        result.inputs = self._input_tensors(positional, keywords)
        result.was_run = True
        output = machine.call_at(root, positional, keywords, site)
        if type(output) is Unknown:
            machine.assume(output.gap)
        result.output = output
        if request.traces_dims and request.forward is None:
            result.decided_by_dim = machine.dims.decided

    def _arguments(self, module: ModuleValue) -> tuple[tuple[Value, ...], dict[str, Value]] | None:
        machine, request = self.machine, self.request
        if request.arguments is not None:
            return request.arguments()
        if request.forward is not None:
            scope = self._scope(module)
            machine.current_frame = scope
            return self._given_arguments(request.forward, scope)
        if request.inputs:
            site = machine.current_site
            machine.dims.closed += 1  # strides are no decision
            given = [(spec.name, Tensor(self._dims(spec.shape), spec.dtype, made_at=site)) for spec in request.inputs]
            machine.dims.closed -= 1
            return tuple(t for name, t in given if name is None), {name: t for name, t in given if name is not None}
        return ((), {}) if not self._needs_arguments() else None

    def _dims(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        """The dims of an input: traced where the graph is asked for."""
        if not self.request.traces_dims:
            return shape
        return tuple(TracedDim.of(dim, self.machine.dims) for dim in shape)

    def _given_arguments(self, call: ir.Call, scope: Frame) -> tuple[tuple[Value, ...], dict[str, Value]]:
        machine = self.machine
        positional: list[Value] = []
        for item in call.positional:
            if isinstance(item, ir.Starred):
                positional.extend(known_items(machine, machine.evaluate(item.value, scope)))
            else:
                positional.append(machine.evaluate(item, scope))
        keywords: dict[str, Value] = {}
        for keyword in call.keywords:
            value = machine.evaluate(keyword.value, scope)
            if keyword.name is None:
                keywords.update({str(name): item for name, item in mapping_items(machine, value)})
            else:
                keywords[keyword.name] = value
        return tuple(positional), keywords

    def _needs_arguments(self) -> bool:
        """Whether forward has a parameter without default, besides ``self``."""
        root = self.run_so_far.root
        found = None if root is None else root.cls.find("forward")
        if found is None or not isinstance(found[0], Function):
            return True
        parameters = found[0].code.parameters
        plain = parameters.positional_only + parameters.positional
        if any(p.default is None for p in plain[1:]) or any(p.default is None for p in parameters.keyword_only):
            return True
        return parameters.vararg is not None

    def _input_tensors(self, positional: tuple[Value, ...], keywords: dict[str, Value]) -> tuple[InputTensor, ...]:
        root = self.run_so_far.root
        found = None if root is None else root.cls.find("forward")
        names: list[str] = []
        if found is not None and isinstance(found[0], Function):
            parameters = found[0].code.parameters
            names = [p.name for p in (parameters.positional_only + parameters.positional)[1:]]
        origin = self.request.origin
        listed = []
        for position, value in enumerate(positional):
            name = names[position] if position < len(names) else f"input{position}"
            if isinstance(value, Tensor):
                listed.append(InputTensor(name=name, ref=ref(value), origin=origin))
        listed += [
            InputTensor(name=name, ref=ref(value), origin=origin)
            for name, value in keywords.items()
            if isinstance(value, Tensor)
        ]
        return tuple(listed)


def _definition_span(value: Value) -> Span | None:
    while isinstance(value, Partial):
        value = value.function
    if isinstance(value, BoundMethod):
        value = value.function
    if isinstance(value, Class):
        return value.span
    if isinstance(value, Function):
        wrapped = value.attributes.get("__wrapped__")
        return _definition_span(wrapped) if wrapped is not None else value.code.span
    return None


def _shown(module: ModuleValue) -> str:
    return module.path.rpartition("/")[2] if module.path else module.name
