"""Applies the budgets of a model to its figures; each rule of FL1 asks for its keys."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flopslint.core.count import Count
from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.costs.layers import LayerNode
from flopslint.rules.budget import GROWTH, Budget, Verdict, verdict, verdict_of_limits
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule


def model_findings(rule: Rule, model: ModelFacts, key: str, noun: str) -> Iterator[Diagnostic]:
    """Findings on the budgets of a figure of the whole model."""
    count = _model_count(model, key)
    for budget in _budgets(model, key):
        outcome = verdict(count, budget)
        if outcome in {Verdict.BROKEN, Verdict.WARNED}:
            yield rule.finding(
                f"{model.costs.run.name} has {count} {noun}, {_over(outcome, budget)}",
                span=model.defined_at,
                severity=_severity(outcome),
                model=model.target,
                value=count.value,
                budget=_number(budget.maximum.value),
            )


def layer_findings(rule: Rule, model: ModelFacts, key: str, noun: str) -> Iterator[Diagnostic]:
    """Findings on the budgets of a figure of each layer."""
    for budget in _budgets(model, key):
        for node, count in _layer_counts(model, key):
            outcome = verdict(count, budget)
            if outcome in {Verdict.BROKEN, Verdict.WARNED}:
                span, related = model.place_of_layer(node)
                yield rule.finding(
                    f"{_layer_words(node)} has {count} {noun}, {_over(outcome, budget)}",
                    span=span,
                    severity=_severity(outcome),
                    model=model.target,
                    layer=node.name,
                    value=count.value,
                    budget=_number(budget.maximum.value),
                    related=related,
                )


def share_findings(rule: Rule, model: ModelFacts, key: str, noun: str) -> Iterator[Diagnostic]:
    """Findings on the budgets of each layer's share of a figure of the model."""
    for budget in _budgets(model, key):
        for node, low, high in _shares(model, key):
            outcome = verdict_of_limits(low, high, budget)
            if outcome in {Verdict.BROKEN, Verdict.WARNED}:
                span, related = model.place_of_layer(node)
                words = "" if low == high else "at least "
                yield rule.finding(
                    f"{_layer_words(node)} has {words}{float(low):.1%} of the model's {noun}, {_over(outcome, budget)}",
                    span=span,
                    severity=_severity(outcome),
                    model=model.target,
                    layer=node.name,
                    value=float(low),
                    budget=float(budget.maximum.value),
                    related=related,
                    subject=key,
                )


def undecided_budgets(model: ModelFacts) -> Iterator[tuple[Budget, str | None, Count]]:
    """The budgets that the bound of a count leaves open: with the layer, where it is about one, and the count."""
    for budget in model.budgets:
        if budget.key in GROWTH:
            continue
        if budget.key.startswith("model-"):
            count = _model_count(model, budget.key)
            if verdict(count, budget) is Verdict.UNDECIDED:
                yield budget, None, count
        elif not budget.key.endswith("share"):
            for node, count in _layer_counts(model, budget.key):
                if verdict(count, budget) is Verdict.UNDECIDED:
                    yield budget, node.name, count
        else:
            for node, low, high in _shares(model, budget.key):
                if verdict_of_limits(low, high, budget) is Verdict.UNDECIDED:
                    yield budget, node.name, _layer_counts_by_key(model, budget.key)[node.name]


def _budgets(model: ModelFacts, key: str) -> list[Budget]:
    return [budget for budget in model.budgets if budget.key == key]


def _model_count(model: ModelFacts, key: str) -> Count:
    if key == "model-params":
        return model.costs.params
    if key == "model-memory":
        return model.costs.memory.total
    return model.costs.table("mac" if key == "model-macs" else model.convention).total


def _layer_counts(model: ModelFacts, key: str) -> list[tuple[LayerNode, Count]]:
    nodes = model.costs.nodes
    if key in {"layer-params", "layer-params-share"}:
        return [(node, node.params) for node in nodes]
    rows = model.costs.table(model.convention if key == "layer-flops" else "mac").rows
    return list(zip(nodes, rows, strict=True))


def _layer_counts_by_key(model: ModelFacts, key: str) -> dict[str, Count]:
    return {node.name: count for node, count in _layer_counts(model, key)}


def _shares(model: ModelFacts, key: str) -> Iterator[tuple[LayerNode, Fraction, Fraction]]:
    """Lowest and highest share of each layer."""
    counts = _layer_counts(model, key)
    whole = model.costs.params if key == "layer-params-share" else model.costs.table("mac").total
    for node, count in counts:
        if count.min is None or whole.min is None or whole.max == 0:
            continue
        low = Fraction(count.min, whole.max) if whole.max else Fraction(0)
        high = Fraction(1) if count.max is None or not whole.min else min(Fraction(count.max, whole.min), Fraction(1))
        yield node, low, high


def _layer_words(node: LayerNode) -> str:
    short = node.class_name.rpartition(".")[2]
    return f"layer {node.name} ({short})" if node.name else f"the model's own forward ({short})"


def _over(outcome: Verdict, budget: Budget) -> str:
    if outcome is Verdict.BROKEN:
        return f"over the budget of {budget.maximum}"
    return f"close to the budget of {budget.maximum}"


def _severity(outcome: Verdict) -> Severity:
    return Severity.ERROR if outcome is Verdict.BROKEN else Severity.WARNING


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)
