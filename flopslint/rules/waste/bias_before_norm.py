"""A layer has a bias that the normalization right after it takes out again.

## What it does
Reports a convolution or a linear layer with a bias, all of whose results go straight into a normalization that
subtracts the mean of each channel: a batch norm, an instance norm, or a group norm of one channel a group.

## Why it matters
A constant added to a channel is gone once the channel's mean is subtracted; the normalization has a bias of its
own. The parameters are stored, moved and trained for nothing.

## Example
```python
def net():  # flopslint: input=1x3x32x32
    return nn.Sequential(nn.Conv2d(3, 16, 3), nn.BatchNorm2d(16), nn.ReLU())
```

## Use instead
```python
def net():  # flopslint: input=1x3x32x32
    return nn.Sequential(nn.Conv2d(3, 16, 3, bias=False), nn.BatchNorm2d(16), nn.ReLU())
```

## Limits
A layer norm subtracts the mean of an item, not of a channel: a bias before it is of use. A checkpoint with the
bias cannot be loaded strictly into a model without it.

## Options
None.

## References
https://arxiv.org/abs/1502.03167
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.dataflow import LINEARS, WEIGHTED, Dataflow, op_name
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule
from flopslint.rules.suggestions import argument
from flopslint.rules.uses import by_place, layer_words, parameter
from flopslint.values.events import OpCall
from flopslint.values.value import Instance


@rule(code="FL401", name="bias-before-norm", severity=Severity.WARNING, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    flow = Dataflow.of(model.costs.run)
    if flow is None:
        return
    uses: dict[int, int] = {}
    for call in flow.calls:
        for tensor in call.inputs:
            uses[tensor.id] = uses.get(tensor.id, 0) + 1
    norms = {node.name: norm for node in model.costs.nodes if (norm := _norm_after(node.layer, flow, uses)) is not None}
    for group in by_place(model, (node for node in model.costs.nodes if node.name in norms)):
        first = group[0]
        after = None if model.costs.tree is None else model.costs.tree.of(norms[first.name].layer)
        name = after.name if after is not None and after.name else "the normalization"
        count = sum(bias.count for node in group if (bias := parameter(node.layer, "bias")) is not None)
        span, related = model.place_of_layer(first)
        yield rule.finding(
            f"{layer_words(first, len(group) - 1)} has a bias that {name} right after it takes out again: "
            f"bias=False would save {count:,} parameters",
            span=span,
            related=related,
            model=model.target,
            layer=first.name,
            value=count,
            suggestion=argument(model, group, "bias", "False", beside=norms[first.name].layer),
        )


def _norm_after(layer: Instance, flow: Dataflow, uses: dict[int, int]) -> OpCall | None:
    """The normalization that takes out a layer's bias, where that is so at every use of layer and bias."""
    bias = parameter(layer, "bias")
    calls = flow.calls_of(layer) if bias is not None else []
    if bias is None or not calls or uses.get(bias.id, 0) != len(calls):
        return None
    norms = [flow.only_taker(call) for call in calls if call.arguments.get("bias") is bias]
    if len(norms) != len(calls):
        return None
    fitting = all(norm is not None and _takes_out(call, norm) for call, norm in zip(calls, norms, strict=True))
    return norms[0] if fitting else None


def _takes_out(call: OpCall, norm: OpCall) -> bool:
    """Whether a normalization subtracts, for each channel of a call's result, something that contains its bias."""
    if op_name(call) not in WEIGHTED or len(call.outputs) != 1:
        return False
    shape = call.outputs[0].type.shape
    weight = call.arguments["weight"]
    if op_name(call) in LINEARS:
        if len(shape) != 2:  # else the normalization's channels are not the linear layer's
            return False
    elif len(shape) != len(weight.shape):  # an item without a batch: its first axis is no batch
        return False
    name = op_name(norm)
    if name == "group_norm":
        return bool(norm.arguments.get("num_groups") == shape[1])
    return name in {"batch_norm", "instance_norm"}
