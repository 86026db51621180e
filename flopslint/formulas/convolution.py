"""Convolutions: sizes of outputs, and work."""

from __future__ import annotations

from flopslint.core.work import Work
from flopslint.formulas.algebra import Shape, product


def window_reach(kernel: int, dilation: int) -> int:
    """How many positions a dilated kernel spans: ``dilation * (kernel - 1) + 1``."""
    return dilation * (kernel - 1) + 1


def output_size(size: int, kernel: int, stride: int, padding: int, dilation: int) -> int:
    """Positions of a window along one axis: ``(size + padding - dilation * (kernel - 1) - 1) // stride + 1``.

    ``padding`` is the sum of both sides.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html
    """
    return (size + padding - window_reach(kernel, dilation)) // stride + 1


def same_padding(kernel: int, dilation: int) -> int:
    """The padding, both sides together, that keeps a size at stride 1: ``dilation * (kernel - 1)``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv2d.html
    """
    return dilation * (kernel - 1)


def transposed_output_size(
    size: int, kernel: int, stride: int, padding: int, output_padding: int, dilation: int
) -> int:
    """Size along one axis: ``(size - 1) * stride - 2 * padding + dilation * (kernel - 1) + output_padding + 1``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose2d.html
    """
    return (size - 1) * stride - 2 * padding + dilation * (kernel - 1) + output_padding + 1


def work(positions: int, batch: int, weight: Shape, additions: int = 0) -> Work:
    """Multiply-adds of a convolution: ``batch * positions * elements of the weight``, and the additions of a bias.

    ``positions`` are those of the output, of the input for a transposed one. Groups are in the weight already.

    Source: https://github.com/pytorch/pytorch/blob/main/torch/utils/flop_counter.py
    """
    return Work(multiply_adds=batch * positions * product(weight), additions=additions)
