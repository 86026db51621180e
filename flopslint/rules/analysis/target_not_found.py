"""A target of the configuration does not exist.

## What it does
Reports a `[[tool.flopslint.model]]` whose file, or whose name in it, is not there.

## Why it matters
Its budgets are not checked, most often since a model was moved or renamed.

## Example
```python
class Net(nn.Module):  # flopslint: input=1x10
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(10, 10)

    def forward(self, x):
        return self.head(x)
```
```toml
[[tool.flopslint.model]]
target = "net.py::Nett"
```

## Use instead
```toml
[[tool.flopslint.model]]
target = "net.py::Net"
```

## Limits
A target given on the command line that does not exist is wrong usage (exit status 2) instead.

## Options
None.

## References
https://docs.python.org/3/library/tomllib.html
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.facts import TargetFacts
from flopslint.rules.rule import Rule, rule


@rule(code="FL005", name="target-not-found", severity=Severity.ERROR, on=TargetFacts, page=__doc__)
def RULE(rule: Rule, target: TargetFacts) -> Iterator[Diagnostic]:
    """The finding on one target."""
    yield rule.finding(target.reason, span=target.named_at, model=target.target)
