"""A comment suppresses nothing, or is past its date.

## What it does
Reports the rules of an `ignore` that hide no finding, an `ignore` whose `until` date has passed, and names in it
that are no rule's.

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
Only rules that are on are judged, in files that were checked. What a `noqa` says of other tools' codes is theirs.

## Options
None.

## References
https://docs.astral.sh/ruff/linter/#error-suppression
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.core.fix import DropComment, Suggestion
from flopslint.core.registry import nearest
from flopslint.rules.facts import SuppressionFacts
from flopslint.rules.rule import Rule, rule
from flopslint.rules.selection import selectors


@rule(code="FL004", name="unused-suppression", severity=Severity.WARNING, on=SuppressionFacts, page=__doc__)
def RULE(rule: Rule, comment: SuppressionFacts) -> Iterator[Diagnostic]:
    """The findings on one comment."""
    suppression = comment.suppression
    for code in comment.unknown:
        yield rule.finding(
            f"{code!r} in a suppression is no rule{nearest(code, selectors())}", span=suppression.span, subject=code
        )
    codes = comment.unused
    if comment.is_past:
        codes = suppression.codes
        message = f"the suppression of {', '.join(codes)} ended on {suppression.until}"
    elif codes:
        message = f"the suppression of {', '.join(codes)} hides nothing"
    else:
        return
    is_whole = len(codes) == len(suppression.codes)
    suggestion = Suggestion(
        message="take the comment out" if is_whole else f"take {', '.join(codes)} out of the comment",
        change=DropComment(comment=suppression.span, codes=codes),
    )
    yield rule.finding(message, span=suppression.span, subject=", ".join(codes), suggestion=suggestion)
