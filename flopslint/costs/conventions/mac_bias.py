"""Multiply-accumulates, and one addition for each output element where there is a bias."""

from __future__ import annotations

from flopslint.costs.convention import Convention
from flopslint.costs.counted import bias_additions, counted_work
from flopslint.values.events import OpCall


def of_op(call: OpCall) -> int:
    """The multiply-adds of the counted operations, and the additions of their biases."""
    return counted_work(call).multiply_adds + bias_additions(call)


CONVENTION = Convention(
    name="mac-bias",
    unit="FLOP",
    summary=(
        "mac plus one addition per output element where there is a bias: a convolution costs its parameters times its "
        "output positions, a linear its parameters. The reading of classic CNN tutorials."
    ),
    source="https://cs231n.github.io/convolutional-networks/",
    version="1",
    of_op=of_op,
)
