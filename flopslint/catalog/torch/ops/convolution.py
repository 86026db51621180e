"""Convolutions, plain and transposed."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import (
    brackets,
    c_type,
    integer,
    integers,
    known,
    operand,
    require_tensors,
    scalar_type,
)
from flopslint.formulas import convolution as formula
from flopslint.formulas.algebra import Shape, joined, product
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


@op("torch.nn.functional.conv1d", "torch.conv1d")
def conv1d(
    context: Context,
    input: Value,
    weight: Value,
    bias: Value = None,
    stride: Value = 1,
    padding: Value = 0,
    dilation: Value = 1,
    groups: Value = 1,
) -> Value:
    """Convolution over one axis.

    Shape: (b?, i, L), (o, i / groups, k) -> (b?, o, L')
    Work: b * L' * o * i / groups * k multiply-adds, and b * o * L' additions with a bias.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv1d.html
    """
    return _convolve(context, "conv1d", 1, input, weight, bias, stride, padding, dilation, groups)


@op("torch.nn.functional.conv2d", "torch.conv2d")
def conv2d(
    context: Context,
    input: Value,
    weight: Value,
    bias: Value = None,
    stride: Value = 1,
    padding: Value = 0,
    dilation: Value = 1,
    groups: Value = 1,
) -> Value:
    """Convolution over two axes.

    Shape: (b?, i, H, W), (o, i / groups, kh, kw) -> (b?, o, H', W')
    Work: b * H' * W' * o * i / groups * kh * kw multiply-adds, and b * o * H' * W' additions with a bias.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv2d.html
    """
    return _convolve(context, "conv2d", 2, input, weight, bias, stride, padding, dilation, groups)


@op("torch.nn.functional.conv3d", "torch.conv3d")
def conv3d(
    context: Context,
    input: Value,
    weight: Value,
    bias: Value = None,
    stride: Value = 1,
    padding: Value = 0,
    dilation: Value = 1,
    groups: Value = 1,
) -> Value:
    """Convolution over three axes.

    Shape: (b?, i, D, H, W), (o, i / groups, kd, kh, kw) -> (b?, o, D', H', W')
    Work: b * D' * H' * W' * o * i / groups * kd * kh * kw multiply-adds, and an addition per output with a bias.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv3d.html
    """
    return _convolve(context, "conv3d", 3, input, weight, bias, stride, padding, dilation, groups)


@op("torch.nn.functional.conv_transpose1d", "torch.conv_transpose1d")
def conv_transpose1d(
    context: Context,
    input: Value,
    weight: Value,
    bias: Value = None,
    stride: Value = 1,
    padding: Value = 0,
    output_padding: Value = 0,
    groups: Value = 1,
    dilation: Value = 1,
) -> Value:
    """Transposed convolution over one axis.

    Shape: (b?, i, L), (i, o / groups, k) -> (b?, o, L')
    Work: b * L * i * o / groups * k multiply-adds, and b * o * L' additions with a bias.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv_transpose1d.html
    """
    return _convolve(
        context, "conv_transpose1d", 1, input, weight, bias, stride, padding, dilation, groups, output_padding
    )


@op("torch.nn.functional.conv_transpose2d", "torch.conv_transpose2d")
def conv_transpose2d(
    context: Context,
    input: Value,
    weight: Value,
    bias: Value = None,
    stride: Value = 1,
    padding: Value = 0,
    output_padding: Value = 0,
    groups: Value = 1,
    dilation: Value = 1,
) -> Value:
    """Transposed convolution over two axes.

    Shape: (b?, i, H, W), (i, o / groups, kh, kw) -> (b?, o, H', W')
    Work: b * H * W * i * o / groups * kh * kw multiply-adds, and b * o * H' * W' additions with a bias.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv_transpose2d.html
    """
    return _convolve(
        context, "conv_transpose2d", 2, input, weight, bias, stride, padding, dilation, groups, output_padding
    )


@op("torch.nn.functional.conv_transpose3d", "torch.conv_transpose3d")
def conv_transpose3d(
    context: Context,
    input: Value,
    weight: Value,
    bias: Value = None,
    stride: Value = 1,
    padding: Value = 0,
    output_padding: Value = 0,
    groups: Value = 1,
    dilation: Value = 1,
) -> Value:
    """Transposed convolution over three axes.

    Shape: (b?, i, D, H, W), (i, o / groups, kd, kh, kw) -> (b?, o, D', H', W')
    Work: b * D * H * W * i * o / groups * kd * kh * kw multiply-adds, and an addition per output with a bias.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv_transpose3d.html
    """
    return _convolve(
        context, "conv_transpose3d", 3, input, weight, bias, stride, padding, dilation, groups, output_padding
    )


@op("torch.convolution", "torch.ops.aten.convolution")
def convolution(
    context: Context,
    input: Value,
    weight: Value,
    bias: Value,
    stride: Value,
    padding: Value,
    dilation: Value,
    transposed: Value,
    output_padding: Value,
    groups: Value,
) -> Value:
    """The operation that all convolutions come down to.

    Source: https://docs.pytorch.org/docs/stable/torch.compiler_ir.html
    """
    require_tensors(context, "convolution", input=input, weight=weight)
    return _convolve(
        context, "convolution", len(weight.shape) - 2, input, weight, bias, stride, padding, dilation, groups,
        output_padding if transposed else None,
    )  # fmt: skip


@op("torch.nn.functional.conv_tbc", "torch.conv_tbc")
def conv_tbc(context: Context, input: Value, weight: Value, bias: Value, pad: Value = 0) -> Value:
    """Convolution over the first of (time, batch, channels).

    Shape: (T, b, i), (k, i, o) -> (T', b, o)
    Work: b * T' * k * i * o multiply-adds, of which torch counts none.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv_tbc.html
    """
    require_tensors(context, "conv_tbc", input=input, weight=weight, bias=bias)
    sides = operand("input", input), operand("weight", weight)
    for name, tensor, rank in (("Input", input, 3), ("Weight", weight, 3), ("Bias", bias, 1)):
        if len(tensor.shape) != rank:
            raise context.misfit(
                f"{name} must have {rank} dims{': time, batch, in_channel' * (name == 'Input')}", *sides
            )
    time, batch, channels = input.shape
    kernel, inputs, outputs = weight.shape
    if channels != inputs:
        raise context.misfit(
            "Input dim 2 (input channels) is not == dim 1 in the weight tensor", *sides,
            fitting=f"[{kernel}, {channels}, {outputs}]",
        )  # fmt: skip
    if bias.shape != (outputs,):
        raise context.misfit("Bias size must equal dim 2 in the weight tensor (output channels).", *sides)
    length = formula.output_size(time, kernel, 1, 2 * integer(context, pad, "conv_tbc", "pad"), 1)
    additions = length * batch * outputs
    context.work(
        "conv_tbc", formula.work(length, batch, weight.shape, additions), "batch * length * weights",
        batch=batch, length=length, weights=product(weight.shape),
    )  # fmt: skip
    return context.tensor((length, batch, outputs), input.dtype)


def _convolve(
    context: Context,
    name: str,
    axes: int,
    input: Value,
    weight: Value,
    bias: Value,
    stride: Value,
    padding: Value,
    dilation: Value,
    groups: Value,
    output_padding: Value = None,
) -> Tensor:
    """Checks, shape and work of all of them; ``output_padding`` is None unless transposed."""
    transposed = output_padding is not None
    require_tensors(context, name, input=input, weight=weight, **({} if bias is None else {"bias": bias}))
    if len(input.shape) not in {axes + 1, axes + 2}:
        raise context.misfit(
            f"Expected {axes + 1}D (unbatched) or {axes + 2}D (batched) input to {name}, but got input of size: "
            f"{brackets(input.shape)}",
            operand("input", input), operand("weight", weight),
        )  # fmt: skip
    groups = integer(context, groups, name, "groups")
    strides = _figures(context, stride, weight, axes, name, "stride")
    dilations = _figures(context, dilation, weight, axes, name, "dilation")
    paddings = _paddings(context, padding, weight, strides, dilations, axes, name)
    batched = input.shape if len(input.shape) == axes + 2 else (1, *input.shape)
    _check_figures(context, weight, strides, paddings, dilations, groups)
    _check_channels(context, batched, input, weight, bias, groups, transposed=transposed)
    _check_types(context, input, weight, bias)
    kernel, spatial = weight.shape[2:], batched[2:]
    if transposed:
        extra = _figures(context, output_padding, weight, axes, name, "output_padding")
        sizes = _transposed_sizes(context, spatial, kernel, strides, paddings, extra, dilations)
        channels = weight.shape[1] * groups
    else:
        sizes = _sizes(context, input, weight, spatial, strides, paddings, dilations)
        channels = weight.shape[0]
    positions, batch = product(spatial if transposed else sizes), batched[0]
    additions = batch * channels * product(sizes) if bias is not None else 0
    counted = "input_positions" if transposed else "output_positions"
    context.work(
        "convolution", formula.work(positions, batch, weight.shape, additions),
        f"batch * {counted} * kernel * in_channels * out_channels / groups", groups=groups, batch=batch,
        **{counted: positions}, kernel=product(kernel), in_channels=batched[1], out_channels=channels,
    )  # fmt: skip
    result = context.tensor((*input.shape[: -axes - 1], channels, *sizes), input.dtype)
    if not (input.is_contiguous and weight.is_contiguous):
        result.strides = None  # torch may choose channels-last for the result
    return result


def _figures(context: Context, value: Value, weight: Tensor, axes: int, function: str, name: str) -> Shape:
    """One figure for each axis of the kernel."""
    figures = integers(context, value, function, name)
    wanted = max(len(weight.shape) - 2, 0)
    if len(figures) == 1 and wanted == axes:
        return figures * axes
    if len(figures) != wanted or wanted != axes:
        shown = figures * axes if len(figures) == 1 else figures
        raise context.invalid(
            f"expected {name} to be a single integer value or a list of {wanted} values to match the convolution "
            f"dimensions, but got {name}={brackets(shown)}"
        )
    return figures


def _paddings(
    context: Context, padding: Value, weight: Tensor, strides: Shape, dilations: Shape, axes: int, name: str
) -> Shape:
    """Padding of both sides together for each axis."""
    padding = known(padding)
    if isinstance(padding, str) and "transpose" not in name:
        if padding == "valid":
            return (0,) * axes
        if padding != "same":
            raise context.invalid(f"Invalid padding string: '{padding}'")
        if any(stride != 1 for stride in strides):
            raise context.invalid("padding='same' is not supported for strided convolutions")
        return tuple(formula.same_padding(k, d) for k, d in zip(weight.shape[2:], dilations, strict=True))
    figures = _figures(context, padding, weight, axes, name, "padding")
    if any(figure < 0 for figure in figures):
        raise context.invalid("negative padding is not supported")
    return tuple(2 * figure for figure in figures)


def _check_figures(
    context: Context, weight: Tensor, strides: Shape, paddings: Shape, dilations: Shape, groups: int
) -> None:
    if any(stride <= 0 for stride in strides):
        raise context.invalid("non-positive stride is not supported")
    if groups <= 0:
        raise context.invalid("non-positive groups is not supported")
    if any(dilation <= 0 for dilation in dilations):
        raise context.invalid(f"dilation should be greater than zero, but got {brackets(dilations)}")
    if 0 in weight.shape[2:]:
        raise context.invalid(f"kernel size should be greater than zero, but got {brackets(weight.shape[2:])}")


def _check_channels(
    context: Context, batched: Shape, input: Tensor, weight: Tensor, bias: Value, groups: int, *, transposed: bool
) -> None:
    sides = operand("input", input), operand("weight", weight)
    shown = brackets(weight.shape)
    if weight.shape[0] < groups:
        raise context.misfit(
            f"Given groups={groups}, expected weight to be at least {groups} at dimension 0, but got weight of size "
            f"{shown} instead",
            *sides,
        )
    if weight.shape[0] % groups:
        raise context.misfit(
            f"Given groups={groups}, expected weight to be divisible by {groups} at dimension 0, "
            "but got weight of size "
            f"[{shown}] instead",
            *sides,
        )
    given = "transposed=1" if transposed else f"groups={groups}"
    wanted = weight.shape[0] if transposed else weight.shape[1] * groups
    if batched[1] != wanted:
        raise context.misfit(
            f"Given {given}, weight of size {shown}, expected input{brackets(batched)} to have {wanted} channels, but "
            f"got {batched[1]} channels instead",
            *sides, fitting=f"in_channels={batched[1]}",
        )  # fmt: skip
    outputs = weight.shape[1] * groups if transposed else weight.shape[0]
    if isinstance(bias, Tensor) and bias.shape != (outputs,):
        prefix = f"Given {given}, " if transposed else "Given "
        raise context.misfit(
            f"{prefix}weight of size {shown}, expected bias to be 1-dimensional with {outputs} "
            "elements, but got bias of "
            f"size {brackets(bias.shape)} instead",
            operand("weight", weight), operand("bias", bias), fitting=f"[{outputs}]",
        )  # fmt: skip


def _check_types(context: Context, input: Tensor, weight: Tensor, bias: Value) -> None:
    """Refuses unlike element types, as torch does on the CPU (its meta device is laxer)."""
    if isinstance(bias, Tensor) and bias.dtype is not input.dtype:
        raise context.invalid(
            f"Input type ({c_type(input.dtype)}) and bias type ({c_type(bias.dtype)}) should be the same"
        )
    if weight.dtype is not input.dtype:
        raise context.invalid(f"expected scalar type {scalar_type(input.dtype)} but found {scalar_type(weight.dtype)}")


def _sizes(
    context: Context, input: Tensor, weight: Tensor, spatial: Shape, strides: Shape, paddings: Shape, dilations: Shape
) -> Shape:
    kernel = weight.shape[2:]
    padded = tuple(size + padding for size, padding in zip(spatial, paddings, strict=True))
    reaches = tuple(formula.window_reach(k, d) for k, d in zip(kernel, dilations, strict=True))
    if any(reach > size for reach, size in zip(reaches, padded, strict=True)):
        raise context.misfit(
            f"Calculated padded input size per channel: ({joined(padded, ' x ')}). Kernel size: "
            f"({joined(reaches, ' x ')}). Kernel size can't be greater than actual input size",
            operand("input", input), operand("weight", weight),
        )  # fmt: skip
    if 0 in spatial:
        raise context.misfit(
            f"Only zero batch or zero channel inputs are supported, but got input shape: {brackets(input.shape)}",
            operand("input", input),
        )
    figures = zip(spatial, kernel, strides, paddings, dilations, strict=True)
    return tuple(formula.output_size(*each) for each in figures)


def _transposed_sizes(
    context: Context,
    spatial: Shape,
    kernel: Shape,
    strides: Shape,
    paddings: Shape,
    output_paddings: Shape,
    dilations: Shape,
) -> Shape:
    for extra, stride, dilation in zip(output_paddings, strides, dilations, strict=True):
        if extra < 0:
            raise context.invalid("negative output_padding is not supported")
        if extra >= stride and extra >= dilation:
            raise context.invalid(
                "output padding must be smaller than either stride or dilation, but got output_padding="
                f"{brackets(output_paddings)} stride={brackets(strides)} dilation={brackets(dilations)}"
            )
    figures = zip(spatial, kernel, strides, paddings, output_paddings, dilations, strict=True)
    sizes = tuple(formula.transposed_output_size(n, k, s, p // 2, o, d) for n, k, s, p, o, d in figures)
    if min(sizes) < 0:  # kernels differ on empty results
        raise context.invalid(
            f"Given input size per channel: ({joined(spatial, ' x ')}). Calculated output size per channel: "
            f"({joined(sizes, ' x ')}). Output size is too small"
        )
    return sizes
