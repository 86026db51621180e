"""A comment suppresses nothing, or is past its date.

## What it does
Reports an `ignore` that hides no finding, and one whose `until` date has passed.

## Why it matters
Such a comment says that something is wrong where nothing is, or hides tomorrow what it was not meant for.

## Example
```python
class Net(nn.Module):  # flopslint: input=1x10
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(10, 10)  # flopslint: ignore[FL101]

    def forward(self, x):
        return self.head(x)
```

## Use instead
```python
class Net(nn.Module):  # flopslint: input=1x10
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(10, 10)

    def forward(self, x):
        return self.head(x)
```

## Limits
Only comments whose rules are all selected, in files whose models were analyzed.

## Options
None.

## References
https://docs.astral.sh/ruff/linter/#error-suppression
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.core.fix import DropComment, Suggestion
from flopslint.rules.facts import SuppressionFacts
from flopslint.rules.rule import Rule, rule


@rule(code="FL004", name="unused-suppression", severity=Severity.WARNING, on=SuppressionFacts, page=__doc__)
def RULE(rule: Rule, comment: SuppressionFacts) -> Iterator[Diagnostic]:
    """The finding on one comment."""
    suppression = comment.suppression
    codes = ", ".join(suppression.codes)
    if comment.is_past:
        message = f"the suppression of {codes} ended on {suppression.until}"
    elif not comment.is_used:
        message = f"the suppression of {codes} hides nothing"
    else:
        return
    drop = Suggestion(message="take the comment out", change=DropComment(comment=suppression.span))
    yield rule.finding(message, span=suppression.span, subject=codes, suggestion=drop)
