"""The pytest plugin: ``--flopslint``, the fixture ``flopslint``, the marker ``flops_budget``, readable comparisons.

This module is imported whenever pytest starts: it imports nothing of flopslint's own until something of it is used.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from flopslint.pytest_plugin.reports import Reports
    from flopslint.reporters.report import ModelReport

MARKER = "flops_budget"
REPORTS: pytest.StashKey[Reports] = pytest.StashKey()
UPDATES: pytest.StashKey[dict[tuple[str, int, str], tuple[str, ...]]] = pytest.StashKey()
UPDATE = "flopslint-update"
"""The user property by which a test tells, from whatever process, that a budget is to be rewritten."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The flags and the settings."""
    group = parser.getgroup("flopslint", "budgets of neural networks, from their source")
    group.addoption(
        "--flopslint", action="store_true", help="test the budgets of every configured model and in every source file"
    )
    group.addoption(
        "--flopslint-update",
        action="store_true",
        help="rewrite the model budgets that are broken (implies --flopslint)",
    )
    parser.addini("flopslint", "whether --flopslint is on without being given", type="bool", default=False)
    parser.addini("flopslint_search_path", "folders to look for source in, from the root", type="linelist", default=[])
    parser.addini("flopslint_convention", "how FLOPs are counted", default="")


def pytest_configure(config: pytest.Config) -> None:
    """Describes the marker."""
    config.addinivalue_line(
        "markers",
        f"{MARKER}(target, input=None, forward=None, params=None, macs=None, flops=None): the test fails if the model "
        "is over one of the budgets; figures such as '5M'. Works without --flopslint.",
    )


def is_on(config: pytest.Config) -> bool:
    """Whether budgets are collected as tests."""
    return bool(config.getoption("flopslint") or config.getoption("flopslint_update") or config.getini("flopslint"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Adds an item for each model with a budget, once a run, whatever files were named."""
    if is_on(config):
        from flopslint.pytest_plugin.items import budget_items

        items.extend(budget_items(session))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    """Judges the budgets that markers give, before the test itself runs: one that is broken fails it."""
    for marker in item.iter_markers(MARKER):
        from flopslint.pytest_plugin.marked import judge_marker

        judge_marker(item.config, marker)


@pytest.fixture
def flopslint(request: pytest.FixtureRequest) -> Iterator[Callable[..., ModelReport]]:
    """A function that analyzes a model: ``flopslint("models/net.py::Net", input="1x3x32x32")`` gives its report.

    ``input`` is one spec or a list of them, ``forward`` the arguments of the call instead; ``convention`` and
    ``search_path`` as in ``flopslint.analyze``. A relative path is looked up from pytest's root.
    """
    from flopslint.pytest_plugin.reports import Reports

    reports = Reports(request.config)
    request.config.stash[REPORTS] = reports
    yield reports.analyze
    del request.config.stash[REPORTS]


def pytest_assertrepr_compare(config: pytest.Config, op: str, left: object, right: object) -> list[str] | None:
    """Explains a failed comparison of a count: by how much, and which layers weigh most."""
    module = sys.modules.get("flopslint.core.count")
    if module is None or not any(isinstance(side, module.Count) for side in (left, right)):
        return None
    from flopslint.pytest_plugin.comparison import comparison_lines

    return comparison_lines(config.stash.get(REPORTS, None), op, left, right)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Takes note of a budget to rewrite; under xdist the report comes from another process."""
    if report.when == "call":
        for name, value in report.user_properties:
            if name == UPDATE and isinstance(value, (list, tuple)):
                _noted[tuple(value[:3])] = tuple(value)


_noted: dict[tuple[Any, ...], tuple[Any, ...]] = {}


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Rewrites the budgets, in the one process that has all reports."""
    if _noted and not hasattr(session.config, "workerinput"):
        from flopslint.pytest_plugin.update import rewrite

        session.config.stash[_REWRITTEN] = rewrite(_noted.values())
        _noted.clear()


_REWRITTEN: pytest.StashKey[Iterable[str]] = pytest.StashKey()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Says which budgets were rewritten."""
    for line in config.stash.get(_REWRITTEN, ()):
        terminalreporter.write_line(f"flopslint: {line}")
