"""Multiply-accumulates of convolutions, linears and matmuls, attention included, without bias."""

from __future__ import annotations

from flopslint.costs.convention import Convention
from flopslint.costs.counted import counted_work
from flopslint.values.events import OpCall


def of_op(call: OpCall) -> int:
    """The multiply-adds of the counted operations."""
    return counted_work(call).multiply_adds


CONVENTION = Convention(
    name="mac",
    unit="MAC",
    summary=(
        "Multiply-accumulates of convolutions, linears and matmuls, attention included, no bias: exactly half of what "
        "torch's counter gives. Matrix-vector products, dot and outer products, bilinear and element-wise work are 0 "
        "by convention."
    ),
    source="https://docs.pytorch.org/vision/stable/models.html",
    version="torch 2.14",
    of_op=of_op,
    is_paired=True,
)
