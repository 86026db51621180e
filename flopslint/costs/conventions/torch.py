"""What ``torch.utils.flop_counter`` gives on the meta device."""

from __future__ import annotations

from flopslint.costs.convention import Convention
from flopslint.costs.counted import counted_work
from flopslint.values.events import OpCall


def of_op(call: OpCall) -> int:
    """Two for each multiply-add of the counted operations."""
    return 2 * counted_work(call).multiply_adds


CONVENTION = Convention(
    name="torch",
    unit="FLOP",
    summary=(
        "What torch.utils.flop_counter gives on the meta device: two for each multiply-add of a convolution, of mm, "
        "addmm, bmm and baddbmm, and of scaled dot product attention; nothing for anything else, biases included."
    ),
    source="https://github.com/pytorch/pytorch/blob/main/torch/utils/flop_counter.py",
    version="torch 2.14",
    of_op=of_op,
    is_paired=True,
)
