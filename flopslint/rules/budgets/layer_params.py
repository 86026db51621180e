"""FL101."""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.budgets_of import layer_findings
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule


@rule(code="FL101", name="layer-params-over-budget", severity=Severity.ERROR, on=ModelFacts)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """A layer has more parameters than the budget allows.

    ## What it does
    Compares the parameters that a layer holds itself with the budget `layer-params`.

    ## Why it matters
    One layer, most often the first linear one after a flatten, tends to hold most of a model.

    ## Example
        [tool.flopslint.budget]
        layer-params = "10M"          # 102,760,448 parameters in VGG's first linear layer

    ## Use instead
        [tool.flopslint.budget]
        layer-params = { max = "110M", warn = "80%" }

    ## Limits
    A lower limit ("at least 6 G") can break a budget; only an exact figure or an upper limit clears it.

    ## References
    https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html
    """
    yield from layer_findings(rule, model, "layer-params", "parameters")
