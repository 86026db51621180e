"""From the events of a run to its layer graph."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from flopslint.graph.model import OUTPUT, LayerGraph, Node, input_node
from flopslint.values.events import Alternatives, Event, ModelRun, OpCall, Repeated, TensorRef
from flopslint.values.tensor import Tensor
from flopslint.values.value import Instance, Value

if TYPE_CHECKING:
    from flopslint.graph.model import Network


def build_graph(run: ModelRun) -> LayerGraph:
    """The layer graph of a run: op calls of undecided branches and loops are in it as if all happened.

    A tensor that an op changes in place has one maker after the other; each taker is joined to the last one before it.
    Parameters and constants are no nodes: they are among the inputs of an op call, but come from nowhere.
    """
    import networkx as nx

    network: Network = nx.MultiDiGraph()
    makers: dict[int, Node] = {}
    for tensor in run.inputs:
        node = input_node(tensor.name)
        network.add_node(node, call=tensor)
        makers[tensor.ref.id] = node
    for call in calls_in_order(run.events):
        network.add_node(call.id, call=call)
        _join(network, makers, call.inputs, call.id)
        for made in call.outputs:
            makers[made.id] = call.id
    if run.was_run and run.forward_ended:
        network.add_node(OUTPUT, call=None)
        _join(network, makers, tensors_of(run.output), OUTPUT)
    return LayerGraph(network, run)


def calls_in_order(events: Iterable[Event]) -> Iterator[OpCall]:
    """All op calls in the order they were made."""
    for event in events:
        if isinstance(event, OpCall):
            yield event
        elif isinstance(event, Alternatives):
            for side in event.sides:
                yield from calls_in_order(side)
        elif isinstance(event, Repeated):
            yield from calls_in_order(event.events)


def tensors_of(value: Value) -> Iterator[TensorRef]:
    """The tensors in a structure, in order."""
    if isinstance(value, Tensor):
        yield TensorRef.of(value)
    elif isinstance(value, TensorRef):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from tensors_of(item)
    elif isinstance(value, (tuple, list, deque)):
        for item in value:
            yield from tensors_of(item)
    elif isinstance(value, Instance):
        yield from tensors_of(value.payload if value.payload is not None else value.attributes)


def _join(network: Network, makers: dict[int, Node], tensors: Iterable[TensorRef], taker: Node) -> None:
    for tensor in tensors:
        maker = makers.get(tensor.id)
        if maker is not None:
            network.add_edge(maker, taker, tensor=tensor)
