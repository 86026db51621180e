"""Watches what code builds: the layers it constructs outside of any other layer's constructor, and their first calls.

A file is evaluated as a script, or one of its functions is called without arguments: that is how arguments of models
are found which no model class or builder gives itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flopslint.core.errors import SourceError
from flopslint.core.gap import Effect, Gap, GapKind
from flopslint.core.span import Site, Span
from flopslint.evaluator.imports import modules
from flopslint.evaluator.interpreter import Interpreter
from flopslint.evaluator.limits import STEP_LIMIT
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.objects import binding
from flopslint.evaluator.stack import on_large_stack
from flopslint.evaluator.state.program import Program
from flopslint.ir import nodes as ir
from flopslint.values.array import Array
from flopslint.values.context import Halt, Raised
from flopslint.values.tensor import Tensor
from flopslint.values.value import Frame, Function, Instance, ModuleValue, Undecided, Unknown, Value

_DEEPEST = 6

Arguments = tuple[tuple[Value, ...], dict[str, Value]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Code that may build models: a file run as a script, or one of its functions called without arguments."""

    path: Path
    function: str | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class Construction:
    """One layer built by the code of an entry, outside of any other layer's constructor.

    ``arguments`` are the parameters of its constructor by name, ``call`` the arguments of its first call of which all
    are known, and ``doubt`` a statement before it that could not be followed. ``is_complete``: its constructor ended.
    """

    layer: Instance
    site: Site | None
    is_bare: bool
    is_known: bool
    arguments: dict[str, Value]
    doubt: Gap | None
    is_complete: bool = False
    call: Arguments | None = None
    called_at: Site | None = None


class ReachedError(BaseException):
    """The wanted layer is built, or its constructor ended early for ``cause``. Seen by no ``except`` of the program."""

    def __init__(self, layer: Instance, cause: Raised | Undecided | Halt | None) -> None:
        super().__init__("reached")
        self.layer = layer
        self.cause = cause


class Observer(Interpreter):
    """An interpreter that notes constructions down; at the one of number ``wanted`` it stops.

    What is not understood in the code of ``entry`` before that leaves no figure of the model inexact: only what its
    constructor was given matters.
    """

    def __init__(
        self, program: Program, *, entry: Entry | None = None, wanted: int | None = None, step_limit: int | None = None
    ) -> None:
        super().__init__(program)
        self.constructions: list[Construction] = []
        self._entry = entry
        self._outside: Callable[[Span], bool] | None = None
        self._wanted = wanted
        if step_limit is not None:
            self.steps = max(STEP_LIMIT - step_limit, 0)  # fewer are left
        self._doubt: Gap | None = None

    def construction_of(self, layer: Instance | None) -> Construction | None:
        """How a layer was built."""
        return next((one for one in self.constructions if one.layer is layer), None)

    def call_at(
        self, function: Value, positional: tuple[Value, ...], keywords: dict[str, Value], site: Site | None
    ) -> Value:
        """Calls any value; the constructor of a layer that is within no other is noted down."""
        if (
            type(function) is Function
            and positional
            and function.code.name == "__init__"
            and isinstance(positional[0], Instance)
            and positional[0].cls.is_layer
            and not self.layers_running
        ):
            return self._construct(function, positional, keywords, site)
        return super().call_at(function, positional, keywords, site)

    def _construct(
        self, function: Function, positional: tuple[Value, ...], keywords: dict[str, Value], site: Site | None
    ) -> Value:
        layer = positional[0]
        number = len(self.constructions)
        given = (*positional[1:], *keywords.values())
        self.constructions.append(
            Construction(
                layer=layer,
                site=site,
                is_bare=not given,
                is_known=all(is_known(value) for value in given),
                arguments=self._bound(function, positional, keywords),
                doubt=self._doubt,
            )
        )
        is_wanted = number == self._wanted
        if is_wanted:
            self._outside = None
            if self._doubt is not None:
                self.affect(self._doubt, Effect.PARAMS, Effect.BUFFERS, Effect.FLOPS)
        # What happens within is none of ours: every call of the program would pay for the way through here.
        self.__dict__["call_at"] = super().call_at
        try:
            result = super().call_at(function, positional, keywords, site)
        except (Raised, Undecided, Halt) as cause:
            if is_wanted:
                raise self._reached(layer, cause) from None
            raise
        finally:
            del self.__dict__["call_at"]
        self.constructions[number].is_complete = True
        if is_wanted:
            raise self._reached(layer, None)
        return result

    def _reached(self, layer: Instance, cause: Raised | Undecided | Halt | None) -> ReachedError:
        """Ends the code around: what it has done so far stays, in undecided branches too."""
        for level in self.heap.levels:
            level.clear()
        self._wanted = None
        return ReachedError(layer, cause)

    def _bound(self, function: Function, positional: tuple[Value, ...], keywords: dict[str, Value]) -> dict[str, Value]:
        try:
            return binding.bind(self, function, positional, keywords)
        except Raised:
            return {}  # the call raises the same

    def layer_call(
        self, layer: Instance, positional: tuple[Value, ...], keywords: dict[str, Value], run: Callable[[], Value]
    ) -> Value:
        """Runs a layer; the first known arguments of one that was noted down are kept."""
        if self.is_building:
            made = self.construction_of(layer)
            if made is not None and made.call is None and (positional or keywords):
                call = detached_arguments((positional, keywords))
                if call is not None:
                    made.call, made.called_at = call, self.current_site
        return super().layer_call(layer, positional, keywords, run)

    def affect(self, gap: Gap, *effects: Effect) -> None:
        """Records that a gap leaves figures inexact: not those of a model that is only built later."""
        outside = self._outside
        if outside is not None and (
            (gap.span is not None and outside(gap.span))
            or any(outside(site.span) for site in ([] if self.current_site is None else self.current_site.outwards()))
        ):
            effects = ()
        super().affect(gap, *effects)

    def assume(self, gap: Gap) -> None:
        """Records something taken for granted; a statement of the entry that was stepped over makes it doubtful."""
        entry = self._entry
        if (
            entry is not None
            and gap.kind is GapKind.UNCERTAIN_EXCEPTION
            and gap.span is not None
            and gap.span.path == str(entry.path)
        ):
            self._doubt = self._doubt or gap
        super().assume(gap)

    def run_entry(self) -> None:
        """Evaluates the code of the entry.

        Raises:
            ReachedError: when the wanted layer is built.
            SourceError: if the file cannot be parsed.
        """
        entry = self._entry
        if entry is None:
            return
        module = module_of(self, entry.path)
        if entry.function is None:
            body = () if module.lowered is None else module.lowered.body
            own = [one.span for one in body if not isinstance(one, (ir.FunctionDef, ir.ClassDef))]
            self._outside = _within(tuple(own))
            module.namespace["__name__"] = "__main__"
            try:
                modules.run_module(self, module)
            finally:
                self._define_rest(module)
            return
        modules.run_module(self, module)
        function = modules.module_attribute(self, module, entry.function)
        if isinstance(function, Function):
            self._outside = _within((function.code.span,))
            site = Site(function.code.span, module.name, None)
            self.current_site = site
            super().call_at(function, (), {}, site)

    def reset(self) -> None:
        """Leaves all calls that were in progress."""
        self.layers_running.clear()
        self.handled.clear()
        self.depth = self.branch_depth = self.import_guards = 0
        self.op_record = None
        self.current_frame = self.current_site = None

    def _define_rest(self, module: ModuleValue) -> None:
        """Defines the functions and classes below the point where a script ended: forward may use them."""
        frame = Frame(module, None, self.module_site(module), names=module.namespace)
        for statement in () if module.lowered is None else module.lowered.body:
            if isinstance(statement, (ir.FunctionDef, ir.ClassDef)) and statement.target.id not in module.namespace:
                previous, self.current_frame = self.current_frame, frame
                try:
                    self.execute((statement,), frame)
                except (Raised, Undecided):
                    continue
                finally:
                    self.current_frame = previous


def module_of(machine: Machine, path: Path) -> ModuleValue:
    """The module of a file, read but not run.

    Raises:
        SourceError: if the file cannot be parsed.
    """
    name = machine.program.module_name(path)
    known = machine.modules.get(name)
    if isinstance(known, ModuleValue) and known.path == str(path):
        return known
    module = ModuleValue(name, str(path), path.name == "__init__.py")
    module.lowered = machine.program.lower_file(path)
    machine.modules[name] = module
    return module


def is_known(value: Value, depth: int = 0) -> bool:
    """Whether a value has nothing unknown in it, as far as one looks."""
    if type(value) is Unknown:
        return False
    if depth >= _DEEPEST:
        return True
    if isinstance(value, (list, tuple)):
        return all(is_known(item, depth + 1) for item in value)
    if isinstance(value, dict):
        return all(is_known(key) and is_known(item, depth + 1) for key, item in value.items())
    return True


def detached_arguments(arguments: Arguments) -> Arguments | None:
    """A copy of the arguments of a call that is free of its evaluation; None where there is none."""
    try:
        positional, keywords = arguments
        return (
            tuple(_detached(value, 0) for value in positional),
            {name: _detached(value, 0) for name, value in keywords.items()},
        )
    except LookupError:
        return None


def _copied(array: Array) -> Array:
    if array.is_uniform:
        return Array.uniform(array.first().flat()[0], array.shape)
    return Array.of(list(array.flat()), array.shape)


def _detached(value: Value, depth: int) -> Value:
    """A copy of a tensor or of plain data.

    Raises:
        LookupError: for anything else.
    """
    if value is None or type(value) in (bool, int, float, str):
        return value
    if type(value) is Tensor and value.cls is None:
        array = value.array
        known = None if array is None or array.storage.data is None else _copied(array)
        return Tensor(value.shape, value.dtype, array=known)
    if depth < _DEEPEST and type(value) in (list, tuple):
        return type(value)(_detached(item, depth + 1) for item in value)
    if depth < _DEEPEST and type(value) is dict:
        return {_detached(key, depth + 1): _detached(item, depth + 1) for key, item in value.items()}
    raise LookupError(type(value).__name__)


def _within(spans: tuple[Span, ...]) -> Callable[[Span], bool]:
    def holds(span: Span) -> bool:
        return any(one.path == span.path and one.start <= span.start and span[3:] <= one[3:] for one in spans)

    return holds


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Built:
    """What is left of a construction when the evaluation that saw it is gone.

    ``places`` are the calls from the constructor's outwards. ``call`` are the arguments of its first known call, made
    at ``called_at``. ``is_bare`` says that the constructor got no argument, ``is_known`` that it got no unknown one.
    """

    entry: Entry
    ordinal: int
    class_path: str | None
    class_name: str
    places: tuple[Span, ...]
    is_bare: bool
    is_known: bool
    call: Arguments | None
    called_at: tuple[Span, ...]


def observe(program: Program, entry: Entry, step_limit: int) -> tuple[Built, ...]:
    """What the code of an entry builds to the end, in order, as far as it can be followed within ``step_limit`` steps.

    Raises:
        SourceError: if the file cannot be parsed.
    """

    def work() -> tuple[Built, ...]:
        machine = Observer(program, entry=entry, step_limit=step_limit)
        try:
            machine.run_entry()
        except SourceError:
            raise
        except (Raised, Undecided, Halt, RecursionError, MemoryError):
            pass  # what was built before that is what is wanted
        except Exception:  # noqa: BLE001, S110 - a bug of ours here must not end the analysis of the model
            pass
        return tuple(_built(entry, number, one) for number, one in enumerate(machine.constructions) if one.is_complete)

    return on_large_stack(work)


def _built(entry: Entry, number: int, made: Construction) -> Built:
    span = made.layer.cls.span
    return Built(
        entry=entry,
        ordinal=number,
        class_path=None if span is None else span.path,
        class_name=made.layer.cls.qualified_name,
        places=_places(made.site),
        is_bare=made.is_bare,
        is_known=made.is_known and made.doubt is None,
        call=made.call,
        called_at=_places(made.called_at),
    )


def _places(site: Site | None) -> tuple[Span, ...]:
    return () if site is None else tuple(one.span for one in site.outwards())
