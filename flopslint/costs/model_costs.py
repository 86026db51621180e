"""Everything that is counted of one run, worked out when it is asked for."""

from __future__ import annotations

from functools import cached_property

from flopslint.core.count import Count, total
from flopslint.costs.convention import find_convention
from flopslint.costs.layers import LayerNode, LayerTree, layer_tree, why_ended
from flopslint.costs.memory import Memory, memory_of
from flopslint.costs.tally import CostTable, calls_of, tally
from flopslint.values.events import LayerCall, ModelRun


class ModelCosts:
    """The figures of one run. ``tree`` is None where no layer was built."""

    def __init__(self, run: ModelRun) -> None:
        self.run = run
        self.tree: LayerTree | None = layer_tree(run)
        self._tables: dict[str, CostTable] = {}

    @property
    def nodes(self) -> tuple[LayerNode, ...]:
        """The layers in order; empty where none was built."""
        return () if self.tree is None else self.tree.nodes

    def table(self, convention: str) -> CostTable:
        """The counts by the convention of that name.

        Raises:
            ConfigError: if there is no such convention.
        """
        if convention not in self._tables:
            self._tables[convention] = tally(self.run, self.tree, find_convention(convention))
        return self._tables[convention]

    @cached_property
    def params(self) -> Count:
        """Elements of all parameters."""
        return self._sum([node.params for node in self.nodes])

    @cached_property
    def trainable(self) -> Count:
        """Elements of the parameters that require a gradient."""
        return self._sum([node.trainable for node in self.nodes])

    @cached_property
    def buffers(self) -> Count:
        """Elements of all registered buffers."""
        return self._sum([node.buffers for node in self.nodes])

    @cached_property
    def memory(self) -> Memory:
        """Bytes of parameters, buffers and activations."""
        return memory_of(self.run, self.tree, self.params, self.buffers)

    @cached_property
    def calls(self) -> dict[str, tuple[int, LayerCall]]:
        """For each layer that was called, by name: how often, and its first call."""
        return {} if self.tree is None else calls_of(self.tree, self.run.events)

    def _sum(self, counts: list[Count]) -> Count:
        return total(counts) if counts else Count.unknown(why_ended(self.run))
