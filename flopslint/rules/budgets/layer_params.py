"""A layer has more parameters than the budget allows.

## What it does
Compares the parameters that a layer holds itself with the budget `layer-params`.

## Why it matters
One layer, most often the first linear one after a flatten, tends to hold most of a model.

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
layer-params = "10M"
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
The budget `layer-params`, a figure or a table such as `{ max = "10M", warn = "80%" }`. It stands in
`[tool.flopslint.budget]`, in the `budget` of one model, or in a comment at the class,
`# flopslint: layer-params<=FIGURE`.

## References
https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.budgets_of import layer_findings
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule


@rule(code="FL101", name="layer-params-over-budget", severity=Severity.ERROR, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    yield from layer_findings(rule, model, "layer-params", "parameters")
