"""Budgets that a marker gives: they fail the test, whether flopslint is on or not."""

from __future__ import annotations

import pytest

from flopslint.core.errors import FlopslintError, InputError
from flopslint.core.input_spec import InputSpec, parse_input_spec
from flopslint.project.checks.checking import check_targets
from flopslint.project.session import Settings, open_session
from flopslint.pytest_plugin.judging import failures, message
from flopslint.pytest_plugin.places import search_path_of, target_from_root
from flopslint.rules.budget import Budget, parse_budget
from flopslint.rules.selection import Selection

_GROUPS = ("FL1", "FL2", "FL002")
"""Budgets, what keeps the model from running, and what leaves a budget open."""


def judge_marker(config: pytest.Config, marker: pytest.Mark) -> None:
    """Fails the test if the model is over a budget, cannot run, or is not known well enough to say."""
    try:
        words = _judged(config, marker)
    except (FlopslintError, TypeError) as error:
        words = f"flops_budget: {error}"
    if words:
        pytest.fail(words, pytrace=False)


def _judged(config: pytest.Config, marker: pytest.Mark) -> str:
    given = dict(marker.kwargs)
    target, budgets = _arguments(marker, given)
    settings = Settings(
        inputs=_specs(given.pop("input", None)),
        forward=given.pop("forward", None),
        origin="marker",
        convention=config.getini("flopslint_convention") or None,
        search_path=tuple(search_path_of(config)),
    )
    session = open_session(settings, [target_from_root(config, target)])
    selection = Selection.of(_GROUPS, (), ())
    result = check_targets(session, [target_from_root(config, target)], budgets, selection, honor_baseline=False)
    broken = failures(result)
    undecided = [one for one in result.findings if one.code == "FL002" and "budget" in one.message]
    return message(result, broken or undecided) if broken or undecided else ""


def _arguments(marker: pytest.Mark, given: dict[str, object]) -> tuple[str, tuple[Budget, ...]]:
    """The target and the budgets; what is left in ``given`` is the input."""
    names = [*marker.args]
    target = names.pop(0) if names else given.pop("target", None)
    if not isinstance(target, str) or names:
        raise TypeError("the first argument is the target, such as 'models/net.py::Net'; budgets go by name")
    budgets = tuple(
        parse_budget(key.replace("_", "-"), figure)
        for key, figure in given.items()
        if key not in {"input", "forward"} and figure is not None
    )
    if not budgets:
        raise TypeError("no budget is given, such as params='5M'")
    return target, budgets


def _specs(given: object) -> tuple[InputSpec, ...] | None:
    if given is None:
        return None
    specs = [given] if isinstance(given, str) else given
    if not isinstance(specs, list | tuple) or not all(isinstance(one, str) for one in specs):
        raise InputError("input is a spec such as '1x3x32x32', or a list of them")
    return tuple(parse_input_spec(one) for one in specs)
