"""Pushes shapes through a layer graph in topological order, by the ops' own shape rules.

At the input of the run this must agree with the evaluation, edge by edge. At another input it answers only where
nothing but tensors carried the input's size through forward: no argument, branch, loop count or index came from a dim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from flopslint.core.errors import FlopslintError
from flopslint.graph.model import OUTPUT, Edge, LayerGraph, Node
from flopslint.values.events import Alternatives, OpCall, Repeated
from flopslint.values.tensor import Tensor, TensorType
from flopslint.values.value import Instance, Value

Apply: TypeAlias = Callable[[OpCall, dict[str, Value]], Value]
"""Applies the shape rule of an op call to arguments; raises ``CannotPropagate`` where it refuses them."""


class CannotPropagate(FlopslintError):
    """The graph cannot say what shapes another input gives; the evaluation has to run again."""


@dataclass(frozen=True, slots=True)
class Propagation:
    """What went over each edge, and what forward would return, in the order of the output's tensors."""

    edges: tuple[tuple[Edge, TensorType], ...]
    outputs: tuple[TensorType, ...]

    def disagreements(self) -> list[tuple[Edge, TensorType]]:
        """The edges over which another type went than in the run."""
        return [
            (edge, type_)
            for edge, type_ in self.edges
            if (type_.shape, type_.dtype) != (edge.tensor.type.shape, edge.tensor.type.dtype)
        ]


def propagate(graph: LayerGraph, inputs: Mapping[str, TensorType], apply: Apply) -> Propagation:
    """Pushes the given input types through the graph; inputs not named keep those of the run.

    Raises:
        CannotPropagate: if the graph alone cannot tell, with the reason.
    """
    _refuse_uncertain(graph)
    if _is_other(graph, inputs):
        _refuse_sized(graph)
    state = _State(graph)
    for node in graph.in_order():
        given = graph.input(node)
        call = graph.call(node)
        if given is not None:
            type_ = inputs.get(given.name, given.ref.type)
            state.put(node, given.ref.id, Tensor(type_.shape, type_.dtype, strides=type_.strides))
        elif call is not None:
            state.take(node)
            _apply(state, call, apply)
        else:
            state.take(node)
    return Propagation(tuple(state.edges), tuple(state.outputs))


def _refuse_uncertain(graph: LayerGraph) -> None:
    for event in graph.run.events:
        if isinstance(event, (Alternatives, Repeated)):
            raise CannotPropagate(f"forward is not decided: {event.gap.reason}")
        if isinstance(event, OpCall) and event.gap is not None:
            raise CannotPropagate(f"{event.spelling} is not known: {event.gap.reason}")
    if not graph.run.was_run or not graph.run.forward_ended:
        raise CannotPropagate("forward did not come to its end")


def _is_other(graph: LayerGraph, inputs: Mapping[str, TensorType]) -> bool:
    known = {tensor.name: tensor.ref.type for tensor in graph.run.inputs}
    for name, type_ in inputs.items():
        if name not in known:
            raise CannotPropagate(f"the run had no input {name!r}")
        if (known[name].shape, known[name].dtype) != (type_.shape, type_.dtype):
            return True
    return False


def _refuse_sized(graph: LayerGraph) -> None:
    if graph.run.decided_by_dim is not False:
        known = graph.run.decided_by_dim is not None
        raise CannotPropagate(
            "forward decides something by the size of its input"
            if known
            else "it is not known whether forward decides something by the size of its input"
        )
    for event in graph.run.events:
        if isinstance(event, OpCall) and event.decided_by_dim:
            raise CannotPropagate(f"an argument of {event.spelling} was computed from the size of the input")


@dataclass(slots=True)
class _State:
    """The tensors made so far, by the node that made them and their number in the run."""

    graph: LayerGraph
    made: dict[tuple[Node, int], Tensor] = field(default_factory=dict)
    taken: dict[int, Tensor] = field(default_factory=dict)
    edges: list[tuple[Edge, TensorType]] = field(default_factory=list)
    outputs: list[TensorType] = field(default_factory=list)

    def put(self, node: Node, number: int, tensor: Tensor) -> None:
        self.made[node, number] = tensor

    def take(self, node: Node) -> None:
        """Follows the edges into a node: what they carry now, by the tensor's number."""
        self.taken = {}
        for edge in self.graph.into(node):
            tensor = self.made[edge.source, edge.tensor.id]
            self.taken[edge.tensor.id] = _copy(tensor)
            self.edges.append((edge, tensor.type))
            if node == OUTPUT:
                self.outputs.append(tensor.type)


def _apply(state: _State, call: OpCall, apply: Apply) -> None:
    result = apply(call, {name: _substituted(value, state.taken) for name, value in call.arguments.items()})
    made = list(_tensors(result))
    if len(made) != len(call.outputs):
        raise CannotPropagate(f"{call.spelling} gives {len(made)} tensors, not {len(call.outputs)}")
    for output, tensor in zip(call.outputs, made, strict=True):
        state.put(call.id, output.id, tensor)


def _copy(tensor: Tensor) -> Tensor:
    """Its own object for each taker: an op that works in place must not change what another takes."""
    copied = Tensor(
        tensor.shape, tensor.dtype, array=tensor.array, strides=tensor.strides, contiguous=False, cls=tensor.cls
    )
    copied.attributes = tensor.attributes
    return copied


def _substituted(value: Value, tensors: Mapping[int, Tensor]) -> Value:
    """A structure with the tensors that travel through the graph replaced; parameters and constants stay."""
    if isinstance(value, Tensor):
        return tensors.get(value.id, value)
    if type(value) in {list, tuple}:
        return type(value)(_substituted(item, tensors) for item in value)
    if type(value) is dict:
        return {key: _substituted(item, tensors) for key, item in value.items()}
    return value


def _tensors(value: Value) -> Iterator[Tensor]:
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _tensors(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _tensors(item)
    elif isinstance(value, Instance) and isinstance(value.payload, tuple):
        yield from _tensors(value.payload)
