"""FL104."""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.budgets_of import model_findings
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule


@rule(code="FL104", name="model-macs-over-budget", severity=Severity.ERROR, on=ModelFacts)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """A model does more multiply-accumulates than the budget allows.

    ## What it does
    Compares the MACs of one forward with the budget `model-macs`.

    ## Why it matters
    MACs decide, with the memory traffic, how long a forward takes.

    ## Example
        [tool.flopslint.budget]
        model-macs = "4G"          # ResNet-50 has 4.09 G at 224x224

    ## Use instead
        [tool.flopslint.budget]
        model-macs = { max = "4.2G", warn = "80%" }

    ## Limits
    A lower limit ("at least 6 G") can break a budget; only an exact figure or an upper limit clears it.

    ## References
    https://docs.pytorch.org/vision/stable/models.html
    """
    yield from model_findings(rule, model, "model-macs", "MACs")
