"""Questions about a layer graph."""

from __future__ import annotations

from collections.abc import Callable

from flopslint.graph.model import OUTPUT, LayerGraph, Node
from flopslint.values.events import OpCall


def unused_calls(graph: LayerGraph) -> list[OpCall]:
    """The op calls whose result reaches no output: work done for nothing, or for an effect."""
    import networkx as nx

    if OUTPUT not in graph.network:
        return []
    useful = nx.ancestors(graph.network, OUTPUT)
    found = []
    for node in graph.in_order():
        call = graph.call(node)
        if call is not None and node not in useful:
            found.append(call)
    return found


def path(graph: LayerGraph, source: Node, target: Node) -> list[Node]:
    """The nodes of a shortest path between two nodes, both included; empty where there is none."""
    import networkx as nx

    if not nx.has_path(graph.network, source, target):
        return []
    return list(nx.shortest_path(graph.network, source, target))


def critical_path(graph: LayerGraph, cost: Callable[[OpCall], int]) -> list[OpCall]:
    """The op calls, in order, of a path through the graph on which they cost most in sum."""
    best: dict[Node, tuple[int, Node | None]] = {}
    order = graph.in_order()
    for node in order:
        call = graph.call(node)
        own = 0 if call is None else cost(call)
        before = max(((best[edge.source][0], edge.source) for edge in graph.into(node)), key=_first, default=(0, None))
        best[node] = (before[0] + own, before[1])
    if not best:
        return []
    found: list[OpCall] = []
    last: Node | None = max(order, key=lambda one: best[one][0])
    while last is not None:
        call = graph.call(last)
        if call is not None:
            found.append(call)
        last = best[last][1]
    return found[::-1]


def _first(pair: tuple[int, Node]) -> int:
    return pair[0]
