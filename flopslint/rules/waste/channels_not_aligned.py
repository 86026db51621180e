"""A layer inside of a model has a number of channels that tensor cores cannot use well.

## What it does
Reports a convolution or linear layer whose output channels are no multiple of 8, if later layers take what it makes,
and if it does, together with those that the same constructor call builds, at least 1% of the model's MACs.

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
from flopslint.rules.uses import by_place, layer_words
from flopslint.values.events import OpCall
from flopslint.values.value import Instance

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
    macs = {node.name: int(count) for node, count in zip(costs.nodes, table.rows, strict=True)}
    channels = {node.name: count for node in costs.nodes if (count := _channels(node.layer, flow, feeding)) is not None}
    for count in sorted(set(channels.values())):
        for group in by_place(model, (node for node in costs.nodes if channels.get(node.name) == count)):
            share = Fraction(sum(macs[node.name] for node in group), table.total.value)
            if share < LEAST_SHARE:
                continue
            span, related = model.place_of_layer(group[0])
            yield rule.finding(
                f"{layer_words(group[0], len(group) - 1)} has {count} output channels, no multiple of {ALIGNMENT}, "
                f"with {float(share):.1%} of the model's MACs; {-(-count // ALIGNMENT) * ALIGNMENT} would be aligned",
                span=span,
                related=related,
                model=model.target,
                layer=group[0].name,
                value=count,
            )


def _channels(layer: Instance, flow: Dataflow, feeding: set[int]) -> int | None:
    """The output channels of a layer that are not aligned, where it is no depthwise one and others take its result."""
    calls = [call for call in flow.calls_of(layer) if op_name(call) in CONVOLUTIONS | LINEARS]
    if not any(call.id in feeding for call in calls) or calls[0].arguments.get("groups", 1) != 1:
        return None
    count = int(calls[0].arguments["weight"].shape[0])
    return None if count % ALIGNMENT == 0 else count


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
