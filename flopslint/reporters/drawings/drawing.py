"""What a picture of a layer graph shows: boxes for inputs, op calls and the output, arrows for tensors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flopslint.core.count import Count
from flopslint.costs.convention import find_convention
from flopslint.graph.build import build_graph
from flopslint.graph.model import OUTPUT, LayerGraph, Node
from flopslint.reporters.numbers import readable, readable_count, shape_text
from flopslint.reporters.report import ModelReport
from flopslint.values.events import OpCall, TensorRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One node. ``kind`` is "input", "op" or "output"; ``work`` is in MACs, None where it is not known.

    ``place`` is where the op call stands, the innermost line that is not flopslint's own.
    """

    name: str
    kind: str
    title: str
    layer: str | None = None
    work: int | None = 0
    place: tuple[str, int] | None = None

    @property
    def lines(self) -> list[str]:
        """Its label."""
        work = "MACs unknown" if self.work is None else f"{readable(self.work)} MACs" if self.work else ""
        return [line for line in (self.title, self.layer or "", work) if line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """One tensor, from the box that makes it to one that takes it."""

    source: str
    target: str
    shape: tuple[int, ...]
    dtype: str

    @property
    def label(self) -> str:
        """Its shape, and its element type where that is not the usual one."""
        dtype = "" if self.dtype == "float32" else f" {self.dtype}"
        return f"{shape_text(self.shape)}{dtype}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One model: boxes in an order in which each comes after those it takes tensors from, and arrows."""

    target: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    params: Count
    macs: Count

    @property
    def caption(self) -> str:
        """The model with its figures, in one line."""
        return f"{self.target}: {readable_count(self.params)} params, {readable_count(self.macs)} MACs"


def drawing_of(report: ModelReport) -> Drawing:
    """What the picture of a model shows. Op calls that no tensor leads to or from are left out."""
    graph = build_graph(report.costs.run)
    joined = {end for edge in graph.edges() for end in (edge.source, edge.target)}
    boxes = [_box(report, graph, node) for node in graph.in_order() if node in joined or not isinstance(node, int)]
    arrows = [_arrow(edge.source, edge.target, edge.tensor) for edge in graph.edges()]
    return Drawing(
        target=report.target,
        boxes=tuple(boxes),
        arrows=tuple(dict.fromkeys(arrows)),
        params=report.params,
        macs=report.cost("mac").total,
    )


def named(names: Iterable[str]) -> dict[str, str]:
    """Short names for boxes, fit for every language: n0, n1, ..."""
    return {name: f"n{position}" for position, name in enumerate(names)}


def _box(report: ModelReport, graph: LayerGraph, node: Node) -> Box:
    call = graph.call(node)
    if call is None:
        given = graph.input(node)
        title = "output" if given is None else f"input {given.name}"
        return Box(name=str(node), kind="output" if node == OUTPUT else "input", title=title)
    tree = report.costs.tree
    layer = None if tree is None else tree.of(call.layer)
    return Box(
        name=str(node),
        kind="op",
        title=call.op.rpartition(".")[2],
        layer=None if layer is None else layer.name or report.name,
        work=_work(call),
        place=next(iter(report.places_of(call)), None),
    )


def _work(call: OpCall) -> int | None:
    return None if call.gap is not None else find_convention("mac").of_op(call)


def _arrow(source: Node, target: Node, tensor: TensorRef) -> Arrow:
    shape = tuple(int(dim) for dim in tensor.type.shape)
    return Arrow(source=str(source), target=str(target), shape=shape, dtype=tensor.type.dtype.name)
