"""Normalizations over batches, layers, groups and instances."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import (
    brackets,
    integer,
    integers,
    known,
    made_like,
    operand,
    require_tensors,
    scalar_type,
    size_text,
    type_name,
)
from flopslint.core.work import Work
from flopslint.formulas import normalization as formula
from flopslint.formulas.algebra import Shape, joined, product
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


@op("torch.nn.functional.batch_norm")
def batch_norm(
    context: Context,
    input: Value,
    running_mean: Value,
    running_var: Value,
    weight: Value = None,
    bias: Value = None,
    training: Value = False,
    momentum: Value = 0.1,
    eps: Value = 1e-05,
) -> Value:
    """Normalizes each channel by statistics of the batch (training) or by given ones.

    Shape: (b, c, *) -> (b, c, *)
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.batch_norm.html
    """
    require_tensors(context, "batch_norm", input=input)
    if training:
        _require_several(context, input, size_text(input.shape))
    return _batch_norm(context, input, weight, bias, running_mean, running_var, training=bool(training))


@op("torch.batch_norm")
def batch_norm_native(
    context: Context,
    input: Value,
    weight: Value,
    bias: Value,
    running_mean: Value,
    running_var: Value,
    training: Value,
    momentum: Value,
    eps: Value,
    cudnn_enabled: Value,
) -> Value:
    """``batch_norm`` as torch's own code calls it.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.batch_norm.html
    """
    require_tensors(context, "batch_norm", input=input)
    return _batch_norm(context, input, weight, bias, running_mean, running_var, training=bool(training))


def _require_several(context: Context, input: Tensor, shown: str) -> None:
    """Training needs more than one value for each channel."""
    if len(input.shape) >= 1 and product(input.shape[:1]) * product(input.shape[2:]) == 1:
        raise context.invalid(
            f"Expected more than 1 value per channel when training, got input size {shown}", "ValueError"
        )


def _batch_norm(
    context: Context, input: Tensor, weight: Value, bias: Value, mean: Value, variance: Value, *, training: bool
) -> Tensor:
    channels = input.shape[1] if len(input.shape) > 1 else 0
    for name, tensor in (("running_mean", mean), ("running_var", variance), ("weight", weight), ("bias", bias)):
        if tensor is None:
            if not training and name.startswith("running"):
                raise context.invalid(f"{name} must be defined in evaluation mode")
            continue
        require_tensors(context, "batch_norm", **{name: tensor})
        if tensor.count != channels:
            raise context.misfit(
                f"{name} should contain {channels} elements not {tensor.count}",
                operand("input", input), operand(name, tensor), fitting=f"num_features={channels}",
            )  # fmt: skip
    return _normalized_channels(context, input, channels, training=training, affine=weight is not None)


def _normalized_channels(context: Context, input: Tensor, groups: int, *, training: bool, affine: bool) -> Tensor:
    rule = formula.with_own_statistics if training else formula.with_given_statistics
    work = rule(input.count, groups, affine=affine)
    context.work("native_batch_norm", work, "elements", elements=input.count, groups=groups)
    return made_like(context, input.shape, input.dtype, input)


@op("torch.nn.functional.layer_norm")
def layer_norm(
    context: Context,
    input: Value,
    normalized_shape: Value,
    weight: Value = None,
    bias: Value = None,
    eps: Value = 1e-05,
) -> Value:
    """Normalizes over the last axes.

    Shape: (*, normalized_shape) -> the same
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.layer_norm.html
    """
    shape = _check_layer(context, "layer_norm", input, normalized_shape, weight, bias)
    if not (input.dtype.is_floating_point or input.dtype.is_complex):
        message = f"\"LayerNormKernelImpl\" not implemented for '{scalar_type(input.dtype)}'"
        raise context.invalid(message, "NotImplementedError")
    groups = product(input.shape[: len(input.shape) - len(shape)])
    work = formula.with_own_statistics(input.count, groups, affine=weight is not None)
    context.work("native_layer_norm", work, "elements", elements=input.count, groups=groups)
    return context.tensor(input.shape, input.dtype)


@op("torch.layer_norm")
def layer_norm_native(
    context: Context,
    input: Value,
    normalized_shape: Value,
    weight: Value = None,
    bias: Value = None,
    eps: Value = 1e-05,
    cudnn_enable: Value = True,
) -> Value:
    """``layer_norm`` as torch's own code calls it.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.layer_norm.html
    """
    return layer_norm(context, input, normalized_shape, weight, bias, eps)


@op("torch.native_layer_norm")
def native_layer_norm(
    context: Context, input: Value, normalized_shape: Value, weight: Value, bias: Value, eps: Value
) -> Value:
    """``layer_norm`` with the mean and the reciprocal deviation of each group.

    Source: https://docs.pytorch.org/docs/stable/torch.compiler_ir.html
    """
    result = layer_norm(context, input, normalized_shape, weight, bias, eps)
    axes = len(integers(context, normalized_shape, "layer_norm", "normalized_shape"))
    shape = input.shape[: len(input.shape) - axes] + (1,) * axes
    return result, context.tensor(shape, input.dtype), context.tensor(shape, input.dtype)


@op("torch.nn.functional.rms_norm", "torch.rms_norm")
def rms_norm(context: Context, input: Value, normalized_shape: Value, weight: Value = None, eps: Value = None) -> Value:
    """Divides by the root mean square over the last axes.

    Shape: (*, normalized_shape) -> the same
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.rms_norm.html
    """
    shape = _check_layer(context, "rms_norm", input, normalized_shape, weight, None)
    groups = product(input.shape[: len(input.shape) - len(shape)])
    work = formula.by_mean_square(input.count, groups, affine=weight is not None)
    context.work("_fused_rms_norm", work, "elements", elements=input.count, groups=groups)
    return made_like(context, input.shape, input.dtype, input)


def _check_layer(
    context: Context, name: str, input: Value, normalized_shape: Value, weight: Value, bias: Value
) -> Shape:
    require_tensors(context, name, input=input)
    if not isinstance(known(normalized_shape), (tuple, list)):
        kind = type_name(context, normalized_shape)
        raise context.error(
            "TypeError", f"{name}(): argument 'normalized_shape' (position 2) must be tuple of ints, not {kind}"
        )
    shape = integers(context, normalized_shape, name, "normalized_shape")
    if not shape:
        raise context.invalid(
            "Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, but got "
            "normalized_shape = []"
        )
    for label, tensor in (("weight", weight), ("bias", bias)):
        if isinstance(tensor, Tensor) and tensor.shape != shape:
            raise context.misfit(
                f"Expected {label} to be of same shape as normalized_shape, but got {label} of shape "
                f"{brackets(tensor.shape)} and normalized_shape = {brackets(shape)}",
                operand("input", input), operand(label, tensor), fitting=brackets(shape),
            )  # fmt: skip
    if input.shape[len(input.shape) - len(shape) :] != shape or len(input.shape) < len(shape):
        separator = "" if name == "rms_norm" else ", "
        sides = [operand("input", input)] + ([operand("weight", weight)] if isinstance(weight, Tensor) else [])
        raise context.misfit(
            f"Given normalized_shape={brackets(shape)}, expected input with shape "
            f"[*{separator}{joined(shape)}], but got "
            f"input of size{brackets(input.shape)}",
            *sides, fitting=f"normalized_shape={brackets(input.shape[-len(shape) :])}",
        )  # fmt: skip
    return shape


@op("torch.nn.functional.group_norm")
def group_norm(
    context: Context, input: Value, num_groups: Value, weight: Value = None, bias: Value = None, eps: Value = 1e-05
) -> Value:
    """Normalizes groups of channels.

    Shape: (b, c, *) -> (b, c, *)
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.group_norm.html
    """
    require_tensors(context, "group_norm", input=input)
    groups = integer(context, num_groups, "group_norm", "num_groups")
    if len(input.shape) < 2:
        raise context.misfit(
            f"Expected at least 2 dimensions for input tensor but received {len(input.shape)}", operand("input", input)
        )
    if groups == 0:
        raise context.error("ZeroDivisionError", "integer division or modulo by zero")
    batch, channels, *rest = input.shape
    if batch * channels // groups * product(rest) == 1:
        raise context.invalid(
            f"Expected more than 1 value per channel when training, got input size {brackets(input.shape)}",
            "ValueError",
        )
    return _group_norm(context, input, groups, weight, bias)


@op("torch.group_norm")
def group_norm_native(
    context: Context,
    input: Value,
    num_groups: Value,
    weight: Value = None,
    bias: Value = None,
    eps: Value = 1e-05,
    cudnn_enabled: Value = True,
) -> Value:
    """``group_norm`` as torch's own code calls it.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.group_norm.html
    """
    require_tensors(context, "group_norm", input=input)
    return _group_norm(context, input, integer(context, num_groups, "group_norm", "num_groups"), weight, bias)


def _group_norm(context: Context, input: Tensor, groups: int, weight: Value, bias: Value) -> Tensor:
    channels = input.shape[1]
    if groups <= 0 or channels % groups:
        raise context.misfit(
            "Expected number of channels in input to be divisible by num_groups, but got input of shape "
            f"{brackets(input.shape)} and num_groups={groups}",
            operand("input", input),
        )
    for name, tensor in (("weight", weight), ("bias", bias)):
        if isinstance(tensor, Tensor) and tensor.shape != (channels,):
            raise context.misfit(
                f"Expected {name} to be a vector of size equal to the number of channels in input, but got {name} of "
                f"shape {brackets(tensor.shape)} and input of shape {brackets(input.shape)}",
                operand("input", input), operand(name, tensor), fitting=f"num_channels={channels}",
            )  # fmt: skip
    count = input.shape[0] * groups
    work = formula.with_own_statistics(input.count, count, affine=weight is not None)
    context.work("native_group_norm", work, "elements", elements=input.count, groups=count)
    return made_like(context, input.shape, input.dtype, input)


@op("torch.native_group_norm")
def native_group_norm(
    context: Context,
    input: Value,
    weight: Value,
    bias: Value,
    N: Value,
    C: Value,
    HxW: Value,
    group: Value,
    eps: Value,
) -> Value:
    """``group_norm`` with the mean and the reciprocal deviation of each group.

    Source: https://docs.pytorch.org/docs/stable/torch.compiler_ir.html
    """
    require_tensors(context, "native_group_norm", input=input)
    groups = integer(context, group, "native_group_norm", "group")
    result = _group_norm(context, input, groups, weight, bias)
    shape = (input.shape[0], groups)
    return result, context.tensor(shape, input.dtype), context.tensor(shape, input.dtype)


@op("torch.nn.functional.instance_norm")
def instance_norm(
    context: Context,
    input: Value,
    running_mean: Value = None,
    running_var: Value = None,
    weight: Value = None,
    bias: Value = None,
    use_input_stats: Value = True,
    momentum: Value = 0.1,
    eps: Value = 1e-05,
) -> Value:
    """Normalizes each channel of each item.

    Shape: (b, c, *) -> (b, c, *)
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.instance_norm.html
    """
    require_tensors(context, "instance_norm", input=input)
    if use_input_stats and product(input.shape[2:]) == 1:
        raise context.invalid(
            f"Expected more than 1 spatial element when training, got input size {size_text(input.shape)}", "ValueError"
        )
    return _instance_norm(context, input, weight, bias, running_mean, running_var, use_input_stats)


@op("torch.instance_norm")
def instance_norm_native(
    context: Context,
    input: Value,
    weight: Value,
    bias: Value,
    running_mean: Value,
    running_var: Value,
    use_input_stats: Value,
    momentum: Value,
    eps: Value,
    cudnn_enabled: Value,
) -> Value:
    """``instance_norm`` as torch's own code calls it.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.instance_norm.html
    """
    require_tensors(context, "instance_norm", input=input)
    return _instance_norm(context, input, weight, bias, running_mean, running_var, use_input_stats)


def _instance_norm(
    context: Context, input: Tensor, weight: Value, bias: Value, mean: Value, variance: Value, use_input_stats: Value
) -> Tensor:
    if not use_input_stats and (mean is None or variance is None):
        raise context.invalid("Expected running_mean and running_var to be defined when use_input_stats is false")
    if len(input.shape) < 2:
        raise context.misfit("instance_norm needs at least 2 dimensions", operand("input", input))
    batch, channels = input.shape[:2]
    for name, tensor in (("running_mean", mean), ("running_var", variance), ("weight", weight), ("bias", bias)):
        # torch repeats these for each item of the batch, and speaks of the repeated ones.
        if isinstance(tensor, Tensor) and tensor.count != channels:
            raise context.misfit(
                f"{name} should contain {batch * channels} elements not {batch * tensor.count}",
                operand("input", input), operand(name, tensor), fitting=f"num_features={channels}",
            )  # fmt: skip
    groups = batch * channels
    return _normalized_channels(context, input, groups, training=bool(use_input_stats), affine=weight is not None)


@op("torch.nn.functional.local_response_norm")
def local_response_norm(
    context: Context, input: Value, size: Value, alpha: Value = 0.0001, beta: Value = 0.75, k: Value = 1.0
) -> Value:
    """Divides by a power of the mean square over neighboring channels.

    Shape: (b, c, *) -> (b, c, *)
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.local_response_norm.html
    """
    require_tensors(context, "local_response_norm", input=input)
    if len(input.shape) < 3:
        raise context.invalid(
            f"Expected 3D or higher dimensionality                          input (got {len(input.shape)} dimensions)",
            "ValueError",
        )
    window = integer(context, size, "local_response_norm", "size")
    elements = input.count
    # Square, average over the window, scale and shift, power, and the division of the input.
    work = Work(
        multiplications=2 * elements,
        additions=(window + 1) * elements,
        divisions=2 * elements,
        transcendentals=elements,
    )
    context.work("local_response_norm", work, "elements * window", elements=elements, window=window)
    return made_like(context, input.shape, input.dtype, input)
