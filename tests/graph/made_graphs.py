"""A run of a few ops, made by hand: x -> scale -> (twice) add -> output, with a parameter."""

from __future__ import annotations

from itertools import count
from typing import Any

from flopslint.core.dtype import FLOAT32
from flopslint.core.work import Work
from flopslint.values.events import Dispatch, Event, InputTensor, ModelRun, OpCall, TensorRef
from flopslint.values.tensor import Tensor

_ids = count(1)


def ref(tensor: Tensor) -> TensorRef:
    """A tensor as an op call sees it."""
    return TensorRef(id=tensor.id, type=tensor.type)


def call(op: str, inputs: list[Tensor], outputs: list[Tensor], **arguments: Any) -> OpCall:
    """An op call on tensors, with one multiply-add for each element of its outputs."""
    work = Work(multiply_adds=sum(tensor.count for tensor in outputs))
    return OpCall(
        id=next(_ids),
        op=op,
        spelling=op,
        inputs=tuple(map(ref, inputs)),
        outputs=tuple(map(ref, outputs)),
        arguments=arguments,
        dispatched=(Dispatch(aten="mm", work=work),),
    )


def run_of(inputs: dict[str, Tensor], events: list[Event], output: Any, **fields: Any) -> ModelRun:
    """A run that took these inputs and gave that output."""
    given = tuple(InputTensor(name=name, ref=ref(tensor), origin="test") for name, tensor in inputs.items())
    return ModelRun(
        target="net.py::Net", name="Net", span=None, root=None, inputs=given, events=tuple(events), output=output,
        was_run=True, **fields,
    )  # fmt: skip


def tensor(*shape: int) -> Tensor:
    """A tensor of float32."""
    return Tensor(shape, FLOAT32)
