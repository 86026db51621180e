"""What a model may grow by: a cost before, a cost after and a limit, judged as bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from flopslint.core.count import Count
from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.budget import GROWTH, Budget, Verdict
from flopslint.rules.facts import EarlierCosts, ModelFacts
from flopslint.rules.rule import Rule

_NOUNS = {"model-params-growth": "parameters", "model-macs-growth": "MACs"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """A growth of which the bounds leave open whether it passes its limit."""

    key: str
    message: str


def growth_verdict(before: Count, after: Count, limit: Budget) -> Verdict:
    """What two costs say about a limit of growth.

    The limit is passed if the cost grew by more than the share ``maximum`` of what it was, and by more than ``floor``:
    both. Growth is least from the highest ``before`` to the lowest ``after``: only these two can prove that it is
    passed, and only the other two that it is not.
    """
    if _passes(before.max, after.min, limit.maximum.value, limit.floor):
        return Verdict.BROKEN
    if _may_pass(before.min, after.max, limit.maximum.value, limit.floor):
        return Verdict.UNDECIDED
    if limit.warn is not None and _passes(before.max, after.min, limit.warn, limit.floor):
        return Verdict.WARNED
    return Verdict.KEPT


def growth_findings(rule: Rule, model: ModelFacts, key: str) -> Iterator[Diagnostic]:
    """Findings on the limits of growth of one key."""
    for limit, earlier, before, after in _limits(model):
        outcome = growth_verdict(before, after, limit)
        if limit.key == key and outcome in {Verdict.BROKEN, Verdict.WARNED}:
            yield rule.finding(
                f"{model.costs.run.name} has {after} {_NOUNS[key]}, {_change(before, after)} than in {earlier.where} "
                f"({before}): {_over(outcome, limit)}",
                span=model.defined_at,
                severity=Severity.ERROR if outcome is Verdict.BROKEN else Severity.WARNING,
                model=model.target,
                value=after.value,
                budget=_most(before, limit),
            )


def undecided_growths(model: ModelFacts) -> Iterator[Undecided]:
    """The limits of growth that the bounds of two costs leave open."""
    for limit, earlier, before, after in _limits(model):
        if growth_verdict(before, after, limit) is Verdict.UNDECIDED:
            yield Undecided(
                key=limit.key,
                message=f"{after} {_NOUNS[limit.key]}, {before} in {earlier.where}, neither pass nor keep the limit "
                f"{limit.maximum} of growth",
            )


def _limits(model: ModelFacts) -> Iterator[tuple[Budget, EarlierCosts, Count, Count]]:
    """Each limit with the costs before and after; none where nothing is known of before."""
    earlier = model.before
    if earlier is None:
        return
    for limit in model.budgets:
        if limit.key == "model-params-growth":
            yield limit, earlier, earlier.params, model.costs.params
        elif limit.key in GROWTH:
            yield limit, earlier, earlier.macs, model.costs.table("mac").total


def _passes(before: int | None, after: int | None, share: Fraction, floor: Fraction) -> bool:
    """Whether growth is proved; a cost without that limit proves nothing."""
    if before is None or after is None:
        return False
    return after - before > share * before and after - before > floor


def _may_pass(before: int | None, after: int | None, share: Fraction, floor: Fraction) -> bool:
    """Whether growth is possible; counts are never negative."""
    return after is None or _passes(before or 0, after, share, floor)


def _change(before: Count, after: Count) -> str:
    """The growth that is proved, in words."""
    low, high = before.max, after.min
    words = "" if before.exact and after.exact else "at least "
    if low is None or high is None:
        return f"{words}more"
    share = f" ({(high - low) / low:.1%})" if low else ""
    return f"{words}{high - low:,}{share} more"


def _over(outcome: Verdict, limit: Budget) -> str:
    if outcome is Verdict.BROKEN:
        return f"the limit of growth is {limit.maximum}"
    return f"close to the limit of growth, {limit.maximum}"


def _most(before: Count, limit: Budget) -> int | None:
    """The figure up to which growth is kept."""
    if before.max is None:
        return None
    return before.max + int(max(limit.maximum.value * before.max, limit.floor))
