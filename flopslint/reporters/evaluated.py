"""What an evaluation gave, in the reader's terms: files by name, places in source that is not our own."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from flopslint.core.count import Count, Reason
from flopslint.core.span import Site, Span
from flopslint.costs.convention import find_convention
from flopslint.costs.layers import LayerNode
from flopslint.costs.model_costs import ModelCosts
from flopslint.costs.tally import op_calls
from flopslint.reporters.paths import PathNames
from flopslint.reporters.rows import LayerRow, MemoryFigures, ModelCost, ModelFigures, ReportedConflict, ReportedInput
from flopslint.reporters.structure import mirrored, shapes
from flopslint.reporters.unresolved import unresolved_of

if TYPE_CHECKING:
    from flopslint.graph.model import Network
    from flopslint.values.events import OpCall


@dataclass(frozen=True, kw_only=True, eq=False)
class Evaluated:
    """One evaluated model. ``prelude`` is the folder of our own source of framework layers, which is never shown."""

    costs: ModelCosts = field(repr=False)
    names: PathNames = field(repr=False)
    prelude: str = ""

    def figures(
        self, *, target: str, file: str | None, line: int | None, convention: str, chosen: str | None
    ) -> ModelFigures:
        """All figures; ``convention`` is that of FLOPs.

        Raises:
            ConfigError: if there is no convention of that name.
        """
        run = self.costs.run
        return ModelFigures(
            target=target,
            name=run.name,
            file=file,
            line=line,
            framework="torch",
            convention=convention,
            chosen=chosen,
            params=self._count(self.costs.params),
            trainable=self._count(self.costs.trainable),
            buffers=self._count(self.costs.buffers),
            costs={name: self.cost(name) for name in dict.fromkeys(("mac", convention))},
            layers=self._rows(convention),
            inputs=tuple(
                ReportedInput(
                    name=one.name,
                    shape=tuple(int(dim) for dim in one.ref.type.shape),
                    dtype=one.ref.type.dtype.name,
                    origin=one.origin,
                )
                for one in run.inputs
            ),
            output=mirrored(run.output) if run.was_run and run.forward_ended else None,
            was_run=run.was_run,
            conflicts=self._conflicts(),
            unresolved=unresolved_of(self.costs, self._shown),
            memory=self._memory(),
        )

    def cost(self, convention: str) -> ModelCost:
        """The figures by a convention.

        Raises:
            ConfigError: if there is no convention of that name.
        """
        found = find_convention(convention)
        table = self.costs.table(convention)
        rows = {node.name: self._count(row) for node, row in zip(self.costs.nodes, table.rows, strict=True)}
        return ModelCost(
            convention=convention,
            unit=found.unit,
            total=self._count(table.total),
            rows=rows,
            is_paired=found.is_paired,
        )

    @cached_property
    def graph(self) -> Network:
        """The layer graph: a node for each op call, an edge for each tensor."""
        from flopslint.graph.build import build_graph

        return build_graph(self.costs.run).network

    @cached_property
    def op_calls(self) -> tuple[OpCall, ...]:
        """All op calls, those of undecided branches and loops included."""
        return tuple(op_calls(self.costs.run.events))

    def places_of(self, call: OpCall) -> list[tuple[str, int]]:
        """Where an op call was made, as file and line: from the innermost call outwards, the user's own last."""
        sites = [] if call.site is None else call.site.outwards()
        hidden = self._is_prelude
        return [(self.names.name(one.span.path), one.span.start_line) for one in sites if not hidden(one.span.path)]

    def _memory(self) -> MemoryFigures:
        memory = self.costs.memory
        call = memory.peak_at
        file, line = next(iter(self.places_of(call)), (None, None)) if call is not None else (None, None)
        return MemoryFigures(
            parameters=memory.parameters,
            buffers=memory.buffers,
            weights=self._count(memory.weights),
            activations=self._count(memory.activations),
            total=self._count(memory.total),
            peak_op=None if call is None else call.spelling,
            peak_file=file,
            peak_line=line,
        )

    def _conflicts(self) -> tuple[ReportedConflict, ...]:
        found = []
        for conflict in self.costs.run.conflicts:
            span = self._shown(conflict.site, conflict.span)
            found.append(
                ReportedConflict(
                    kind=conflict.kind.value,
                    message=conflict.message,
                    file=span.path if span else None,
                    line=span.start_line if span else None,
                    column=span.start_column + 1 if span else None,
                )
            )
        return tuple(found)

    def _rows(self, convention: str) -> tuple[LayerRow, ...]:
        macs = self.costs.table("mac").rows
        flops = self.costs.table(convention).rows
        return tuple(self._row(node, macs[position], flops[position]) for position, node in enumerate(self.costs.nodes))

    def _row(self, node: LayerNode, macs: Count, flops: Count) -> LayerRow:
        calls, first = self.costs.calls.get(node.name, (0, None))
        span, via = self._built_at(node)
        given = () if first is None else (*first.inputs, *first.keywords.values())
        return LayerRow(
            name=node.name,
            class_name=node.class_name,
            depth=node.depth,
            file=span.path if span else None,
            line=span.start_line if span else None,
            column=span.start_column + 1 if span else None,
            params=self._count(node.params),
            trainable=self._count(node.trainable),
            buffers=self._count(node.buffers),
            macs=self._count(macs),
            flops=self._count(flops),
            calls=calls,
            inputs=_frozen(shapes(given)),
            outputs=() if first is None else _frozen(shapes(first.outputs)),
            via=via,
        )

    def _built_at(self, node: LayerNode) -> tuple[Span | None, tuple[tuple[str, int], ...]]:
        if node.depth == 0:
            return self.names.span(self.costs.run.span), ()
        sites = [] if node.built_at is None else [
            site for site in node.built_at.outwards() if not self._is_prelude(site.span.path)
        ]  # fmt: skip
        if not sites:
            return None, ()
        via = tuple((self.names.name(site.span.path), site.span.start_line) for site in sites[1:])
        return self.names.span(sites[0].span), via

    def _shown(self, site: Site | None, span: Span | None) -> Span | None:
        """A place for the reader: the innermost one that is not in our own source of framework layers."""
        if span is not None and not self._is_prelude(span.path):
            return self.names.span(span)
        for one in [] if site is None else site.outwards():
            if not self._is_prelude(one.span.path):
                return self.names.span(one.span)
        return self.names.span(self.costs.run.span)

    def _count(self, count: Count) -> Count:
        """A count whose reasons stand where the reader knows the place."""
        return count.with_reasons(lambda reason: Reason(reason.text, self._shown(reason.site, reason.span)))

    def _is_prelude(self, path: str) -> bool:
        return bool(self.prelude) and path.startswith(self.prelude)


def _frozen(found: list[list[int] | None]) -> tuple[tuple[int, ...] | None, ...]:
    return tuple(None if shape is None else tuple(shape) for shape in found)
