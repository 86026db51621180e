"""From text to a run: the one place that sees both the front end and the evaluator."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flopslint.core.errors import InputError, SourceError, TargetError
from flopslint.core.inventory import Comments, Inventory
from flopslint.core.source import SourceFile
from flopslint.evaluator.runs.observing import Built, Entry, observe
from flopslint.evaluator.runs.run import Request, evaluate_model
from flopslint.evaluator.state.program import Program
from flopslint.frontend.comments import read_comments
from flopslint.frontend.kept import lower_or_recall
from flopslint.frontend.lower import lower_expression, lower_statements, parse_call_arguments
from flopslint.frontend.read import imports_only_standard, names_framework, read_source
from flopslint.ir import nodes as ir
from flopslint.values.events import ModelRun

TARGET = "<target>"
"""The file name in the spans of a target's expression."""

OBSERVED_STEPS = 250_000
"""Steps for which code that builds models is followed: a training script would go on for long."""

FORWARD = "<forward>"
"""The file name in the spans of a ``--forward`` expression."""


class Pipeline:
    """Reads and lowers each file once, and evaluates models in them.

    ``search_path_of`` gives the folders to look in for what a file imports.
    """

    def __init__(self, search_path_of: Callable[[Path | None], tuple[Path, ...]]) -> None:
        self._search_path_of = search_path_of
        self._sources: dict[Path, SourceFile | SourceError] = {}
        self._lowered: dict[Path, ir.Module | SourceError] = {}
        self._comments: dict[Path, Comments] = {}
        self._inventories: dict[Path, Inventory | SourceError] = {}
        self._programs: dict[tuple[Path, ...], Program] = {}

    def source(self, path: Path) -> SourceFile:
        """The text of a file.

        Raises:
            SourceError: if it cannot be read or decoded.
        """
        if path not in self._sources:
            try:
                self._sources[path] = read_source(path)
            except SourceError as error:
                self._sources[path] = error
        found = self._sources[path]
        if isinstance(found, SourceError):
            raise found
        return found

    def lowered(self, path: Path) -> ir.Module:
        """A file in the lowered language.

        Raises:
            SourceError: if it cannot be read, decoded or parsed.
        """
        if path not in self._lowered:
            try:
                self._lowered[path] = lower_or_recall(self.source(path))
            except SourceError as error:
                self._lowered[path] = error
        found = self._lowered[path]
        if isinstance(found, SourceError):
            raise found
        return found

    def comments(self, path: Path) -> Comments:
        """What the comments of a file say to flopslint.

        Raises:
            SourceError: if it cannot be read or decoded.
        """
        if path not in self._comments:
            self._comments[path] = read_comments(self.source(path))
        return self._comments[path]

    def inventory(self, path: Path) -> Inventory:
        """What a file offers to analyze: extracted by LibCST, once.

        Raises:
            SourceError: if it cannot be read, decoded or parsed.
        """
        if path not in self._inventories:
            from flopslint.frontend.inventory import take_inventory  # imports LibCST, a quarter of a second

            try:
                self._inventories[path] = take_inventory(self.source(path))
            except SourceError as error:
                self._inventories[path] = error
        found = self._inventories[path]
        if isinstance(found, SourceError):
            raise found
        return found

    def names_framework(self, path: Path) -> bool:
        """Whether a file mentions a known framework at all; a file that does not need not be parsed.

        Raises:
            SourceError: if it cannot be read or decoded.
        """
        return names_framework(self.source(path).text)

    def may_hold_model(self, path: Path) -> bool:
        """Whether a file that somebody named may hold a model: it mentions a framework, or imports code of others.

        Raises:
            SourceError: if it cannot be read, decoded or parsed.
        """
        if self.names_framework(path) or not imports_only_standard(self.source(path).text):
            return True
        self.lowered(path)  # that it is Python is looked at all the same
        return False

    def expression(self, text: str) -> ir.Expression:
        """The expression of a target.

        Raises:
            TargetError: if it is none.
        """
        try:
            return lower_expression(text, TARGET)
        except SourceError as error:
            raise TargetError(f"the target's expression {text!r} cannot be read: {error.reason}") from None

    def arguments(self, text: str) -> ir.Call:
        """The argument list of a model call.

        Raises:
            InputError: if it is none.
        """
        try:
            return parse_call_arguments(text, FORWARD)
        except SourceError as error:
            raise InputError(f"the arguments {text!r} of forward cannot be read: {error.reason}") from None

    def evaluate(self, request: Request) -> ModelRun:
        """Builds and runs one model abstractly.

        Raises:
            TargetError: if there is no such name or module.
        """
        return evaluate_model(self._program_of(request.path, request.entry), request)

    def observe(self, entry: Entry, model: Path) -> tuple[Built, ...]:
        """What other code of the project builds, to find how the models of a file are built.

        Raises:
            SourceError: if its file cannot be read, decoded or parsed.
        """
        return observe(self._program_of(model, entry), entry, OBSERVED_STEPS)

    def _program_of(self, path: Path | None, entry: Entry | None) -> Program:
        """The source that code of an entry may reach which builds a model of another file."""
        if entry is None:
            return self.program(path)
        return self._program((*self._search_path_of(entry.path), *self._search_path_of(path)))

    def program(self, path: Path | None) -> Program:
        """The source that the evaluation of a file may reach."""
        return self._program(self._search_path_of(path))

    def _program(self, folders: tuple[Path, ...]) -> Program:
        folders = tuple(dict.fromkeys(folders))
        if folders not in self._programs:
            self._programs[folders] = Program(folders, self.lowered, lower_expression, lower_statements)
        return self._programs[folders]
