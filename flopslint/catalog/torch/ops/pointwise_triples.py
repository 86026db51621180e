"""Element-wise ops of three operands: where, lerp, addcmul, addcdiv.

Source: https://docs.pytorch.org/docs/stable/torch.html#pointwise-ops
"""

from __future__ import annotations

from typing import Any

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import require_tensors, scalar_type
from flopslint.catalog.torch.ops import scalar_pairs as pairs
from flopslint.catalog.torch.ops.elementwise import (
    Number,
    Outcome,
    Pointwise,
    common_shape,
    common_type,
    evaluate,
    fresh,
    in_place,
    number_in,
    operand_in,
    put_in,
)
from flopslint.catalog.torch.ops.layouts import result_strides
from flopslint.catalog.torch.ops.pointwise import PRODUCT
from flopslint.core.dtype import BOOL, INT_CATEGORY
from flopslint.core.work import Work
from flopslint.formulas.algebra import product
from flopslint.values.array import Array
from flopslint.values.array_rounding import convert, rounding
from flopslint.values.context import Context
from flopslint.values.tensor import VALUE_LIMIT, Tensor
from flopslint.values.value import MISSING, Value

LERP = Pointwise("lerp", None, accepts="fc", work=PRODUCT)
ADDCMUL = Pointwise("addcmul", None, work=PRODUCT)
ADDCDIV = Pointwise("addcdiv", None, accepts="fc", work="divisions")


@op("torch.where")
def where(
    context: Context, condition: Value, input: Value = MISSING, other: Value = MISSING, *, out: Value = None
) -> Value:
    """Elements of one or the other by a condition; with the condition alone, where it holds.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.where.html
    """
    require_tensors(context, "where", condition=condition)
    if input is MISSING and other is MISSING:
        return context.call(context.look_up("torch.nonzero"), (condition,), {"as_tuple": True})
    first = operand_in(context, "where", "input", 2, input)
    second = operand_in(context, "where", "other", 3, other)
    return chosen(context, condition, first, second, out)


@op("torch.Tensor.where")
def where_method(context: Context, input: Value, condition: Value, other: Value) -> Value:
    """Elements of the tensor where a condition holds, else of the other.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.where.html
    """
    require_tensors(context, "where", input=input, condition=condition)
    return chosen(context, condition, input, operand_in(context, "where", "other", 2, other))


def chosen(
    context: Context, condition: Tensor, first: Tensor | Number, second: Tensor | Number, out: Value = None
) -> Tensor:
    """``first`` where the condition holds, else ``second``.

    Raises:
        Raised: the program's RuntimeError for a condition that is no bool, or shapes that do not broadcast.
    """
    if condition.dtype is not BOOL and condition.dtype.name != "uint8":
        raise context.error(
            "RuntimeError",
            f"where expected condition to be a boolean tensor, but got a tensor with dtype "
            f"{scalar_type(condition.dtype)}",
        )
    dtype = common_type(context, (first, second))
    tensors = [condition, *(each for each in (first, second) if isinstance(each, Tensor))]
    shape = common_shape(context, tensors)
    columns = [_column(each, shape, dtype) for each in (first, second)]
    flags = _column(condition, shape, BOOL)
    array = None
    if flags is not None and columns[0] is not None and columns[1] is not None:
        picked = [a if flag else b for flag, a, b in zip(flags, columns[0], columns[1], strict=True)]
        array = Array.of(picked, shape)
    strides = result_strides(shape, tensors)
    result = context.tensor(shape, dtype, array=array, strides=strides)
    if strides is None:
        result.strides = None
    result.device = condition.device
    elements = product(shape)
    context.work("where", Work(moves=elements), formula="elements", elements=elements)
    return result if out is None else put_in(context, result, out)


def _column(each: Tensor | Number, shape: tuple[int, ...], dtype: Any) -> list[Any] | None:
    """Elements in row-major order of the shape, of a type; None where they are not known."""
    if product(shape) > VALUE_LIMIT:
        return None
    if isinstance(each, Tensor):
        if each.array is None or not each.array.is_known:
            return None
        return convert(each.array.expanded(shape).flat(), each.dtype, dtype)
    function = rounding(dtype)
    return None if function is None else [function(each)] * product(shape)


def _between(context: Context, input: Value, end: Value, weight: Value) -> Outcome:
    require_tensors(context, "lerp", input=input, end=end)
    third = operand_in(context, "lerp", "weight", 3, weight)
    return evaluate(context, LERP, input, end, third, host=lambda a, b, w: a + w * (b - a))


@op("torch.lerp", "torch.Tensor.lerp")
def lerp(context: Context, input: Value, end: Value, weight: Value, *, out: Value = None) -> Value:
    """``input + weight * (end - input)``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.lerp.html
    """
    return fresh(context, LERP, _between(context, input, end, weight), out)


@op("torch.Tensor.lerp_")
def lerp_(context: Context, input: Value, end: Value, weight: Value) -> Value:
    """``lerp`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.lerp.html
    """
    return in_place(context, LERP, input, _between(context, input, end, weight))


def _combined(
    context: Context,
    kind: Pointwise,
    input: Value,
    tensor1: Value,
    tensor2: Value,
    more: tuple[Value, ...],
    value: Value,
) -> Outcome:
    """``input + value * (tensor1 op tensor2)``; the deprecated order (input, value, tensor1, tensor2) is taken too."""
    if more:
        tensor1, tensor2, value = tensor2, more[0], tensor1
    require_tensors(context, kind.name, input=input, tensor1=tensor1, tensor2=tensor2)
    factor = number_in(value)
    if factor is None:
        kind_given = context.type_of(value).name
        raise context.error("TypeError", f"{kind.name}(): argument 'value' must be Number, not {kind_given}")
    inner = pairs.divide if kind is ADDCDIV else pairs.multiply
    if kind is ADDCDIV and common_type(context, (tensor1, tensor2)).category <= INT_CATEGORY:
        raise context.error(
            "RuntimeError",
            "Integer division with addcdiv is no longer supported, and in a future  release addcdiv will perform a "
            "true division of tensor1 and tensor2.",
        )
    return evaluate(context, kind, input, tensor1, tensor2, host=lambda x, a, b: x + factor * inner(a, b))


@op("torch.addcmul", "torch.Tensor.addcmul")
def addcmul(
    context: Context, input: Value, tensor1: Value, tensor2: Value, *more: Value, value: Value = 1, out: Value = None
) -> Value:
    """``input + value * tensor1 * tensor2``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.addcmul.html
    """
    return fresh(context, ADDCMUL, _combined(context, ADDCMUL, input, tensor1, tensor2, more, value), out)


@op("torch.Tensor.addcmul_")
def addcmul_(context: Context, input: Value, tensor1: Value, tensor2: Value, *more: Value, value: Value = 1) -> Value:
    """``addcmul`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.addcmul.html
    """
    return in_place(context, ADDCMUL, input, _combined(context, ADDCMUL, input, tensor1, tensor2, more, value))


@op("torch.addcdiv", "torch.Tensor.addcdiv")
def addcdiv(
    context: Context, input: Value, tensor1: Value, tensor2: Value, *more: Value, value: Value = 1, out: Value = None
) -> Value:
    """``input + value * tensor1 / tensor2``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.addcdiv.html
    """
    return fresh(context, ADDCDIV, _combined(context, ADDCDIV, input, tensor1, tensor2, more, value), out)


@op("torch.Tensor.addcdiv_")
def addcdiv_(context: Context, input: Value, tensor1: Value, tensor2: Value, *more: Value, value: Value = 1) -> Value:
    """``addcdiv`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.addcdiv.html
    """
    return in_place(context, ADDCDIV, input, _combined(context, ADDCDIV, input, tensor1, tensor2, more, value))
