"""Writing one value, or random ones, over a tensor.

Source: https://docs.pytorch.org/docs/stable/tensors.html
"""

from __future__ import annotations

from typing import Any

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import operand, require_tensors, scalar_type
from flopslint.catalog.torch.ops.creation import alike, constant_array, scalar_in
from flopslint.catalog.torch.ops.elementwise import write
from flopslint.core.dtype import FLOAT_CATEGORY
from flopslint.core.work import Work
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


def _fill(context: Context, function: str, target: Tensor, value: Any) -> Tensor:
    write(context, target, constant_array(target.shape, value, target.dtype), target.dtype)
    context.work(function, Work(moves=target.count), formula="elements", elements=target.count)
    return target


@op("torch.Tensor.zero_", "torch.zero_")
def zero_(context: Context, input: Value) -> Value:
    """Writes zeros.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.zero_.html
    """
    require_tensors(context, "zero_", input=input)
    return _fill(context, "zero_", input, 0)


@op("torch.Tensor.fill_", "torch.fill_")
def fill_(context: Context, input: Value, value: Value) -> Value:
    """Writes one value.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.fill_.html
    """
    require_tensors(context, "fill_", input=input)
    if isinstance(value, Tensor):
        _check_single(context, "fill_", value)
        if value.array is None or not value.array.is_known:
            return _lose(context, "fill_", input)
    number = scalar_in(context, "fill_", "value", value)
    return _fill(context, "fill_", input, number)


@op("torch.fill")
def fill(context: Context, input: Value, value: Value) -> Value:
    """A tensor of one value with the shape and type of another.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.fill_.html
    """
    require_tensors(context, "fill", input=input)
    if isinstance(value, Tensor):
        _check_single(context, "fill", value)
    return alike(context, "fill", input, scalar_in(context, "fill", "value", value))


def _check_single(context: Context, function: str, value: Tensor) -> None:
    if value.shape:
        raise context.misfit(
            f"{function} only supports 0-dimension value tensor but got tensor with {len(value.shape)} dimensions.",
            operand("value", value),
        )


def _lose(context: Context, function: str, target: Tensor) -> Tensor:
    """Random or unknown values written over a tensor."""
    write(context, target, None, target.dtype)
    context.work(function, Work(moves=target.count), formula="elements", elements=target.count)
    return target


def _fractional(context: Context, function: str, kernel: str, target: Value) -> None:
    require_tensors(context, function, input=target)
    if target.dtype.category < FLOAT_CATEGORY:
        raise context.error("NotImplementedError", f"\"{kernel}\" not implemented for '{scalar_type(target.dtype)}'")


@op("torch.Tensor.uniform_")
def uniform_(context: Context, input: Value, from_: Value = 0, to: Value = 1, *, generator: Value = None) -> Value:
    """Writes random numbers of a range.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.uniform_.html
    """
    _fractional(context, "uniform_", "check_uniform_bounds", input)
    low, high = scalar_in(context, "uniform_", "from", from_), scalar_in(context, "uniform_", "to", to)
    if low > high:
        raise context.invalid(f"uniform_ expects to return a [from, to) range, but found from={low:g} > to={high:g}")
    return _lose(context, "uniform_", input)


@op("torch.Tensor.normal_")
def normal_(context: Context, input: Value, mean: Value = 0, std: Value = 1, *, generator: Value = None) -> Value:
    """Writes random numbers of a normal distribution.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.normal_.html
    """
    width = scalar_in(context, "normal_", "std", std)
    if width < 0:
        raise context.invalid(f"normal expects std >= 0.0, but found std {width:g}")
    _fractional(context, "normal_", "normal_kernel_cpu", input)
    return _lose(context, "normal_", input)


@op("torch.Tensor.log_normal_")
def log_normal_(context: Context, input: Value, mean: Value = 1, std: Value = 2, *, generator: Value = None) -> Value:
    """Writes random numbers of a log-normal distribution.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.log_normal_.html
    """
    _fractional(context, "log_normal_", "log_normal_cpu", input)
    return _lose(context, "log_normal_", input)


@op("torch.Tensor.cauchy_")
def cauchy_(context: Context, input: Value, median: Value = 0, sigma: Value = 1, *, generator: Value = None) -> Value:
    """Writes random numbers of a Cauchy distribution.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.cauchy_.html
    """
    _fractional(context, "cauchy_", "cauchy_cpu", input)
    return _lose(context, "cauchy_", input)


@op("torch.Tensor.exponential_")
def exponential_(context: Context, input: Value, lambd: Value = 1, *, generator: Value = None) -> Value:
    """Writes random numbers of an exponential distribution.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.exponential_.html
    """
    rate = scalar_in(context, "exponential_", "lambd", lambd)
    if rate <= 0:
        raise context.invalid(f"exponential_ expects lambda > 0.0, but found lambda={rate:g}")
    _fractional(context, "exponential_", "exponential_cpu", input)
    return _lose(context, "exponential_", input)


@op("torch.Tensor.geometric_")
def geometric_(context: Context, input: Value, p: Value, *, generator: Value = None) -> Value:
    """Writes random numbers of a geometric distribution.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.geometric_.html
    """
    require_tensors(context, "geometric_", input=input)
    return _lose(context, "geometric_", input)


@op("torch.Tensor.bernoulli_")
def bernoulli_(context: Context, input: Value, p: Value = 0.5, *, generator: Value = None) -> Value:
    """Writes random zeros and ones.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.bernoulli_.html
    """
    require_tensors(context, "bernoulli_", input=input)
    return _lose(context, "bernoulli_", input)


@op("torch.Tensor.random_")
def random_(context: Context, input: Value, from_: Value = None, to: Value = None, *, generator: Value = None) -> Value:
    """Writes random integers.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.random_.html
    """
    require_tensors(context, "random_", input=input)
    if from_ is not None and to is not None:
        low, high = (scalar_in(context, "random_", label, each) for label, each in (("from", from_), ("to", to)))
        if low >= high:
            raise context.invalid(f"random_ expects 'from' to be less than 'to', but got from={low} >= to={high}")
    return _lose(context, "random_", input)
