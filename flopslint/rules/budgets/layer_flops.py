"""FL107."""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.budgets_of import layer_findings
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule


@rule(code="FL107", name="layer-flops-over-budget", severity=Severity.ERROR, on=ModelFacts)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """A layer does more floating-point operations than the budget allows.

    ## What it does
    Compares the FLOPs of all uses of a layer, by the convention chosen, with the budget `layer-flops`.

    ## Why it matters
    The layer that does most of the work decides what a model costs to run.

    ## Example
        [tool.flopslint.budget]
        layer-flops = "200M"          # a 3x3 convolution of 64 channels over 224x224 positions has 3.7 G

    ## Use instead
        [tool.flopslint.budget]
        layer-flops = { max = "4G", warn = "80%" }

    ## Limits
    A lower limit ("at least 6 G") can break a budget; only an exact figure or an upper limit clears it.

    ## References
    https://github.com/pytorch/pytorch/blob/main/torch/utils/flop_counter.py
    """
    yield from layer_findings(rule, model, "layer-flops", "FLOPs")
