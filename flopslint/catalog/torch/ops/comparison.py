"""Comparisons of whole tensors: equal, allclose, isclose, isin, and questions about types.

Source: https://docs.pytorch.org/docs/stable/torch.html#comparison-ops
"""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import require_tensors, scalar_type
from flopslint.catalog.torch.ops import scalar_pairs as pairs
from flopslint.catalog.torch.ops.creation import made, scalar_in
from flopslint.catalog.torch.ops.elementwise import (
    Number,
    Outcome,
    Pointwise,
    evaluate,
    fresh,
    operand_in,
    truth,
)
from flopslint.catalog.torch.ops.pointwise import COMPARISON
from flopslint.catalog.torch.ops.viewing import flat
from flopslint.catalog.torch.ops.viewing import known as is_followed
from flopslint.core.dtype import BOOL
from flopslint.core.gap import GapKind
from flopslint.values.array import Array
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value

ISCLOSE = Pointwise("isclose", None, truth, work=COMPARISON)


def _closeness(
    context: Context, function_name: str, input: Value, other: Value, rtol: Value, atol: Value, equal_nan: Value
) -> Outcome:
    require_tensors(context, function_name, input=input, other=other)
    if input.dtype is not other.dtype:
        raise context.error("RuntimeError", f"{scalar_type(input.dtype)} did not match {scalar_type(other.dtype)}")
    relative = float(scalar_in(context, function_name, "rtol", rtol))
    absolute = float(scalar_in(context, function_name, "atol", atol))
    with_nan = context.truth(equal_nan)
    return evaluate(
        context,
        ISCLOSE,
        input,
        other,
        host=lambda x, y: pairs.close(x, y, relative, absolute, equal_nan=with_nan),
    )


@op("torch.isclose", "torch.Tensor.isclose")
def isclose(
    context: Context,
    input: Value,
    other: Value,
    rtol: Value = 1e-05,
    atol: Value = 1e-08,
    equal_nan: Value = False,
) -> Value:
    """Whether elements are equal within a tolerance.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.isclose.html
    """
    return fresh(context, ISCLOSE, _closeness(context, "isclose", input, other, rtol, atol, equal_nan))


@op("torch.allclose", "torch.Tensor.allclose")
def allclose(
    context: Context,
    input: Value,
    other: Value,
    rtol: Value = 1e-05,
    atol: Value = 1e-08,
    equal_nan: Value = False,
) -> Value:
    """Whether all elements are equal within a tolerance: a bool, known where the values are.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.allclose.html
    """
    outcome = _closeness(context, "allclose", input, other, rtol, atol, equal_nan)
    if outcome.array is None:
        return context.unknown(GapKind.DATA_DEPENDENT, "whether two tensors are close depends on their values")
    return all(outcome.array.flat())


@op("torch.equal", "torch.Tensor.equal")
def equal(context: Context, input: Value, other: Value) -> Value:
    """Whether two tensors have the same shape and elements: a bool, known where the values are.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.equal.html
    """
    require_tensors(context, "equal", input=input, other=other)
    if input.shape != other.shape:
        return False
    if not is_followed(input, other):
        return context.unknown(GapKind.DATA_DEPENDENT, "whether two tensors are equal depends on their values")
    return flat(input) == flat(other)


@op("torch.isin")
def isin(
    context: Context,
    elements: Value,
    test_elements: Value,
    *,
    assume_unique: Value = False,
    invert: Value = False,
) -> Value:
    """Whether elements are among others.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.isin.html
    """
    first = operand_in(context, "isin", "elements", 1, elements)
    second = operand_in(context, "isin", "test_elements", 2, test_elements)
    shape = first.shape if isinstance(first, Tensor) else ()
    wanted, found = _elements(second), _elements(first)
    array = None
    if wanted is not None and found is not None:
        inverted = context.truth(invert)
        among = set(wanted)
        array = Array.of([(value in among) is not inverted for value in found], shape)
    return made(context, shape, BOOL, array=array)


def _elements(value: Tensor | Number) -> list[Value] | None:
    if not isinstance(value, Tensor):
        return [value]
    return flat(value) if is_followed(value) else None
