"""What a catalog entry may ask of the evaluator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from flopslint.core.conflict import Conflict, Operand
from flopslint.core.dtype import DType
from flopslint.core.gap import Effect, Gap, GapKind
from flopslint.core.span import Site
from flopslint.core.work import Work
from flopslint.values.array import Array
from flopslint.values.tensor import Tensor
from flopslint.values.value import Class, Frame, Instance, LazyAnnotation, ModuleValue, Unknown, Value


class Raised(Exception):
    """An exception of the analyzed program on its way up; ``value`` is the exception object.

    Its own ``except`` clauses catch it. ``conflict`` is what to report if none does.
    """

    def __init__(self, value: Instance, site: Site | None = None, conflict: Conflict | None = None) -> None:
        super().__init__(value.cls.name)
        self.value = value
        self.site = site
        self.conflict = conflict


class Halt(BaseException):
    """Ends the evaluation of a model: a limit was reached. Seen by no ``except`` of the program."""

    def __init__(self, gap: Gap) -> None:
        super().__init__(gap.reason)
        self.gap = gap


class Context(Protocol):
    """The evaluator, as catalog entries see it. Every entry is a function whose first parameter is a context."""

    # -- values and their protocols -------------------------------------------------------------------------
    def call(
        self, function: Value, positional: tuple[Value, ...] = (), keywords: dict[str, Value] | None = None
    ) -> Value:
        """Calls any callable value of the program."""

    def get_attribute(self, value: Value, name: str, default: Value = ...) -> Value:
        """``getattr``; raises the program's AttributeError if there is no ``default``."""

    def set_attribute(self, value: Value, name: str, new: Value) -> None:
        """``setattr`` by the full protocol."""

    def iterate(self, value: Value) -> Iterator[Value]:
        """Items of any iterable value, lazily.

        Raises ``Undecided`` for an unknown, the program's TypeError for what cannot be iterated.
        """

    def truth(self, value: Value) -> bool:
        """``bool(value)``. Raises ``Undecided`` for an unknown."""

    def equal(self, first: Value, second: Value) -> Value:
        """``first == second`` by the full protocol: usually a bool, else an Unknown or a tensor."""

    def binary(self, operator: str, left: Value, right: Value) -> Value:
        """``left operator right`` by the full protocol."""

    def get_item(self, value: Value, index: Value) -> Value:
        """``value[index]`` by the full protocol."""

    def type_of(self, value: Value) -> Class:
        """``type(value)``."""

    def is_instance(self, value: Value, classes: Value) -> bool:
        """``isinstance(value, classes)``; ``classes`` may be a class, a tuple, a union or an ABC."""

    def text_of(self, value: Value) -> str | Unknown:
        """``str(value)`` for any value; unknown only if the value itself is."""

    def representation_of(self, value: Value) -> str | Unknown:
        """``repr(value)``."""

    def call_class(self, cls: Class, positional: tuple[Value, ...], keywords: dict[str, Value]) -> Value:
        """``type.__call__``: ``__new__``, then ``__init__``, whatever the metaclass says."""

    def delete_attribute(self, value: Value, name: str) -> None:
        """``delattr`` by the full protocol."""

    def default_get_attribute(self, value: Value, name: str) -> Value:
        """``object.__getattribute__`` (``type.__getattribute__`` for a class).

        No ``__getattr__`` of the program is asked.
        """

    def default_set_attribute(self, value: Value, name: str, new: Value) -> None:
        """``object.__setattr__``: descriptors, then the ``__dict__``; no ``__setattr__`` of the program is asked."""

    def default_delete_attribute(self, value: Value, name: str) -> None:
        """``object.__delattr__``."""

    def set_item(self, value: Value, index: Value, new: Value) -> None:
        """``value[index] = new`` by the full protocol."""

    def delete_item(self, value: Value, index: Value) -> None:
        """``del value[index]`` by the full protocol."""

    def unary(self, operator: str, operand: Value) -> Value:
        """``-``, ``+`` or ``~`` before an operand, by the full protocol."""

    def compare(self, operator: str, left: Value, right: Value) -> Value:
        """``left operator right`` for ``== != < <= > >=``, by the full protocol: usually a bool."""

    def contains(self, container: Value, item: Value) -> Value:
        """``item in container`` by the full protocol: a bool or an Unknown."""

    # -- names -------------------------------------------------------------------------------------------------
    def find_class(self, dotted_name: str) -> Class:
        """A class of the catalog by dotted name, such as "builtins.list" or "torch.nn.Parameter"."""

    def look_up(self, dotted_name: str) -> Value:
        """Any value by the dotted name an import would lead to, such as "torch.nn.Linear"."""

    def import_module(self, name: str) -> Value:
        """The module of that dotted name; raises the program's ModuleNotFoundError or gives an Unknown."""

    def find_module(self, name: str) -> ModuleValue | None:
        """The module of that dotted name if there is one in reach; it is not run. None if there is none."""

    def resolve(self, value: Value) -> Value:
        """What a ``Reference`` found in a namespace stands for; any other value as it is."""

    def resolve_annotation(self, annotation: LazyAnnotation) -> Value:
        """The value of an annotation, evaluated now; Unknown where it cannot be."""

    def evaluate_text(
        self, text: str, global_names: dict[str, Value] | None, local_names: dict[str, Value] | None
    ) -> Value:
        """``eval(text, ...)`` of a known expression; without names in the caller's own frame."""

    def run_text(self, text: str, global_names: dict[str, Value] | None, local_names: dict[str, Value] | None) -> None:
        """``exec(text, ...)`` of known statements; without names in the caller's own frame."""

    def make_class(
        self,
        name: str,
        bases: tuple[Class, ...],
        namespace: dict[str, Value],
        module: str | None = None,
        metaclass: Class | None = None,
    ) -> Value:
        """A new class as a class statement makes it after its body ran; in the caller's module unless one is named."""

    def late_registry(self, mapping: dict[Value, Value], key: Value) -> Value:
        """The value a registry would have for a key once its modules ran, or ``MISSING``."""

    def complete(self, container: Value) -> None:
        """Call it before reading all that is in a container: one that modules fill when they are imported gets it."""

    def module_names(self, module: ModuleValue) -> list[str] | None:
        """Sorted names of a module of the catalog; None where the library's names are not listed."""

    def read_file(self, path: str) -> bytes | None:
        """Content of a file below the search path that the program may know; None where it is not ours to read."""

    def list_folder(self, path: str) -> list[tuple[str, bool]] | None:
        """Names in a folder below the search path, in order, and whether each is a folder; None if it is not ours."""

    @property
    def frame(self) -> Frame:
        """The frame of the program's function that called the entry."""

    @property
    def modules(self) -> dict[str, ModuleValue]:
        """The modules known so far by name: ``sys.modules``."""

    # -- what goes wrong ---------------------------------------------------------------------------------------
    def error(self, exception: str, message: str, conflict: Conflict | None = None) -> Raised:
        """An exception of the program, to be raised by the caller: ``raise context.error("TypeError", "...")``.

        ``exception`` is the name of a builtin exception class.
        """

    def misfit(
        self, message: str, *operands: Operand, fitting: str | None = None, exception: str = "RuntimeError"
    ) -> Raised:
        """Shapes that do not fit (a SHAPE_MISMATCH conflict if nobody catches it), to be raised by the caller."""

    def invalid(self, message: str, exception: str = "RuntimeError") -> Raised:
        """An argument out of range (an INVALID_ARGUMENT conflict if nobody catches it), to be raised by the caller."""

    def unknown(self, kind: GapKind, reason: str) -> Unknown:
        """An unknown value with a new gap at the place of the current call."""

    def affect(self, gap: Gap, *effects: Effect) -> None:
        """Records that a gap leaves figures inexact."""

    # -- mutable state ------------------------------------------------------------------------------------------
    def touch(self, container: Value) -> None:
        """Must be called before a list, dict, set, deque, attribute dict or ``Storage`` is changed in place.

        Also before an ``IteratorValue`` is advanced.
        """

    def count_size(self, size: int) -> None:
        """A sequence of that size was made: large ones take from the step budget, so that many of them end too."""

    # -- tensors ---------------------------------------------------------------------------------------------
    def tensor(
        self,
        shape: tuple[int, ...],
        dtype: DType,
        *,
        array: Array | None = None,
        strides: tuple[int, ...] | None = None,
        base: Tensor | None = None,
    ) -> Tensor:
        """A new tensor; contiguous unless ``strides`` are given.

        Raises the program's RuntimeError for a negative dim.
        """

    def work(self, aten: str, work: Work = ..., formula: str = "", **figures: int) -> None:
        """Says, inside an op entry, that torch dispatches ``aten`` with that work, and by which formula.

        Call it once for each operation dispatched. An op that never calls it does no counted work.
        """

    def layer_call(
        self, layer: Instance, positional: tuple[Value, ...], keywords: dict[str, Value], run: Callable[[], Value]
    ) -> Value:
        """Runs ``run`` as one call of a layer, recorded as a ``LayerCall``; op calls inside are charged to it."""

    def taint(self, layer: Instance, gap: Gap) -> None:
        """Says that what is registered on a layer is incomplete: its parameters are "at least"."""

    @property
    def site(self) -> Site | None:
        """The call in progress."""

    @property
    def default_dtype(self) -> DType:
        """``torch.get_default_dtype()``."""
