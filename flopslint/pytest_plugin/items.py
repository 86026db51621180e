"""The budgets of a project as tests: one for each configured model, and for each definition with a budget in source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flopslint.core.errors import FlopslintError, SourceError
from flopslint.ir import nodes as ir
from flopslint.project.checks.checking import check_targets
from flopslint.project.discover import discover
from flopslint.project.session import Session, Settings, open_session
from flopslint.pytest_plugin import UPDATE
from flopslint.pytest_plugin.judging import failures, message
from flopslint.pytest_plugin.places import search_path_of
from flopslint.pytest_plugin.update import updates_of

_NODE = "flopslint"


class BudgetFailure(Exception):
    """A model that does not keep to its budgets."""


class BudgetItem(pytest.Item):
    """The check of one target."""

    def __init__(self, *, session_of_run: Session, target: str, place: tuple[Path, int], **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # what pytest itself passes on
        self._run = session_of_run
        self._target = target
        self._place = place

    def runtest(self) -> None:
        """Checks the model; with ``--flopslint-update``, broken budgets are to be rewritten instead."""
        result = check_targets(self._run, [self._target], honor_baseline=True)
        found = failures(result)
        if self.config.getoption("flopslint_update"):
            updates, found = updates_of(self._run, result, found)
            self.user_properties += [(UPDATE, list(one)) for one in updates]
        if found:
            raise BudgetFailure(message(result, found))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """The message alone: the traceback would be flopslint's own."""
        if isinstance(excinfo.value, (BudgetFailure, FlopslintError)):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the budget is."""
        path, line = self._place
        return path, line - 1, self.name


def budget_items(session: pytest.Session) -> Iterator[BudgetItem]:
    """All tests of the project, in order of file and line; the configuration is pytest's root's."""
    config = session.config
    settings = Settings(
        convention=config.getini("flopslint_convention") or None, search_path=tuple(search_path_of(config))
    )
    try:
        run = open_session(settings, [], config.rootpath)
        found = dict.fromkeys(_places(run))
    except FlopslintError as error:
        raise pytest.UsageError(f"flopslint: {error}") from None
    parent = _Budgets.from_parent(session, name=_NODE, nodeid=_NODE)
    for target, path, line in found:
        yield BudgetItem.from_parent(
            parent, name=target, session_of_run=run, target=_from(run, target), place=(path, line)
        )


class _Budgets(pytest.Collector):
    """What the items hang on; they are collected by the plugin itself."""

    def collect(self) -> list[pytest.Item]:
        """Nothing more."""
        return []


def _places(run: Session) -> Iterator[tuple[str, Path, int]]:
    """Target, file and line of each model with a budget."""
    known = set()
    for model in run.config.models:
        known.add("".join(model.target.split()))
        yield model.target, Path(model.named_at.path), model.named_at.start_line
    for path in discover([run.root], run.root, run.config.include, run.config.exclude):
        for name, line in _definitions(run, path):
            target = f"{run.names.name(str(path))}::{name}"
            if target not in known:
                yield target, path, line


def _definitions(run: Session, path: Path) -> Iterator[tuple[str, int]]:
    """The classes and functions of a file that a comment gives a budget."""
    try:
        if "flopslint:" not in run.pipeline.source(path).text:
            return
        lines = {one.line for one in run.pipeline.comments(path).declarations if one.key != "input"}
        body = run.pipeline.lowered(path).body if lines else ()
    except SourceError:
        return  # a finding of check, not a budget
    for statement in body:
        if isinstance(statement, ir.ClassDef | ir.FunctionDef):
            first = statement.span.start_line
            last = (
                statement.body[0].span.start_line
                if isinstance(statement, ir.ClassDef) and statement.body
                else first + 1
            )
            if any(first <= line < max(last, first + 1) for line in lines):
                yield statement.target.id, first


def _from(run: Session, target: str) -> str:
    """A target of the configuration, or found, as it is looked up from the session's working directory."""
    path = run.root / target.partition("::")[0]
    return f"{run.root}/{target}" if path.exists() else target
