"""A layer has more than its share of a model's cost.

## What it does
Compares a layer's share of the MACs with the budget `layer-share`, and its share of the parameters with `layer-
params-share`.

## Why it matters
A model in which one layer costs more than all others together is rarely meant.

## Example
```python
class Net(nn.Module):  # flopslint: input=1x512x7x7
    def __init__(self):
        super().__init__()
        self.wide = nn.Linear(512 * 7 * 7, 1024)
        self.head = nn.Linear(1024, 10)

    def forward(self, x):
        return self.head(self.wide(x.flatten(1)))
```
```toml
[tool.flopslint.budget]
layer-params-share = "60%"
```

## Use instead
```python
class Net(nn.Module):  # flopslint: input=1x512x7x7
    def __init__(self):
        super().__init__()
        self.wide = nn.Linear(512, 10)
        self.head = nn.Linear(512, 10)

    def forward(self, x):
        x = x.mean((2, 3))
        return self.wide(x) + self.head(x)
```

## Limits
A lower limit ("at least 6 G") can break a budget; only an exact figure or an upper limit clears it.

## Options
The budgets `layer-share` (of the MACs) and `layer-params-share` (of the parameters), each a share or a
table such as `{ max = "60%", warn = "50%" }`, where the other budgets stand.

## References
https://docs.pytorch.org/vision/stable/models.html
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.budgets_of import share_findings
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule


@rule(code="FL105", name="layer-share-over-budget", severity=Severity.ERROR, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    yield from share_findings(rule, model, "layer-share", "MACs")
    yield from share_findings(rule, model, "layer-params-share", "parameters")
