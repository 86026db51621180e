"""The linear layers at the end of a convolutional model hold most of its parameters.

## What it does
Reports the heaviest of the linear layers between the last convolution and the output when these hold more than
half of all parameters.

## Why it matters
A feature map that is flattened gives the first linear layer one row of weights for each position. A global pool
before it leaves one for each channel, and lets the model take images of any size.

## Example
```python
def net():  # flopslint: input=1x3x32x32
    return nn.Sequential(nn.Conv2d(3, 64, 3), nn.ReLU(), nn.Flatten(), nn.Linear(64 * 30 * 30, 100))
```

## Use instead
```python
def net():  # flopslint: input=1x3x32x32
    return nn.Sequential(
        nn.Conv2d(3, 64, 3), nn.ReLU(), nn.Conv2d(64, 128, 3), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(128, 100),
    )
```

## Limits
Only models with convolutions. A small model for many classes is reported too: its head is what it consists of.

## Options
None.

## References
https://arxiv.org/abs/1312.4400
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import prod

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.costs.layers import LayerNode
from flopslint.rules.dataflow import CONVOLUTIONS, LINEARS, Dataflow, input_of, op_name
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule
from flopslint.rules.uses import layer_words
from flopslint.values.events import OpCall

MOST = Fraction(1, 2)
"""The share of a model's parameters that its head may hold."""


@rule(code="FL402", name="dominant-classifier-head", severity=Severity.WARNING, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    costs = model.costs
    flow = Dataflow.of(costs.run)
    if flow is None or costs.tree is None or not costs.params.exact or not costs.params.value:
        return
    head = _head(flow)
    nodes = {id(node): node for call in head if (node := costs.tree.of(call.layer)) is not None}
    held = sum(int(node.params) for node in nodes.values())
    share = Fraction(held, costs.params.value)
    if share <= MOST:
        return
    heaviest = max(nodes.values(), key=lambda node: int(node.params))
    span, related = model.place_of_layer(heaviest)
    yield rule.finding(
        f"{_subject(heaviest, len(nodes), held)} {float(share):.1%} of the model's{_cause(heaviest, head, flow)}",
        span=span,
        related=related,
        model=model.target,
        layer=heaviest.name,
        value=held,
    )


def _subject(heaviest: LayerNode, layers: int, held: int) -> str:
    if layers == 1:
        return f"{layer_words(heaviest)} is the classifier head and holds {held:,} parameters,"
    return f"the {layers} layers of the classifier head ({heaviest.name} is the heaviest) hold {held:,} parameters,"


def _head(flow: Dataflow) -> list[OpCall]:
    """The linear calls after a convolution from which a chain of ops of one operand leads to the output."""
    after: set[int] = set()
    for call in flow.calls:
        if op_name(call) in CONVOLUTIONS or any(maker.id in after for maker in flow.makers(call)):
            after.add(call.id)
    found: dict[int, OpCall] = {}
    stack = [call for call in flow.calls if call.id in flow.returned]
    seen: set[int] = set()
    while stack:
        call = stack.pop()
        if call.id in seen or op_name(call) in CONVOLUTIONS or len(flow.makers(call)) != 1:
            continue
        seen.add(call.id)
        if op_name(call) in LINEARS and call.id in after:
            found[call.id] = call
        stack.extend(flow.makers(call))
    return [found[number] for number in sorted(found)]


def _cause(heaviest: LayerNode, head: list[OpCall], flow: Dataflow) -> str:
    """What a global pool would save, where the heaviest layer takes a feature map that was flattened."""
    call = next((call for call in head if call.layer is heaviest.layer), None)
    shape = None if call is None else _feature_map(call, flow)
    if call is None or shape is None:
        return ""
    weight = call.arguments["weight"]
    saved = weight.count - weight.shape[0] * shape[1]
    dims = " x ".join(map(str, shape[1:]))
    return (
        f"; it takes {weight.shape[1]:,} = {dims} features: with a global pool before it, it would take {shape[1]:,} "
        f"and have {saved:,} parameters less"
    )


def _feature_map(call: OpCall, flow: Dataflow) -> tuple[int, ...] | None:
    """The shape of the feature map that a linear call takes flattened."""
    features = call.arguments["weight"].shape[-1]
    before: OpCall | None = call
    while before is not None:
        given = input_of(before)
        shape = () if given is None else given.shape
        if len(shape) > 2:
            return shape if prod(shape[1:]) == features and prod(shape[2:]) > 1 else None
        makers = flow.makers(before)
        before = makers[0] if len(makers) == 1 else None
    return None
