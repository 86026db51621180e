"""The layer graph: a typed view of one ``networkx.MultiDiGraph``.

Nodes have the attribute ``call``, edges the attribute ``tensor``, and nothing else. An op call's node is its number; an
input's node is "input NAME", and what forward returns goes into the node "output".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from flopslint.values.events import InputTensor, ModelRun, OpCall, TensorRef

if TYPE_CHECKING:
    import networkx as nx

    Network: TypeAlias = "nx.MultiDiGraph[Node]"

Node: TypeAlias = int | str

OUTPUT = "output"
"""The node that what forward returns goes into."""


def input_node(name: str) -> str:
    """The node of the input of that name."""
    return f"input {name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A tensor on its way from the node that made it to one that takes it."""

    source: Node
    target: Node
    tensor: TensorRef


@dataclass(frozen=True, slots=True, eq=False)
class LayerGraph:
    """The graph of one run."""

    network: Network
    run: ModelRun

    def call(self, node: Node) -> OpCall | None:
        """The op call of a node; None for inputs and the output."""
        call = self.network.nodes[node]["call"]
        return call if isinstance(call, OpCall) else None

    def input(self, node: Node) -> InputTensor | None:
        """The input of a node; None for others."""
        call = self.network.nodes[node]["call"]
        return call if isinstance(call, InputTensor) else None

    def edges(self) -> Iterator[Edge]:
        """All edges, in the order they were made."""
        for source, target, attributes in self.network.edges(data=True):
            yield Edge(source=source, target=target, tensor=attributes["tensor"])

    def into(self, node: Node) -> Iterator[Edge]:
        """The edges into a node."""
        for source, target, attributes in self.network.in_edges(node, data=True):
            yield Edge(source=source, target=target, tensor=attributes["tensor"])

    def in_order(self) -> list[Node]:
        """The nodes, each after those it takes tensors from; op calls otherwise in the order they were made."""
        import networkx as nx

        return list(nx.lexicographical_topological_sort(self.network, key=_rank))


def _rank(node: Node) -> tuple[int, int, str]:
    if isinstance(node, int):
        return 1, node, ""
    return (2 if node == OUTPUT else 0), 0, node
