"""The input of a model is not known, so its FLOPs are not.

## What it does
Reports a model for whose forward no input was given or found, or whose input, guessed from its constructor,
does not fit.

## Why it matters
FLOPs and the fit of shapes depend on the input; without one, only parameters are checked.

## Example
```python
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(512, 10)

    def forward(self, x):
        return self.fc(x)
```

## Use instead
```python
class Net(nn.Module):  # flopslint: input=1x512
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(512, 10)

    def forward(self, x):
        return self.fc(x)
```

## Limits
A note, unless `require-complete` is set. An input of the configuration or of `--input` comes first.

## Options
`require-complete = true` makes these findings errors.

## References
https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.forward
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule


@rule(code="FL003", name="unknown-input", severity=Severity.NOTE, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    run = model.costs.run
    severity = Severity.ERROR if model.require_complete else rule.severity
    if run.root is not None and run.build_ended and not run.was_run:
        yield rule.finding(
            f"no input is known for {run.name}: its FLOPs are unknown (say `# flopslint: input=...` or use --input)",
            span=model.defined_at,
            severity=severity,
            model=model.target,
        )
    if model.input_is_guess and run.conflicts:
        shapes = ", ".join("x".join(map(str, tensor.ref.type.shape)) for tensor in run.inputs)
        yield rule.finding(
            f"the input {shapes}, guessed from the constructor of {run.name}, does not fit: {run.conflicts[0].message}",
            span=model.defined_at,
            severity=severity,
            model=model.target,
        )
