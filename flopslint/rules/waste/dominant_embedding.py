"""An embedding has more parameters than the rest of the model.

## What it does
Reports a layer that only looks rows up in its table and holds more than half of the model's parameters.

## Why it matters
The table costs memory, checkpoints and optimizer states, and computes nothing. A smaller vocabulary, a narrower
table with a projection after it, or hashing saves most of it.

## Example
```python
class Net(nn.Module):  # flopslint: input=1x16:int64
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(50000, 256)
        self.head = nn.Linear(256, 10)

    def forward(self, tokens):
        return self.head(self.words(tokens).mean(1))
```

## Use instead
```python
class Net(nn.Module):  # flopslint: input=1x16:int64
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(500, 256)
        self.hidden = nn.Linear(256, 1024)
        self.head = nn.Linear(1024, 10)

    def forward(self, tokens):
        return self.head(F.relu(self.hidden(self.words(tokens).mean(1))))
```

## Limits
A table that the output layer shares counts once, as the embedding's.

## Options
None.

## References
https://arxiv.org/abs/1909.11942
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.costs.tally import op_calls
from flopslint.rules.dataflow import op_name
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule
from flopslint.rules.uses import layer_words

_LOOK_UPS = frozenset({"embedding", "embedding_bag"})


@rule(code="FL406", name="dominant-embedding", severity=Severity.WARNING, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    costs = model.costs
    if not costs.params.exact or not costs.params.value:
        return
    looking_up = {id(call.layer) for call in op_calls(costs.run.events) if op_name(call) in _LOOK_UPS}
    for node in costs.nodes:
        held = int(node.params)
        rest = costs.params.value - held
        if id(node.layer) not in looking_up or held <= rest:
            continue
        span, related = model.place_of_layer(node)
        yield rule.finding(
            f"{layer_words(node)} has {held:,} parameters, the rest of the model {rest:,}",
            span=span,
            related=related,
            model=model.target,
            layer=node.name,
            value=held,
        )
