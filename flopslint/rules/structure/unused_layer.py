"""A layer with parameters is never used.

## What it does
Reports a layer with parameters when neither the layer nor any of its parameters reaches an operation in forward,
in inference or in training. Of layers inside each other the topmost is reported.

## Why it matters
Its parameters are stored, loaded, moved and counted for nothing; with several processes, training stops at
parameters that got no gradient. Most often a line of forward was forgotten.

## Example
```python
class Net(nn.Module):  # flopslint: input=1x64
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(64, 64)
        self.skip = nn.Linear(64, 64)
        self.head = nn.Linear(64, 10)

    def forward(self, x):
        return self.head(F.relu(self.hidden(x)))
```

## Use instead
```python
class Net(nn.Module):  # flopslint: input=1x64
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(64, 64)
        self.skip = nn.Linear(64, 64)
        self.head = nn.Linear(64, 10)

    def forward(self, x):
        return self.head(F.relu(self.hidden(x)) + self.skip(x))
```

## Limits
Silent where anything in forward was not understood that could hide a use, and where forward fails in training
mode on the same input. What other methods than forward use is not looked at.

## Options
None.

## References
https://docs.pytorch.org/docs/stable/generated/torch.nn.parallel.DistributedDataParallel.html
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.costs.layers import LayerNode, LayerTree, layer_tree
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule
from flopslint.rules.suggestions import without
from flopslint.rules.uses import is_fully_seen, layer_words, own_tensors, used_layers
from flopslint.values.events import ModelRun


@rule(code="FL301", name="unused-layer", severity=Severity.WARNING, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    tree = model.costs.tree
    if tree is None or not is_fully_seen(model.costs.run):
        return
    used = used_layers(tree, model.costs.run)
    if not _unused(tree, used):
        return
    training = model.run_in_training()
    if training is None:
        return
    for node, held in _unused(tree, used | _used_in_training(tree, training)):
        span, related = model.place_of_layer(node)
        yield rule.finding(
            f"{layer_words(node)} is never used: neither it nor any of its {held:,} parameters reaches an operation "
            "of forward, in inference or in training",
            span=span,
            related=related,
            model=model.target,
            layer=node.name,
            value=held,
            suggestion=without(model, span, "take the layer out"),
        )


def _used_in_training(tree: LayerTree, run: ModelRun) -> set[str]:
    """The layers that a run in training mode uses; all where it is not fully seen."""
    other = layer_tree(run)
    if other is None or not is_fully_seen(run):
        return {node.name for node in tree.nodes}
    return used_layers(other, run) | {node.name for node in tree.nodes if other.named(node.name) is None}


def _unused(tree: LayerTree, used: set[str]) -> list[tuple[LayerNode, int]]:
    """The topmost layers below the root that have parameters and nothing in them that is used, with how many."""
    found: list[tuple[LayerNode, int]] = []
    position = 1
    while position < len(tree.nodes):
        inside = _inside(tree.nodes, position)
        held = sum(tensor.count for node in inside for tensor in own_tensors(node.layer) if tensor.is_parameter)
        if held and not any(node.name in used for node in inside):
            found.append((inside[0], held))
            position += len(inside)
        else:
            position += 1
    return found


def _inside(nodes: tuple[LayerNode, ...], position: int) -> tuple[LayerNode, ...]:
    """A layer and those below it, which follow it with greater depth."""
    end = position + 1
    while end < len(nodes) and nodes[end].depth > nodes[position].depth:
        end += 1
    return nodes[position:end]
