"""What reductions have in common: the dims given, the shape left, values of lanes, and the result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flopslint.catalog.torch.arguments import axis_in, integers, known, require_tensors, type_name
from flopslint.catalog.torch.ops.elementwise import put_in
from flopslint.catalog.torch.ops.viewing import axes
from flopslint.core.dtype import DType
from flopslint.core.work import Work
from flopslint.values.array import Array
from flopslint.values.array_axes import along, reduce, reduced_shape
from flopslint.values.array_rounding import computing_type, convert, rounding
from flopslint.values.context import Context
from flopslint.values.tensor import VALUE_LIMIT, Tensor
from flopslint.values.value import MISSING, Value


def dims_in(context: Context, function: str, dim: Value, rank: int) -> tuple[int, ...]:
    """The dims to reduce, from 0: all of them for None or an empty sequence.

    Raises:
        Raised: the program's IndexError for a dim that is not there, its RuntimeError for one given twice.
    """
    if dim is None or dim is MISSING:
        return tuple(range(rank))
    given = integers(context, dim, function, "dim")
    if not given:
        return tuple(range(rank))
    found = axes(context, given, rank)
    return found if rank else ()


def dim_in(context: Context, function: str, dim: Value, tensor: Tensor) -> int:
    """One dim, from 0."""
    return axis_in(context, dim, len(tensor.shape), function)


def flag(context: Context, function: str, name: str, value: Value) -> bool:
    """A bool argument.

    Raises:
        Raised: the program's TypeError for anything else.
    """
    value = known(value)
    if isinstance(value, bool):
        return value
    kind = type_name(context, value)
    raise context.error("TypeError", f"{function}(): argument '{name}' must be bool, not {kind}")


def either(first: Value, second: Value) -> Value:
    """An argument that has two names, of which the second is numpy's."""
    return first if second is MISSING else second


def values_as(tensor: Tensor, dtype: DType) -> Array | None:
    """The values of a tensor converted to a type; None where they are not known."""
    array = tensor.array
    limit = VALUE_LIMIT if array is None or not array.is_uniform else 16 * VALUE_LIMIT
    if array is None or not array.is_known or array.count > limit:
        return None
    if tensor.dtype is dtype:
        return array
    flat = convert(array.flat(), tensor.dtype, dtype)
    return None if flat is None else Array.of(flat, array.shape)


def check_not_empty(context: Context, function: str, tensor: Tensor, dim: int | None) -> None:
    """Says that there are elements to choose from.

    Raises:
        Raised: the program's exception if there are none.
    """
    if dim is None:
        if tensor.count == 0:
            kind = "IndexError" if function.startswith("arg") else "RuntimeError"
            raise context.invalid(
                f"{function}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction "
                "dim with the 'dim' argument.",
                kind,
            )
    elif tensor.shape and tensor.shape[dim] == 0:
        raise context.invalid(f"{function}(): Expected reduction dim {dim} to have non-zero size.", "IndexError")


def reduced(
    context: Context,
    aten: str,
    tensor: Tensor,
    dims: tuple[int, ...],
    keepdim: bool,
    dtype: DType,
    host: Callable[[list[Any]], Any] | None,
    *,
    work: str = "additions",
    computed: DType | None = None,
    out: Value = None,
) -> Tensor:
    """A reduction over dims; ``host`` makes one number of a list of them, read as ``computed``.

    Work: one operation of the kind ``work`` for each element reduced.
    """
    require_tensors(context, aten, input=tensor)
    array = None
    if host is not None:
        source = values_as(tensor, computing_type(computed or dtype))
        array = reduce(source, dims, host, rounding(dtype), keepdim=keepdim)
    result = context.tensor(reduced_shape(tensor.shape, dims, keepdim=keepdim), dtype, array=array)
    result.device = tensor.device
    elements = tensor.count
    context.work(aten, Work(**{work: elements}), formula="elements", elements=elements)
    return result if out is None else put_in(context, result, out)


def scanned(
    context: Context,
    aten: str,
    tensor: Tensor,
    dim: int,
    dtype: DType,
    host: Callable[[list[Any]], list[Any]] | None,
    *,
    length: int | None = None,
    work: str = "additions",
    computed: DType | None = None,
    out: Value = None,
) -> Tensor:
    """A tensor whose lanes along a dim are made of the lanes of another; ``length`` is theirs if it changes."""
    array = None
    if host is not None:
        to_dtype = rounding(dtype)
        array = along(values_as(tensor, computing_type(computed or dtype)), dim, host)
        if array is not None and to_dtype is not None:
            array = Array.of([to_dtype(value) for value in array.flat()], array.shape)
    shape = tensor.shape
    if length is not None and shape:
        shape = (*shape[:dim], length, *shape[dim + 1 :])
    result = context.tensor(shape, dtype, array=array)
    result.device = tensor.device
    elements = tensor.count
    context.work(aten, Work(**{work: elements}), formula="elements", elements=elements)
    return result if out is None else put_in(context, result, out)
