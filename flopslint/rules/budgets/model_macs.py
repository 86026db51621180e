"""A model does more multiply-accumulates than the budget allows.

## What it does
Compares the MACs of one forward with the budget `model-macs`.

## Why it matters
MACs decide, with the memory traffic, how long a forward takes.

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
model-macs = "10M"
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
The budget `model-macs`, a figure or a table such as `{ max = "4.2G", warn = "80%" }`. It stands in
`[tool.flopslint.budget]`, in the `budget` of one model, or in a comment at the class,
`# flopslint: model-macs<=FIGURE`.

## References
https://docs.pytorch.org/vision/stable/models.html
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.budgets_of import model_findings
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule


@rule(code="FL104", name="model-macs-over-budget", severity=Severity.ERROR, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    yield from model_findings(rule, model, "model-macs", "MACs")
