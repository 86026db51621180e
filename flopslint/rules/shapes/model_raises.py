"""Building or running a model raises an exception.

## What it does
Reports, on a path that is certain to be taken, a `raise`, a failed `assert`, or a builtin exception that nothing
catches.

## Why it matters
The model cannot be used as it is called here.

## Example
```python
class Net(nn.Module):  # flopslint: input=1x8
    def __init__(self, depth=17):
        super().__init__()
        if depth not in (18, 34):
            raise ValueError("depth must be 18 or 34")
        self.layers = nn.LSTM(8, 8, depth)

    def forward(self, x):
        return self.layers(x)[0]
```

## Use instead
```python
class Net(nn.Module):  # flopslint: input=1x8
    def __init__(self, depth=18):
        super().__init__()
        if depth not in (18, 34):
            raise ValueError("depth must be 18 or 34")
        self.layers = nn.LSTM(8, 8, depth)

    def forward(self, x):
        return self.layers(x)[0]
```

## Limits
Nothing is reported where the exception rests on something unknown.

## Options
None.

## References
https://docs.python.org/3/library/exceptions.html
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.conflict import ConflictKind
from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.conflicts_of import conflict_findings
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule


@rule(code="FL203", name="model-raises", severity=Severity.ERROR, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    yield from conflict_findings(rule, model, ConflictKind.RAISES)
