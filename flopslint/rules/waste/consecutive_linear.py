"""Two linear layers or convolutions follow each other with nothing between.

## What it does
Reports a linear layer or convolution all of whose result goes straight into another one, where a single layer
could compute the same with no more parameters.

## Why it matters
Two linear maps in a row are one linear map: the second adds cost, and nothing that the first could not compute.
Most often an activation was forgotten.

## Example
```python
def net():  # flopslint: input=1x64
    return nn.Sequential(nn.Linear(64, 256), nn.Linear(256, 16))
```

## Use instead
```python
def net():  # flopslint: input=1x64
    return nn.Sequential(nn.Linear(64, 256), nn.ReLU(), nn.Linear(256, 16))
```

## Limits
A bottleneck that saves parameters (64 to 4 to 64) is a factorization and fine, and so is a depthwise convolution
before a pointwise one. Of convolutions only pairs in which one has a kernel of 1 and no padding stands between
them. Anything between, a dropout too, makes the pair silent.

## Options
None.

## References
https://arxiv.org/abs/1312.6120
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from flopslint.core.diagnostic import Diagnostic, Related, Severity
from flopslint.rules.dataflow import CONVOLUTIONS, LINEARS, Dataflow, op_name
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule
from flopslint.rules.uses import layer_words
from flopslint.values.events import OpCall
from flopslint.values.value import Value


@rule(code="FL404", name="consecutive-linear", severity=Severity.WARNING, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    flow = Dataflow.of(model.costs.run)
    tree = model.costs.tree
    if flow is None or tree is None:
        return
    for node in model.costs.nodes:
        calls = flow.calls_of(node.layer)
        if len(calls) != 1 or op_name(calls[0]) not in CONVOLUTIONS | LINEARS:
            continue
        taker = flow.only_taker(calls[0])
        after = None if taker is None else tree.of(taker.layer)
        if taker is None or after is None or len(flow.calls_of(after.layer)) != 1:
            continue
        saved = _saved(calls[0], taker)
        if saved is None or saved < 0:
            continue
        span, related = model.place_of_layer(node)
        second, _ = model.place_of_layer(after)
        yield rule.finding(
            f"{layer_words(node)} goes straight into {after.name}: with no activation between, one layer computes the "
            f"same with {saved:,} weights less",
            span=span,
            related=(*related, Related("the layer after it", second)),
            model=model.target,
            layer=node.name,
            value=saved,
        )


def _saved(first: OpCall, second: OpCall) -> int | None:
    """The weights that one layer in place of two would save; None where there is no such layer."""
    if op_name(first) != op_name(second):
        return None
    one, other = first.arguments["weight"], second.arguments["weight"]
    if op_name(first) in LINEARS:
        merged = other.shape[0] * one.shape[1]
    else:
        if not _is_mergeable(first, second):
            return None
        merged = other.shape[0] * one.shape[1] * max(prod(one.shape[2:]), prod(other.shape[2:]))
    return int(one.count + other.count - merged)


def _is_mergeable(first: OpCall, second: OpCall) -> bool:
    """Whether two convolutions are one: the second works on points, or the first does and nothing is padded between."""
    if first.arguments.get("groups", 1) != 1 or second.arguments.get("groups", 1) != 1:
        return False
    if prod(second.arguments["weight"].shape[2:]) == 1:
        return _is_all(second.arguments.get("stride", 1), 1) and _is_all(second.arguments.get("padding", 0), 0)
    return (
        prod(first.arguments["weight"].shape[2:]) == 1
        and _is_all(first.arguments.get("stride", 1), 1)
        and _is_all(first.arguments.get("padding", 0), 0)
        and _is_all(second.arguments.get("padding", 0), 0)
    )


def _is_all(value: Value, number: int) -> bool:
    """Whether an argument that is a number, or one for each axis, is that number throughout."""
    if isinstance(value, (tuple, list)):
        return all(item == number for item in value)
    return isinstance(value, int) and value == number
