"""Two layers are assigned to one name, and the first is never used.

## What it does
Reports, within one body, a layer that is assigned to a name to which the same body then always assigns another,
with nothing in between that could use the first.

## Why it matters
The first layer is built and thrown away. Most often a line was copied and its name not changed, so that the model
has one layer less than it seems to have.

## Example
```python
class Net(nn.Module):  # flopslint: input=1x3x32x32
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 8, 3)
        self.conv1 = nn.Conv2d(3, 16, 3)

    def forward(self, x):
        return self.conv1(x)
```

## Use instead
```python
class Net(nn.Module):  # flopslint: input=1x3x32x32
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 8, 3)
        self.conv2 = nn.Conv2d(8, 16, 3)

    def forward(self, x):
        return self.conv2(self.conv1(x))
```

## Limits
Looks at the methods of the model's classes. A default that a branch replaces is fine, and so is a layer that is
replaced from outside (`model.fc = ...`).

## Options
None.

## References
https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.diagnostic import Diagnostic, Related, Severity
from flopslint.ir import nodes as ir
from flopslint.rules.assignments import overwritten
from flopslint.rules.facts import ModelFacts
from flopslint.rules.rule import Rule, rule
from flopslint.rules.suggestions import without
from flopslint.values.value import Class, Function, ModuleValue, Value


@rule(code="FL304", name="duplicate-layer-name", severity=Severity.WARNING, on=ModelFacts, page=__doc__)
def RULE(rule: Rule, model: ModelFacts) -> Iterator[Diagnostic]:
    """The findings on one model."""
    layers = _LayerClasses(model)
    for function, cls in _methods(model):
        names = frozenset(name for one in cls.mro for name in one.namespace)
        for first, second in overwritten(function.code, names):
            if not (layers.has(first.call.function, function) and layers.has(second.call.function, function)):
                continue
            span, related = model.place_of_gap(first.call.span, None)
            yield rule.finding(
                f"this layer is never used: {first.name} is assigned another one on line {second.call.span.start_line}",
                span=span,
                related=(*related, Related("assigned here again", second.call.span)),
                model=model.target,
                subject=f"{function.qualified_name} {first.name}",
                suggestion=without(model, span, "take the first assignment out"),
            )


def _methods(model: ModelFacts) -> Iterator[tuple[Function, Class]]:
    """The methods of the classes of all layers, each once, those of a framework left out."""
    seen: set[int] = set()
    for node in model.costs.nodes:
        for cls in node.layer.cls.mro:
            if id(cls) in seen or cls.span is None or model.is_prelude(cls.span.path):
                continue
            seen.add(id(cls))
            for value in cls.namespace.values():
                if isinstance(value, Function) and model.is_user_file(value.code.span.path):
                    yield value, cls


class _LayerClasses:
    """The classes of layers that the run has met, by the names that source calls them by."""

    def __init__(self, model: ModelFacts) -> None:
        root = model.costs.run.root
        self._classes: dict[str, list[Class]] = {}
        stack = [] if root is None else [cls for cls in root.cls.mro if cls.is_layer]
        seen: set[int] = set()
        while stack:
            cls = stack.pop()
            if id(cls) not in seen:
                seen.add(id(cls))
                self._classes.setdefault(cls.name, []).append(cls)
                stack.extend(cls.subclasses)

    def has(self, callee: ir.Expression, function: Function) -> bool:
        """Whether the callee of a call in a function is a class of layers, as far as names of modules lead to it."""
        value = self._named(callee, function)
        return isinstance(value, Class) and value.is_layer

    def _named(self, node: ir.Expression, function: Function) -> Value:
        if isinstance(node, ir.Name):
            return self._in_module(function.module, node.id) if node.scope is ir.Scope.GLOBAL else None
        if isinstance(node, ir.Attribute):
            held = self._named(node.value, function)
            return self._in_module(held, node.name) if isinstance(held, ModuleValue) else None
        return None

    def _in_module(self, module: ModuleValue, name: str) -> Value:
        """What a module holds under a name; what it only passes on is known by the class's public name."""
        if name in module.namespace:
            return module.namespace[name]
        passed_on = f"{module.name}.{name}"
        return next((cls for cls in self._classes.get(name, ()) if cls.dotted_name == passed_on), None)
