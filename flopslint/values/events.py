"""What an evaluation leaves behind: op calls, layer calls, and the run as a whole. No behavior."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from flopslint.core.gap import Effect, Gap
from flopslint.core.work import NOTHING, Work
from flopslint.values.tensor import Tensor, TensorType
from flopslint.values.value import Instance, Value

if TYPE_CHECKING:
    from flopslint.core.conflict import Conflict
    from flopslint.core.span import Site, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TensorRef:
    """A tensor as an op call saw it.

    ``storage`` tells which tensors share their elements: views have that of what they are views of, which has
    ``storage_bytes``.
    """

    id: int
    type: TensorType
    storage: int = 0
    storage_bytes: int = 0

    @classmethod
    def of(cls, tensor: Tensor) -> TensorRef:
        """A tensor as it is now."""
        owner = tensor.owner
        return cls(id=tensor.id, type=tensor.type, storage=owner.id, storage_bytes=owner.count * owner.dtype.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulaUse:
    """A formula with the figures put in, and where it comes from."""

    formula: str
    substitution: dict[str, int]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """One operation that torch dispatches for an op call, by its aten name, with its work.

    Trace-based counters see these; ``aten`` is "addmm", "convolution", "bmm", "native_batch_norm"...
    """

    aten: str
    work: Work = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OpCall:
    """One use of an operation.

    ``op`` is the catalog entry's name, ``spelling`` how the program reached it ("torch.matmul", "@",
    "torch.Tensor.matmul"). ``layer`` is the layer whose forward made the call (None outside any). ``arguments``
    are the bound arguments, by which the shape rule can be applied again. ``gap`` is set where the work is not
    known. ``decided_by_dim`` where an argument that is not a tensor was computed from an input's dim.
    """

    id: int
    op: str
    spelling: str
    inputs: tuple[TensorRef, ...]
    outputs: tuple[TensorRef, ...]
    arguments: dict[str, Value]
    dispatched: tuple[Dispatch, ...] = ()
    formula: FormulaUse | None = None
    layer: Instance | None = None
    layer_call: int | None = None
    site: Site | None = None
    gap: Gap | None = None
    decided_by_dim: bool = False

    @property
    def work(self) -> Work:
        """All work of the call."""
        total = NOTHING
        for dispatch in self.dispatched:
            total = total + dispatch.work
        return total


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LayerCall:
    """One call of a layer: what hook-based counters would have seen.

    ``ordinal`` numbers the calls of the run; ``parent`` is the layer call it happened in. ``inputs`` and
    ``outputs`` are the structure of the arguments with tensors replaced by ``TensorRef``.
    """

    ordinal: int
    layer: Instance
    parent: int | None
    inputs: tuple[Value, ...]
    keywords: dict[str, Value]
    outputs: Value
    site: Site | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Alternatives:
    """What an undecided branch may have done: the events of each side, of which one happened."""

    gap: Gap
    sides: tuple[tuple[Event, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Repeated:
    """Events of a loop body that happens an unknown number of times."""

    gap: Gap
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Uncounted:
    """Work that may have happened and is not known: a call of something unknown."""

    gap: Gap
    layer: Instance | None = None


Event: TypeAlias = "OpCall | LayerCall | Alternatives | Repeated | Uncounted"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GapUse:
    """A gap and the figures it leaves inexact."""

    gap: Gap
    effects: frozenset[Effect]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class InputTensor:
    """One tensor given to the model, and where its shape came from."""

    name: str
    ref: TensorRef
    origin: str


@dataclass(slots=True, kw_only=True, eq=False)
class ModelRun:
    """One model, built and run abstractly.

    ``root`` is the layer tree (None where nothing could be built); ``build_ended`` and ``forward_ended`` say
    whether each phase ran to its end (False: figures of it are at least). ``output`` is the structure returned.
    ``decided_by_dim`` says whether a branch, a loop count or an index of forward came from an input's dim; None where
    that was not followed. ``constructor_arguments`` are the parameters of the root's constructor by name, where it was
    seen. ``gave`` is the name of the class of what the target gives where that is certainly no layer. ``built_buffers``
    are those that forward has replaced by ones of another size, as they were built, by the layer's identity and name.
    """

    target: str
    name: str
    span: Span | None
    root: Instance | None
    inputs: tuple[InputTensor, ...] = ()
    output: Value = None
    events: tuple[Event, ...] = ()
    gaps: tuple[GapUse, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    build_ended: bool = True
    forward_ended: bool = True
    was_run: bool = False
    decided_by_dim: bool | None = None
    constructor_arguments: dict[str, Value] | None = None
    gave: str | None = None
    steps: int = 0
    files: tuple[str, ...] = field(default=())
    built_buffers: dict[tuple[int, str], Tensor] = field(default_factory=dict)
