"""Forward builds a layer.

## What it does
Reports a layer whose constructor is called while forward runs, and that forward then calls.

## Why it matters
A layer with parameters gets new random ones at every call, which no optimizer trains. One without is in training
mode whatever the model is in: a dropout built in forward also drops in inference.

## Example
```python
class Net(nn.Module):  # flopslint: input=1x64
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(64, 64)

    def forward(self, x):
        return nn.Linear(64, 10)(F.relu(self.hidden(x)))
```

## Use instead
```python
class Net(nn.Module):  # flopslint: input=1x64
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(64, 64)
        self.head = nn.Linear(64, 10)

    def forward(self, x):
        return self.head(F.relu(self.hidden(x)))
```

## Limits
Of layers inside each other the outermost is reported. A layer that the first forward builds and keeps is reported
too. What a framework's own layers build is its own affair.

## Options
None.

## References
https://docs.pytorch.org/docs/stable/notes/modules.html
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.core.span import Site, Span
from flopslint.costs.tally import layer_calls
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule
from flopslint.rules.uses import called_layers, parameters_below
from flopslint.values.events import ModelRun
from flopslint.values.value import Instance


@rule(code="FL303", name="layer-built-in-forward", severity=Severity.WARNING, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    run, tree = model.costs.run, model.costs.tree
    if tree is None:
        return
    for layer in _outermost(_built(model, run)):
        span, related = model.place_of(layer.made_at, model.defined_at)
        held = sum(tensor.count for tensor in parameters_below(layer))
        yield rule.finding(
            _message(layer, held, is_kept=tree.of(layer) is not None),
            span=span,
            related=related,
            model=model.target,
            value=held,
            subject=layer.cls.dotted_name,
        )


def _message(layer: Instance, held: int, *, is_kept: bool) -> str:
    name = layer.cls.name
    if is_kept:
        return f"{name} is built by forward and then kept: an optimizer made before lacks its {held:,} parameters"
    if held:
        return f"{name} is built by forward: each call gets {held:,} new parameters, which nothing trains or saves"
    return f"{name} is built by forward: it is in training mode whatever the model is in, and built again at each call"


def _built(model: ModelFacts, run: ModelRun) -> list[Instance]:
    """The layers called in forward whose constructor was called in it, one for each place, none of a framework's."""
    roots = {id(call.site) for call in layer_calls(run.events) if call.parent is None and call.layer is run.root}
    found: dict[Span, Instance] = {}
    for layer in called_layers(run):
        site = layer.made_at
        if site is None or model.is_prelude(site.span.path):
            continue
        if any(id(one) in roots for one in site.outwards()):
            found.setdefault(site.span, layer)
    return list(found.values())


def _outermost(layers: list[Instance]) -> list[Instance]:
    """Those that no other one's constructor made."""
    made: set[int | None] = {id(layer.made_at) for layer in layers}
    return [layer for layer in layers if layer.made_at is None or not _callers(layer.made_at) & made]


def _callers(site: Site) -> set[int | None]:
    return {id(one) for one in site.outwards()[1:]}
