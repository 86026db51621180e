"""Activation functions made of straight pieces: ReLU and its family.

Source: https://docs.pytorch.org/docs/stable/nn.functional.html#non-linear-activation-functions
"""

from __future__ import annotations

from typing import Any

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import operand, require_tensors, scalar_type
from flopslint.catalog.torch.ops import scalar_functions as scalar
from flopslint.catalog.torch.ops.elementwise import Host, Number, Pointwise, evaluate, fresh, in_place, number_in
from flopslint.catalog.torch.ops.pointwise import COMPARISON, FRACTIONAL, RELU
from flopslint.values.context import Context
from flopslint.values.value import Value

NO_COMPLEX = ("c", "NotImplementedError", "clamp is not supported for complex types")
NO_BOOL = ("b", "NotImplementedError", "Bool inputs not supported for hardtanh")


def _hinge(name: str, accepts: str = FRACTIONAL) -> Pointwise:
    return Pointwise(name, None, accepts=accepts, work=COMPARISON, refusals=(NO_BOOL, NO_COMPLEX))


HARDTANH, LEAKY_RELU, HARDSWISH, HARDSIGMOID = (
    _hinge("hardtanh", "if"), _hinge("leaky_relu"), _hinge("hardswish"), _hinge("hardsigmoid"),
)  # fmt: skip
THRESHOLD, SOFTSHRINK, HARDSHRINK = _hinge("threshold", "if"), _hinge("softshrink"), _hinge("hardshrink")
PRELU = _hinge("_prelu_kernel")


def activate(context: Context, kind: Pointwise, input: Value, host: Host | None, inplace: Value = False) -> Value:
    """An activation by a function of numbers, written over the input where it is to work in place."""
    require_tensors(context, kind.name, input=input)
    outcome = evaluate(context, kind, input, host=host)
    return in_place(context, kind, input, outcome) if context.truth(inplace) else fresh(context, kind, outcome)


def figure(context: Context, function: str, name: str, value: Value) -> float:
    """A number argument.

    Raises:
        Raised: the program's TypeError for anything else.
    """
    number = number_in(value)
    if isinstance(number, (int, float)):
        return number
    kind = context.type_of(value).name
    raise context.error("TypeError", f"{function}(): argument '{name}' must be Number, not {kind}")


@op("torch.nn.functional.relu")
def relu(context: Context, input: Value, inplace: Value = False) -> Value:
    """The larger of x and 0.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.relu.html
    """
    return activate(context, RELU, input, None, inplace)


@op("torch.nn.functional.relu6")
def relu6(context: Context, input: Value, inplace: Value = False) -> Value:
    """x held between 0 and 6.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.relu6.html
    """
    return activate(context, HARDTANH, input, _between(0, 6), inplace)


def _between(low: Number, high: Number) -> Host:
    def hold(x: Any) -> Any:
        return x if scalar.isnan(x) else min(max(x, low), high)

    return hold


@op("torch.nn.functional.hardtanh")
def hardtanh(
    context: Context, input: Value, min_val: Value = -1.0, max_val: Value = 1.0, inplace: Value = False
) -> Value:
    """x held between two values.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hardtanh.html
    """
    low, high = figure(context, "hardtanh", "min_val", min_val), figure(context, "hardtanh", "max_val", max_val)
    if min_val > max_val:
        raise context.invalid("min_val cannot be greater than max_val", "ValueError")
    return activate(context, HARDTANH, input, _between(low, high), inplace)


@op("torch.nn.functional.hardtanh_")
def hardtanh_(context: Context, input: Value, min_val: Value = -1.0, max_val: Value = 1.0) -> Value:
    """``hardtanh`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hardtanh_.html
    """
    low, high = figure(context, "hardtanh_", "min_val", min_val), figure(context, "hardtanh_", "max_val", max_val)
    return activate(context, HARDTANH, input, _between(low, high), inplace=True)


@op("torch.nn.functional.hardswish")
def hardswish(context: Context, input: Value, inplace: Value = False) -> Value:
    """x times a sixth of (x + 3) held between 0 and 6.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hardswish.html
    """
    hold = _between(0, 6)
    return activate(context, HARDSWISH, input, lambda x: x * hold(x + 3) / 6, inplace)


@op("torch.nn.functional.hardsigmoid")
def hardsigmoid(context: Context, input: Value, inplace: Value = False) -> Value:
    """A sixth of (x + 3) held between 0 and 6.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hardsigmoid.html
    """
    hold = _between(0, 6)
    return activate(context, HARDSIGMOID, input, lambda x: hold(x + 3) / 6, inplace)


def _leaky(slope: float) -> Host:
    return lambda x: x if x > 0 else x * slope


@op("torch.nn.functional.leaky_relu")
def leaky_relu(context: Context, input: Value, negative_slope: Value = 0.01, inplace: Value = False) -> Value:
    """x, scaled where it is negative.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.leaky_relu.html
    """
    slope = figure(context, "leaky_relu", "negative_slope", negative_slope)
    return activate(context, LEAKY_RELU, input, _leaky(slope), inplace)


@op("torch.nn.functional.leaky_relu_")
def leaky_relu_(context: Context, input: Value, negative_slope: Value = 0.01) -> Value:
    """``leaky_relu`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.leaky_relu_.html
    """
    slope = figure(context, "leaky_relu_", "negative_slope", negative_slope)
    return activate(context, LEAKY_RELU, input, _leaky(slope), inplace=True)


def _random_leaky(context: Context, input: Value, lower: Value, upper: Value, training: Value) -> Host | None:
    """In training the slope is random, else it is the mean of the two."""
    low, high = figure(context, "rrelu", "lower", lower), figure(context, "rrelu", "upper", upper)
    return None if context.truth(training) else _leaky((low + high) / 2)


@op("torch.nn.functional.rrelu")
def rrelu(
    context: Context,
    input: Value,
    lower: Value = 1.0 / 8,
    upper: Value = 1.0 / 3,
    training: Value = False,
    inplace: Value = False,
) -> Value:
    """``leaky_relu`` with a slope that is random in training.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.rrelu.html
    """
    return activate(context, LEAKY_RELU, input, _random_leaky(context, input, lower, upper, training), inplace)


@op("torch.rrelu")
def plain_rrelu(
    context: Context,
    input: Value,
    lower: Value = 1.0 / 8,
    upper: Value = 1.0 / 3,
    training: Value = False,
    generator: Value = None,
) -> Value:
    """``leaky_relu`` with a slope that is random in training.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.rrelu.html
    """
    return activate(context, LEAKY_RELU, input, _random_leaky(context, input, lower, upper, training))


@op("torch.rrelu_", "torch.nn.functional.rrelu_")
def rrelu_(
    context: Context,
    input: Value,
    lower: Value = 1.0 / 8,
    upper: Value = 1.0 / 3,
    training: Value = False,
    generator: Value = None,
) -> Value:
    """``rrelu`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.rrelu_.html
    """
    return activate(context, LEAKY_RELU, input, _random_leaky(context, input, lower, upper, training), inplace=True)


@op("torch.prelu", "torch.Tensor.prelu", "torch.nn.functional.prelu")
def prelu(context: Context, input: Value, weight: Value) -> Value:
    """x, scaled by the weight of its channel where it is negative.

    Shape: (n, c, *), (c) or (1) -> (n, c, *)
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.prelu.html
    """
    require_tensors(context, "prelu", input=input, weight=weight)
    if len(weight.shape) > 1:
        raise context.misfit(
            f"prelu: Expected `weight` to be a scalar or 1D tensor, but got: ndim = {len(weight.shape)}",
            operand("weight", weight),
        )
    channels = input.shape[1] if len(input.shape) > 1 else 1
    if weight.count != 1 and (not input.shape or weight.count != channels):
        raise context.misfit(
            f"Mismatch of parameter numbers and input channel size. Found parameter numbers = {weight.count} and "
            f"channel size = {channels}.",
            operand("weight", weight),
            operand("input", input),
            fitting=f"num_parameters={channels}",
        )
    if weight.dtype is not input.dtype:
        raise context.error(
            "RuntimeError",
            f"prelu: Type promoting not supported. Got {scalar_type(input.dtype)} and {scalar_type(weight.dtype)}",
        )
    return fresh(context, PRELU, evaluate(context, PRELU, input))


@op("torch.nn.functional.threshold", "torch.threshold")
def threshold(context: Context, input: Value, threshold: Value, value: Value, inplace: Value = False) -> Value:
    """x, replaced where it is not over a threshold.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.threshold.html
    """
    limit = figure(context, "threshold", "threshold", threshold)
    other = figure(context, "threshold", "value", value)
    return activate(context, THRESHOLD, input, lambda x: other if x <= limit else x, inplace)


@op("torch.threshold_", "torch.nn.functional.threshold_")
def threshold_(context: Context, input: Value, threshold: Value, value: Value) -> Value:
    """``threshold`` in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.threshold_.html
    """
    limit = figure(context, "threshold_", "threshold", threshold)
    other = figure(context, "threshold_", "value", value)
    return activate(context, THRESHOLD, input, lambda x: other if x <= limit else x, inplace=True)


@op("torch.nn.functional.softshrink")
def softshrink(context: Context, input: Value, lambd: Value = 0.5) -> Value:
    """x moved towards 0 by lambda, and 0 where it would cross.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.softshrink.html
    """
    width = figure(context, "softshrink", "lambd", lambd)
    if width < 0:
        raise context.invalid(f"lambda must be greater or equal to 0, but found to be {width:g}.")
    return activate(
        context, SOFTSHRINK, input, lambda x: x - width if x > width else (x + width if x < -width else x * 0.0)
    )


@op("torch.nn.functional.hardshrink", "torch.hardshrink", "torch.Tensor.hardshrink")
def hardshrink(context: Context, input: Value, lambd: Value = 0.5) -> Value:
    """x, and 0 where it is within lambda of it.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hardshrink.html
    """
    width = figure(context, "hardshrink", "lambd", lambd)
    return activate(context, HARDSHRINK, input, lambda x: 0.0 if -width <= x <= width else x)
