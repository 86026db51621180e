"""Shapes meet in forward that cannot fit.

## What it does
Reports an operation whose operands have shapes that torch refuses, with both operands, where each was made, and
the figure that would fit.

## Why it matters
The model fails on the first batch, perhaps after an hour of loading data.

## Example
```python
class Net(nn.Module):  # flopslint: input=1x3x32x32
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 16, 5, stride=6)
        self.fc = nn.Linear(16 * 6 * 6, 2)  # 16x5x5 arrive

    def forward(self, x):
        return self.fc(self.conv(x).flatten(1))
```

## Use instead
```python
class Net(nn.Module):  # flopslint: input=1x3x32x32
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 16, 5, stride=6)
        self.fc = nn.Linear(16 * 5 * 5, 2)

    def forward(self, x):
        return self.fc(self.conv(x).flatten(1))
```

## Limits
Only for inputs that are given or found; under an input guessed from the constructor it is FL003.

## Options
None.

## References
https://docs.pytorch.org/docs/stable/notes/broadcasting.html
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.conflict import ConflictKind
from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.conflicts_of import conflict_findings
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule


@rule(code="FL201", name="shape-mismatch", severity=Severity.ERROR, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    yield from conflict_findings(rule, model, ConflictKind.SHAPE_MISMATCH)
