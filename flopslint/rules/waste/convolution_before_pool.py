"""A convolution works at full resolution directly before its result is thinned out.

## What it does
Reports a convolution of stride 1 whose result goes straight into a pool with a stride, into a slice with a step,
or into a convolution whose stride is larger than its kernel.

## Why it matters
Most of what was computed is averaged away or thrown away at once. A stride in the convolution does a fraction of
the work; a pointwise convolution and an average pool can change places without changing the result.

## Example
```python
def net():  # flopslint: input=1x64x32x32
    return nn.Sequential(nn.Conv2d(64, 32, 1), nn.AvgPool2d(2))
```

## Use instead
```python
def net():  # flopslint: input=1x64x32x32
    return nn.Sequential(nn.AvgPool2d(2), nn.Conv2d(64, 32, 1))
```

## Limits
Only with nothing between: an activation makes the order matter more. But for a pointwise convolution before an
average pool without padding, another order or a stride is another model, which has to be trained anew.

## Options
None.

## References
https://arxiv.org/abs/1412.6806
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.dataflow import CONVOLUTIONS, Dataflow, input_of, op_name
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule
from flopslint.rules.uses import layer_words
from flopslint.values.events import OpCall
from flopslint.values.value import Value

_POOLS = frozenset({"max_pool1d", "max_pool2d", "max_pool3d", "avg_pool1d", "avg_pool2d", "avg_pool3d"})


@rule(code="FL405", name="convolution-before-pool", severity=Severity.WARNING, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    flow = Dataflow.of(model.costs.run)
    if flow is None:
        return
    for node in model.costs.nodes:
        calls = [call for call in flow.calls_of(node.layer) if op_name(call) in CONVOLUTIONS]
        takers = [flow.only_taker(call) for call in calls]
        if not calls or any(taker is None or not _thins_out(taker) for taker in takers):
            continue
        if not all(_has_stride_1(call) for call in calls) or takers[0] is None:
            continue
        made, kept = _positions(calls[0]), _positions(takers[0])
        if kept >= made:
            continue
        span, related = model.place_of_layer(node)
        yield rule.finding(
            f"{layer_words(node)} computes {made:,} positions, of which {op_name(takers[0]).strip('_')} right after it "
            f"leaves {kept:,}: {_remedy(calls[0], takers[0])}",
            span=span,
            related=related,
            model=model.target,
            layer=node.name,
            value=made,
        )


def _remedy(call: OpCall, taker: OpCall) -> str:
    is_pointwise = prod(call.arguments["weight"].shape[2:]) == 1
    if is_pointwise and op_name(taker).startswith("avg_pool") and not _largest(taker.arguments.get("padding", 0)):
        return "the other way round gives the same for less work"
    return "a stride in the convolution would do less work"


def _thins_out(call: OpCall) -> bool:
    """Whether a call keeps less than one value for each position by its stride or step."""
    name = op_name(call)
    if name in _POOLS:
        stride = call.arguments.get("stride")
        return _largest(call.arguments["kernel_size"] if stride is None or stride == [] else stride) > 1
    if name in CONVOLUTIONS:
        return _largest(call.arguments.get("stride", 1)) > _largest(call.arguments["weight"].shape[2:])
    if name == "__getitem":
        index = call.arguments.get("index")
        parts = index if isinstance(index, tuple) else (index,)
        return any(isinstance(part, slice) and isinstance(part.step, int) and part.step > 1 for part in parts)
    return False


def _has_stride_1(call: OpCall) -> bool:
    return _largest(call.arguments.get("stride", 1)) == 1


def _largest(value: Value) -> int:
    numbers = value if isinstance(value, (tuple, list)) else (value,)
    return max((number for number in numbers if isinstance(number, int)), default=0)


def _positions(call: OpCall) -> int:
    """The positions of the map that a call makes, all items of the batch together."""
    taken = input_of(call)
    rank = 2 if taken is None else len(taken.shape)
    return prod(call.outputs[0].type.shape[2:]) if call.outputs and rank > 2 else 0
