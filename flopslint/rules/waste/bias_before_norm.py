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
from flopslint.rules.uses import layer_words, parameter
from flopslint.values.events import OpCall


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
    for node in model.costs.nodes:
        bias = parameter(node.layer, "bias")
        calls = flow.calls_of(node.layer) if bias is not None else []
        if bias is None or not calls or uses.get(bias.id, 0) != len(calls):
            continue
        norms = [flow.only_taker(call) for call in calls if call.arguments.get("bias") is bias]
        if len(norms) != len(calls):
            continue
        if all(norm is not None and _takes_out(call, norm) for call, norm in zip(calls, norms, strict=True)):
            norm = norms[0]
            after = model.costs.tree.of(norm.layer) if norm is not None and model.costs.tree is not None else None
            name = after.name if after is not None and after.name else "the normalization"
            span, related = model.place_of_layer(node)
            yield rule.finding(
                f"{layer_words(node)} has a bias of {bias.count:,} parameters that {name} right after it takes out "
                "again; bias=False would do",
                span=span,
                related=related,
                model=model.target,
                layer=node.name,
                value=bias.count,
            )


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
