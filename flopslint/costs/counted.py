"""The operations that torch's own counter counts; the conventions that follow it share them."""

from __future__ import annotations

from flopslint.core.work import NOTHING, Work
from flopslint.values.events import OpCall

ATTENTION = frozenset({
    "_scaled_dot_product_efficient_attention", "_scaled_dot_product_flash_attention",
    "_scaled_dot_product_cudnn_attention", "_flash_attention_forward", "_efficient_attention_forward",
    "scaled_dot_product_attention", "flex_attention",
})  # fmt: skip
"""Fused attention: its additions are those of a mask, not of a bias."""

COUNTED = ATTENTION | {
    "mm", "addmm", "bmm", "baddbmm", "_scaled_mm", "convolution", "_convolution", "cudnn_convolution",
    "convolution_overrideable", "_slow_conv2d_forward",
}  # fmt: skip
"""By the name torch dispatches them under, without namespace and overload.

Source: https://github.com/pytorch/pytorch/blob/main/torch/utils/flop_counter.py
"""


def counted_work(call: OpCall) -> Work:
    """The work of those operations of an op call that are counted."""
    work = NOTHING
    for dispatch in call.dispatched:
        if dispatch.aten in COUNTED:
            work = work + dispatch.work
    return work


def bias_additions(call: OpCall) -> int:
    """The additions of a bias in those operations of an op call that are counted."""
    return sum(
        dispatch.work.additions
        for dispatch in call.dispatched
        if dispatch.aten in COUNTED and dispatch.aten not in ATTENTION
    )
