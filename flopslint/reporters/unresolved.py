"""What was not understood and leaves figures inexact, as data for outputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flopslint.core.gap import Effect, Gap, GapKind
from flopslint.core.span import Site, Span
from flopslint.costs.layers import reason_of
from flopslint.costs.model_costs import ModelCosts
from flopslint.reporters.rows import Unresolved
from flopslint.values.events import Alternatives, Event, OpCall, Repeated, Uncounted
from flopslint.values.value import Unknown

_ORDER = (Effect.PARAMS, Effect.BUFFERS, Effect.FLOPS)


def unresolved_of(
    costs: ModelCosts, shown: Callable[[Site | None, Span | None], Span | None]
) -> tuple[Unresolved, ...]:
    """The gaps of a run that leave figures inexact, each once, in the order they were met."""
    run = costs.run
    effects: dict[int, tuple[Gap, set[Effect]]] = {}
    for use in run.gaps:
        if use.effects:
            effects.setdefault(id(use.gap), (use.gap, set()))[1].update(use.effects)
    for gap, affected in _taints(costs):
        effects.setdefault(id(gap), (gap, set()))[1].update(affected)
    reasons = set(costs.table("torch").total.reasons)
    for gap in _event_gaps(run.events):
        if id(gap) in effects or reason_of(gap) in reasons:
            effects.setdefault(id(gap), (gap, set()))[1].add(Effect.FLOPS)
    found = [_unresolved(gap, affected, shown(gap.site, gap.span)) for gap, affected in effects.values()]
    if (
        run.root is not None
        and run.build_ended
        and not run.was_run
        and not any("flops" in one.affects for one in found)
    ):
        gap = Gap(GapKind.NO_INPUT, "no input", run.span)
        found.append(_unresolved(gap, {Effect.FLOPS}, shown(None, run.span)))
    return tuple(dict.fromkeys(found))


def _unresolved(gap: Gap, affected: set[Effect], span: Span | None) -> Unresolved:
    return Unresolved(
        kind=gap.kind.value,
        reason=gap.reason,
        file=span.path if span else None,
        line=span.start_line if span else None,
        affects=tuple(effect.value for effect in _ORDER if effect in affected),
    )


def _taints(costs: ModelCosts) -> Iterator[tuple[Gap, set[Effect]]]:
    tables = (
        ("_modules", {Effect.PARAMS, Effect.BUFFERS}), ("_parameters", {Effect.PARAMS}), ("_buffers", {Effect.BUFFERS}),
    )  # fmt: skip
    for node in costs.nodes:
        if node.layer.taint is not None:
            yield node.layer.taint, {Effect.PARAMS, Effect.BUFFERS}
        for table, affected in tables:
            held = node.layer.attributes.get(table)
            for value in held.values() if isinstance(held, dict) else (held,):
                if isinstance(value, Unknown):
                    yield value.gap, affected


def _event_gaps(events: tuple[Event, ...]) -> Iterator[Gap]:
    for event in events:
        if isinstance(event, OpCall):
            if event.gap is not None:
                yield event.gap
        elif isinstance(event, Uncounted):
            yield event.gap
        elif isinstance(event, Alternatives):
            yield event.gap
            for side in event.sides:
                yield from _event_gaps(side)
        elif isinstance(event, Repeated):
            yield event.gap
            yield from _event_gaps(event.events)
