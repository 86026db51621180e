"""A layer does more floating-point operations than the budget allows.

## What it does
Compares the FLOPs of all uses of a layer, by the convention chosen, with the budget `layer-flops`.

## Why it matters
The layer that does most of the work decides what a model costs to run.

## Example
```python
class Net(nn.Module):  # flopslint: input=1x512x7x7
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(512 * 7 * 7, 4096)

    def forward(self, x):
        return self.fc(x.flatten(1))
```
```toml
[tool.flopslint.budget]
layer-flops = "20M"
```

## Use instead
```python
class Net(nn.Module):  # flopslint: input=1x512x7x7
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(512, 4096)

    def forward(self, x):
        return self.fc(x.mean((2, 3)))
```

## Limits
A lower limit ("at least 6 G") can break a budget; only an exact figure or an upper limit clears it.

## Options
The budget `layer-flops`, a figure or a table such as `{ max = "4G", warn = "80%" }`. It stands in
`[tool.flopslint.budget]`, in the `budget` of one model, or in a comment at the class,
`# flopslint: layer-flops<=FIGURE`.

## References
https://github.com/pytorch/pytorch/blob/main/torch/utils/flop_counter.py
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.budgets_of import layer_findings
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule


@rule(code="FL107", name="layer-flops-over-budget", severity=Severity.ERROR, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    yield from layer_findings(rule, model, "layer-flops", "FLOPs")
