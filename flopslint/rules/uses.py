"""Which layers of a run were used, and whether a use may have been missed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flopslint.core.span import Span
from flopslint.costs.layers import LayerNode, LayerTree, children
from flopslint.costs.tally import layer_calls, op_calls
from flopslint.graph.build import tensors_of
from flopslint.rules.facts import ModelFacts
from flopslint.values.events import Alternatives, Event, ModelRun, OpCall, Repeated, Uncounted
from flopslint.values.tensor import Tensor
from flopslint.values.value import Instance, Value

_TABLES = ("_parameters", "_buffers")


def is_fully_seen(run: ModelRun) -> bool:
    """Whether every op call that the model can make on its input is among the events of the run.

    An undecided branch or loop hides nothing: the events of all its sides are there. A value that it leaves unknown
    may, and then it is among the operands of an op call that has a gap.
    """
    if not (run.was_run and run.build_ended and run.forward_ended):
        return False
    followed: set[int] = set()
    for event in _all_events(run.events):
        if isinstance(event, Uncounted) or (isinstance(event, OpCall) and event.gap is not None):
            return False
        if isinstance(event, (Alternatives, Repeated)):
            followed.add(id(event.gap))
    return not any(use.effects and id(use.gap) not in followed for use in run.gaps)


def used_layers(tree: LayerTree, run: ModelRun) -> set[str]:
    """The names of the layers that made an op call, or a tensor of which an op call took or forward returned.

    Layers above them are not among them.
    """
    callers = {id(call.layer) for call in op_calls(run.events) if call.layer is not None}
    taken = {tensor.id for call in op_calls(run.events) for tensor in call.inputs}
    taken.update(tensor.id for tensor in tensors_of(run.output))
    return {
        node.name
        for node in tree.nodes
        if id(node.layer) in callers or any(tensor.id in taken for tensor in own_tensors(node.layer))
    }


def called_layers(run: ModelRun) -> list[Instance]:
    """The layers that were called, each once, in the order of their first call's beginning."""
    calls = sorted(layer_calls(run.events), key=lambda call: call.ordinal)
    return list({id(call.layer): call.layer for call in calls}.values())


def own_tensors(layer: Instance) -> Iterator[Tensor]:
    """The parameters and buffers that a layer holds itself, as far as they are known."""
    for table in _TABLES:
        held = layer.attributes.get(table)
        for value in held.values() if isinstance(held, dict) else ():
            if isinstance(value, Tensor):
                yield value


def parameters_below(layer: Instance) -> list[Tensor]:
    """The parameters of a layer and of those registered below it, each once."""
    found: dict[int, Tensor] = {}
    for one in with_below(layer):
        found.update((tensor.id, tensor) for tensor in own_tensors(one) if tensor.is_parameter)
    return list(found.values())


def with_below(layer: Instance) -> Iterator[Instance]:
    """A layer and those registered below it, each once."""
    seen: set[int] = set()
    stack = [layer]
    while stack:
        one = stack.pop()
        if id(one) not in seen:
            seen.add(id(one))
            yield one
            stack.extend(child for _, child in children(one))


def parameter(layer: Instance, name: str) -> Tensor | None:
    """A parameter that a layer holds itself; None if there is none of that name."""
    held = layer.attributes.get("_parameters")
    value: Value = held.get(name) if isinstance(held, dict) else None
    return value if isinstance(value, Tensor) else None


def layer_words(node: LayerNode, others: int = 0) -> str:
    """How a message names a layer; ``others`` are those that the same constructor call made."""
    short = node.class_name.rpartition(".")[2]
    words = f"layer {node.name} ({short})" if node.name else f"the model's own forward ({short})"
    return f"{words}, like {others} more built here," if others else words


def by_place(model: ModelFacts, nodes: Iterable[LayerNode]) -> list[tuple[LayerNode, ...]]:
    """Layers whose findings would stand at one place, together: what a loop builds is one remark."""
    groups: dict[Span | None, list[LayerNode]] = {}
    for node in nodes:
        groups.setdefault(model.place_of_layer(node)[0], []).append(node)
    return [tuple(group) for group in groups.values()]


def layers_at(model: ModelFacts, span: Span) -> list[LayerNode]:
    """The layers that a call of the user builds, directly or within a library, in order."""
    return [node for node in model.costs.nodes if model.place_of(node.built_at)[0] == span]


def _all_events(events: Iterable[Event]) -> Iterator[Event]:
    for event in events:
        yield event
        if isinstance(event, Alternatives):
            for side in event.sides:
                yield from _all_events(side)
        elif isinstance(event, Repeated):
            yield from _all_events(event.events)
