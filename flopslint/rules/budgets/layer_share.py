"""FL105."""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.budgets_of import share_findings
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule


@rule(code="FL105", name="layer-share-over-budget", severity=Severity.ERROR, on=ModelFacts)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """A layer has more than its share of a model's cost.

    ## What it does
    Compares a layer's share of the MACs with the budget `layer-share`, and its share of the parameters with `layer-
    params-share`.

    ## Why it matters
    A model in which one layer costs more than all others together is rarely meant.

    ## Example
        [tool.flopslint.budget]
        layer-share = "40%"          # the first linear layer of AlexNet holds 62% of its parameters

    ## Use instead
        [tool.flopslint.budget]
        layer-share = { max = "60%", warn = "80%" }

    ## Limits
    A lower limit ("at least 6 G") can break a budget; only an exact figure or an upper limit clears it.

    ## References
    https://docs.pytorch.org/vision/stable/models.html
    """
    yield from share_findings(rule, model, "layer-share", "MACs")
    yield from share_findings(rule, model, "layer-params-share", "parameters")
