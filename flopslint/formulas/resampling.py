"""Resampling: sizes and work."""

from __future__ import annotations

import math

from flopslint.core.work import Work

NEIGHBORS = {"nearest": 0, "nearest-exact": 0, "linear": 2, "bilinear": 4, "trilinear": 8, "bicubic": 16, "lanczos": 36}
"""Elements of the input that an element of the output is made of; none where it is copied."""


def scaled_size(size: int, scale: float) -> int:
    """``floor(size * scale)``; a whole scale is kept in integers.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.interpolate.html
    """
    if isinstance(scale, int):
        return size * scale
    return math.floor(size * scale)


def work(outputs: int, mode: str) -> Work:
    """``outputs * neighbors`` multiply-adds, or a move where an element is copied.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.interpolate.html
    """
    neighbors = NEIGHBORS[mode]
    return Work(multiply_adds=outputs * neighbors) if neighbors else Work(moves=outputs)
