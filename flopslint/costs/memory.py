"""Bytes: of parameters and buffers, and the most that activations take at one time.

What is counted of activations are the tensors that the op calls of forward hand to one another, in execution order. One
is live from the op call that makes it to the last that uses it, both included; views share the elements of what they
are views of, and an op in place makes none. The model's inputs are live all the time, as the caller holds them, and so
is a tensor that is there before forward and is neither parameter nor buffer; what forward returns is live from where it
is made to the end. What an op takes for itself while it runs (indices of a maximum, the steps of a fused attention) is
not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flopslint.core.count import Count, Reason
from flopslint.core.gap import Effect
from flopslint.costs.layers import LayerTree, reason_of, why_ended
from flopslint.costs.tally import why_not_run
from flopslint.graph.build import tensors_of
from flopslint.values.events import Alternatives, Event, ModelRun, OpCall, Repeated, TensorRef, Uncounted
from flopslint.values.tensor import Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Bytes of a model.

    ``parameters`` and ``buffers`` are by element type, ``weights`` all of them. ``activations`` is the most that is
    live at one time, ``peak_at`` the op call at which it is, None where none was seen. ``total`` is weights and
    activations.
    """

    parameters: Mapping[str, int]
    buffers: Mapping[str, int]
    weights: Count
    activations: Count
    total: Count
    peak_at: OpCall | None


def memory_of(run: ModelRun, tree: LayerTree | None, params: Count, buffers: Count) -> Memory:
    """The bytes of a run; ``params`` and ``buffers`` count its elements, for what may be missing of them."""
    seen: set[int] = set()
    owned = {table: list(_registered(tree, table, seen)) for table in ("_parameters", "_buffers")}
    bytes_of = {table: _by_dtype(tensors) for table, tensors in owned.items()}
    reasons = (*params.reasons, *buffers.reasons)
    known = sum(sum(sizes.values()) for sizes in bytes_of.values())
    weights = Count.exactly(known) if params.exact and buffers.exact else Count.at_least(known, reasons)
    if tree is None:
        weights = Count.unknown(why_ended(run))
    activations, peak_at = _peak(run, frozenset(seen))
    return Memory(
        parameters=bytes_of["_parameters"],
        buffers=bytes_of["_buffers"],
        weights=weights,
        activations=activations,
        total=weights + activations,
        peak_at=peak_at,
    )


# -- weights --------------------------------------------------------------------------------------------------
def _registered(tree: LayerTree | None, table: str, seen: set[int]) -> Iterator[Tensor]:
    """The tensors that layers register, those that share elements once."""
    for node in () if tree is None else tree.nodes:
        held = node.layer.attributes.get(table)
        for tensor in held.values() if isinstance(held, dict) else ():
            if isinstance(tensor, Tensor) and tensor.owner.id not in seen:
                seen.add(tensor.owner.id)
                yield tensor.owner


def _by_dtype(tensors: Iterable[Tensor]) -> dict[str, int]:
    found: dict[str, int] = {}
    for tensor in tensors:
        found[tensor.dtype.name] = found.get(tensor.dtype.name, 0) + tensor.count * tensor.dtype.size
    return dict(sorted(found.items()))


# -- activations ----------------------------------------------------------------------------------------------
class _Lives:
    """From which op call to which each storage is live, by position; ``last`` of None is the end."""

    def __init__(self, weights: frozenset[int], count: int) -> None:
        self._weights = weights
        self._end = count
        self._spans: dict[int, tuple[int, int, int]] = {}

    def hold(self, tensor: TensorRef, first: int) -> None:
        """A tensor that is live from a position to the end; from its making, where that is known."""
        if tensor.storage not in self._weights:
            made = self._spans.get(tensor.storage, (first, 0, 0))[0]
            self._spans[tensor.storage] = (made, self._end, tensor.storage_bytes)

    def use(self, tensor: TensorRef, position: int, *, is_made: bool) -> None:
        """A tensor given to or made by an op call."""
        if tensor.storage in self._weights:
            return
        known = self._spans.get(tensor.storage)
        if known is None and not is_made:
            self.hold(tensor, 0)
        else:
            first, last, _ = known or (position, position, 0)
            self._spans[tensor.storage] = (first, max(last, position), tensor.storage_bytes)

    def peak(self) -> tuple[int, int]:
        """The most bytes that are live at one position, and the first such position."""
        changes = [0] * (self._end + 2)
        for first, last, size in self._spans.values():
            changes[first] += size
            changes[last + 1] -= size
        most = live = at = 0
        for position, change in enumerate(changes):
            live += change
            if live > most:
                most, at = live, position
        return most, at


def _peak(run: ModelRun, weights: frozenset[int]) -> tuple[Count, OpCall | None]:
    if not run.was_run:
        return Count.unknown(why_not_run(run)), None
    calls = [event for event in run.events if isinstance(event, OpCall) and _hands_on(event)]
    lives = _Lives(weights, len(calls))
    for one in run.inputs:
        lives.hold(one.ref, 0)
    for position, call in enumerate(calls):
        for tensor in call.inputs:
            lives.use(tensor, position, is_made=False)
        for tensor in call.outputs:
            lives.use(tensor, position, is_made=True)
    for tensor in tensors_of(run.output):
        lives.hold(tensor, len(calls))
    most, at = lives.peak()
    reasons = list(_why_more(run, run.events))
    count = Count.at_least(most, reasons) if reasons else Count.exactly(most)
    return count, calls[at] if at < len(calls) else None


def _hands_on(call: OpCall) -> bool:
    """Whether a call makes or changes tensors: one that only asks about a tensor does not keep it alive."""
    return bool(call.outputs) or call.op.endswith("__setitem__")


def _why_more(run: ModelRun, events: Iterable[Event]) -> Iterator[Reason]:
    """Why there may be tensors that were not seen."""
    if not run.forward_ended or not run.build_ended:
        yield from why_ended(run)
    for use in run.gaps:
        if Effect.FLOPS in use.effects:
            yield reason_of(use.gap)
    for event in events:
        if isinstance(event, (Alternatives, Repeated, Uncounted, OpCall)) and event.gap is not None:
            yield reason_of(event.gap)
