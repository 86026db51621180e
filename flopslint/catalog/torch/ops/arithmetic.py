"""Addition, subtraction, division and powers, which take more than two operands' worth of arguments."""

from __future__ import annotations

from typing import Any

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import require_tensors
from flopslint.catalog.torch.ops import scalar_pairs as pairs
from flopslint.catalog.torch.ops.elementwise import (
    Host,
    Number,
    Outcome,
    Pointwise,
    evaluate,
    fresh,
    in_place,
    number_in,
    operand_in,
)
from flopslint.catalog.torch.ops.pointwise import DIVISION, REAL
from flopslint.catalog.torch.ops.pointwise_pairs import (
    ADD,
    DIV,
    EITHER,
    POW,
    SUB,
    is_operand,
    operands_in,
    register_operators,
)
from flopslint.core.dtype import BOOL, INT_CATEGORY
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value

TRUNC_DIVIDE = Pointwise("div", pairs.trunc_divide, accepts=REAL, work=DIVISION)
FLOOR_DIVIDE = Pointwise("div", pairs.floor_divide, accepts="if", work=DIVISION)

BOTH_BOOL = (
    "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator "
    "instead."
)
ONE_BOOL = (
    "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to invert a mask, use the "
    "`~` or `logical_not()` operator instead."
)


def _scaled(host: Host, alpha: Number) -> Host:
    return host if alpha == 1 else lambda x, y: host(x, alpha * y)


def _sum(
    context: Context, op: Pointwise, first: Value, second: Value, more: tuple[Value, ...], alpha: Value
) -> Outcome:
    """``first + alpha * second``; the deprecated order of arguments (first, alpha, second) is taken too."""
    if more:
        second, alpha = more[0], second
    left, right = operands_in(context, op, first, second, EITHER)
    factor = number_in(alpha)
    if factor is None:
        factor = 1
    if op is SUB:
        refuse_bool(context, left, right)
    return evaluate(context, op, left, right, host=_scaled(op.host or pairs.multiply, factor))


def refuse_bool(context: Context, left: Any, right: Any) -> None:
    """Says that a difference is not of bools.

    Raises:
        Raised: the program's NotImplementedError if it is.
    """
    bools = [each.dtype is BOOL if isinstance(each, Tensor) else isinstance(each, bool) for each in (left, right)]
    if all(bools):
        raise context.error("NotImplementedError", BOTH_BOOL)
    if any(bools):
        raise context.error("NotImplementedError", ONE_BOOL)


@op("torch.add", "torch.Tensor.add")
def add(context: Context, input: Value, other: Value, *more: Value, alpha: Value = 1, out: Value = None) -> Value:
    """``input + alpha * other``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.add.html
    """
    return fresh(context, ADD, _sum(context, ADD, input, other, more, alpha), out)


@op("torch.Tensor.add_")
def add_(context: Context, input: Value, other: Value, *more: Value, alpha: Value = 1) -> Value:
    """``add`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.add_.html
    """
    require_tensors(context, "add_", input=input)
    return in_place(context, ADD, input, _sum(context, ADD, input, other, more, alpha))


@op("torch.sub", "torch.subtract", "torch.Tensor.sub", "torch.Tensor.subtract")
def sub(context: Context, input: Value, other: Value, *more: Value, alpha: Value = 1, out: Value = None) -> Value:
    """``input - alpha * other``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.sub.html
    """
    return fresh(context, SUB, _sum(context, SUB, input, other, more, alpha), out)


@op("torch.Tensor.sub_", "torch.Tensor.subtract_")
def sub_(context: Context, input: Value, other: Value, *more: Value, alpha: Value = 1) -> Value:
    """``sub`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sub_.html
    """
    require_tensors(context, "sub_", input=input)
    return in_place(context, SUB, input, _sum(context, SUB, input, other, more, alpha))


@op("torch.rsub")
def rsub(context: Context, input: Value, other: Value, *, alpha: Value = 1) -> Value:
    """``other - alpha * input``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.sub.html
    """
    return fresh(context, SUB, _sum(context, SUB, other, input, (), alpha))


@op("torch.Tensor.__sub__")
def subtraction(context: Context, input: Value, other: Value) -> Value:
    """``input - other``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.sub.html
    """
    if not is_operand(other):
        return NotImplemented
    return fresh(context, SUB, _sum(context, SUB, input, other, (), 1))


@op("torch.Tensor.__rsub__")
def reflected_subtraction(context: Context, input: Value, other: Value) -> Value:
    """``other - input``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.sub.html
    """
    if not is_operand(other):
        return NotImplemented
    return fresh(context, SUB, _sum(context, SUB, other, input, (), 1))


@op("torch.Tensor.__isub__")
def augmented_subtraction(context: Context, input: Value, other: Value) -> Value:
    """``input -= other``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.sub_.html
    """
    if not is_operand(other):
        return NotImplemented
    return in_place(context, SUB, input, _sum(context, SUB, input, other, (), 1))


def _division(context: Context, rounding_mode: Value) -> Pointwise:
    kinds = {None: DIV, "trunc": TRUNC_DIVIDE, "floor": FLOOR_DIVIDE}
    if rounding_mode not in kinds:
        raise context.invalid(
            f"div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '{rounding_mode}'"
        )
    return kinds[rounding_mode]


@op("torch.div", "torch.divide", "torch.Tensor.div", "torch.Tensor.divide")
def div(context: Context, input: Value, other: Value, *, rounding_mode: Value = None, out: Value = None) -> Value:
    """The quotient, true or rounded.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.div.html
    """
    kind = _division(context, rounding_mode)
    return fresh(context, kind, evaluate(context, kind, *operands_in(context, kind, input, other)), out)


@op("torch.true_divide", "torch.Tensor.true_divide")
def true_divide(context: Context, input: Value, other: Value, *, out: Value = None) -> Value:
    """The true quotient.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.true_divide.html
    """
    return fresh(context, DIV, evaluate(context, DIV, *operands_in(context, DIV, input, other)), out)


@op("torch.Tensor.div_", "torch.Tensor.divide_")
def div_(context: Context, input: Value, other: Value, *, rounding_mode: Value = None) -> Value:
    """``div`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.div_.html
    """
    require_tensors(context, "div_", input=input)
    kind = _division(context, rounding_mode)
    return in_place(context, kind, input, evaluate(context, kind, *operands_in(context, kind, input, other)))


@op("torch.Tensor.true_divide_")
def true_divide_(context: Context, input: Value, other: Value) -> Value:
    """``true_divide`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.true_divide_.html
    """
    require_tensors(context, "true_divide_", input=input)
    return in_place(context, DIV, input, evaluate(context, DIV, *operands_in(context, DIV, input, other)))


def _power(context: Context, base: Value, exponent: Value) -> Outcome:
    first = operand_in(context, "pow", "input", 1, base)
    second = operand_in(context, "pow", "exponent", 2, exponent)
    if isinstance(second, int) and second < 0 and isinstance(first, Tensor) and first.dtype.category <= INT_CATEGORY:
        raise context.invalid("Integers to negative integer powers are not allowed.")
    return evaluate(context, POW, first, second)


@op("torch.pow", "torch.Tensor.pow")
def pow(context: Context, input: Value, exponent: Value, *, out: Value = None) -> Value:
    """``input ** exponent``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.pow.html
    """
    return fresh(context, POW, _power(context, input, exponent), out)


@op("torch.Tensor.pow_")
def pow_(context: Context, input: Value, exponent: Value) -> Value:
    """``pow`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.pow_.html
    """
    require_tensors(context, "pow_", input=input)
    return in_place(context, POW, input, _power(context, input, exponent))


@op("torch.Tensor.__pow__")
def exponentiation(context: Context, input: Value, exponent: Value, modulus: Value = None) -> Value:
    """``input ** exponent``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.pow.html
    """
    if not is_operand(exponent) or modulus is not None:
        return NotImplemented
    return fresh(context, POW, _power(context, input, exponent))


@op("torch.Tensor.__rpow__")
def reflected_exponentiation(context: Context, input: Value, other: Value) -> Value:
    """``other ** input``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.pow.html
    """
    if not is_operand(other):
        return NotImplemented
    return fresh(context, POW, _power(context, other, input))


@op("torch.Tensor.__ipow__")
def augmented_exponentiation(context: Context, input: Value, exponent: Value) -> Value:
    """``input **= exponent``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.pow_.html
    """
    if not is_operand(exponent):
        return NotImplemented
    return in_place(context, POW, input, _power(context, input, exponent))


register_operators("add:ora", ADD)
register_operators("truediv:ora div:ora", DIV)
