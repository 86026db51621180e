"""A dropout has a probability of 0.

## What it does
Reports a dropout layer whose constructor call says `0`, so that it drops nothing in training either.

## Why it matters
It looks like regularization and is none; and it is a call and a layer more.

## Example
```python
def net():  # flopslint: input=1x64
    return nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Dropout(0.0), nn.Linear(64, 10))
```

## Use instead
```python
def net():  # flopslint: input=1x64
    return nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
```

## Limits
A probability that is an argument or a variable is a choice of whoever sets it, and fine at 0.

## Options
None.

## References
https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.costs.layers import LayerNode
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule
from flopslint.rules.uses import by_place, layer_words

_DROPOUT = re.compile(r"torch\.nn\.(Alpha|FeatureAlpha)?Dropout[123]?d?")
_ZERO = re.compile(r"\(\s*(p\s*=\s*)?0*\.?0*\s*[,)]")
"""An argument list that begins with a zero, written as such."""


@rule(code="FL407", name="dropout-without-effect", severity=Severity.WARNING, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    for group in by_place(model, (node for node in model.costs.nodes if _is_written(node, model))):
        span, related = model.place_of_layer(group[0])
        yield rule.finding(
            f"{layer_words(group[0], len(group) - 1)} has a probability of 0: it drops nothing",
            span=span,
            related=related,
            model=model.target,
            layer=group[0].name,
            value=0,
        )


def _is_written(node: LayerNode, model: ModelFacts) -> bool:
    """Whether a layer is a dropout whose constructor call has the zero in its text."""
    if not _DROPOUT.fullmatch(node.class_name) or node.layer.attributes.get("p") != 0 or node.built_at is None:
        return False
    text = model.text_at(node.built_at.span)
    return "(" in text and _ZERO.match(text[text.find("(") :]) is not None
