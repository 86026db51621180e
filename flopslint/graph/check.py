"""Does a graph agree with itself, and with the run it came from."""

from __future__ import annotations

from dataclasses import dataclass

from flopslint.graph.model import Edge, LayerGraph
from flopslint.values.tensor import TensorType


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An edge whose ends see different tensors: made as one type, taken as another."""

    edge: Edge
    made: TensorType
    taken: TensorType


def disagreements(graph: LayerGraph) -> list[Disagreement]:
    """The edges whose two ends do not agree in shape or element type; empty for a sound graph."""
    found = []
    for edge in graph.edges():
        made = _made(graph, edge)
        taken = edge.tensor.type
        if made is not None and (made.shape, made.dtype) != (taken.shape, taken.dtype):
            found.append(Disagreement(edge, made, taken))
    return found


def _made(graph: LayerGraph, edge: Edge) -> TensorType | None:
    given = graph.input(edge.source)
    if given is not None:
        return given.ref.type
    call = graph.call(edge.source)
    for output in () if call is None else call.outputs:
        if output.id == edge.tensor.id:
            return output.type
    return None
