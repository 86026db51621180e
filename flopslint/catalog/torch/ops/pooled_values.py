"""The values of the largest of each window, where those of the input are known."""

from __future__ import annotations

import itertools
import math
from typing import Any

from flopslint.formulas.algebra import Shape, product
from flopslint.values.array import Array
from flopslint.values.strides import contiguous_strides
from flopslint.values.tensor import VALUE_LIMIT, Tensor

WINDOW_LIMIT = 16 * VALUE_LIMIT
"""Elements that are looked at for one result, those of overlapping windows again for each."""


def maximum_values(
    input: Tensor, kernel: Shape, strides: Shape, paddings: Shape, dilations: Shape, sizes: Shape
) -> Array | None:
    """The maximum of each window over the last axes, of which ``sizes`` are the results'; None where not known.

    What pads the input is less than everything, so only places inside count. NaN is not followed.
    """
    axes = len(kernel)
    source, shape = input.array, input.shape
    outer = product(shape[:-axes])
    count = outer * product(sizes)
    if source is None or not source.is_known or count > VALUE_LIMIT or count * product(kernel) > WINDOW_LIMIT:
        return None
    if source.count > VALUE_LIMIT:
        return None
    flat = source.flat()
    if any(isinstance(value, float) and math.isnan(value) for value in flat):
        return None
    inner = shape[-axes:]
    steps = contiguous_strides(inner)
    windows = [
        _places(starts, kernel, dilations, inner, steps)
        for starts in itertools.product(
            *(
                [index * stride - padding for index in range(size)]
                for size, stride, padding in zip(sizes, strides, paddings, strict=True)
            )
        )
    ]
    if not all(windows):
        return None
    plane = product(inner)
    found: list[Any] = [
        max(flat[base + place] for place in window)
        for base in range(0, outer * plane, plane or 1)
        for window in windows
    ]
    return Array.of(found, (*shape[:-axes], *sizes))


def _places(starts: Shape, kernel: Shape, dilations: Shape, inner: Shape, steps: Shape) -> list[int]:
    """Positions, in one plane, of what a window sees."""
    along = [
        [step * place for place in range(start, start + width * dilation, dilation) if 0 <= place < size]
        for start, width, dilation, size, step in zip(starts, kernel, dilations, inner, steps, strict=True)
    ]
    return [sum(places) for places in itertools.product(*along)]
