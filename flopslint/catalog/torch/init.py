"""``torch.nn.init``: fills that change no shape and return their tensor, and the figures they are computed from.

Source: https://docs.pytorch.org/docs/stable/nn.init.html
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from flopslint.catalog.entry import function
from flopslint.catalog.torch.layer_tables import Uninitialized, type_name
from flopslint.values.tensor import Tensor
from flopslint.values.value import Unknown, Value

if TYPE_CHECKING:
    from flopslint.values.context import Context

LINEAR_KINDS = frozenset({
    "linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d", "sigmoid",
})  # fmt: skip
"""Nonlinearities of gain 1."""

TOO_FEW_DIMS = "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions"


def _names(*names: str) -> tuple[str, ...]:
    """Dotted names of a fill: its own and, without the last underscore, the deprecated one."""
    return tuple(f"torch.nn.init.{name}" for name in names)


def _fill(context: Context, tensor: Value, value: Value = None) -> Value:
    """The same tensor, its values replaced by one number, or no longer known."""
    if isinstance(tensor, Uninitialized | Unknown):
        return tensor
    if not isinstance(tensor, Tensor):
        raise context.error("AttributeError", f"'{type_name(context, tensor)}' object has no attribute 'shape'")
    array = tensor.array
    if array is None or array.storage.data is None:
        return tensor
    context.touch(array.storage)
    if isinstance(value, int | float) and len(array.storage.data) == tensor.count:
        array.storage.data[:] = [float(value) if tensor.dtype.is_floating_point else value] * tensor.count
    else:
        array.storage.data = None
    return tensor


def _check_dims(context: Context, tensor: Value, allowed: tuple[int, ...], text: str) -> None:
    if isinstance(tensor, Tensor) and len(tensor.shape) not in allowed:
        raise context.invalid(text, exception="ValueError")


def _fans(context: Context, tensor: Tensor) -> tuple[int, int]:
    """Inputs and outputs of one unit: channels times elements of the kernel."""
    if len(tensor.shape) < 2:
        raise context.invalid(TOO_FEW_DIMS, exception="ValueError")
    kernel = 1
    for dim in tensor.shape[2:]:
        kernel *= dim
    return tensor.shape[1] * kernel, tensor.shape[0] * kernel


def _gain(context: Context, nonlinearity: Value, param: Value) -> Value:
    if isinstance(nonlinearity, Unknown):
        return nonlinearity
    if nonlinearity in LINEAR_KINDS:
        return 1
    if nonlinearity == "tanh":
        return 5.0 / 3
    if nonlinearity == "relu":
        return math.sqrt(2.0)
    if nonlinearity == "selu":
        return 3.0 / 4
    if nonlinearity != "leaky_relu":
        raise context.invalid(f"Unsupported nonlinearity {nonlinearity}", exception="ValueError")
    if isinstance(param, Unknown):
        return param
    if param is not None and (isinstance(param, bool) or not isinstance(param, int | float)):
        raise context.invalid(f"negative_slope {param} not a valid number", exception="ValueError")
    slope = 0.01 if param is None else param
    return math.sqrt(2.0 / (1 + slope**2))


@function("torch.nn.init.calculate_gain", takes_unknown=True)
def calculate_gain(context: Context, nonlinearity: Value, param: Value = None) -> Value:
    """The recommended gain of a nonlinearity.

    Raises:
        Raised: ValueError for a nonlinearity torch does not know.
    """
    return _gain(context, nonlinearity, param)


@function("torch.nn.init._calculate_fan_in_and_fan_out")
def calculate_fan_in_and_fan_out(context: Context, tensor: Value) -> Value:
    """Inputs and outputs of one unit.

    Raises:
        Raised: ValueError for fewer than two dims.
    """
    if not isinstance(tensor, Tensor):
        raise context.error("AttributeError", f"'{type_name(context, tensor)}' object has no attribute 'dim'")
    return _fans(context, tensor)


@function("torch.nn.init._calculate_correct_fan")
def calculate_correct_fan(context: Context, tensor: Value, mode: Value) -> Value:
    """The one of the two that ``mode`` names.

    Raises:
        Raised: ValueError for another mode, or fewer than two dims.
    """
    lowered = mode.lower() if isinstance(mode, str) else mode
    if lowered not in ("fan_in", "fan_out"):
        text = f"Mode {lowered} not supported, please use one of ['fan_in', 'fan_out']"
        raise context.invalid(text, exception="ValueError")
    fans = _fans(context, tensor)
    return fans[0] if lowered == "fan_in" else fans[1]


@function(*_names("uniform_", "uniform"), takes_unknown=True)
def uniform_(context: Context, tensor: Value, a: Value = 0.0, b: Value = 1.0, generator: Value = None) -> Value:
    """Fills from a uniform distribution."""
    return _fill(context, tensor)


@function(*_names("normal_", "normal"), takes_unknown=True)
def normal_(context: Context, tensor: Value, mean: Value = 0.0, std: Value = 1.0, generator: Value = None) -> Value:
    """Fills from a normal distribution."""
    return _fill(context, tensor)


@function(*_names("trunc_normal_"), takes_unknown=True)
def trunc_normal_(
    context: Context,
    tensor: Value,
    mean: Value = 0.0,
    std: Value = 1.0,
    a: Value = -2.0,
    b: Value = 2.0,
    generator: Value = None,
) -> Value:
    """Fills from a normal distribution cut off at two bounds."""
    return _fill(context, tensor)


@function(*_names("constant_", "constant"), takes_unknown=True)
def constant_(context: Context, tensor: Value, val: Value) -> Value:
    """Fills with a number."""
    return _fill(context, tensor, val)


@function(*_names("ones_"), takes_unknown=True)
def ones_(context: Context, tensor: Value) -> Value:
    """Fills with ones."""
    return _fill(context, tensor, 1)


@function(*_names("zeros_", "_no_grad_zero_"), takes_unknown=True)
def zeros_(context: Context, tensor: Value) -> Value:
    """Fills with zeros."""
    return _fill(context, tensor, 0)


@function(*_names("eye_", "eye"), takes_unknown=True)
def eye_(context: Context, tensor: Value) -> Value:
    """Fills a matrix with the identity.

    Raises:
        Raised: ValueError for another number of dims.
    """
    _check_dims(context, tensor, (2,), "Only tensors with 2 dimensions are supported")
    return _fill(context, tensor)


@function(*_names("dirac_", "dirac"), takes_unknown=True)
def dirac_(context: Context, tensor: Value, groups: Value = 1) -> Value:
    """Fills a kernel so that it keeps its inputs.

    Raises:
        Raised: ValueError for another number of dims, or channels that the groups do not divide.
    """
    _check_dims(context, tensor, (3, 4, 5), "Only tensors with 3, 4, or 5 dimensions are supported")
    if isinstance(tensor, Tensor) and isinstance(groups, int) and groups > 0 and tensor.shape[0] % groups:
        raise context.invalid("dim 0 must be divisible by groups", exception="ValueError")
    return _fill(context, tensor)


@function(*_names("xavier_uniform_", "xavier_uniform"), takes_unknown=True)
def xavier_uniform_(context: Context, tensor: Value, gain: Value = 1.0, generator: Value = None) -> Value:
    """Glorot's uniform fill.

    Raises:
        Raised: ValueError for fewer than two dims.
    """
    return _fill_by_fans(context, tensor)


@function(*_names("xavier_normal_", "xavier_normal"), takes_unknown=True)
def xavier_normal_(context: Context, tensor: Value, gain: Value = 1.0, generator: Value = None) -> Value:
    """Glorot's normal fill.

    Raises:
        Raised: ValueError for fewer than two dims.
    """
    return _fill_by_fans(context, tensor)


@function(*_names("kaiming_uniform_", "kaiming_uniform"), takes_unknown=True)
def kaiming_uniform_(
    context: Context,
    tensor: Value,
    a: Value = 0,
    mode: Value = "fan_in",
    nonlinearity: Value = "leaky_relu",
    generator: Value = None,
) -> Value:
    """He's uniform fill.

    Raises:
        Raised: ValueError for fewer than two dims, or a nonlinearity or mode torch does not know.
    """
    return _fill_by_fans(context, tensor, mode, nonlinearity, a)


@function(*_names("kaiming_normal_", "kaiming_normal"), takes_unknown=True)
def kaiming_normal_(
    context: Context,
    tensor: Value,
    a: Value = 0,
    mode: Value = "fan_in",
    nonlinearity: Value = "leaky_relu",
    generator: Value = None,
) -> Value:
    """He's normal fill.

    Raises:
        Raised: ValueError for fewer than two dims, or a nonlinearity or mode torch does not know.
    """
    return _fill_by_fans(context, tensor, mode, nonlinearity, a)


def _fill_by_fans(
    context: Context, tensor: Value, mode: Value = "fan_in", nonlinearity: Value = "linear", param: Value = 0
) -> Value:
    if isinstance(tensor, Tensor) and 0 not in tensor.shape:
        if not isinstance(mode, Unknown):
            calculate_correct_fan(context, tensor, mode)
        _gain(context, nonlinearity, param)
    return _fill(context, tensor)


@function(*_names("orthogonal_", "orthogonal"), takes_unknown=True)
def orthogonal_(context: Context, tensor: Value, gain: Value = 1, generator: Value = None) -> Value:
    """Fills with an orthogonal matrix.

    Raises:
        Raised: ValueError for fewer than two dims.
    """
    if isinstance(tensor, Tensor) and len(tensor.shape) < 2:
        raise context.invalid("Only tensors with 2 or more dimensions are supported", exception="ValueError")
    return _fill(context, tensor)


@function(*_names("sparse_", "sparse"), takes_unknown=True)
def sparse_(context: Context, tensor: Value, sparsity: Value, std: Value = 0.01, generator: Value = None) -> Value:
    """Fills a matrix with few elements that are not zero.

    Raises:
        Raised: ValueError for another number of dims.
    """
    _check_dims(context, tensor, (2,), "Only tensors with 2 dimensions are supported")
    return _fill(context, tensor)


@function("torch.nn.init._no_grad_uniform_", takes_unknown=True)
def no_grad_uniform_(context: Context, tensor: Value, a: Value, b: Value, generator: Value = None) -> Value:
    """``uniform_`` without its defaults."""
    return _fill(context, tensor)


@function("torch.nn.init._no_grad_normal_", takes_unknown=True)
def no_grad_normal_(context: Context, tensor: Value, mean: Value, std: Value, generator: Value = None) -> Value:
    """``normal_`` without its defaults."""
    return _fill(context, tensor)


@function("torch.nn.init._no_grad_trunc_normal_", takes_unknown=True)
def no_grad_trunc_normal_(
    context: Context, tensor: Value, mean: Value, std: Value, a: Value, b: Value, generator: Value = None
) -> Value:
    """``trunc_normal_`` without its defaults."""
    return _fill(context, tensor)


@function("torch.nn.init._no_grad_fill_", takes_unknown=True)
def no_grad_fill_(context: Context, tensor: Value, val: Value) -> Value:
    """``constant_`` under its inner name."""
    return _fill(context, tensor, val)
