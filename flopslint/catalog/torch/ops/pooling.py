"""Pooling over windows: maximum, average and power average."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import (
    axis_in,
    brackets,
    integers,
    known,
    made_like,
    operand,
    require_tensors,
)
from flopslint.catalog.torch.ops.pooled_values import maximum_values
from flopslint.core.dtype import INT64
from flopslint.formulas import pooling as formula
from flopslint.formulas.algebra import Shape, joined, product
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


@op("torch.nn.functional.max_pool1d", "torch.max_pool1d")
def max_pool1d(
    context: Context,
    input: Value,
    kernel_size: Value,
    stride: Value = None,
    padding: Value = 0,
    dilation: Value = 1,
    ceil_mode: Value = False,
    return_indices: Value = False,
) -> Value:
    """Maximum over windows of one axis.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_pool1d.html
    """
    result = _maximum(context, 1, input, kernel_size, stride, padding, dilation, ceil_mode)
    return _with_indices(context, result) if return_indices else result


@op("torch.nn.functional.max_pool2d", "torch.max_pool2d")
def max_pool2d(
    context: Context,
    input: Value,
    kernel_size: Value,
    stride: Value = None,
    padding: Value = 0,
    dilation: Value = 1,
    ceil_mode: Value = False,
    return_indices: Value = False,
) -> Value:
    """Maximum over windows of two axes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_pool2d.html
    """
    result = _maximum(context, 2, input, kernel_size, stride, padding, dilation, ceil_mode)
    return _with_indices(context, result) if return_indices else result


@op("torch.nn.functional.max_pool3d", "torch.max_pool3d")
def max_pool3d(
    context: Context,
    input: Value,
    kernel_size: Value,
    stride: Value = None,
    padding: Value = 0,
    dilation: Value = 1,
    ceil_mode: Value = False,
    return_indices: Value = False,
) -> Value:
    """Maximum over windows of three axes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_pool3d.html
    """
    result = _maximum(context, 3, input, kernel_size, stride, padding, dilation, ceil_mode)
    return _with_indices(context, result) if return_indices else result


@op("torch.nn.functional.max_pool1d_with_indices", "torch.max_pool1d_with_indices")
def max_pool1d_with_indices(
    context: Context,
    input: Value,
    kernel_size: Value,
    stride: Value = None,
    padding: Value = 0,
    dilation: Value = 1,
    ceil_mode: Value = False,
    return_indices: Value = True,
) -> Value:
    """Maximum over windows of one axis, and where they were.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_pool1d.html
    """
    return _with_indices(context, _maximum(context, 1, input, kernel_size, stride, padding, dilation, ceil_mode))


@op("torch.nn.functional.max_pool2d_with_indices")
def max_pool2d_with_indices(
    context: Context,
    input: Value,
    kernel_size: Value,
    stride: Value = None,
    padding: Value = 0,
    dilation: Value = 1,
    ceil_mode: Value = False,
    return_indices: Value = True,
) -> Value:
    """Maximum over windows of two axes, and where they were.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_pool2d.html
    """
    return _with_indices(context, _maximum(context, 2, input, kernel_size, stride, padding, dilation, ceil_mode))


@op("torch.nn.functional.max_pool3d_with_indices")
def max_pool3d_with_indices(
    context: Context,
    input: Value,
    kernel_size: Value,
    stride: Value = None,
    padding: Value = 0,
    dilation: Value = 1,
    ceil_mode: Value = False,
    return_indices: Value = True,
) -> Value:
    """Maximum over windows of three axes, and where they were.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_pool3d.html
    """
    return _with_indices(context, _maximum(context, 3, input, kernel_size, stride, padding, dilation, ceil_mode))


@op("torch.nn.functional.avg_pool1d", "torch.avg_pool1d")
def avg_pool1d(
    context: Context,
    input: Value,
    kernel_size: Value,
    stride: Value = (),
    padding: Value = 0,
    ceil_mode: Value = False,
    count_include_pad: Value = True,
) -> Value:
    """Average over windows of one axis.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.avg_pool1d.html
    """
    return _average(context, 1, input, kernel_size, stride, padding, ceil_mode, None)


@op("torch.nn.functional.avg_pool2d", "torch._C._nn.avg_pool2d")
def avg_pool2d(
    context: Context,
    input: Value,
    kernel_size: Value,
    stride: Value = None,
    padding: Value = 0,
    ceil_mode: Value = False,
    count_include_pad: Value = True,
    divisor_override: Value = None,
) -> Value:
    """Average over windows of two axes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.avg_pool2d.html
    """
    return _average(context, 2, input, kernel_size, stride, padding, ceil_mode, divisor_override)


@op("torch.nn.functional.avg_pool3d", "torch._C._nn.avg_pool3d")
def avg_pool3d(
    context: Context,
    input: Value,
    kernel_size: Value,
    stride: Value = None,
    padding: Value = 0,
    ceil_mode: Value = False,
    count_include_pad: Value = True,
    divisor_override: Value = None,
) -> Value:
    """Average over windows of three axes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.avg_pool3d.html
    """
    return _average(context, 3, input, kernel_size, stride, padding, ceil_mode, divisor_override)


@op("torch.nn.functional.lp_pool1d")
def lp_pool1d(
    context: Context,
    input: Value,
    norm_type: Value,
    kernel_size: Value,
    stride: Value = None,
    ceil_mode: Value = False,
) -> Value:
    """Power average over windows of one axis.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.lp_pool1d.html
    """
    return _average(context, 1, input, kernel_size, stride, 0, ceil_mode, None)


@op("torch.nn.functional.lp_pool2d")
def lp_pool2d(
    context: Context,
    input: Value,
    norm_type: Value,
    kernel_size: Value,
    stride: Value = None,
    ceil_mode: Value = False,
) -> Value:
    """Power average over windows of two axes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.lp_pool2d.html
    """
    return _average(context, 2, input, kernel_size, stride, 0, ceil_mode, None)


@op("torch.nn.functional.lp_pool3d")
def lp_pool3d(
    context: Context,
    input: Value,
    norm_type: Value,
    kernel_size: Value,
    stride: Value = None,
    ceil_mode: Value = False,
) -> Value:
    """Power average over windows of three axes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.lp_pool3d.html
    """
    return _average(context, 3, input, kernel_size, stride, 0, ceil_mode, None)


def _maximum(
    context: Context,
    axes: int,
    input: Value,
    kernel_size: Value,
    stride: Value,
    padding: Value,
    dilation: Value,
    ceil_mode: Value,
) -> Tensor:
    name = f"max_pool{axes}d"
    require_tensors(context, name, input=input)
    kernel, strides, paddings = _windows(context, name, axes, kernel_size, stride, padding)
    dilations = _figures(context, dilation, axes, name, "dilation")
    if min(dilations) <= 0:
        raise context.invalid(f"dilation should be greater than zero, but got {brackets(dilations)}")
    _check_input(context, input, axes, name)
    _check_padding(context, paddings, kernel, dilations, axes)
    sizes = _sizes(context, input, kernel, strides, paddings, dilations, ceil_mode)
    result = made_like(context, (*input.shape[:-axes], *sizes), input.dtype, input)
    result.array = maximum_values(input, kernel, strides, paddings, dilations, sizes)
    aten = "max_pool2d_with_indices" if axes < 3 else "max_pool3d_with_indices"
    window = product(kernel)
    context.work(
        aten, formula.maximum_work(result.count, window), "outputs * window", outputs=result.count, window=window
    )
    return result


def _average(
    context: Context,
    axes: int,
    input: Value,
    kernel_size: Value,
    stride: Value,
    padding: Value,
    ceil_mode: Value,
    divisor: Value,
) -> Tensor:
    name = f"avg_pool{axes}d"
    require_tensors(context, name, input=input)
    if axes == 1:
        check_rank_one(context, input, name)
    elif len(input.shape) < axes + 1:
        axis_in(context, -axes - 1, len(input.shape))
    kernel, strides, paddings = _windows(context, name, axes, kernel_size, stride, padding)
    if divisor is not None and known(divisor) == 0:
        raise context.invalid("divisor must be not zero")
    _check_input(context, input, axes, name)
    _check_padding(context, paddings, kernel, None, axes)
    if axes == 3 and any(size < window for size, window in zip(input.shape[-3:], kernel, strict=True)):
        (time, height, width), windows = input.shape[-3:], joined(kernel, " x ")
        raise context.misfit(
            f"input image (T: {time} H: {height} W: {width}) smaller than kernel size ({windows})",
            operand("input", input),
        )
    sizes = _sizes(context, input, kernel, strides, paddings, (1,) * axes, ceil_mode)
    result = made_like(context, (*input.shape[:-axes], *sizes), input.dtype, input)
    window = product(kernel)
    context.work(
        f"avg_pool{max(axes, 2)}d", formula.average_work(result.count, window), "outputs * window",
        outputs=result.count, window=window,
    )  # fmt: skip
    return result


def _with_indices(context: Context, result: Tensor) -> tuple[Tensor, Tensor]:
    return result, made_like(context, result.shape, INT64, result)


def _windows(
    context: Context, name: str, axes: int, kernel_size: Value, stride: Value, padding: Value
) -> tuple[Shape, Shape, Shape]:
    kernel = _figures(context, kernel_size, axes, name, "kernel_size")
    given = known(stride)
    missing = given is None or (isinstance(given, (tuple, list)) and not given)
    strides = kernel if missing else _figures(context, given, axes, name, "stride")
    if 0 in strides:
        raise context.invalid("stride should not be zero")
    if min(kernel) <= 0 or min(strides) <= 0:
        raise context.invalid(f"kernel size should be greater than zero, but got {brackets(kernel)}")
    return kernel, strides, _figures(context, padding, axes, name, "padding")


def _figures(context: Context, value: Value, axes: int, function: str, name: str) -> Shape:
    figures = integers(context, value, function, name)
    if len(figures) == 1:
        return figures * axes
    if len(figures) != axes:
        count = {1: "one int", 2: "two ints", 3: "three ints"}[axes]
        omitted = "omitted, " if name == "stride" else ""
        raise context.invalid(f"{function}: {name} must either be {omitted}a single int, or a tuple of {count}")
    return figures


def check_rank_one(context: Context, input: Tensor, name: str) -> None:
    """Refuses what one-dimensional pooling refuses: all but two or three dims."""
    rank = len(input.shape)
    if rank not in {2, 3}:
        raise context.misfit(
            f"Expected 2 to 3 dimensions, but got {rank}-dimensional tensor for argument #1 'self' (while checking "
            f"arguments for {name})",
            operand("input", input),
        )


def _check_input(context: Context, input: Tensor, axes: int, name: str) -> None:
    if len(input.shape) not in {axes + 1, axes + 2}:
        message = (
            f"{name}: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for input, but "
            f"got:{brackets(input.shape)}"
            if axes == 1
            else f"non-empty {axes + 1}D or {axes + 2}D (batch mode) tensor expected for input"
        )
        raise context.misfit(message, operand("input", input))
    if 0 in input.shape[-axes - 1 :]:
        raise context.misfit(
            f"Expected {axes + 1}D or {axes + 2}D (batch mode) tensor with optional 0 dim batch size for input, but "
            f"got:{brackets(input.shape)}",
            operand("input", input),
        )


def _check_padding(context: Context, paddings: Shape, kernel: Shape, dilations: Shape | None, axes: int) -> None:
    """Padding has to be at most half a window; an average has no dilation, and its window is the kernel."""
    reach = dilations or (1,) * axes
    for padding, size, dilation in zip(paddings, kernel, reach, strict=True):
        if padding < 0:
            raise context.invalid(f"pad must be non-negative, but got pad: {padding}")
        if padding > size // 2:
            if axes == 1 and dilations is not None:
                raise context.invalid(
                    "max_pool1d() padding should be at most half of kernel size, but got "
                    f"padding={padding} and kernel_size={size}"
                )
            raise context.invalid(
                f"pad should be at most half of effective kernel size, but got pad={padding}, kernel_size={size} and "
                f"dilation={dilation}"
            )  # on the CPU dilation does not make room for more


def _sizes(
    context: Context, input: Tensor, kernel: Shape, strides: Shape, paddings: Shape, dilations: Shape, ceil_mode: Value
) -> Shape:
    axes = len(kernel)
    ceiling = context.truth(ceil_mode)
    figures = zip(input.shape[-axes:], kernel, strides, paddings, dilations, strict=True)
    sizes = tuple(formula.output_size(*each, ceiling=ceiling) for each in figures)
    if min(sizes) < 1:
        spatial = (1, *input.shape[-1:]) if axes == 1 else input.shape[-axes:]
        shown = (1, *sizes) if axes == 1 else sizes
        channels = input.shape[-axes - 1]
        raise context.misfit(
            f"Given input size: ({joined((channels, *spatial), 'x')}). Calculated output size: "
            f"({joined((channels, *shown), 'x')}). Output size is too small",
            operand("input", input), fitting=f"a kernel of at most {joined(input.shape[-axes:], 'x')}",
        )  # fmt: skip
    return sizes
