"""The result of a diff as data: what changed between two revisions, per model and per layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from flopslint.core.count import Count
from flopslint.core.diagnostic import Diagnostic
from flopslint.reporters.checked import CheckResult, RuleDescription
from flopslint.reporters.report import ModelReport


class Status(Enum):
    """What became of a model or a layer."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    MOVED = "moved"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure on both sides; None on the side where there is no such model or layer."""

    base: Count | None
    head: Count | None

    @property
    def is_same(self) -> bool:
        """Whether as much is known on both sides, and the same."""
        if self.base is None or self.head is None:
            return self.base is self.head
        return (self.base.min, self.base.max) == (self.head.min, self.head.max)

    @property
    def change(self) -> int | None:
        """By how much it grew; None where a side is not exact. What is not there counts as nothing."""
        base, head = (0 if one is None else one.value if one.exact else None for one in (self.base, self.head))
        return None if base is None or head is None else head - base


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerChange:
    """One layer that is not the same on both sides; figures are its own.

    ``file`` and ``line`` are its constructor call in the head, in the base for one that is gone. ``class_name`` is
    that of the side named last, ``base_class`` the other where it differs.
    """

    name: str
    status: Status
    class_name: str
    base_class: str | None
    file: str | None
    line: int | None
    params: FigureChange
    macs: FigureChange
    flops: FigureChange


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelChange:
    """One model on both sides. ``layers`` are those that are not the same, in the order of the head.

    ``file`` and ``line`` are its definition in the head, in the base for one that is gone. ``unit`` is that of
    ``flops``, by the convention chosen; ``memory`` is of weights and the peak of activations, in bytes. ``reason`` says
    why a figure is not exact, where one is not.
    """

    name: str
    target: str
    status: Status
    base_file: str | None
    head_file: str | None
    line: int | None
    params: FigureChange
    macs: FigureChange
    flops: FigureChange
    memory: FigureChange
    unit: str
    convention: str
    layers: tuple[LayerChange, ...]
    reason: str | None = None

    @property
    def file(self) -> str | None:
        """Where it is now, else where it was."""
        return self.head_file or self.base_file


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DiffResult:
    """What a diff found.

    ``base`` and ``head`` say what was compared, for people; ``base_id`` and ``head_id`` are ids of commits, None for
    the working tree. ``files`` is how many changed. ``reports`` are those of the head. ``notes`` are
    sentences on what could not be compared; ``findings``, ``rules`` and ``lines`` as of a check.
    """

    base: str
    head: str
    base_id: str | None
    head_id: str | None
    files: int
    models: tuple[ModelChange, ...]
    reports: tuple[ModelReport, ...]
    findings: tuple[Diagnostic, ...]
    notes: tuple[str, ...] = ()
    rules: tuple[RuleDescription, ...] = ()
    lines: Mapping[tuple[str, int], str] = field(default_factory=dict)

    @property
    def changed(self) -> tuple[ModelChange, ...]:
        """The models that are not the same on both sides."""
        return tuple(one for one in self.models if one.status is not Status.SAME)

    @property
    def doubtful(self) -> tuple[ModelChange, ...]:
        """The models that are the same as far as is known, where not everything is."""
        return tuple(one for one in self.models if one.status is Status.SAME and one.reason is not None)

    def as_check(self) -> CheckResult:
        """The findings alone, for formats that know nothing else."""
        return CheckResult(
            findings=self.findings, reports=self.reports, files=self.files, rules=self.rules, lines=self.lines
        )
