"""Which op call takes what another one made: what rules about neighbors ask."""

from __future__ import annotations

from flopslint.costs.tally import op_calls
from flopslint.graph.build import tensors_of
from flopslint.rules.uses import is_fully_seen
from flopslint.values.events import ModelRun, OpCall
from flopslint.values.tensor import Tensor
from flopslint.values.value import Instance

CONVOLUTIONS = frozenset({"conv1d", "conv2d", "conv3d"})
TRANSPOSED = frozenset({"conv_transpose1d", "conv_transpose2d", "conv_transpose3d"})
LINEARS = frozenset({"linear"})
WEIGHTED = CONVOLUTIONS | TRANSPOSED | LINEARS
"""Ops with a weight, by what ``op_name`` gives."""


def op_name(call: OpCall) -> str:
    """The last part of an op's name: "conv2d", "linear", "relu"; in place or not."""
    return call.op.rpartition(".")[2].rstrip("_")


def tensor_argument(call: OpCall, *names: str) -> Tensor | None:
    """The first of these arguments that is a tensor."""
    found = (call.arguments.get(name) for name in names)
    return next((value for value in found if isinstance(value, Tensor)), None)


def input_of(call: OpCall) -> Tensor | None:
    """The tensor that an op works on, as opposed to its weight."""
    return tensor_argument(call, "input", "self")


class Dataflow:
    """The op calls of a run that was fully seen, in order, and how tensors pass from one to the other.

    A tensor that is changed in place is made by one call after the other. ``returned`` are the numbers of the calls
    whose tensors forward returns.
    """

    def __init__(self, run: ModelRun) -> None:
        self.calls: tuple[OpCall, ...] = tuple(op_calls(run.events))
        self.returned: set[int] = set()
        self._makers: dict[int, list[OpCall]] = {}
        self._takers: dict[int, list[OpCall]] = {}
        self._by_layer: dict[int, list[OpCall]] = {}
        last: dict[int, OpCall] = {}
        for call in self.calls:
            self._by_layer.setdefault(id(call.layer), []).append(call)
            for tensor in call.inputs:
                self._join(last.get(tensor.id), call)
            for tensor in call.outputs:
                last[tensor.id] = call
        for tensor in tensors_of(run.output):
            maker = last.get(tensor.id)
            if maker is not None:
                self.returned.add(maker.id)

    @classmethod
    def of(cls, run: ModelRun) -> Dataflow | None:
        """That of a run; None where an op call may have been missed."""
        return cls(run) if is_fully_seen(run) else None

    def makers(self, call: OpCall) -> list[OpCall]:
        """The op calls whose tensors a call takes, each once."""
        return self._makers.get(call.id, [])

    def takers(self, call: OpCall) -> list[OpCall]:
        """The op calls that take a call's tensors, each once."""
        return self._takers.get(call.id, [])

    def only_taker(self, call: OpCall) -> OpCall | None:
        """The one op call that takes what a call made, as its input; None where it goes elsewhere too."""
        takers = self.takers(call)
        if len(takers) != 1 or call.id in self.returned:
            return None
        taken = input_of(takers[0])
        return takers[0] if taken is not None and any(made.id == taken.id for made in call.outputs) else None

    def calls_of(self, layer: Instance) -> list[OpCall]:
        """The op calls that a layer's own forward made."""
        return self._by_layer.get(id(layer), [])

    def _join(self, maker: OpCall | None, taker: OpCall) -> None:
        if maker is None:
            return
        made, taken = self._makers.setdefault(taker.id, []), self._takers.setdefault(maker.id, [])
        if maker not in made:
            made.append(maker)
            taken.append(taker)
