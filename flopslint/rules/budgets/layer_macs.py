"""FL102."""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.budgets_of import layer_findings
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule


@rule(code="FL102", name="layer-macs-over-budget", severity=Severity.ERROR, on=ModelFacts)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """A layer does more multiply-accumulates than the budget allows.

    ## What it does
    Compares the MACs of all uses of a layer with the budget `layer-macs`.

    ## Why it matters
    The layer that does most of the work decides what a model costs to run.

    ## Example
        [tool.flopslint.budget]
        layer-macs = "100M"          # a 3x3 convolution of 64 channels over 224x224 positions has 1.8 G

    ## Use instead
        [tool.flopslint.budget]
        layer-macs = { max = "2G", warn = "80%" }

    ## Limits
    A lower limit ("at least 6 G") can break a budget; only an exact figure or an upper limit clears it.

    ## References
    https://docs.pytorch.org/vision/stable/models.html
    """
    yield from layer_findings(rule, model, "layer-macs", "MACs")
