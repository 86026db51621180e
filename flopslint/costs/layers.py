"""The layer tree of a built model, with what each layer holds itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from flopslint.core.conflict import Conflict
from flopslint.core.count import Count, Reason
from flopslint.core.gap import Effect, Gap
from flopslint.core.span import Site
from flopslint.values.events import ModelRun
from flopslint.values.tensor import Tensor
from flopslint.values.value import Instance, Unknown, Value


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LayerNode:
    """One layer under its first name.

    ``params``, ``trainable`` and ``buffers`` are elements that the layer holds itself, those of its children
    excluded; a tensor held by several layers is the first one's. ``depth`` is 0 for the root.
    """

    name: str
    layer: Instance
    depth: int
    params: Count
    trainable: Count
    buffers: Count

    @property
    def built_at(self) -> Site | None:
        """The constructor call."""
        return self.layer.made_at

    @property
    def class_name(self) -> str:
        """The public dotted name of its class."""
        return self.layer.cls.dotted_name


@dataclass(frozen=True, slots=True, eq=False)
class LayerTree:
    """The layers of a model in the order of ``named_modules()``: the root first, each layer once."""

    nodes: tuple[LayerNode, ...]
    _by_layer: dict[int, LayerNode] = field(default_factory=dict)
    _by_name: dict[str, LayerNode] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for node in self.nodes:
            self._by_layer[id(node.layer)] = node
            self._by_name[node.name] = node

    @property
    def root(self) -> LayerNode:
        """The model itself."""
        return self.nodes[0]

    def of(self, layer: Instance | None) -> LayerNode | None:
        """The node of a layer; None for a layer that is not registered below the root."""
        return None if layer is None else self._by_layer.get(id(layer))

    def named(self, name: str) -> LayerNode | None:
        """The node of that dotted name."""
        return self._by_name.get(name)


def layer_tree(run: ModelRun) -> LayerTree | None:
    """The layer tree of a run; None where no layer was built.

    What may be missing without a known place is charged to the root, so that rows add up to totals.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.named_modules
    """
    if run.root is None:
        return None
    seen: set[int] = set()
    layers = list(_walk(run.root, "", 0, set()))
    tainted = {id(gap) for _, layer, _ in layers for gap in _gaps_of(layer)}
    missing = {
        effect: [reason_of(use.gap) for use in run.gaps if effect in use.effects and id(use.gap) not in tainted]
        for effect in (Effect.PARAMS, Effect.BUFFERS)
    }
    if not run.build_ended:
        for reasons in missing.values():
            reasons.extend(why_ended(run))
    nodes = [_node(name, layer, depth, seen, missing if depth == 0 else {}) for name, layer, depth in layers]
    return LayerTree(tuple(_as_built(node, run) for node in nodes))


def reason_of(cause: Gap | Conflict) -> Reason:
    """A gap or a conflict as the reason of a bound."""
    text = cause.reason if isinstance(cause, Gap) else cause.message
    span = cause.span
    if span is None and cause.site is not None:
        span = cause.site.span
    return Reason(text, span, cause.site)


def why_ended(run: ModelRun) -> list[Reason]:
    """Why a phase of a run did not come to its end."""
    reasons = [reason_of(conflict) for conflict in run.conflicts]
    reasons.extend(reason_of(use.gap) for use in run.gaps if use.effects)
    return reasons or [Reason("the evaluation did not come to its end", run.span)]


def children(layer: Instance) -> Iterator[tuple[str, Instance]]:
    """The registered children of a layer that are known, as ``_modules`` holds them."""
    for name, child in _table(layer, "_modules"):
        if isinstance(child, Instance):
            yield name, child


def _walk(layer: Instance, name: str, depth: int, seen: set[int]) -> Iterator[tuple[str, Instance, int]]:
    """Pre-order, without recursion: a chain of layers may be deeper than Python's stack."""
    stack: list[tuple[str, Instance, int]] = [(name, layer, depth)]
    while stack:
        name, layer, depth = stack.pop()
        if id(layer) in seen:
            continue
        seen.add(id(layer))
        yield name, layer, depth
        below = [(f"{name}.{key}" if name else key, child, depth + 1) for key, child in children(layer)]
        stack.extend(reversed(below))


def _node(name: str, layer: Instance, depth: int, seen: set[int], missing: dict[Effect, list[Reason]]) -> LayerNode:
    everywhere = [reason_of(gap) for gap in _gaps_of(layer, "_modules")]
    parameters = list(_own_tensors(layer, "_parameters", seen))
    buffers = list(_own_tensors(layer, "_buffers", seen))
    lost = [*everywhere, *map(reason_of, _unknown_entries(layer, "_parameters")), *missing.get(Effect.PARAMS, ())]
    lost_buffers = [*everywhere, *map(reason_of, _unknown_entries(layer, "_buffers")), *missing.get(Effect.BUFFERS, ())]
    return LayerNode(
        name=name,
        layer=layer,
        depth=depth,
        params=_held(parameters, lost),
        trainable=_held([tensor for tensor in parameters if tensor.requires_grad], lost),
        buffers=_held(buffers, lost_buffers),
    )


def _as_built(node: LayerNode, run: ModelRun) -> LayerNode:
    """A layer whose buffers have the size that they were built with."""
    changed = 0
    for name, tensor in _table(node.layer, "_buffers"):
        built = run.built_buffers.get((id(node.layer), name))
        if built is not None and isinstance(tensor, Tensor):
            changed += built.count - tensor.count
    return replace(node, buffers=node.buffers + changed) if changed else node


def _held(tensors: Iterable[Tensor], lost: list[Reason]) -> Count:
    elements = sum(tensor.count for tensor in tensors)
    return Count.at_least(elements, lost) if lost else Count.exactly(elements)


def _own_tensors(layer: Instance, table: str, seen: set[int]) -> Iterator[Tensor]:
    for _, tensor in _table(layer, table):
        if isinstance(tensor, Tensor) and id(tensor) not in seen:
            seen.add(id(tensor))
            yield tensor


def _gaps_of(layer: Instance, *tables: str) -> list[Gap]:
    """The gaps that leave a layer's tables incomplete: its taint, and unknown entries."""
    gaps = [] if layer.taint is None else [layer.taint]
    for table in tables or ("_modules", "_parameters", "_buffers"):
        gaps.extend(_unknown_entries(layer, table))
    return gaps


def _unknown_entries(layer: Instance, table: str) -> list[Gap]:
    held = layer.attributes.get(table)
    if isinstance(held, Unknown):
        return [held.gap]
    return [value.gap for _, value in _table(layer, table) if isinstance(value, Unknown)]


def _table(layer: Instance, table: str) -> list[tuple[str, Value]]:
    held = layer.attributes.get(table)
    return [(str(key), value) for key, value in held.items()] if isinstance(held, dict) else []
