"""A layer inside of a model has a number of channels that tensor cores cannot use well.

## What it does
Reports a convolution or linear layer whose output channels are no multiple of 8, if it does at least 1% of the
model's multiply-accumulates and later layers take what it makes.

## Why it matters
Tensor cores work on blocks of 16 bytes, 8 elements of half precision. Other counts are padded, copied, or run on
slower kernels: 60 channels cost what 64 do, or more.

## Example
```python
def net():  # flopslint: input=1x3x32x32
    return nn.Sequential(nn.Conv2d(3, 60, 3), nn.ReLU(), nn.Conv2d(60, 64, 3))
```

## Use instead
```python
def net():  # flopslint: input=1x3x32x32
    return nn.Sequential(nn.Conv2d(3, 64, 3), nn.ReLU(), nn.Conv2d(64, 64, 3))
```

## Limits
Depthwise convolutions run on other kernels and are left out, and so are the channels of the input and of the last
layers, which the data decide. Whether it costs time depends on the device and the precision.

## Options
None.

## References
https://docs.nvidia.com/deeplearning/performance/dl-performance-convolutional/index.html
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.dataflow import CONVOLUTIONS, LINEARS, WEIGHTED, Dataflow, op_name
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule
from flopslint.rules.uses import layer_words
from flopslint.values.events import OpCall

ALIGNMENT = 8
"""Elements: 16 bytes of a half-precision type."""

LEAST_SHARE = Fraction(1, 100)
"""The share of a model's MACs from which on a layer is worth a remark."""


@rule(code="FL403", name="channels-not-aligned", severity=Severity.WARNING, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    costs = model.costs
    flow = Dataflow.of(costs.run)
    table = costs.table("mac")
    if flow is None or not table.total.exact or not table.total.value:
        return
    feeding = _feeding(flow)
    for node, count in zip(costs.nodes, table.rows, strict=True):
        calls = [call for call in flow.calls_of(node.layer) if op_name(call) in CONVOLUTIONS | LINEARS]
        if not calls or not any(call.id in feeding for call in calls):
            continue
        channels = int(calls[0].arguments["weight"].shape[0])
        share = Fraction(int(count), table.total.value)
        if channels % ALIGNMENT == 0 or calls[0].arguments.get("groups", 1) != 1 or share < LEAST_SHARE:
            continue
        span, related = model.place_of_layer(node)
        yield rule.finding(
            f"{layer_words(node)} has {channels} output channels, no multiple of {ALIGNMENT}, and does "
            f"{float(share):.1%} of the model's MACs; {-(-channels // ALIGNMENT) * ALIGNMENT} would be aligned",
            span=span,
            related=related,
            model=model.target,
            layer=node.name,
            value=channels,
        )


def _feeding(flow: Dataflow) -> set[int]:
    """The op calls whose results reach another op with a weight."""
    found: set[int] = set()
    for call in reversed(flow.calls):
        takers = flow.takers(call)
        if any(taker.id in found or _has_weight(taker) for taker in takers):
            found.add(call.id)
    return found


def _has_weight(call: OpCall) -> bool:
    return op_name(call) in WEIGHTED
