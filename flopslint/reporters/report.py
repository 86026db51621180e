"""The report of one model: figures, rows, and what was not understood; the evaluation behind it on demand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from flopslint.core.count import Count
from flopslint.core.errors import InternalError
from flopslint.reporters import document
from flopslint.reporters.rows import (
    LayerRow,
    MemoryFigures,
    ModelCost,
    ModelFigures,
    ReportedConflict,
    ReportedInput,
    Unresolved,
)

if TYPE_CHECKING:
    from flopslint.costs.model_costs import ModelCosts
    from flopslint.graph.model import Network
    from flopslint.reporters.evaluated import Evaluated
    from flopslint.values.events import OpCall


def _nothing_evaluated() -> Evaluated:
    raise InternalError("these figures come without their evaluation")


@dataclass(frozen=True, kw_only=True, eq=False)
class ModelReport:
    """What was found out about one model.

    ``evaluate`` gives the evaluation that the figures are of; where they come from a cache, it evaluates anew.
    """

    figures: ModelFigures
    evaluate: Callable[[], Evaluated] = field(
        repr=False, metadata={"is_stored": False}, default_factory=lambda: _nothing_evaluated
    )

    @property
    def target(self) -> str:
        """What was asked for, as outputs write it."""
        return self.figures.target

    @property
    def name(self) -> str:
        """What the model is called."""
        return self.figures.name

    @property
    def file(self) -> str | None:
        """The file of its definition, by name."""
        return self.figures.file

    @property
    def line(self) -> int | None:
        """The line of its definition, 1-based."""
        return self.figures.line

    @property
    def framework(self) -> str:
        """The framework it is written for."""
        return self.figures.framework

    @property
    def convention(self) -> str:
        """The convention of FLOPs."""
        return self.figures.convention

    @property
    def chosen(self) -> str | None:
        """Why it is a model and how it is built; None where somebody named it."""
        return self.figures.chosen

    @property
    def params(self) -> Count:
        """Elements of all parameters, each once."""
        return self.figures.params

    @property
    def trainable(self) -> Count:
        """Elements of the parameters that require a gradient."""
        return self.figures.trainable

    @property
    def buffers(self) -> Count:
        """Elements of all registered buffers."""
        return self.figures.buffers

    def cost(self, convention: str | None = None) -> ModelCost:
        """The figures by a convention, by default the report's own.

        Raises:
            ConfigError: if there is no convention of that name.
        """
        name = convention or self.convention
        found = self.figures.costs.get(name)
        return self.evaluated.cost(name) if found is None else found

    @property
    def memory(self) -> MemoryFigures:
        """Bytes of parameters and buffers, and of the most activations that are live at one time."""
        return self.figures.memory

    @property
    def layers(self) -> tuple[LayerRow, ...]:
        """One row a layer, the root (name "") first, in the order of ``named_modules()``."""
        return self.figures.layers

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
    def inputs(self) -> tuple[ReportedInput, ...]:
        """The tensors given to the model."""
        return self.figures.inputs

    @property
    def output(self) -> Any:
        """The structure returned, each tensor as ``{"shape", "dtype"}``; None where forward did not end."""
        return self.figures.output

    @property
    def was_run(self) -> bool:
        """Whether forward was run at all."""
        return self.figures.was_run

    @property
    def conflicts(self) -> tuple[ReportedConflict, ...]:
        """What running the model would raise."""
        return self.figures.conflicts

    @property
    def unresolved(self) -> tuple[Unresolved, ...]:
        """What was not understood and leaves figures inexact."""
        return self.figures.unresolved

    @property
    def layers_resolved(self) -> int:
        """How many layers have exact figures; without an input, exact parameters."""
        return sum(row.exact if self.was_run else row.params.exact and row.buffers.exact for row in self.layers)

    # -- the evaluation ------------------------------------------------------------------------------------------
    @cached_property
    def evaluated(self) -> Evaluated:
        """The evaluation that the figures are of."""
        return self.evaluate()

    @property
    def costs(self) -> ModelCosts:
        """The run, the layer tree, and everything that is counted of them."""
        return self.evaluated.costs

    @property
    def graph(self) -> Network:
        """The layer graph: a node for each op call, an edge for each tensor."""
        return self.evaluated.graph

    @property
    def op_calls(self) -> tuple[OpCall, ...]:
        """All op calls, those of undecided branches and loops included."""
        return self.evaluated.op_calls

    def places_of(self, call: OpCall) -> list[tuple[str, int]]:
        """Where an op call was made, as file and line: from the innermost call outwards, the user's own last."""
        return self.evaluated.places_of(call)

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
            "memory": document.memory_document(self.memory),
        }
