"""Activation functions with curves: ELU and its family, GELU, SiLU, Mish, softplus.

Source: https://docs.pytorch.org/docs/stable/nn.functional.html#non-linear-activation-functions
"""

from __future__ import annotations

import math

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import require_tensors
from flopslint.catalog.torch.ops import scalar_functions as scalar
from flopslint.catalog.torch.ops.activation import activate, figure
from flopslint.catalog.torch.ops.arithmetic import refuse_bool
from flopslint.catalog.torch.ops.elementwise import Host, Pointwise, evaluate, fresh
from flopslint.catalog.torch.ops.pointwise import ABSOLUTE, FRACTIONAL, TANH, TRANSCENDENTAL
from flopslint.catalog.torch.ops.pointwise_pairs import ADD, DIV, SUB
from flopslint.values.context import Context
from flopslint.values.value import Value

ELU_ALPHA, ELU_SCALE = 1.6732632423543772848170429916717, 1.0507009873554804934193349852946


def _curve(name: str, accepts: str = FRACTIONAL) -> Pointwise:
    return Pointwise(name, None, accepts=accepts, work=TRANSCENDENTAL)


GELU, SILU, MISH, ELU = _curve("gelu"), _curve("silu", "fc"), _curve("mish"), _curve("elu")
SOFTPLUS, LOG_SIGMOID = _curve("softplus"), _curve("log_sigmoid_forward")


def _elu(alpha: float, scale: float = 1.0, inside: float = 1.0) -> Host:
    return lambda x: x * scale if x > 0 else alpha * scale * scalar.expm1(x * inside)


@op("torch.nn.functional.elu")
def elu(context: Context, input: Value, alpha: Value = 1.0, inplace: Value = False) -> Value:
    """x, and alpha (exp(x) - 1) where it is negative.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.elu.html
    """
    return activate(context, ELU, input, _elu(figure(context, "elu", "alpha", alpha)), inplace)


@op("torch.nn.functional.elu_")
def elu_(context: Context, input: Value, alpha: Value = 1.0) -> Value:
    """``elu`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.elu_.html
    """
    return activate(context, ELU, input, _elu(figure(context, "elu_", "alpha", alpha)), inplace=True)


@op("torch.nn.functional.celu")
def celu(context: Context, input: Value, alpha: Value = 1.0, inplace: Value = False) -> Value:
    """x, and alpha (exp(x / alpha) - 1) where it is negative.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.celu.html
    """
    return activate(context, ELU, input, _celu(context, alpha), inplace)


@op("torch.celu")
def plain_celu(context: Context, input: Value, alpha: Value = 1.0) -> Value:
    """x, and alpha (exp(x / alpha) - 1) where it is negative.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.celu.html
    """
    return activate(context, ELU, input, _celu(context, alpha))


@op("torch.celu_", "torch.nn.functional.celu_")
def celu_(context: Context, input: Value, alpha: Value = 1.0) -> Value:
    """``celu`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.celu.html
    """
    return activate(context, ELU, input, _celu(context, alpha), inplace=True)


def _celu(context: Context, alpha: Value) -> Host:
    width = figure(context, "celu", "alpha", alpha)
    if width == 0:
        raise context.invalid("ZeroDivisionError: alpha cannot be 0 for CELU")
    return _elu(width, inside=1 / width)


@op("torch.nn.functional.selu")
def selu(context: Context, input: Value, inplace: Value = False) -> Value:
    """``elu`` with the constants of self-normalizing networks.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.selu.html
    """
    return activate(context, ELU, input, _elu(ELU_ALPHA, ELU_SCALE), inplace)


@op("torch.selu")
def plain_selu(context: Context, input: Value) -> Value:
    """``elu`` with the constants of self-normalizing networks.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.selu.html
    """
    return activate(context, ELU, input, _elu(ELU_ALPHA, ELU_SCALE))


@op("torch.selu_", "torch.nn.functional.selu_")
def selu_(context: Context, input: Value) -> Value:
    """``selu`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.selu.html
    """
    return activate(context, ELU, input, _elu(ELU_ALPHA, ELU_SCALE), inplace=True)


@op("torch.nn.functional.gelu")
def gelu(context: Context, input: Value, *, approximate: Value = "none") -> Value:
    """x times the normal distribution function at x, or its approximation by a tanh.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.gelu.html
    """
    if approximate not in {"none", "tanh"}:
        raise context.invalid("approximate argument must be either none or tanh.")
    if approximate == "none":
        return activate(context, GELU, input, lambda x: x * scalar.ndtr(x) if math.isfinite(x) else max(x, 0.0))
    slope = math.sqrt(2 / math.pi)
    return activate(context, GELU, input, lambda x: 0.5 * x * (1 + math.tanh(slope * (x + 0.044715 * x**3))))


@op("torch.nn.functional.silu")
def silu(context: Context, input: Value, inplace: Value = False) -> Value:
    """x times its sigmoid.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.silu.html
    """
    return activate(context, SILU, input, lambda x: x * scalar.sigmoid(x), inplace)


def _softplus(x: float) -> float:
    return x if x > 20 else math.log1p(float(scalar.exp(x)))


@op("torch.nn.functional.mish")
def mish(context: Context, input: Value, inplace: Value = False) -> Value:
    """x times the tanh of its softplus.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.mish.html
    """
    return activate(context, MISH, input, lambda x: x * math.tanh(_softplus(x)), inplace)


@op("torch.nn.functional.softplus")
def softplus(context: Context, input: Value, beta: Value = 1, threshold: Value = 20) -> Value:
    """ln(1 + exp(beta x)) / beta, and x itself above the threshold.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.softplus.html
    """
    scale = figure(context, "softplus", "beta", beta)
    limit = figure(context, "softplus", "threshold", threshold)

    def host(x: float) -> float:
        return x if x * scale > limit else math.log1p(float(scalar.exp(x * scale))) / scale

    return activate(context, SOFTPLUS, input, host if scale else None)


@op("torch.nn.functional.logsigmoid")
def logsigmoid(context: Context, input: Value) -> Value:
    """The logarithm of the sigmoid.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.logsigmoid.html
    """
    return activate(context, LOG_SIGMOID, input, lambda x: min(x, 0.0) - math.log1p(math.exp(-abs(x))))


@op("torch.nn.functional.tanhshrink")
def tanhshrink(context: Context, input: Value) -> Value:
    """x without its tanh.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.tanhshrink.html
    """
    require_tensors(context, "tanhshrink", input=input)
    curved = fresh(context, TANH, evaluate(context, TANH, input))
    refuse_bool(context, input, curved)
    return fresh(context, SUB, evaluate(context, SUB, input, curved))


@op("torch.nn.functional.softsign")
def softsign(context: Context, input: Value) -> Value:
    """x over (1 + its magnitude).

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.softsign.html
    """
    require_tensors(context, "softsign", input=input)
    magnitude = fresh(context, ABSOLUTE, evaluate(context, ABSOLUTE, input))
    more = fresh(context, ADD, evaluate(context, ADD, magnitude, 1))
    return fresh(context, DIV, evaluate(context, DIV, input, more))
