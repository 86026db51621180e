"""From events to counts: for each layer, by one convention, with a bound where something may have been missed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flopslint.core.count import Count, Reason, total
from flopslint.core.gap import Effect
from flopslint.costs.convention import Convention
from flopslint.costs.layers import LayerNode, LayerTree, reason_of, why_ended
from flopslint.values.events import Alternatives, Event, LayerCall, ModelRun, OpCall, Repeated, Uncounted
from flopslint.values.value import Instance


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CostTable:
    """Counts by one convention: for each layer (in the order of the tree), and their sum.

    A row's figure is that of the op calls its own forward made, over all its uses; those of the layers inside are
    in their rows.
    """

    convention: Convention
    rows: tuple[Count, ...]
    total: Count


class Owners:
    """Which row of the tree an op call is charged to: that of its layer, or of the nearest layer around it there."""

    def __init__(self, tree: LayerTree, events: Iterable[Event]) -> None:
        self._tree = tree
        self._index = {id(node): position for position, node in enumerate(tree.nodes)}
        self._calls = {call.ordinal: call for call in layer_calls(events)}

    def row(self, layer: Instance | None, layer_call: int | None = None) -> int:
        """The position of the row in the tree's order."""
        node = self._tree.of(layer)
        while node is None and layer_call is not None:
            call = self._calls.get(layer_call)
            if call is None:
                break
            node = self._tree.of(call.layer)
            layer_call = call.parent
        return self._index[id(node if node is not None else self._tree.root)]


def tally(run: ModelRun, tree: LayerTree | None, convention: Convention) -> CostTable:
    """The counts of a run by a convention."""
    if tree is None:
        return CostTable(convention=convention, rows=(), total=Count.unknown(why_ended(run)))
    if not run.was_run:
        reasons = why_not_run(run)
        rows = tuple(Count.unknown(reasons) for _ in tree.nodes)
        return CostTable(convention=convention, rows=rows, total=Count.unknown(reasons))
    sums = _Tally(Owners(tree, run.events), convention).of(run.events)
    lost = [reason_of(use.gap) for use in run.gaps if Effect.FLOPS in use.effects]
    if not run.forward_ended or not run.build_ended:
        lost.extend(why_ended(run))
    rows = tuple(sums.get(position, _Sum()).count() for position in range(len(tree.nodes)))
    explained = {reason for row in rows if row.max is None for reason in row.reasons}
    lost = [reason for reason in lost if reason not in explained]
    if lost:
        rows = (rows[0].loosened(lost), *rows[1:])
    return CostTable(convention=convention, rows=rows, total=total(rows))


def why_not_run(run: ModelRun) -> list[Reason]:
    """Why forward was not run."""
    if not run.build_ended:
        return why_ended(run)
    reasons = [reason_of(use.gap) for use in run.gaps if Effect.FLOPS in use.effects]
    return reasons or [Reason("no input", run.span)]


def op_calls(events: Iterable[Event]) -> Iterator[OpCall]:
    """All op calls, those of undecided branches and loops included."""
    for event in flattened(events):
        if isinstance(event, OpCall):
            yield event


def layer_calls(events: Iterable[Event]) -> Iterator[LayerCall]:
    """All layer calls, those of undecided branches and loops included."""
    for event in flattened(events):
        if isinstance(event, LayerCall):
            yield event


def flattened(events: Iterable[Event]) -> Iterator[Event]:
    """The events in order, with those inside of branches and loops in their place."""
    stack = [iter(events)]
    while stack:
        for event in stack[-1]:
            if isinstance(event, Alternatives):
                stack.append(iter([inner for side in event.sides for inner in side]))
                break
            if isinstance(event, Repeated):
                stack.append(iter(event.events))
                break
            yield event
        else:
            stack.pop()


def calls_of(tree: LayerTree, events: Iterable[Event]) -> dict[str, tuple[int, LayerCall]]:
    """For each layer that was called, by name: how often, and its first call."""
    uses: dict[str, tuple[int, LayerCall]] = {}
    for call in layer_calls(events):
        node = tree.of(call.layer)
        if node is None:
            continue
        count, first = uses.get(node.name, (0, call))
        uses[node.name] = (count + 1, first if first.ordinal <= call.ordinal else call)
    return uses


def charged_to(node: LayerNode, tree: LayerTree, run: ModelRun) -> list[OpCall]:
    """The op calls whose work is in the row of a layer."""
    owners = Owners(tree, run.events)
    row = owners.row(node.layer)
    return [call for call in op_calls(run.events) if owners.row(call.layer, call.layer_call) == row]


class _Sum:
    """A growing count, cheaper than adding ``Count``s."""

    __slots__ = ("maximum", "minimum", "reasons")

    def __init__(self) -> None:
        self.minimum = 0
        self.maximum: int | None = 0
        self.reasons: list[Reason] = []

    def add(self, minimum: int, maximum: int | None) -> None:
        self.minimum += minimum
        self.maximum = None if maximum is None or self.maximum is None else self.maximum + maximum

    def count(self) -> Count:
        return Count(self.minimum, self.maximum, self.reasons)


class _Tally:
    """Sums events by row."""

    def __init__(self, owners: Owners, convention: Convention) -> None:
        self._owners = owners
        self._convention = convention

    def of(self, events: Iterable[Event]) -> dict[int, _Sum]:
        sums: dict[int, _Sum] = {}
        for event in events:
            if isinstance(event, OpCall):
                self._op_call(event, sums)
            elif isinstance(event, Alternatives):
                self._alternatives(event, sums)
            elif isinstance(event, Repeated):
                self._repeated(event, sums)
            elif isinstance(event, Uncounted):
                row = sums.setdefault(self._owners.row(event.layer), _Sum())
                row.add(0, None)
                row.reasons.append(reason_of(event.gap))
        return sums

    def _op_call(self, call: OpCall, sums: dict[int, _Sum]) -> None:
        figure = self._convention.of_op(call)
        if not figure and call.gap is None:
            return
        row = sums.setdefault(self._owners.row(call.layer, call.layer_call), _Sum())
        row.add(figure, figure if call.gap is None else None)
        if call.gap is not None:
            row.reasons.append(reason_of(call.gap))

    def _alternatives(self, event: Alternatives, sums: dict[int, _Sum]) -> None:
        sides = [self.of(side) for side in event.sides]
        for position in sorted({position for side in sides for position in side}):
            found = [side.get(position, _Sum()) for side in sides]
            minimum = min(one.minimum for one in found)
            highest = [one.maximum for one in found]
            maximum = None if None in highest else max(value for value in highest if value is not None)
            row = sums.setdefault(position, _Sum())
            row.add(minimum, maximum)
            if maximum != minimum:
                row.reasons.append(reason_of(event.gap))
                row.reasons.extend(reason for one in found for reason in one.reasons)

    def _repeated(self, event: Repeated, sums: dict[int, _Sum]) -> None:
        inside = self.of(event.events)
        rows = set(inside)
        rows.update(self._owners.row(call.layer, call.layer_call) for call in op_calls(event.events))
        for position in sorted(rows):
            row = sums.setdefault(position, _Sum())
            row.add(0, None)
            row.reasons.append(reason_of(event.gap))
            row.reasons.extend(inside[position].reasons if position in inside else ())
