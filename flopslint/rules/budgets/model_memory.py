"""A model takes more memory than the budget allows.

## What it does
Compares the bytes of parameters, buffers and the most activations that are live at one time with the budget
`model-memory`.

## Why it matters
What does not fit into the memory of a device does not run on it, whatever it costs in operations.

## Example
```python
class Net(nn.Module):  # flopslint: input=1x3x512x512
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 64, 3, padding=1)
        self.down = nn.Conv2d(64, 8, 3, stride=4)

    def forward(self, x):
        return self.down(self.stem(x))
```
```toml
[tool.flopslint.budget]
model-memory = "32MiB"
```

## Use instead
```python
class Net(nn.Module):  # flopslint: input=1x3x512x512
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 64, 3, stride=4)
        self.down = nn.Conv2d(64, 8, 3, padding=1)

    def forward(self, x):
        return self.down(self.stem(x))
```

## Limits
Counted are the tensors that op calls hand to one another in inference: neither what an op takes for itself while it
runs, nor gradients, nor what an allocator keeps. What the source says of element types is counted, so a model that is
converted after it is built takes what it took before. A lower limit ("at least 6 G") can break a budget; only an exact
figure or an upper limit clears it.

## Options
The budget `model-memory`, in `KiB`, `MiB`, `GiB` or `kB`, `MB`, `GB`, or a table such as
`{ max = "512MiB", warn = "80%" }`. It stands in `[tool.flopslint.budget]`, in the `budget` of one model, or in a
comment at the class, `# flopslint: model-memory<=FIGURE`.

## References
https://docs.pytorch.org/docs/stable/torch_cuda_memory.html
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.budgets_of import model_findings
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule


@rule(code="FL106", name="model-memory-over-budget", severity=Severity.ERROR, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    yield from model_findings(rule, model, "model-memory", "bytes of weights and activations")
