"""Tensors of unknown content with a given layout in memory.

Source: https://docs.pytorch.org/docs/stable/generated/torch.empty_strided.html
"""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.ops.creation import dtype_in, made, sequence_in
from flopslint.catalog.torch.ops.viewing import sizes
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import MISSING, Value


@op("torch.empty_strided", "torch.Tensor.new_empty_strided")
def empty_strided(
    context: Context,
    *arguments: Value,
    size: Value = MISSING,
    stride: Value = MISSING,
    dtype: Value = None,
    layout: Value = None,
    device: Value = None,
    requires_grad: Value = False,
    pin_memory: Value = False,
) -> Value:
    """A tensor of unknown values with given strides.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.empty_strided.html
    """
    near = arguments[0] if arguments and isinstance(arguments[0], Tensor) else None
    rest = list(arguments[1:] if near is not None else arguments)
    if len(rest) + (size is not MISSING) + (stride is not MISSING) != 2:
        raise context.error("TypeError", "empty_strided() received an invalid combination of arguments")
    shape = sizes(context, "empty_strided", (), size if size is not MISSING else rest.pop(0))
    strides = sizes(context, "empty_strided", (), stride if stride is not MISSING else rest.pop(0))
    kind = dtype_in(context, "empty_strided", dtype, near.dtype if near is not None else context.default_dtype)
    return made(context, shape, kind, strides=strides, device=device, requires_grad=requires_grad, near=near)


@op("torch.empty_permuted")
def empty_permuted(
    context: Context,
    size: Value,
    physical_layout: Value,
    *,
    dtype: Value = None,
    layout: Value = None,
    device: Value = None,
    requires_grad: Value = False,
    pin_memory: Value = False,
) -> Value:
    """A tensor of unknown values whose dims lie in memory in a given order.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.empty_permuted.html
    """
    shape = sequence_in(context, "empty_permuted", size)
    order = sequence_in(context, "empty_permuted", physical_layout)
    if sorted(order) != list(range(len(shape))):
        raise context.invalid("Dimensions of physical_layout must be a permutation of those of size")
    strides = [1] * len(shape)
    step = 1
    for place in reversed(order):
        strides[place] = step
        step *= max(shape[place], 1)
    kind = dtype_in(context, "empty_permuted", dtype, context.default_dtype)
    return made(context, shape, kind, strides=tuple(strides), device=device, requires_grad=requires_grad)
