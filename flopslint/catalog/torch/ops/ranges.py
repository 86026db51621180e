"""Evenly spaced numbers: arange, range, linspace, logspace.

Source: https://docs.pytorch.org/docs/stable/torch.html#creation-ops
"""

from __future__ import annotations

import math
from typing import Any

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import integer, scalar_type
from flopslint.catalog.torch.ops.creation import dtype_in, made, scalar_in
from flopslint.catalog.torch.ops.scalar_pairs import power
from flopslint.core.dtype import BOOL, FLOAT_CATEGORY, INT64, DType
from flopslint.values.array import Array
from flopslint.values.array_rounding import ValueLost, computing_type, rounding
from flopslint.values.context import Context
from flopslint.values.tensor import VALUE_LIMIT
from flopslint.values.value import MISSING, Value


def _array(count: int, value: Any, dtype: DType) -> Array | None:
    """The array of ``value(index)``; None if it is too long to be followed."""
    to_dtype = rounding(dtype)
    if count > VALUE_LIMIT or to_dtype is None:
        return None
    try:
        return Array.of([to_dtype(value(index)) for index in range(count)], (count,))
    except ValueLost:
        return None


def _bounds(context: Context, given: tuple[Value, ...], start: Value, end: Value, step: Value) -> tuple[Any, Any, Any]:
    """Start, end and step from one to three positions and keywords."""
    alone = len(given) == 1 and end is MISSING and step is MISSING
    names = ("end",) if alone else ("start", "end", "step")
    if len(given) > len(names):
        raise context.error("TypeError", "arange() received an invalid combination of arguments")
    chosen: dict[str, Value] = {"start": start, "end": end, "step": step}
    for name, value in zip(names, given, strict=False):
        if chosen[name] is not MISSING:
            raise context.error("TypeError", f"arange() got multiple values for argument '{name}'")
        chosen[name] = value
    if chosen["end"] is MISSING:
        raise context.error("TypeError", "arange() received an invalid combination of arguments - got ()")
    defaults = {"start": 0, "step": 1}
    first, last, width = (
        scalar_in(context, "arange", name, defaults[name] if value is MISSING else value)
        for name, value in chosen.items()
    )
    return first, last, width


def _check(context: Context, start: Any, end: Any, step: Any) -> None:
    if step == 0:
        raise context.invalid("step must be nonzero")
    if not (math.isfinite(start) and math.isfinite(end)):
        raise context.invalid(f"unsupported range: {start} -> {end}")
    if (step > 0 and end < start) or (step < 0 and end > start):
        raise context.invalid("upper bound and lower bound inconsistent with step sign")


@op("torch.arange")
def arange(
    context: Context,
    *given: Value,
    start: Value = MISSING,
    end: Value = MISSING,
    step: Value = MISSING,
    out: Value = None,
    dtype: Value = None,
    layout: Value = None,
    device: Value = None,
    requires_grad: Value = False,
    pin_memory: Value = False,
) -> Value:
    """Numbers from ``start`` up to, without, ``end``.

    Shape: () -> (ceil((end - start) / step))
    Source: https://docs.pytorch.org/docs/stable/generated/torch.arange.html
    """
    first, last, width = _bounds(context, given, start, end, step)
    whole = all(isinstance(each, int) for each in (first, last, width))
    kind = dtype_in(context, "arange", dtype, INT64 if whole else context.default_dtype)
    if kind is BOOL or kind.is_complex:
        raise context.error("NotImplementedError", f"\"arange_cpu\" not implemented for '{scalar_type(kind)}'")
    _check(context, first, last, width)
    count = -((first - last) // width) if whole else math.ceil((last - first) / width)
    if kind.category < FLOAT_CATEGORY and not whole:
        first, width = int(first), int(width)
    array = _array(count, lambda index: first + index * width, kind)
    return made(context, (count,), kind, array=array, device=device, requires_grad=requires_grad, out=out)


@op("torch.range")
def range_(
    context: Context,
    start: Value = 0,
    end: Value = MISSING,
    step: Value = 1,
    *,
    out: Value = None,
    dtype: Value = None,
    layout: Value = None,
    device: Value = None,
    requires_grad: Value = False,
) -> Value:
    """Numbers from ``start`` to ``end``, both included.

    Shape: () -> (floor((end - start) / step) + 1)
    Source: https://docs.pytorch.org/docs/stable/generated/torch.range.html
    """
    if end is MISSING:
        start, end = 0, start
    first, last, width = (scalar_in(context, "range", "start", each) for each in (start, end, step))
    _check(context, first, last, width)
    kind = dtype_in(context, "range", dtype, context.default_dtype)
    count = math.floor((last - first) / width) + 1
    array = _array(count, lambda index: first + index * width, kind)
    return made(context, (count,), kind, array=array, device=device, requires_grad=requires_grad, out=out)


def spaced(first: Any, last: Any, count: int, dtype: DType) -> list[Any] | None:
    """Evenly spaced numbers as torch rounds them: from the start in the first half, from the end in the second."""
    to_computed = rounding(computing_type(dtype) if dtype.category >= FLOAT_CATEGORY else dtype)
    if to_computed is None:
        return None
    if dtype.category < FLOAT_CATEGORY:
        to_computed = float
        first, last = int(first), int(last)
    first, last = to_computed(first), to_computed(last)
    if count == 1:
        return [first]
    step = to_computed((last - first) / (count - 1)) if count else 0
    half = count // 2
    return [first + step * index if index < half else last - step * (count - index - 1) for index in range(count)]


def _steps(context: Context, function: str, steps: Value) -> int:
    count = integer(context, steps, function, "steps")
    if count < 0:
        raise context.invalid("number of steps must be non-negative")
    return count


def _spaced_array(first: Any, last: Any, count: int, kind: DType, base: Any = None) -> Array | None:
    to_dtype = rounding(kind)
    if count > VALUE_LIMIT or to_dtype is None:
        return None
    numbers = spaced(first, last, count, kind)
    if numbers is None:
        return None
    try:
        if base is not None:
            numbers = [power(base, number) for number in numbers]
        return Array.of([to_dtype(number) for number in numbers], (count,))
    except ValueLost:
        return None


@op("torch.linspace")
def linspace(
    context: Context,
    start: Value,
    end: Value,
    steps: Value,
    *,
    out: Value = None,
    dtype: Value = None,
    layout: Value = None,
    device: Value = None,
    requires_grad: Value = False,
    pin_memory: Value = False,
) -> Value:
    """``steps`` numbers from ``start`` to ``end``, both included.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linspace.html
    """
    count = _steps(context, "linspace", steps)
    first, last = scalar_in(context, "linspace", "start", start), scalar_in(context, "linspace", "end", end)
    kind = dtype_in(context, "linspace", dtype, context.default_dtype)
    array = _spaced_array(first, last, count, kind)
    return made(context, (count,), kind, array=array, device=device, requires_grad=requires_grad, out=out)


@op("torch.logspace")
def logspace(
    context: Context,
    start: Value,
    end: Value,
    steps: Value,
    base: Value = 10.0,
    *,
    out: Value = None,
    dtype: Value = None,
    layout: Value = None,
    device: Value = None,
    requires_grad: Value = False,
    pin_memory: Value = False,
) -> Value:
    """``base`` to the power of evenly spaced numbers.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.logspace.html
    """
    count = _steps(context, "logspace", steps)
    first, last = scalar_in(context, "logspace", "start", start), scalar_in(context, "logspace", "end", end)
    kind = dtype_in(context, "logspace", dtype, context.default_dtype)
    root = scalar_in(context, "logspace", "base", base)
    array = _spaced_array(first, last, count, kind, root if isinstance(root, complex) else float(root))
    return made(context, (count,), kind, array=array, device=device, requires_grad=requires_grad, out=out)
