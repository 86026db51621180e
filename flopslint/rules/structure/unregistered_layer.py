"""A layer that forward uses is kept where the model does not find it.

## What it does
Reports a layer that is kept in a plain list, tuple, set or dict of a layer and used in forward, but that
`named_modules()` does not reach.

## Why it matters
Its parameters are not among `parameters()`: no optimizer trains them, no checkpoint holds them, and `to()`,
`eval()` and `requires_grad_()` pass them by. The parameters of the model are too low by them.

## Example
```python
class Net(nn.Module):  # flopslint: input=1x64
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(64, 64) for _ in range(3)]

    def forward(self, x):
        for layer in self.layers:
            x = F.relu(layer(x))
        return x
```

## Use instead
```python
class Net(nn.Module):  # flopslint: input=1x64
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(64, 64) for _ in range(3))

    def forward(self, x):
        for layer in self.layers:
            x = F.relu(layer(x))
        return x
```

## Limits
Silent where not all layers of the model are known. A layer that is hidden on purpose looks the same: suppress
the finding with the reason.

## Options
None.

## References
https://docs.pytorch.org/docs/stable/generated/torch.nn.ModuleList.html
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.core.span import Site
from flopslint.costs.layers import LayerTree
from flopslint.costs.tally import op_calls
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule
from flopslint.rules.uses import called_layers, own_tensors, parameters_below, with_below
from flopslint.values.value import Instance, Value

_REGISTERING = frozenset({"_modules", "_parameters", "_buffers"})
_DEEPEST = 4
"""Containers inside each other that are searched."""


@rule(code="FL302", name="unregistered-layer", severity=Severity.WARNING, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    run, tree = model.costs.run, model.costs.tree
    if tree is None or not run.was_run or not model.costs.params.exact:
        return
    called = {id(layer) for layer in called_layers(run)}
    taken = {tensor.id for call in op_calls(run.events) for tensor in call.inputs}
    groups: dict[tuple[str, Site | None], list[Instance]] = {}
    for path, layer in _kept(tree):
        if id(layer) in called or any(tensor.id in taken for one in with_below(layer) for tensor in own_tensors(one)):
            groups.setdefault((path, layer.made_at), []).append(layer)
    for (path, site), layers in _by_place(groups).items():
        span, related = model.place_of(site, model.defined_at)
        held = {tensor.id: tensor.count for layer in layers for tensor in parameters_below(layer)}
        count = sum(held.values())
        yield rule.finding(
            _message(path, layers, count), span=span, related=related, model=model.target, layer=path, value=count
        )


def _message(path: str, layers: list[Instance], count: int) -> str:
    subject = layers[0].cls.name if len(layers) == 1 else f"{len(layers)} layers ({layers[0].cls.name})"
    verb = "is" if len(layers) == 1 else "are"
    lost = f"{count:,} parameters are not the model's" if count else "eval(), train() and to() do not reach them"
    return (
        f"{subject} in the plain container self.{path.rpartition('.')[2]} {verb} used but not registered: {lost} "
        "(nn.ModuleList and nn.ModuleDict register what they hold)"
    )


def _by_place(groups: dict[tuple[str, Site | None], list[Instance]]) -> dict[tuple[str, Site | None], list[Instance]]:
    """Layers of one container that one call in the source made, in a loop perhaps, together."""
    found: dict[tuple[str, object], tuple[Site | None, list[Instance]]] = {}
    for (path, site), layers in groups.items():
        found.setdefault((path, site.span if site else None), (site, []))[1].extend(layers)
    return {(path, site): layers for (path, _), (site, layers) in found.items()}


def _kept(tree: LayerTree) -> Iterator[tuple[str, Instance]]:
    """The unregistered layers in plain containers of registered ones, each once, with the container's path."""
    seen: set[int] = set()
    for node in tree.nodes:
        for name, value in node.layer.attributes.items():
            if name in _REGISTERING or isinstance(value, Instance):
                continue
            for layer in _layers_in(value, _DEEPEST):
                if tree.of(layer) is None and id(layer) not in seen:
                    seen.add(id(layer))
                    yield f"{node.name}.{name}" if node.name else name, layer


def _layers_in(value: Value, depth: int) -> Iterator[Instance]:
    if isinstance(value, Instance):
        if value.cls.is_layer:
            yield value
        return
    if depth and isinstance(value, (list, tuple, set, frozenset, deque, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _layers_in(item, depth - 1)
