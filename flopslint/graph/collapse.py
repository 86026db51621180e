"""From the level of op calls to that of layers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flopslint.graph.model import LayerGraph, Node
from flopslint.values.value import Instance

if TYPE_CHECKING:
    from flopslint.graph.model import Network


def collapse(graph: LayerGraph, group_of: Callable[[Instance | None, int | None], str]) -> Network:
    """One node for each layer, by name; the tensors that pass from one to another as edges.

    ``group_of`` gives the name of the layer an op call belongs to, from the call's layer and layer call. Inputs and the
    output keep their nodes; tensors within one layer are left out. Node attribute ``calls``: the op calls inside.
    """
    import networkx as nx

    network: Network = nx.MultiDiGraph()
    groups: dict[Node, Node] = {}
    for node in graph.in_order():
        call = graph.call(node)
        group = node if call is None else group_of(call.layer, call.layer_call)
        groups[node] = group
        if group not in network:
            network.add_node(group, calls=[])
        if call is not None:
            network.nodes[group]["calls"].append(call)
    for edge in graph.edges():
        source, target = groups[edge.source], groups[edge.target]
        if source != target:
            network.add_edge(source, target, tensor=edge.tensor)
    return network
