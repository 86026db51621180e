"""Evaluate source text by the interpreter, as module code, and read what it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flopslint.core.errors import SourceError
from flopslint.core.gap import GapKind
from flopslint.evaluator.imports.modules import find_module, module_attribute, run_module
from flopslint.evaluator.interpreter import Interpreter
from flopslint.evaluator.operations.operators import unwrapped
from flopslint.evaluator.stack import on_large_stack
from flopslint.evaluator.state.program import Program
from flopslint.frontend.lower import lower, lower_expression, lower_statements
from flopslint.frontend.read import read_source
from flopslint.ir import nodes as ir
from flopslint.values.context import Halt
from flopslint.values.events import GapUse
from flopslint.values.value import MISSING, ModuleValue, Undecided, Unknown, Value
from tests.evaluator.description import Description, describe


def program(*search_path: Path) -> Program:
    """The source an evaluation may reach: all below these folders."""

    def lower_file(path: Path) -> ir.Module:
        return lower(read_source(path))

    return Program(tuple(search_path), lower_file, lower_expression, lower_statements)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What a module's top level left: its names, and what stopped it (None where it ran to its end)."""

    machine: Interpreter
    module: ModuleValue
    ended_by: BaseException | None

    def value(self, name: str) -> Value:
        """A name of the module as the interpreter holds it."""
        found = module_attribute(self.machine, self.module, name)
        if found is MISSING:
            raise KeyError(name)
        return found

    def plain(self, name: str) -> Value:
        """A name of the module that is plain data; an unknown inside is an error of the test."""
        value = self.value(name)
        unknown = first_unknown(value)
        if unknown is not None:
            raise LookupError(f"{name} holds something unknown: {unknown}")
        return value

    def is_unknown(self, name: str) -> bool:
        """Whether a name of the module is bound to something unknown."""
        return type(self.value(name)) is Unknown

    def describe(self, value: Value) -> Description:
        """As ``description.describe``, with the program's names of types."""
        return on_large_stack(lambda: describe(value, lambda item: self.machine.type_of(item).name, unwrapped))

    @property
    def gaps(self) -> tuple[GapUse, ...]:
        """The gaps recorded, with their effects."""
        return self.machine.ledger.entries()

    def has_gap(self, kind: GapKind) -> bool:
        """Whether a gap of that kind was recorded, or ended the evaluation."""
        ended = isinstance(self.ended_by, Halt) and self.ended_by.gap.kind is kind
        if isinstance(self.ended_by, (RecursionError, MemoryError)):  # what ``run.evaluate_model`` makes of these
            ended = kind is GapKind.LIMIT
        return ended or any(use.gap.kind is kind for use in self.gaps)


def first_unknown(value: Value) -> Unknown | None:
    """The first unknown inside plain data."""
    if type(value) is Unknown:
        return value
    items: list[Value] = []
    if isinstance(value, dict):
        items = [*value.keys(), *value.values()]
    elif isinstance(value, (list, tuple, set, frozenset)):
        items = list(value)
    return next((found for item in items if (found := first_unknown(item)) is not None), None)


def evaluate_module(folder: Path, name: str) -> Evaluated:
    """Evaluates the top level of a module below a folder."""
    machine = Interpreter(program(folder))
    module = find_module(machine, name)
    if module is None:
        raise LookupError(name)

    def work() -> BaseException | None:
        try:
            run_module(machine, module)
        except (Halt, Undecided, SourceError, RecursionError, MemoryError) as ended:
            return ended
        return None

    return Evaluated(machine, module, on_large_stack(work))
