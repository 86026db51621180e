"""Pooling to a given size, pooling over random windows, and the way back from a maximum."""

from __future__ import annotations

import math

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import (
    axis_in,
    brackets,
    integer,
    integers,
    known,
    made_like,
    operand,
    require_tensors,
    scalar_type,
    size_text,
)
from flopslint.catalog.torch.ops.pooling import check_rank_one
from flopslint.core.dtype import INT64
from flopslint.core.work import Work
from flopslint.formulas import pooling as formula
from flopslint.formulas.algebra import Shape, joined, product
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


@op("torch.nn.functional.adaptive_avg_pool1d", "torch.adaptive_avg_pool1d")
def adaptive_avg_pool1d(context: Context, input: Value, output_size: Value) -> Value:
    """Average over windows of one axis, to a given number of them.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_avg_pool1d.html
    """
    return _adaptive(context, "avg", 1, input, output_size)


@op("torch.nn.functional.adaptive_avg_pool2d", "torch._C._nn.adaptive_avg_pool2d")
def adaptive_avg_pool2d(context: Context, input: Value, output_size: Value) -> Value:
    """Average over windows of two axes, to a given number of them.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_avg_pool2d.html
    """
    return _adaptive(context, "avg", 2, input, output_size)


@op("torch.nn.functional.adaptive_avg_pool3d", "torch._C._nn.adaptive_avg_pool3d")
def adaptive_avg_pool3d(context: Context, input: Value, output_size: Value) -> Value:
    """Average over windows of three axes, to a given number of them.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_avg_pool3d.html
    """
    return _adaptive(context, "avg", 3, input, output_size)


@op("torch.nn.functional.adaptive_max_pool1d")
def adaptive_max_pool1d(context: Context, input: Value, output_size: Value, return_indices: Value = False) -> Value:
    """Maximum over windows of one axis, to a given number of them.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_max_pool1d.html
    """
    return _adaptive_maximum(context, 1, input, output_size, return_indices)


@op("torch.nn.functional.adaptive_max_pool2d")
def adaptive_max_pool2d(context: Context, input: Value, output_size: Value, return_indices: Value = False) -> Value:
    """Maximum over windows of two axes, to a given number of them.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_max_pool2d.html
    """
    return _adaptive_maximum(context, 2, input, output_size, return_indices)


@op("torch.nn.functional.adaptive_max_pool3d")
def adaptive_max_pool3d(context: Context, input: Value, output_size: Value, return_indices: Value = False) -> Value:
    """Maximum over windows of three axes, to a given number of them.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_max_pool3d.html
    """
    return _adaptive_maximum(context, 3, input, output_size, return_indices)


@op("torch.adaptive_max_pool1d", "torch.nn.functional.adaptive_max_pool1d_with_indices")
def adaptive_max_pool1d_with_indices(context: Context, input: Value, output_size: Value) -> Value:
    """Maximum over windows of one axis, and where they were.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_max_pool1d.html
    """
    return _adaptive_maximum(context, 1, input, output_size, True)


@op("torch.nn.functional.adaptive_max_pool2d_with_indices")
def adaptive_max_pool2d_with_indices(context: Context, input: Value, output_size: Value) -> Value:
    """Maximum over windows of two axes, and where they were.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_max_pool2d.html
    """
    return _adaptive_maximum(context, 2, input, output_size, True)


@op("torch.nn.functional.adaptive_max_pool3d_with_indices")
def adaptive_max_pool3d_with_indices(context: Context, input: Value, output_size: Value) -> Value:
    """Maximum over windows of three axes, and where they were.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_max_pool3d.html
    """
    return _adaptive_maximum(context, 3, input, output_size, True)


def _adaptive_maximum(
    context: Context, axes: int, input: Value, output_size: Value, return_indices: Value
) -> Tensor | tuple[Tensor, Tensor]:
    result = _adaptive(context, "max", axes, input, output_size)
    if context.truth(return_indices):
        return result, made_like(context, result.shape, INT64, result)
    return result


def _adaptive(context: Context, kind: str, axes: int, input: Value, output_size: Value) -> Tensor:
    """Pooling to sizes given for each axis; None keeps a size."""
    name = f"adaptive_{kind}_pool{axes}d"
    require_tensors(context, name, input=input)
    if axes == 1:
        check_rank_one(context, input, name)
    sizes = _target(context, axes, input, output_size, name)
    by_mean = kind == "avg" and set(sizes) == {1}  # torch takes a mean then, which refuses less
    if by_mean and len(input.shape) < axes:
        axis_in(context, -axes, len(input.shape))
    if len(input.shape) not in {axes + 1, axes + 2} and not by_mean:
        colon = ":" if kind == "max" else ""
        raise context.misfit(
            f"{name}(): Expected {axes + 1}D or {axes + 2}D tensor, but got{colon} {brackets(input.shape)}",
            operand("input", input),
        )
    if min(sizes) < 0:
        raise context.invalid(
            f"{name}: elements of output_size must be greater than or equal to 0 but received {{{joined(sizes)}}}"
        )
    if 0 in input.shape[-axes:] and not by_mean:
        raise context.misfit(
            f"{name}(): Expected input to have non-zero size for non-batch dimensions, but input has sizes "
            f"{brackets(input.shape)}",
            operand("input", input),
        )
    if by_mean and not (input.dtype.is_floating_point or input.dtype.is_complex):
        raise context.invalid(
            "mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: "
            + scalar_type(input.dtype)
        )
    result = made_like(context, (*input.shape[:-axes], *sizes), input.dtype, input)
    counted = product(input.shape[:-axes]) * product(
        formula.adaptive_windows(size, count) for size, count in zip(input.shape[-axes:], sizes, strict=True)
    )
    work = Work(comparisons=counted) if kind == "max" else Work(additions=counted, divisions=result.count)
    context.work(f"adaptive_{kind}_pool{max(axes, 2)}d", work, "elements of all windows", elements=counted)
    return result


def _target(context: Context, axes: int, input: Tensor, output_size: Value, name: str) -> Shape:
    """The sizes wanted, None replaced by the input's."""
    given = known(output_size)
    if given is None and axes > 1:
        raise context.error("TypeError", "object of type 'NoneType' has no len()")
    if isinstance(given, (tuple, list)):
        wanted = [known(item) for item in given]
        if len(wanted) > len(input.shape):
            raise context.error("ValueError", "Input dimension should be at least 2")
        if len(wanted) != axes:
            raise context.invalid(f"{name}: output_size must be {axes}")
    else:
        wanted = [given] * axes
    spatial = input.shape[-axes:] if len(input.shape) >= axes else (1,) * axes
    return tuple(
        size if one is None else integer(context, one, name, "output_size")
        for one, size in zip(wanted, spatial, strict=True)
    )


@op("torch.nn.functional.fractional_max_pool2d")
def fractional_max_pool2d(
    context: Context,
    input: Value,
    kernel_size: Value,
    output_size: Value = None,
    output_ratio: Value = None,
    return_indices: Value = False,
    _random_samples: Value = None,
) -> Value:
    """Maximum over windows at random places of two axes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.fractional_max_pool2d.html
    """
    return _fractional(context, 2, input, kernel_size, output_size, output_ratio, return_indices)


@op("torch.nn.functional.fractional_max_pool3d")
def fractional_max_pool3d(
    context: Context,
    input: Value,
    kernel_size: Value,
    output_size: Value = None,
    output_ratio: Value = None,
    return_indices: Value = False,
    _random_samples: Value = None,
) -> Value:
    """Maximum over windows at random places of three axes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.fractional_max_pool3d.html
    """
    return _fractional(context, 3, input, kernel_size, output_size, output_ratio, return_indices)


def _fractional(
    context: Context, axes: int, input: Value, kernel_size: Value, output_size: Value, ratio: Value, indices: Value
) -> Tensor | tuple[Tensor, Tensor]:
    name = f"fractional_max_pool{axes}d"
    require_tensors(context, name, input=input)
    if output_size is None and ratio is None:
        raise context.error("ValueError", f"{name} requires specifying either an output_size or an output_ratio")
    if output_size is None:
        if axes == 2 and not isinstance(ratio, (tuple, list)):
            raise context.error("TypeError", "object of type 'float' has no len()")
        ratios = [known(item) for item in ratio] if isinstance(ratio, (tuple, list)) else [ratio] * axes
        sizes = tuple(math.floor(n * r) for n, r in zip(input.shape[-axes:], ratios, strict=True))
    else:
        sizes = _repeat(integers(context, output_size, name, "output_size"), axes)
    kernel = _repeat(integers(context, kernel_size, name, "kernel_size"), axes)
    labels = ("time", "height", "width")[-axes:]
    for label, size, window, count in zip(labels, input.shape[-axes:], kernel, sizes, strict=True):
        if count + window - 1 > size:
            suffix = "_out" if axes == 3 else ""
            raise context.misfit(
                f"{name}{suffix}(): pool {label} {window} too large relative to input {label} {size}",
                operand("input", input),
            )
    result = context.tensor((*input.shape[:-axes], *sizes), input.dtype)
    window = product(kernel)
    work = formula.maximum_work(result.count, window)
    context.work(name, work, "outputs * window", outputs=result.count, window=window)
    return (result, context.tensor(result.shape, INT64)) if context.truth(indices) else result


def _repeat(figures: Shape, axes: int) -> Shape:
    return figures * axes if len(figures) == 1 else figures


@op("torch.nn.functional.max_unpool1d")
def max_unpool1d(
    context: Context,
    input: Value,
    indices: Value,
    kernel_size: Value,
    stride: Value = None,
    padding: Value = 0,
    output_size: Value = None,
) -> Value:
    """Puts maxima back where they were, along one axis.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_unpool1d.html
    """
    return _unpool(context, 1, input, indices, kernel_size, stride, padding, output_size)


@op("torch.nn.functional.max_unpool2d")
def max_unpool2d(
    context: Context,
    input: Value,
    indices: Value,
    kernel_size: Value,
    stride: Value = None,
    padding: Value = 0,
    output_size: Value = None,
) -> Value:
    """Puts maxima back where they were, along two axes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_unpool2d.html
    """
    return _unpool(context, 2, input, indices, kernel_size, stride, padding, output_size)


@op("torch.nn.functional.max_unpool3d")
def max_unpool3d(
    context: Context,
    input: Value,
    indices: Value,
    kernel_size: Value,
    stride: Value = None,
    padding: Value = 0,
    output_size: Value = None,
) -> Value:
    """Puts maxima back where they were, along three axes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_unpool3d.html
    """
    return _unpool(context, 3, input, indices, kernel_size, stride, padding, output_size)


def _unpool(
    context: Context,
    axes: int,
    input: Value,
    indices: Value,
    kernel_size: Value,
    stride: Value,
    padding: Value,
    output_size: Value,
) -> Tensor:
    name = f"max_unpool{axes}d"
    require_tensors(context, name, input=input, indices=indices)
    kernel = _repeat(integers(context, kernel_size, name, "kernel_size"), axes)
    strides = kernel if stride is None else _repeat(integers(context, stride, name, "stride"), axes)
    paddings = _repeat(integers(context, padding, name, "padding"), axes)
    figures = zip(input.shape[-axes:], kernel, strides, paddings, strict=True)
    sizes = tuple(formula.unpooled_size(*each) for each in figures)
    if output_size is not None:
        sizes = _unpooled(context, axes, integers(context, output_size, name, "output_size"), sizes, strides)
    if indices.dtype is not INT64:
        raise context.invalid(f"elements in indices should be type int64 but got: {scalar_type(indices.dtype)}")
    if indices.shape != input.shape:
        raise context.misfit(
            "Expected shape of indices to be same as that of the input tensor "
            f"({brackets(input.shape)}) but got indices "
            f"tensor with shape: {brackets(indices.shape)}",
            operand("input", input), operand("indices", indices), fitting=size_text(input.shape),
        )  # fmt: skip
    context.work(f"max_unpool{max(axes, 2)}d", Work(moves=input.count), "elements", elements=input.count)
    return context.tensor((*input.shape[:-axes], *sizes), input.dtype)


def _unpooled(context: Context, axes: int, wanted: Shape, default: Shape, strides: Shape) -> Shape:
    """An output size given by the program: with or without batch and channels, at most a stride off the default."""
    if len(wanted) == axes + 2:
        wanted = wanted[2:]
    if len(wanted) != axes:
        raise context.error(
            "ValueError",
            f"output_size should be a sequence containing {axes} or {axes + 2} elements, but it has a length of "
            f"'{len(wanted)}'",
        )
    for axis, (size, middle, stride) in enumerate(zip(wanted, default, strides, strict=True)):
        if not middle - stride < size < middle + stride:
            raise context.invalid(
                f'invalid output_size "({joined(wanted)})" (dim {axis} must be between {middle - stride} and '
                f"{middle + stride})",
                "ValueError",
            )
    return wanted
