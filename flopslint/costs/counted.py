"""The operations that torch's own counter counts; the conventions that follow it share them."""

from __future__ import annotations

from flopslint.core.work import NOTHING, Work
from flopslint.values.events import OpCall

COUNTED = frozenset({
    "mm", "addmm", "bmm", "baddbmm", "_scaled_mm", "convolution", "_convolution", "cudnn_convolution",
    "convolution_overrideable", "_slow_conv2d_forward", "_scaled_dot_product_efficient_attention",
    "_scaled_dot_product_flash_attention", "_scaled_dot_product_cudnn_attention", "_flash_attention_forward",
    "_efficient_attention_forward", "scaled_dot_product_attention", "flex_attention",
})  # fmt: skip
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
