"""A model has grown by more MACs than the limit allows.

## What it does
Compares the MACs of a model with those of the baseline file, or of the revision that `diff` compares with.

## Why it matters
A budget with room to spare says nothing while a model grows into it, one small change after the other.

## Example
```python
class Net(nn.Module):  # flopslint: input=1x512
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(512, 1000)

    def forward(self, x):
        return self.fc(x)
```
```toml
[tool.flopslint.budget]
model-macs-growth = { max = "5%", floor = "100k" }
```
```json
{"schema": 1, "findings": {}, "models": {"net.py::Net": {"macs": 256000, "params": 256500}}}
```

## Use instead
```python
class Net(nn.Module):  # flopslint: input=1x512
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(512, 500)

    def forward(self, x):
        return self.fc(x)
```

## Limits
A growth is judged by what is proved: of bounds, from the highest cost before to the lowest cost now. A model that is
not in the baseline has not grown.

## Options
The budget `model-macs-growth`, a share such as `5%`, or a table: `max` is the share from which on it is an error,
`warn` one from which on it is a warning, `floor` the growth in MACs that has to be passed as well.
`flopslint baseline --update` records the costs as they are now.

## References
https://github.com/pytorch/pytorch/blob/main/torch/utils/flop_counter.py
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.facts import ModelFacts
from flopslint.rules.growth import growth_findings
from flopslint.rules.rule import Rule, rule


@rule(code="FL502", name="model-macs-growth", severity=Severity.ERROR, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    yield from growth_findings(rule, model, "model-macs-growth")
