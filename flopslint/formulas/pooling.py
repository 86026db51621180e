"""Pooling: sizes of outputs, and work."""

from __future__ import annotations

from flopslint.core.work import Work
from flopslint.formulas.convolution import window_reach


def output_size(size: int, kernel: int, stride: int, padding: int, dilation: int = 1, *, ceiling: bool = False) -> int:
    """Windows along one axis: ``(size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1``, rounded.

    Rounded down, or up with ``ceiling``, where a last window that would start past the input and its left padding is
    dropped.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool2d.html
    """
    room = size + 2 * padding - window_reach(kernel, dilation)
    count = (room + (stride - 1 if ceiling else 0)) // stride + 1
    if ceiling and (count - 1) * stride >= size + padding:
        count -= 1
    return count


def unpooled_size(size: int, kernel: int, stride: int, padding: int) -> int:
    """The size that pooling is taken to have come from: ``(size - 1) * stride + kernel - 2 * padding``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxUnpool2d.html
    """
    return (size - 1) * stride + kernel - 2 * padding


def maximum_work(outputs: int, window: int) -> Work:
    """``outputs * window`` comparisons.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool2d.html
    """
    return Work(comparisons=outputs * window)


def average_work(outputs: int, window: int) -> Work:
    """``outputs * window`` additions and a division per output.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.AvgPool2d.html
    """
    return Work(additions=outputs * window, divisions=outputs)


def adaptive_windows(size: int, count: int) -> int:
    """Elements of all windows along one axis, overlaps counted twice.

    Window i goes from ``floor(i * size / count)`` to ``ceil((i + 1) * size / count)``.

    Source: https://github.com/pytorch/pytorch/blob/main/aten/src/ATen/native/AdaptivePooling.h
    """
    if count == 0:
        return 0
    if size % count == 0:
        return size
    return sum(-(-(i + 1) * size // count) - i * size // count for i in range(count))
