"""Element-wise ops with options: rounding to decimals, clamping, logit, and the operators of one operand.

Source: https://docs.pytorch.org/docs/stable/torch.html#pointwise-ops
"""

from __future__ import annotations

import math
from typing import Any

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import integer, require_tensors
from flopslint.catalog.torch.ops import scalar_functions as scalar
from flopslint.catalog.torch.ops import scalar_pairs as pairs
from flopslint.catalog.torch.ops.elementwise import (
    Host,
    Number,
    Outcome,
    Pointwise,
    evaluate,
    floating,
    fresh,
    in_place,
    number_in,
    operand_in,
)
from flopslint.catalog.torch.ops.pointwise import (
    ABSOLUTE,
    COMPARISON,
    INVERT,
    NEGATIVE,
    POSITIVE,
    REAL,
    TRANSCENDENTAL,
)
from flopslint.core.dtype import INT_CATEGORY
from flopslint.values.array_rounding import largest, real_part_type, smallest
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value

ROUND = Pointwise("round", scalar.round_even, accepts="if")
LOGIT = Pointwise("logit", None, floating, REAL, TRANSCENDENTAL)
POLYGAMMA = Pointwise("polygamma", None, floating, REAL, TRANSCENDENTAL)
NAN_TO_NUM = Pointwise("nan_to_num", None, work=COMPARISON)
CLAMP = Pointwise("clamp", None, accepts=REAL, work=COMPARISON)


@op("torch.Tensor.__neg__")
def negation(context: Context, input: Value) -> Value:
    """``-input``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.neg.html
    """
    return fresh(context, NEGATIVE, evaluate(context, NEGATIVE, input))


@op("torch.Tensor.__pos__")
def affirmation(context: Context, input: Value) -> Value:
    """``+input``, which is the tensor itself.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.positive.html
    """
    evaluate(context, POSITIVE, input)
    return input


@op("torch.Tensor.__abs__")
def magnitude(context: Context, input: Value) -> Value:
    """``abs(input)``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.abs.html
    """
    return fresh(context, ABSOLUTE, evaluate(context, ABSOLUTE, input))


@op("torch.Tensor.__invert__")
def inversion(context: Context, input: Value) -> Value:
    """``~input``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.bitwise_not.html
    """
    if input.dtype.category > INT_CATEGORY:
        raise context.error("TypeError", "~ (operator.invert) is only implemented on integer and Boolean-type tensors")
    return fresh(context, INVERT, evaluate(context, INVERT, input))


def _rounded(context: Context, input: Value, decimals: Value) -> Outcome:
    require_tensors(context, "round", input=input)
    digits = integer(context, decimals, "round", "decimals")
    if digits == 0:
        return evaluate(context, ROUND, input)
    factor = 10.0 ** abs(digits)

    def host(x: float) -> float:
        whole = scalar.round_even(x * factor if digits > 0 else x / factor)
        return float(whole / factor if digits > 0 else whole * factor)

    return evaluate(context, ROUND, input, host=host)


@op("torch.round", "torch.Tensor.round", "torch.special.round")
def round(context: Context, input: Value, *, decimals: Value = 0, out: Value = None) -> Value:
    """The nearest whole number, the even one of two, or the nearest decimal fraction.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.round.html
    """
    return fresh(context, ROUND, _rounded(context, input, decimals), out)


@op("torch.round_", "torch.Tensor.round_")
def round_(context: Context, input: Value, *, decimals: Value = 0) -> Value:
    """``round`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.round_.html
    """
    return in_place(context, ROUND, input, _rounded(context, input, decimals))


def _logit(context: Context, input: Value, eps: Value) -> Outcome:
    require_tensors(context, "logit", input=input)
    margin = number_in(eps)
    if not isinstance(margin, (int, float)):
        return evaluate(context, LOGIT, input, host=scalar.logit)
    low = margin
    return evaluate(context, LOGIT, input, host=lambda x: scalar.logit(min(max(x, low), 1 - low)))


@op("torch.logit", "torch.Tensor.logit", "torch.special.logit")
def logit(context: Context, input: Value, eps: Value = None, *, out: Value = None) -> Value:
    """The inverse of the sigmoid.

    Source: https://docs.pytorch.org/docs/stable/special.html#torch.special.logit
    """
    return fresh(context, LOGIT, _logit(context, input, eps), out)


@op("torch.logit_", "torch.Tensor.logit_")
def logit_(context: Context, input: Value, eps: Value = None) -> Value:
    """``logit`` in place.

    Source: https://docs.pytorch.org/docs/stable/special.html#torch.special.logit
    """
    return in_place(context, LOGIT, input, _logit(context, input, eps))


@op("torch.polygamma", "torch.special.polygamma")
def polygamma(context: Context, n: Value, input: Value, *, out: Value = None) -> Value:
    """A derivative of the digamma function.

    Source: https://docs.pytorch.org/docs/stable/special.html#torch.special.polygamma
    """
    require_tensors(context, "polygamma", input=input)
    return fresh(context, POLYGAMMA, evaluate(context, POLYGAMMA, input), out)


@op("torch.Tensor.polygamma")
def polygamma_method(context: Context, input: Value, n: Value) -> Value:
    """A derivative of the digamma function.

    Source: https://docs.pytorch.org/docs/stable/special.html#torch.special.polygamma
    """
    return polygamma(context, n, input)


@op("torch.mvlgamma", "torch.Tensor.mvlgamma", "torch.special.multigammaln")
def mvlgamma(context: Context, input: Value, p: Value, *, out: Value = None) -> Value:
    """The logarithm of the multivariate gamma function.

    Source: https://docs.pytorch.org/docs/stable/special.html#torch.special.multigammaln
    """
    require_tensors(context, "mvlgamma", input=input)
    return fresh(context, POLYGAMMA, evaluate(context, POLYGAMMA, input), out)


def _without_nan(context: Context, input: Value, nan: Value, posinf: Value, neginf: Value) -> Outcome:
    require_tensors(context, "nan_to_num", input=input)
    if input.dtype.category <= INT_CATEGORY:
        return evaluate(context, NAN_TO_NUM, input, host=scalar.positive)
    part = real_part_type(input.dtype)
    missing = number_in(nan) or 0.0
    high = largest(part) if posinf is None else number_in(posinf)
    low = smallest(part) if neginf is None else number_in(neginf)

    def replace(x: float) -> Any:
        return missing if math.isnan(x) else (high if x == math.inf else (low if x == -math.inf else x))

    def host(x: Any) -> Any:
        return complex(replace(x.real), replace(x.imag)) if isinstance(x, complex) else replace(x)

    return evaluate(context, NAN_TO_NUM, input, host=host)


@op("torch.nan_to_num", "torch.Tensor.nan_to_num")
def nan_to_num(
    context: Context,
    input: Value,
    nan: Value = None,
    posinf: Value = None,
    neginf: Value = None,
    *,
    out: Value = None,
) -> Value:
    """Numbers in place of infinities and not-a-number.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nan_to_num.html
    """
    return fresh(context, NAN_TO_NUM, _without_nan(context, input, nan, posinf, neginf), out)


@op("torch.nan_to_num_", "torch.Tensor.nan_to_num_")
def nan_to_num_(context: Context, input: Value, nan: Value = None, posinf: Value = None, neginf: Value = None) -> Value:
    """``nan_to_num`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nan_to_num.html
    """
    return in_place(context, NAN_TO_NUM, input, _without_nan(context, input, nan, posinf, neginf))


def _clamped(context: Context, function: str, input: Value, low: Value, high: Value) -> Outcome:
    """Elements held between bounds, each of them a number, a tensor or None.

    Raises:
        Raised: the program's exception if both are None.
    """
    require_tensors(context, function, input=input)
    if low is None and high is None:
        raise context.invalid(f"torch.{function}: At least one of 'min' or 'max' must not be None")
    operands: list[Tensor | Number] = [input]
    hosts: list[Host] = []
    for position, (name, bound, host) in enumerate((("min", low, pairs.maximum), ("max", high, pairs.minimum)), 2):
        if bound is not None:
            operands.append(operand_in(context, function, name, position, bound))
            hosts.append(host)

    def hold(x: Any, *bounds: Any) -> Any:
        for host, bound in zip(hosts, bounds, strict=True):
            x = host(x, bound)
        return x

    return evaluate(context, CLAMP, *operands, host=hold)


@op("torch.clamp", "torch.clip", "torch.Tensor.clamp", "torch.Tensor.clip")
def clamp(context: Context, input: Value, min: Value = None, max: Value = None, *, out: Value = None) -> Value:
    """Elements held between bounds.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.clamp.html
    """
    return fresh(context, CLAMP, _clamped(context, "clamp", input, min, max), out)


@op("torch.clamp_", "torch.clip_", "torch.Tensor.clamp_", "torch.Tensor.clip_")
def clamp_(context: Context, input: Value, min: Value = None, max: Value = None) -> Value:
    """``clamp`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.clamp_.html
    """
    return in_place(context, CLAMP, input, _clamped(context, "clamp", input, min, max))


@op("torch.clamp_min", "torch.Tensor.clamp_min")
def clamp_min(context: Context, input: Value, min: Value, *, out: Value = None) -> Value:
    """Elements held above a bound.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.clamp.html
    """
    return fresh(context, CLAMP, _clamped(context, "clamp_min", input, min, None), out)


@op("torch.clamp_min_", "torch.Tensor.clamp_min_")
def clamp_min_(context: Context, input: Value, min: Value) -> Value:
    """``clamp_min`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.clamp.html
    """
    return in_place(context, CLAMP, input, _clamped(context, "clamp_min_", input, min, None))


@op("torch.clamp_max", "torch.Tensor.clamp_max")
def clamp_max(context: Context, input: Value, max: Value, *, out: Value = None) -> Value:
    """Elements held below a bound.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.clamp.html
    """
    return fresh(context, CLAMP, _clamped(context, "clamp_max", input, None, max), out)


@op("torch.clamp_max_", "torch.Tensor.clamp_max_")
def clamp_max_(context: Context, input: Value, max: Value) -> Value:
    """``clamp_max`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.clamp.html
    """
    return in_place(context, CLAMP, input, _clamped(context, "clamp_max_", input, None, max))
