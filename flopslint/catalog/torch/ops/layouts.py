"""Strides of the results of element-wise ops, which follow the layout of their operands."""

from __future__ import annotations

from collections.abc import Sequence

from flopslint.catalog.torch.ops.viewing import Strides, is_dense
from flopslint.values.tensor import Tensor, contiguous_strides, is_contiguous


def result_strides(shape: tuple[int, ...], operands: Sequence[Tensor]) -> Strides | None:
    """Strides of a new tensor that holds the result of an element-wise op; None where an operand's are not known.

    Operands of the same layout keep it. Otherwise dims are ordered by the strides of the operands, the first one
    that tells two dims apart deciding; ties go by size, the larger dim outside.

    Source: https://docs.pytorch.org/docs/stable/tensor_attributes.html#torch.memory_format
    """
    strides = [each.strides for each in operands]
    known = [each for each in strides if each is not None]
    if len(known) != len(strides):
        return None
    if all(each.shape == shape for each in operands):
        uniform = _uniform(shape, known)
        if uniform is not None:
            return uniform
    aligned = [_aligned(shape, each.shape, own) for each, own in zip(operands, known, strict=True)]
    order = _memory_order(shape, aligned)
    if order == list(range(len(shape) - 1, -1, -1)):
        return contiguous_strides(shape)
    result = [0] * len(shape)
    step = 1
    for dim in order:
        result[dim] = step
        step *= shape[dim]
    return tuple(result)


def _uniform(shape: tuple[int, ...], strides: list[Strides]) -> Strides | None:
    """The common layout of operands of one shape; None if they have none."""
    if all(is_contiguous(shape, each) for each in strides):
        return contiguous_strides(shape)
    if len(shape) == 4:
        channels_last = _channels_last(shape)
        if all(_same_layout(shape, each, channels_last) for each in strides):
            return channels_last
    first = strides[0]
    if all(each == first for each in strides) and is_dense(shape, first):
        return first
    return None


def _channels_last(shape: tuple[int, ...]) -> Strides:
    inner = contiguous_strides((shape[0], *shape[2:], shape[1]))
    return (inner[0], inner[-1], *inner[1:-1])


def _same_layout(shape: tuple[int, ...], first: Strides, second: Strides) -> bool:
    return all(a == b or dim == 1 for a, b, dim in zip(first, second, shape, strict=True))


def _aligned(shape: tuple[int, ...], own_shape: tuple[int, ...], own: Strides) -> Strides:
    offset = len(shape) - len(own_shape)
    stretched = (
        0 if size == 1 and wanted != 1 else stride
        for size, stride, wanted in zip(own_shape, own, shape[offset:], strict=True)
    )
    return (*[0] * offset, *stretched)


def _memory_order(shape: tuple[int, ...], strides: list[Strides]) -> list[int]:
    """Dims from the one that varies fastest: an insertion sort, as some pairs of dims have no order."""
    order = list(range(len(shape) - 1, -1, -1))
    for start in range(1, len(order)):
        moving = start
        for before in range(start - 1, -1, -1):
            sign = _compare(shape, strides, order[before], order[moving])
            if sign > 0:
                order[before], order[moving] = order[moving], order[before]
                moving = before
            elif sign < 0:
                break
    return order


def _compare(shape: tuple[int, ...], strides: list[Strides], inner: int, outer: int) -> int:
    for each in strides:
        first, second = each[inner], each[outer]
        if first == 0 or second == 0:
            continue
        if first != second:
            return -1 if first < second else 1
        if shape[inner] > shape[outer]:
            return 1
    return 0
