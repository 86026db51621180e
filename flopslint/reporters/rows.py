"""The parts of a report, plain frozen data: an input, a layer's row, a cost, a conflict, a gap, and all of a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flopslint.core.count import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerRow:
    """One layer of a report. Figures are the layer's own, those of the layers inside excluded.

    ``file``, ``line`` and ``column`` (1-based) are its constructor call; ``via`` are the calls that led there, from the
    nearest outwards, as file and line.
    """

    name: str
    class_name: str
    depth: int
    file: str | None
    line: int | None
    column: int | None
    params: Count
    trainable: Count
    buffers: Count
    macs: Count
    flops: Count
    calls: int
    inputs: tuple[tuple[int, ...] | None, ...]
    outputs: tuple[tuple[int, ...] | None, ...]
    via: tuple[tuple[str, int], ...] = ()

    @property
    def exact(self) -> bool:
        """Whether all its figures are exact."""
        return self.params.exact and self.buffers.exact and self.macs.exact and self.flops.exact


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCost:
    """The figures of a model by one convention: ``total`` in ``unit``, and a count for each layer by name."""

    convention: str
    unit: str
    total: Count
    rows: Mapping[str, Count]
    is_paired: bool = False

    @property
    def flops(self) -> int | None:
        """The figure as FLOPs; None where it is not known, or the convention gives none."""
        return self._as("FLOP")

    @property
    def macs(self) -> int | None:
        """The figure as MACs; None where it is not known, or the convention gives none."""
        return self._as("MAC")

    @property
    def exact(self) -> bool:
        """Whether the total is exact."""
        return self.total.exact

    @property
    def bound(self) -> str:
        """What the total says: "exact", "at least", "at most", "between" or "unknown"."""
        return self.total.bound.value

    def _as(self, unit: str) -> int | None:
        value = self.total.value
        if value is None or unit == self.unit:
            return value
        if not self.is_paired:
            return None
        return value * 2 if unit == "FLOP" else value // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedConflict:
    """What running the model would raise, at ``file``, ``line`` and ``column`` (1-based)."""

    kind: str
    message: str
    file: str | None
    line: int | None
    column: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """One gap: its kind, why, where, and the figures it leaves inexact ("params", "buffers", "flops")."""

    kind: str
    reason: str
    file: str | None
    line: int | None
    affects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryFigures:
    """Bytes: of parameters and buffers by element type, of both, of the most live activations, and of all.

    ``peak_op`` is the op call at which the most activations are live, at ``peak_file`` and ``peak_line``.
    """

    parameters: Mapping[str, int]
    buffers: Mapping[str, int]
    weights: Count
    activations: Count
    total: Count
    peak_op: str | None = None
    peak_file: str | None = None
    peak_line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedInput:
    """One tensor given to the model, and where its shape came from."""

    name: str
    shape: tuple[int, ...]
    dtype: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFigures:
    """All that was found out about one model, as outputs show it: what a cache may keep.

    ``costs`` are those of the conventions "mac" and ``convention``. ``output`` is the structure returned, each tensor
    as ``{"shape", "dtype"}``; None where forward did not end.
    """

    target: str
    name: str
    file: str | None
    line: int | None
    framework: str
    convention: str
    chosen: str | None
    params: Count
    trainable: Count
    buffers: Count
    costs: Mapping[str, ModelCost]
    layers: tuple[LayerRow, ...]
    inputs: tuple[ReportedInput, ...]
    output: Any
    was_run: bool
    conflicts: tuple[ReportedConflict, ...]
    unresolved: tuple[Unresolved, ...]
    memory: MemoryFigures
