"""The report of one model: figures, rows, and what was not understood. Frozen; the graph is built on demand."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from flopslint.core.count import Count, Reason
from flopslint.core.span import Site, Span
from flopslint.costs.convention import find_convention
from flopslint.costs.layers import LayerNode
from flopslint.costs.model_costs import ModelCosts
from flopslint.costs.tally import op_calls
from flopslint.reporters import document
from flopslint.reporters.paths import PathNames
from flopslint.reporters.rows import LayerRow, ModelCost, ReportedConflict
from flopslint.reporters.structure import mirrored, shapes
from flopslint.reporters.unresolved import Unresolved, unresolved_of

if TYPE_CHECKING:
    from flopslint.graph.model import Network
    from flopslint.values.events import InputTensor, OpCall


@dataclass(frozen=True, kw_only=True, eq=False)
class ModelReport:
    """What was found out about one model.

    ``params``, ``trainable`` and ``buffers`` are counts of elements; ``convention`` is that of ``flops``. ``chosen``
    says why it is a model and how it is built, None where somebody named it.
    """

    target: str
    name: str
    file: str | None
    line: int | None
    convention: str
    costs: ModelCosts = field(repr=False)
    names: PathNames = field(repr=False)
    prelude: str = field(default="", repr=False)
    framework: str = "torch"
    chosen: str | None = None

    @property
    def params(self) -> Count:
        """Elements of all parameters, each once."""
        return self._count(self.costs.params)

    @property
    def trainable(self) -> Count:
        """Elements of the parameters that require a gradient."""
        return self._count(self.costs.trainable)

    @property
    def buffers(self) -> Count:
        """Elements of all registered buffers."""
        return self._count(self.costs.buffers)

    def cost(self, convention: str | None = None) -> ModelCost:
        """The figures by a convention, by default the report's own.

        Raises:
            ConfigError: if there is no convention of that name.
        """
        name = convention or self.convention
        found = find_convention(name)
        table = self.costs.table(name)
        rows = {node.name: self._count(row) for node, row in zip(self.costs.nodes, table.rows, strict=True)}
        return ModelCost(
            convention=name,
            unit=found.unit,
            total=self._count(table.total),
            rows=rows,
            is_paired=found.is_paired,
        )

    @cached_property
    def layers(self) -> tuple[LayerRow, ...]:
        """One row a layer, the root (name "") first, in the order of ``named_modules()``."""
        macs = self.costs.table("mac").rows
        flops = self.costs.table(self.convention).rows
        return tuple(self._row(node, macs[position], flops[position]) for position, node in enumerate(self.costs.nodes))

    def layer(self, name: str) -> LayerRow:
        """The row of the layer of that dotted name.

        Raises:
            KeyError: if there is no such layer.
        """
        for row in self.layers:
            if row.name == name:
                return row
        raise KeyError(name)

    @property
    def inputs(self) -> tuple[InputTensor, ...]:
        """The tensors given to the model."""
        return self.costs.run.inputs

    @cached_property
    def output(self) -> Any:
        """The structure returned, each tensor as ``{"shape", "dtype"}``; None where forward did not end."""
        run = self.costs.run
        return mirrored(run.output) if run.was_run and run.forward_ended else None

    @cached_property
    def graph(self) -> Network:
        """The layer graph: a node for each op call, an edge for each tensor."""
        from flopslint.graph.build import build_graph

        return build_graph(self.costs.run).network

    @cached_property
    def conflicts(self) -> tuple[ReportedConflict, ...]:
        """What running the model would raise."""
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

    @cached_property
    def unresolved(self) -> tuple[Unresolved, ...]:
        """What was not understood and leaves figures inexact."""
        return unresolved_of(self.costs, self._shown)

    @cached_property
    def op_calls(self) -> tuple[OpCall, ...]:
        """All op calls, those of undecided branches and loops included."""
        return tuple(op_calls(self.costs.run.events))

    def places_of(self, call: OpCall) -> list[tuple[str, int]]:
        """Where an op call was made, as file and line: from the innermost call outwards, the user's own last."""
        sites = [] if call.site is None else call.site.outwards()
        hidden = self._is_prelude
        return [(self.names.name(one.span.path), one.span.start_line) for one in sites if not hidden(one.span.path)]

    @property
    def layers_resolved(self) -> int:
        """How many layers have exact figures; without an input, exact parameters."""
        was_run = self.costs.run.was_run
        return sum(row.exact if was_run else row.params.exact and row.buffers.exact for row in self.layers)

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data: one element of ``models`` of the JSON output."""
        cost = self.cost()
        return {
            "target": self.target,
            "name": self.name,
            "file": self.file,
            "line": self.line,
            "framework": self.framework,
            **({} if self.chosen is None else {"chosen": self.chosen}),
            "inputs": [document.input_document(tensor) for tensor in self.inputs],
            "output": self.output,
            "params": document.count_document(self.params, trainable=self.trainable.value),
            "buffers": document.count_document(self.buffers),
            "macs": {**document.count_document(self.cost("mac").total), "convention": "mac"},
            "flops": {**document.count_document(cost.total), "convention": cost.convention, "unit": cost.unit},
            "layers": [document.layer_document(row) for row in self.layers],
            "unresolved": [document.unresolved_document(gap) for gap in self.unresolved],
            "conflicts": [document.conflict_document(one) for one in self.conflicts],
        }

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
