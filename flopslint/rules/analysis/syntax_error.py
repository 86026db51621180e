"""A file cannot be parsed or decoded.

## What it does
Reports a file that is not Python, is not encoded as it says, or is over the limits of size and nesting.

## Why it matters
Nothing in the file can be analyzed, so no budget in it is checked.

## Example
```python
class Net(nn.Module:
    pass
```

## Use instead
```python
class Net(nn.Module):
    pass
```

## Limits
The syntax is that of the Python that runs flopslint. Files that name no framework are not parsed.

## Options
`exclude` leaves files out.

## References
https://docs.python.org/3/reference/grammar.html
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.facts import FileFacts
from flopslint.rules.rule import Rule, rule


@rule(code="FL001", name="syntax-error", severity=Severity.ERROR, on=FileFacts, page=__doc__)
def RULE(rule: Rule, file: FileFacts) -> Iterator[Diagnostic]:
    """The finding on one file."""
    if file.error is not None:
        yield rule.finding(file.error.reason, span=file.error.span)
