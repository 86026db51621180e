"""Limits of growth over two bounds: every verdict is checked against all pairs of numbers that the bounds allow."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flopslint.core.count import Count
from flopslint.core.diagnostic import Severity
from flopslint.rules.budget import Verdict, parse_budget
from flopslint.rules.facts import EarlierCosts, ModelFacts
from flopslint.rules.growth import growth_verdict
from flopslint.rules.rule import rules
from flopslint.rules.runner import run_rules
from tests.costs.made_runs import GAP, layer, op, run
from tests.rules.test_rules import HERE, facts

LIMIT = parse_budget("model-params-growth", {"max": "10%", "floor": "5"})


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (100, 110, Verdict.KEPT), (100, 111, Verdict.BROKEN), (100, 90, Verdict.KEPT),
        (20, 25, Verdict.KEPT), (20, 26, Verdict.BROKEN),  # 25 % more, but not above the floor; then both
        (1000, 1006, Verdict.KEPT),  # above the floor, not above the share
        (0, 5, Verdict.KEPT), (0, 6, Verdict.BROKEN), (0, 0, Verdict.KEPT),
    ],
)  # fmt: skip
def test_both_have_to_be_passed(before: int, after: int, expected: Verdict) -> None:
    assert growth_verdict(Count.exactly(before), Count.exactly(after), LIMIT) is expected


def test_a_warning_before_the_limit() -> None:
    limit = parse_budget("macs-growth", {"max": "10%", "warn": "5%"})
    verdicts = [growth_verdict(Count.exactly(100), Count.exactly(after), limit) for after in (105, 106, 111)]
    assert verdicts == [Verdict.KEPT, Verdict.WARNED, Verdict.BROKEN]


SMALL = st.integers(0, 30)
LIMITS = st.one_of(st.tuples(SMALL, SMALL).map(sorted), st.tuples(SMALL, st.none()))


@given(LIMITS, LIMITS, st.integers(0, 100), SMALL)
def test_a_bound_proves_only_what_holds_for_all_its_numbers(
    before: tuple[int, int | None], after: tuple[int, int | None], share: int, floor: int
) -> None:
    limit = parse_budget("model-params-growth", {"max": f"{share}%", "floor": floor})
    numbers = [range(low, (low + 70 if high is None else high) + 1) for low, high in (before, after)]
    passed = {new > old * (1 + Fraction(share, 100)) and new - old > floor for old in numbers[0] for new in numbers[1]}
    if passed == {True} and before[1] is None:
        passed.add(False)  # a cost without an upper limit may have been higher than what it is now
    expected = Verdict.UNDECIDED if len(passed) == 2 else Verdict.BROKEN if passed == {True} else Verdict.KEPT
    if expected is Verdict.KEPT and after[1] is None:
        expected = Verdict.UNDECIDED
    found = growth_verdict(Count(before[0], before[1], ()), Count(after[0], after[1], ()), limit)
    assert found is expected


def _model(before: EarlierCosts | None, budgets: dict[str, object], *, gap: bool = False) -> ModelFacts:
    root = layer(params={"weight": (10, 11)})
    events = [op(root, 60), op(root, gap=GAP)] if gap else [op(root, 60)]
    return facts(run(root, *events), budgets, before=before)


EARLIER = EarlierCosts(params=Count.exactly(100), macs=Count.exactly(50), where="the baseline")


def test_findings_on_the_model() -> None:
    found = run_rules([_model(EARLIER, {"params-growth": "5%", "macs-growth": "5%"})], frozenset(rules().names()))
    assert [(one.code, one.severity, one.value, one.budget, one.span) for one in found] == [
        ("FL501", Severity.ERROR, 110, 105, HERE), ("FL502", Severity.ERROR, 60, 52, HERE),
    ]  # fmt: skip
    assert "has 110 parameters, 10 (10.0%) more than in the baseline (100): the limit of growth is 5%" in (
        found[0].message
    )


def test_nothing_is_said_without_a_limit_or_without_what_was_before() -> None:
    assert run_rules([_model(EARLIER, {})], frozenset(rules().names())) == []
    assert run_rules([_model(None, {"params-growth": "0%"})], frozenset(rules().names())) == []


def test_what_the_bounds_leave_open_is_a_note() -> None:
    found = run_rules([_model(EARLIER, {"macs-growth": "50%"}, gap=True)], frozenset(rules().names()))
    assert {(one.code, one.severity) for one in found} == {("FL002", Severity.NOTE)}
    assert any("neither pass nor keep the limit 50% of growth" in one.message for one in found)
