"""The formulas of "Pruning Convolutional Neural Networks for Resource Efficient Inference", appendix."""

from __future__ import annotations

from math import prod

from flopslint.costs.convention import Convention
from flopslint.costs.counted import counted_work
from flopslint.values.events import OpCall

_CONVOLUTIONS = tuple(f"conv{dims}d" for dims in (1, 2, 3))
_LINEAR = "torch.nn.functional.linear"


def of_op(call: OpCall) -> int:
    """Twice the multiply-adds; a bias of a convolution as one more, and a linear without the first addition."""
    work = counted_work(call)
    total = 2 * work.multiply_adds
    if call.op.endswith(_CONVOLUTIONS):
        return total + 2 * work.additions
    if call.op == _LINEAR and total:
        return total - prod(call.outputs[0].type.shape)
    return total


CONVENTION = Convention(
    name="molchanov",
    unit="FLOP",
    summary=(
        "2 * (output positions) * (K * C_in / groups + 1) * C_out for a convolution, the 1 only with a bias; "
        "(2 * I - 1) * O for a linear; all else twice mac."
    ),
    source="https://arxiv.org/abs/1611.06440",
    version="1",
    of_op=of_op,
)
