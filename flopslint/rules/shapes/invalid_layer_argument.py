"""An argument is out of the range that torch accepts.

## What it does
Reports a layer or an operation that is given an argument torch refuses, at the call.

## Why it matters
The model cannot be built, or fails when it is run.

## Example
```python
class Net(nn.Module):  # flopslint: input=1x10x8x8
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(10, 20, 3, groups=4)

    def forward(self, x):
        return self.conv(x)
```

## Use instead
```python
class Net(nn.Module):  # flopslint: input=1x10x8x8
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(10, 20, 3, groups=5)

    def forward(self, x):
        return self.conv(x)
```

## Limits
Only where the argument is known.

## Options
None.

## References
https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.conflict import ConflictKind
from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.conflicts_of import conflict_findings
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule


@rule(code="FL202", name="invalid-layer-argument", severity=Severity.ERROR, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    yield from conflict_findings(rule, model, ConflictKind.INVALID_ARGUMENT)
