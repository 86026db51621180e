"""Element-wise functions over arrays, with broadcasting and rounding to the element type of the result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flopslint.core.dtype import DType
from flopslint.values.array import Array
from flopslint.values.array_rounding import ValueLost, rounding


def elementwise(
    function: Callable[..., Any],
    shape: tuple[int, ...],
    operands: list[tuple[Array, DType] | Any],
    computed: DType,
    result: DType,
) -> Array | None:
    """Applies a function of numbers to arrays that broadcast to ``shape``.

    ``operands`` are arrays with their element type, or plain numbers; all are first converted to ``computed``. The
    results are rounded to ``result``. None where a value is not known or not defined.
    """
    to_computed, to_result = rounding(computed), rounding(result)
    if to_computed is None or to_result is None:
        return None
    count = 1
    for dim in shape:
        count *= dim
    columns: list[list[Any]] = []
    try:
        for operand in operands:
            if isinstance(operand, tuple):
                array, dtype = operand
                if not array.is_known:
                    return None
                flat = array.expanded(shape).flat()
                columns.append(flat if dtype is computed else [to_computed(value) for value in flat])
            else:
                columns.append([to_computed(operand)] * count)
        return Array.of([to_result(value) for value in map(function, *columns)], shape)
    except ValueLost:
        return None
