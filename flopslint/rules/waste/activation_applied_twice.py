"""An activation is applied to its own result.

## What it does
Reports an activation whose operand comes straight from the same activation.

## Why it matters
The second ReLU changes nothing and still reads and writes the whole tensor. The second sigmoid or softmax squeezes
everything into a narrow range, and with it the gradients. Most often a block and its user both apply it.

## Example
```python
def net():  # flopslint: input=1x64
    return nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.ReLU(), nn.Linear(64, 10))
```

## Use instead
```python
def net():  # flopslint: input=1x64
    return nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
```

## Limits
Only with nothing between, a dropout included.

## Options
None.

## References
https://docs.pytorch.org/docs/stable/nn.html#non-linear-activations-weighted-sum-nonlinearity
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.rules.dataflow import Dataflow, input_of, op_name
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule
from flopslint.rules.uses import layer_words
from flopslint.values.events import OpCall

_IDEMPOTENT = frozenset({"relu", "relu6", "hardtanh"})
"""Applied again, these change nothing, as long as their limits are the same."""

_ACTIVATIONS = _IDEMPOTENT | {
    "sigmoid", "tanh", "softmax", "log_softmax", "gelu", "silu", "mish", "elu", "selu", "celu", "leaky_relu",
    "hardswish", "hardsigmoid", "logsigmoid", "softplus", "softsign",
}  # fmt: skip


@rule(code="FL408", name="activation-applied-twice", severity=Severity.WARNING, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    flow = Dataflow.of(model.costs.run)
    if flow is None:
        return
    for call in flow.calls:
        name = op_name(call)
        if name not in _ACTIVATIONS:
            continue
        before = next((maker for maker in flow.makers(call) if _is_same(maker, call)), None)
        if before is None:
            continue
        node = None if model.costs.tree is None else model.costs.tree.of(call.layer)
        is_layer = node is not None and node.layer.cls.span is not None and model.is_prelude(node.layer.cls.span.path)
        if node is not None and is_layer:
            span, related = model.place_of_layer(node)
            subject = layer_words(node)
        else:
            span, related = model.place_of(call.site, model.defined_at)
            subject = f"this {name}"
        effect = "it changes nothing" if name in _IDEMPOTENT else "the activation is applied twice"
        yield rule.finding(
            f"{subject} works on the result of another {name}: {effect}",
            span=span,
            related=related,
            model=model.target,
            layer=node.name if node is not None else None,
            subject=name,
        )


def _is_same(first: OpCall, second: OpCall) -> bool:
    """Whether the second takes what the first made, and both do the same with each element."""
    taken = input_of(second)
    if op_name(first) != op_name(second) or taken is None or all(made.id != taken.id for made in first.outputs):
        return False
    limits = ("min_val", "max_val", "dim")
    return all(first.arguments.get(name) == second.arguments.get(name) for name in limits)
