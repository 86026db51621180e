"""Catalog entries as values: classes and functions made from them, and how they are called."""

from __future__ import annotations

import re

from flopslint.catalog.entry import (
    AttributeEntry,
    ClassEntry,
    ConstantEntry,
    Entry,
    FunctionEntry,
    LiftedEntry,
    OpEntry,
)
from flopslint.catalog.loader import catalog
from flopslint.core.dim import TracedDim
from flopslint.core.gap import GapKind
from flopslint.core.span import Site
from flopslint.evaluator.limits import STEPS_OF_NATIVE
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.operations.op_calls import call_op, forget_written
from flopslint.evaluator.operations.operators import unwrapped
from flopslint.values.context import Raised
from flopslint.values.equality import without_rest
from flopslint.values.signature import BindingError, Signature
from flopslint.values.value import (
    MISSING,
    BoundMethod,
    Class,
    ClassMethod,
    Function,
    Instance,
    IteratorValue,
    NativeFunction,
    Partial,
    StaticMethod,
    Undecided,
    Unknown,
    Value,
)

_ATOMS = (int, float, complex, str, bytes, bool, type(None))
_LIFTED_ERRORS = (
    ValueError, TypeError, KeyError, IndexError, ZeroDivisionError, OverflowError, AttributeError, re.error,
)  # fmt: skip
_ONLY_LOOK = frozenset(
    f"builtins.{name}" for name in ("delattr", "getattr", "hasattr", "isinstance", "issubclass", "print", "setattr")
)
"""Natives that never call what they are given."""


class Natives:
    """The catalog's entries as the program's values, each made once."""

    def __init__(self, machine: Machine) -> None:
        self.catalog = catalog()
        self._machine = machine
        self._values: dict[int, Value] = {}
        self._builtins: dict[str, Value] = {}
        self._entries: dict[int, ClassEntry] = {}

    def builtin(self, name: str) -> Value:
        """A builtin by its plain name, or ``MISSING``."""
        try:
            return self._builtins[name]
        except KeyError:
            entry = self.catalog.find(f"builtins.{name}")
            value = MISSING if entry is None else self.value_of(entry)
            self._builtins[name] = value
            return value

    def value_of(self, entry: Entry) -> Value:
        """The value that an entry describes."""
        key = id(entry)
        if key not in self._values:
            if isinstance(entry, ClassEntry):
                return self._make_class(entry)
            value: Value
            if isinstance(entry, ConstantEntry):
                value = entry.function()
            elif isinstance(entry, AttributeEntry):
                value = entry
            else:
                value = NativeFunction(entry.name, entry)
            self._values[key] = value
        return self._values[key]

    def _make_class(self, entry: ClassEntry) -> Class:
        module, _, name = entry.name.rpartition(".")
        bases = tuple(self._machine.find_class(base) for base in entry.bases)
        if not bases and entry.name != "builtins.object":
            bases = (self._machine.find_class("builtins.object"),)
        cls = Class(name, bases=bases, module=module, host=entry.host, native=True)
        self._values[id(entry)] = cls
        self._entries[id(cls)] = entry
        for member_name, member in self.catalog.members(entry.name).items():
            value = self.value_of(member)
            if isinstance(member, FunctionEntry) and member.signature.names[:1] in (("cls",), ("metacls",)):
                value = StaticMethod(value) if member_name == "__new__" else ClassMethod(value)
            elif isinstance(member, LiftedEntry):
                value = StaticMethod(value)
            cls.namespace[member_name] = value
        cls.metaclass = next((base.metaclass for base in bases if base.metaclass is not None), None)
        metaclass = entry.metadata.get("metaclass")
        if metaclass is not None:
            cls.metaclass = self._machine.find_class(metaclass)
        cls.is_layer = any(c.namespace.get("__is_layer_base__") is True for c in cls.mro)
        return cls

    def base_entry(self, cls: Class) -> tuple[Class, ClassEntry] | None:
        """The nearest native class of the MRO whose entry makes something other than a bare instance."""
        for base in cls.mro:
            entry = self._entries.get(id(base))
            if entry is not None and entry.name != "builtins.object":
                return base, entry
        return None

    def missing_member(self, machine: Machine, cls: Class, name: str) -> Value:
        """An attribute that a library's class has by the list of known names but not in the catalog: unknown."""
        for base in cls.mro:
            dotted_name = f"{base.module}.{base.qualified_name}.{name}"
            if (base.native or machine.is_prelude_class(base)) and self.catalog.is_known_name(dotted_name):
                return machine.unknown(GapKind.UNKNOWN_FUNCTION, f"{dotted_name} is not in the catalog")
        return MISSING

    def make(
        self, machine: Machine, cls: Class, positional: tuple[Value, ...], keywords: dict[str, Value], site: Site | None
    ) -> Value:
        """Calls a native class."""
        entry = self._entries.get(id(cls))
        if entry is None:
            return Instance(cls, site)
        return self.call_class_entry(machine, entry, cls, positional, keywords, site)

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
        if not entry.takes_unknown:
            unknown = first_unknown(positional, keywords)
            if unknown is not None:
                lose_calls(machine, entry.name, positional, keywords, unknown)
                return unknown
        self._check(machine, entry.name, entry.signature, positional, keywords)
        return self._guarded(machine, entry, (cls, *positional), keywords, site)

    def call(
        self,
        machine: Machine,
        entry: Entry,
        positional: tuple[Value, ...],
        keywords: dict[str, Value],
        site: Site | None,
    ) -> Value:
        """Calls a function entry or an op."""
        if isinstance(entry, OpEntry):
            self._check(machine, entry.name, entry.signature, positional, keywords)
            return call_op(machine, entry, positional, keywords, site)
        if isinstance(entry, LiftedEntry):
            return self._call_lifted(machine, entry, positional, keywords)
        if isinstance(entry, FunctionEntry):
            if not entry.takes_unknown:
                unknown = first_unknown(positional, keywords)
                if unknown is not None:
                    forget_written(machine, entry.name, positional)
                    lose_calls(machine, entry.name, positional, keywords, unknown)
                    return unknown
            self._check(machine, entry.name, entry.signature, positional, keywords)
            return self._guarded(machine, entry, positional, keywords, site)
        if isinstance(entry, AttributeEntry) and len(positional) == 1:
            return self.read(machine, entry, positional[0])
        raise machine.error("TypeError", f"'{entry.name}' is not callable")

    def read(self, machine: Machine, entry: AttributeEntry, value: Value) -> Value:
        """A computed attribute of a native class."""
        return self._guarded(machine, entry, (value,), {}, machine.current_site)

    def _check(
        self,
        machine: Machine,
        name: str,
        signature: Signature,
        positional: tuple[Value, ...],
        keywords: dict[str, Value],
    ) -> None:
        fits = signature.required <= len(positional) <= len(signature.names)
        if fits and not keywords and not signature.required_keywords:
            return
        try:
            signature.check(positional, keywords, name.rpartition(".")[2])
        except BindingError as error:
            raise machine.error("TypeError", str(error)) from None

    def _guarded(
        self,
        machine: Machine,
        entry: Entry,
        positional: tuple[Value, ...],
        keywords: dict[str, Value],
        site: Site | None,
    ) -> Value:
        previous = machine.current_site
        machine.current_site = site
        machine.steps += STEPS_OF_NATIVE
        for value in positional:
            if type(value) is TracedDim:
                machine.dims.note()
        try:
            return entry.function(machine, *positional, **keywords)
        except Undecided as undecided:
            lose_calls(machine, entry.name, positional, keywords, undecided.unknown)
            return without_rest(undecided.unknown)
        except (Raised, RecursionError):
            raise
        except Exception as error:  # noqa: BLE001 - a bug of ours costs one value, not the run
            return machine.internal(entry.name, error)
        finally:
            machine.current_site = previous

    def _call_lifted(
        self, machine: Machine, entry: LiftedEntry, positional: tuple[Value, ...], keywords: dict[str, Value]
    ) -> Value:
        values = [unwrapped(item) for item in positional]
        named = {name: unwrapped(item) for name, item in keywords.items()}
        for value in (*values, *named.values()):
            if type(value) is Unknown:
                return value
            if type(value) is TracedDim:
                machine.dims.note()
            if not is_plain(value):
                number = machine.as_number(value)
                if number is not MISSING:
                    values = [number if item is value else item for item in values]
                    if type(number) is Unknown:
                        return number
                    continue
                return machine.unknown(
                    GapKind.UNKNOWN_ARGUMENT, f"{entry.name} of a {machine.type_of(value).name} is not evaluated"
                )
        try:
            return entry.function(*values, **named)
        except _LIFTED_ERRORS as error:
            name = "ValueError" if isinstance(error, re.error) else type(error).__name__
            raise machine.error(name, str(error)) from None


def lose_calls(
    machine: Machine, name: str, positional: tuple[Value, ...], keywords: dict[str, Value], unknown: Unknown
) -> None:
    """After a native that could not go on: what a function it was given does for further items is not counted.

    As ``map``, ``reduce``, or ``sum`` over a generator, of something unknown.
    """
    if machine.is_building or name in _ONLY_LOOK:
        return
    for value in (*positional, *keywords.values()):
        is_layer = isinstance(value, Instance) and value.cls.is_layer
        if is_layer or isinstance(value, (Function, BoundMethod, Partial, IteratorValue)):
            machine.lose_count(unknown.gap)
            return


def first_unknown(positional: tuple[Value, ...], keywords: dict[str, Value]) -> Unknown | None:
    """The first unknown among arguments."""
    for value in positional:
        if type(value) is Unknown:
            return value
    for value in keywords.values():
        if type(value) is Unknown:
            return value
    return None


def is_plain(value: Value, depth: int = 4) -> bool:
    """Whether a value is plain data all through, of modest size."""
    if isinstance(value, _ATOMS):
        return True
    if depth and isinstance(value, (list, tuple, set, frozenset)) and len(value) < 100_000:
        return all(is_plain(item, depth - 1) for item in value)
    if depth and isinstance(value, dict) and len(value) < 100_000:
        return all(is_plain(k, depth - 1) and is_plain(v, depth - 1) for k, v in value.items())
    return isinstance(value, (range, slice))
