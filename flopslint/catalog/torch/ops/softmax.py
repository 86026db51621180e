"""Softmax and what is made of it.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.softmax.html
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import operand, require_tensors, scalar_type
from flopslint.catalog.torch.ops import scalar_functions as scalar
from flopslint.catalog.torch.ops.creation import alike, dtype_in
from flopslint.catalog.torch.ops.elementwise import evaluate, fresh
from flopslint.catalog.torch.ops.layouts import result_strides
from flopslint.catalog.torch.ops.pointwise import NEGATIVE
from flopslint.catalog.torch.ops.pointwise_pairs import ADD, DIV
from flopslint.catalog.torch.ops.reducing import dim_in, values_as
from flopslint.catalog.torch.ops.reduction import log_sum_exp
from flopslint.core.dtype import FLOAT_CATEGORY
from flopslint.core.work import Work
from flopslint.values.array import Array
from flopslint.values.array_axes import along
from flopslint.values.array_rounding import computing_type, rounding
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


def _shares(lane: list[Any]) -> list[Any]:
    high = max(lane, default=0.0)
    if not math.isfinite(high):
        return [math.nan] * len(lane)
    powers = [math.exp(value - high) for value in lane]
    whole = math.fsum(powers)
    return [power / whole for power in powers]


def _log_shares(lane: list[Any]) -> list[Any]:
    whole = log_sum_exp(lane)
    return [value - whole for value in lane]


def normalized(
    context: Context, name: str, input: Value, dim: Value, dtype: Value, host: Callable[[list[Any]], list[Any]]
) -> Tensor:
    """Softmax or its logarithm along a dim.

    Work: an exponential, an addition and a division for each element, and a comparison for the largest.

    Raises:
        Raised: the program's exception for a dim that is not there, or a type without fractions.
    """
    require_tensors(context, name, input=input)
    kind = dtype_in(context, name, dtype, input.dtype)
    if kind.category < FLOAT_CATEGORY:
        raise context.error(
            "NotImplementedError", f"\"{name}_lastdim_kernel_impl\" not implemented for '{scalar_type(kind)}'"
        )
    place = dim_in(context, name, dim, input)
    to_kind = rounding(kind)
    array = None if kind.is_complex else along(values_as(input, computing_type(kind)), place, host)
    if array is not None and to_kind is not None:
        array = Array.of([to_kind(value) for value in array.flat()], array.shape)
    result = context.tensor(input.shape, kind, array=array)
    result.device = input.device
    elements = input.count
    work = Work(additions=elements, divisions=elements, comparisons=elements, transcendentals=elements)
    context.work(f"_{name}", work, formula="elements", elements=elements)
    return result


def _register(name: str, host: Callable[[list[Any]], list[Any]]) -> None:
    def function(context: Context, input: Value, dim: Value, dtype: Value = None, *, out: Value = None) -> Value:
        return normalized(context, name, input, dim, dtype, host)

    def functional(
        context: Context, input: Value, dim: Value = None, _stacklevel: Value = 3, dtype: Value = None
    ) -> Value:
        require_tensors(context, name, input=input)
        return normalized(context, name, input, _implicit(input) if dim is None else dim, dtype, host)

    for entry, names in (
        (function, (f"torch.{name}", f"torch.Tensor.{name}", f"torch.special.{name}")),
        (functional, (f"torch.nn.functional.{name}",)),
    ):
        entry.__name__ = name
        entry.__doc__ = f"""``{name}`` along a dim.

        Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.{name}.html
        """
        op(*names)(entry)


def _implicit(input: Tensor) -> int:
    """The dim that old code leaves to torch."""
    return 0 if len(input.shape) in {0, 1, 3} else 1


_register("softmax", _shares)
_register("log_softmax", _log_shares)


@op("torch.nn.functional.softmin")
def softmin(context: Context, input: Value, dim: Value = None, _stacklevel: Value = 3, dtype: Value = None) -> Value:
    """Softmax of the negated input.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.softmin.html
    """
    require_tensors(context, "softmin", input=input)
    negated = fresh(context, NEGATIVE, evaluate(context, NEGATIVE, input))
    return normalized(context, "softmax", negated, _implicit(input) if dim is None else dim, dtype, _shares)


@op("torch.nn.functional.gumbel_softmax")
def gumbel_softmax(
    context: Context, logits: Value, tau: Value = 1, hard: Value = False, eps: Value = 1e-10, dim: Value = -1
) -> Value:
    """Softmax of the input with random noise.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.gumbel_softmax.html
    """
    require_tensors(context, "gumbel_softmax", logits=logits)
    noise = alike(context, "gumbel_softmax", logits, None)
    noisy = fresh(context, ADD, evaluate(context, ADD, logits, noise))
    scaled = fresh(context, DIV, evaluate(context, DIV, noisy, tau))
    return normalized(context, "softmax", scaled, dim, None, _shares)


@op("torch.nn.functional.glu")
def glu(context: Context, input: Value, dim: Value = -1) -> Value:
    """The first half along a dim times the sigmoid of the second.

    Shape: (*, 2 n, *) -> (*, n, *)
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.glu.html
    """
    require_tensors(context, "glu", input=input)
    if not input.shape:
        raise context.misfit("glu does not support 0-dimensional tensors", operand("input", input))
    place = dim_in(context, "glu", dim, input)
    size = input.shape[place]
    if size % 2:
        raise context.misfit(
            f"Halving dimension must be even, but dimension {place} is size {size}", operand("input", input)
        )
    half = size // 2

    def host(lane: list[Any]) -> list[Any]:
        return [a * scalar.sigmoid(b) for a, b in zip(lane[:half], lane[half:], strict=True)]

    to_dtype = rounding(input.dtype)
    array = along(values_as(input, computing_type(input.dtype)), place, host)
    if array is not None and to_dtype is not None:
        array = Array.of([to_dtype(value) for value in array.flat()], array.shape)
    shape = (*input.shape[:place], half, *input.shape[place + 1 :])
    narrowed = Tensor(shape, input.dtype, strides=input.strides, contiguous=False)
    strides = result_strides(shape, (narrowed,))
    result = context.tensor(shape, input.dtype, array=array, strides=strides)
    if strides is None:
        result.strides = None
    result.device = input.device
    elements = result.count
    context.work("glu", Work(multiplications=elements, transcendentals=elements), formula="elements", elements=elements)
    return result
