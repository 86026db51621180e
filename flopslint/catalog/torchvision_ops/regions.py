"""Pooling over regions of a feature map."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import integer, operand, require_tensors
from flopslint.core.dtype import INT32
from flopslint.core.work import Work
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value

CORNERS = 4
"""Elements of the input that a bilinear sample is made of."""


@op("torch.ops.torchvision.roi_align")
def roi_align(
    context: Context,
    input: Value,
    rois: Value,
    spatial_scale: Value,
    pooled_height: Value,
    pooled_width: Value,
    sampling_ratio: Value,
    aligned: Value,
) -> Value:
    """Averages of bilinear samples in each part of each region.

    Shape: (b, c, H, W), (k, 5) -> (k, c, h, w)
    Work: a bilinear sample is four multiply-adds; without a sampling ratio how many there are depends on the regions.
    Source: https://docs.pytorch.org/vision/stable/generated/torchvision.ops.roi_align.html
    """
    require_tensors(context, "roi_align", input=input, rois=rois)
    _check(context, input, rois)
    result = context.tensor((rois.shape[0], input.shape[1], *_size(context, pooled_height, pooled_width)), input.dtype)
    _samples(context, "roi_align", result, sampling_ratio)
    return result


@op("torch.ops.torchvision.roi_pool")
def roi_pool(
    context: Context, input: Value, rois: Value, spatial_scale: Value, pooled_height: Value, pooled_width: Value
) -> Value:
    """Maxima in each part of each region, and where they were.

    Shape: (b, c, H, W), (k, 5) -> (k, c, h, w), twice
    Source: https://docs.pytorch.org/vision/stable/generated/torchvision.ops.roi_pool.html
    """
    require_tensors(context, "roi_pool", input=input, rois=rois)
    _check(context, input, rois)
    shape = (rois.shape[0], input.shape[1], *_size(context, pooled_height, pooled_width))
    result = context.tensor(shape, input.dtype)
    context.work("roi_pool", Work(comparisons=result.count), "outputs", outputs=result.count)
    return result, context.tensor(shape, INT32)


@op("torch.ops.torchvision.ps_roi_align")
def ps_roi_align(
    context: Context,
    input: Value,
    rois: Value,
    spatial_scale: Value,
    pooled_height: Value,
    pooled_width: Value,
    sampling_ratio: Value,
) -> Value:
    """``roi_align`` that takes each part from channels of its own.

    Shape: (b, c * h * w, H, W), (k, 5) -> (k, c, h, w), twice
    Source: https://docs.pytorch.org/vision/stable/generated/torchvision.ops.ps_roi_align.html
    """
    require_tensors(context, "ps_roi_align", input=input, rois=rois)
    result = _position_sensitive(context, input, rois, pooled_height, pooled_width)
    _samples(context, "ps_roi_align", result, sampling_ratio)
    return result, context.tensor(result.shape, INT32)


@op("torch.ops.torchvision.ps_roi_pool")
def ps_roi_pool(
    context: Context, input: Value, rois: Value, spatial_scale: Value, pooled_height: Value, pooled_width: Value
) -> Value:
    """Averages in each part of each region, each from channels of its own.

    Shape: (b, c * h * w, H, W), (k, 5) -> (k, c, h, w), twice
    Source: https://docs.pytorch.org/vision/stable/generated/torchvision.ops.ps_roi_pool.html
    """
    require_tensors(context, "ps_roi_pool", input=input, rois=rois)
    result = _position_sensitive(context, input, rois, pooled_height, pooled_width)
    context.work("ps_roi_pool", Work(divisions=result.count), "outputs", outputs=result.count)
    return result, context.tensor(result.shape, INT32)


def _position_sensitive(context: Context, input: Tensor, rois: Tensor, height: Value, width: Value) -> Tensor:
    _check(context, input, rois)
    rows, columns = _size(context, height, width)
    parts = rows * columns
    if parts <= 0 or input.shape[1] % parts:
        raise context.misfit(
            f"input channels must be a multiple of pooling height * pooling width, but {input.shape[1]} is no multiple "
            f"of {parts}",
            operand("input", input), fitting=f"a multiple of {parts} channels",
        )  # fmt: skip
    return context.tensor((rois.shape[0], input.shape[1] // parts, rows, columns), input.dtype)


def _check(context: Context, input: Tensor, rois: Tensor) -> None:
    if len(rois.shape) != 2 or rois.shape[1] != 5:
        raise context.misfit("rois must have shape as Tensor[K, 5]", operand("rois", rois))
    if len(input.shape) != 4:
        raise context.misfit(f"input must be a 4D tensor, got {len(input.shape)}D", operand("input", input))
    if input.dtype is not rois.dtype:
        raise context.invalid(
            "input should have the same type as rois: Expected tensor for input to have the same type as tensor for "
            f"rois; but type torch.{input.dtype.name} does not equal torch.{rois.dtype.name}"
        )


def _size(context: Context, height: Value, width: Value) -> tuple[int, int]:
    return (
        integer(context, height, "roi_align", "pooled_height"),
        integer(context, width, "roi_align", "pooled_width"),
    )


def _samples(context: Context, name: str, result: Tensor, sampling_ratio: Value) -> None:
    """Work of bilinear samples; at least one for each output where their number depends on the regions."""
    ratio = max(integer(context, sampling_ratio, name, "sampling_ratio"), 1)
    samples = result.count * ratio * ratio
    work = Work(multiply_adds=CORNERS * samples, divisions=result.count)
    context.work(name, work, "4 * samples", samples=samples)
