"""FL108."""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.budgets_of import model_findings
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule


@rule(code="FL108", name="model-flops-over-budget", severity=Severity.ERROR, on=ModelFacts)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """A model does more floating-point operations than the budget allows.

    ## What it does
    Compares the FLOPs of one forward, by the convention chosen, with the budget `model-flops`.

    ## Why it matters
    FLOPs are what hardware and papers are compared by.

    ## Example
        [tool.flopslint.budget]
        model-flops = "8G"          # ResNet-50 has 8.18 G by torch's counter at 224x224

    ## Use instead
        [tool.flopslint.budget]
        model-flops = { max = "8.4G", warn = "80%" }

    ## Limits
    A lower limit ("at least 6 G") can break a budget; only an exact figure or an upper limit clears it.

    ## References
    https://github.com/pytorch/pytorch/blob/main/torch/utils/flop_counter.py
    """
    yield from model_findings(rule, model, "model-flops", "FLOPs")
