"""Rearranging pixels and channels, and sampling at given places."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import (
    brackets,
    integer,
    integers,
    made_like,
    operand,
    require_tensors,
    scalar_type,
    size_text,
)
from flopslint.core.work import Work
from flopslint.formulas.algebra import joined, product
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


@op("torch.nn.functional.pixel_shuffle", "torch.pixel_shuffle")
def pixel_shuffle(context: Context, input: Value, upscale_factor: Value) -> Value:
    """Channels to pixels.

    Shape: (*, c * r * r, H, W) -> (*, c, H * r, W * r)
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pixel_shuffle.html
    """
    require_tensors(context, "pixel_shuffle", input=input)
    factor = integer(context, upscale_factor, "pixel_shuffle", "upscale_factor")
    _check_pixels(context, "pixel_shuffle", "upscale", input, factor)
    *batch, channels, height, width = input.shape
    if channels % factor**2:
        raise context.misfit(
            "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square "
            "of upscale_factor, but "
            f"input.size(-3)={channels} is not divisible by {factor**2}",
            operand("input", input), fitting=f"a multiple of {factor**2} channels",
        )  # fmt: skip
    context.work("pixel_shuffle", Work(moves=input.count), "elements", elements=input.count)
    return context.tensor((*batch, channels // factor**2, height * factor, width * factor), input.dtype)


@op("torch.nn.functional.pixel_unshuffle", "torch.pixel_unshuffle")
def pixel_unshuffle(context: Context, input: Value, downscale_factor: Value) -> Value:
    """Pixels to channels.

    Shape: (*, c, H * r, W * r) -> (*, c * r * r, H, W)
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pixel_unshuffle.html
    """
    require_tensors(context, "pixel_unshuffle", input=input)
    factor = integer(context, downscale_factor, "pixel_unshuffle", "downscale_factor")
    _check_pixels(context, "pixel_unshuffle", "downscale", input, factor)
    *batch, channels, height, width = input.shape
    for name, axis, size in (("height", -2, height), ("width", -1, width)):
        if size % factor:
            raise context.misfit(
                f"pixel_unshuffle expects {name} to be divisible by downscale_factor, but input.size({axis})={size} is "
                f"not divisible by {factor}",
                operand("input", input), fitting=f"a {name} that is a multiple of {factor}",
            )  # fmt: skip
    context.work("pixel_unshuffle", Work(moves=input.count), "elements", elements=input.count)
    return context.tensor((*batch, channels * factor**2, height // factor, width // factor), input.dtype)


def _check_pixels(context: Context, name: str, kind: str, input: Tensor, factor: int) -> None:
    if len(input.shape) < 3:
        raise context.misfit(
            f"{name} expects input to have at least 3 dimensions, but got input with {len(input.shape)} dimension(s)",
            operand("input", input),
        )
    if factor <= 0:
        raise context.invalid(f"{name} expects a positive {kind}_factor, but got {factor}")


@op(
    "torch.nn.functional.channel_shuffle",
    "torch.channel_shuffle",
    "torch.nn.functional.native_channel_shuffle",
    "torch.native_channel_shuffle",
)
def channel_shuffle(context: Context, input: Value, groups: Value) -> Value:
    """Interleaves the channels of groups.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ChannelShuffle.html
    """
    require_tensors(context, "channel_shuffle", input=input)
    count = integer(context, groups, "channel_shuffle", "groups")
    if len(input.shape) < 3:
        raise context.misfit(
            f"channel_shuffle expects input with > 2 dims, but got input with sizes {brackets(input.shape)}",
            operand("input", input),
        )
    if count <= 0:
        raise context.invalid(f"Number of groups to divide channels in must be positive. Value of groups:{count}")
    if input.shape[1] % count:
        raise context.misfit(
            f"Number of channels must be divisible by groups. Got {input.shape[1]} channels and {count} groups.",
            operand("input", input), fitting=f"a multiple of {count} channels",
        )  # fmt: skip
    context.work("channel_shuffle", Work(moves=input.count), "elements", elements=input.count)
    return made_like(context, input.shape, input.dtype, input)


@op("torch.nn.functional.grid_sample")
def grid_sample(
    context: Context,
    input: Value,
    grid: Value,
    mode: Value = "bilinear",
    padding_mode: Value = "zeros",
    align_corners: Value = None,
) -> Value:
    """Samples at the places that a grid gives.

    Shape: (b, c, H, W), (b, h, w, 2) -> (b, c, h, w), and the like with three axes
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.grid_sample.html
    """
    require_tensors(context, "grid_sampler", input=input, grid=grid)
    if mode not in {"bilinear", "nearest", "bicubic"}:
        raise context.invalid(
            f"nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', but got: '{mode}'",
            "ValueError",
        )
    if padding_mode not in {"zeros", "border", "reflection"}:
        raise context.invalid(
            "nn.functional.grid_sample(): expected padding_mode to be 'zeros', 'border', or 'reflection', but got: "
            f"'{padding_mode}'",
            "ValueError",
        )
    _check_grid(context, input, grid, bicubic=mode == "bicubic")
    shape = (*input.shape[:2], *grid.shape[1:-1])
    axes = len(shape) - 2
    corners = {"nearest": 0, "bilinear": 2**axes, "bicubic": 16}[mode]
    elements = product(shape)
    work = Work(multiply_adds=corners * elements, moves=elements)
    context.work(f"grid_sampler_{axes}d", work, "corners * elements", corners=corners, elements=elements)
    return made_like(context, shape, input.dtype, input)


def _check_grid(context: Context, input: Tensor, grid: Tensor, *, bicubic: bool) -> None:
    sides = operand("input", input), operand("grid", grid)
    rank = len(input.shape)
    if not grid.shape or not input.shape or input.shape[0] != grid.shape[0]:
        raise context.misfit(
            "grid_sampler(): expected grid and input to have same batch size, but got input with sizes "
            f"{brackets(input.shape)} and grid with sizes {brackets(grid.shape)}",
            *sides,
        )
    if grid.shape[-1] != rank - 2 and rank == len(grid.shape):
        raise context.misfit(
            f"grid_sampler(): expected grid to have size {rank - 2} in last dimension, but got grid with sizes "
            f"{brackets(grid.shape)}",
            *sides, fitting=brackets((*grid.shape[:-1], rank - 2)),
        )  # fmt: skip
    if rank not in {4, 5} or rank != len(grid.shape):
        expected = "4D input and grid" if rank == 4 else "4D or 5D input and grid"
        raise context.misfit(
            f"grid_sampler(): expected {expected} with same number of dimensions, but got input with sizes "
            f"{brackets(input.shape)} and grid with sizes {brackets(grid.shape)}",
            *sides,
        )
    for axis in range(2, rank):
        if input.shape[axis] == 0:
            raise context.misfit(
                "grid_sampler(): expected input to have non-empty spatial dimensions, but input has sizes "
                f"{brackets(input.shape)} with dimension {axis} being empty",
                *sides,
            )
    if bicubic and rank != 4:
        raise context.invalid("grid_sampler(): bicubic interpolation only supports 4D input")
    if input.dtype is not grid.dtype:
        raise context.invalid(f"expected scalar type {scalar_type(input.dtype)} but found {scalar_type(grid.dtype)}")


@op("torch.nn.functional.affine_grid")
def affine_grid(context: Context, theta: Value, size: Value, align_corners: Value = None) -> Value:
    """The places that affine maps send a regular grid to.

    Shape: (b, 2, 3) and a size (b, c, H, W) -> (b, H, W, 2), and the like with three axes
    Work: torch makes it with broadcast products, of which its counter sees none.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.affine_grid.html
    """
    require_tensors(context, "affine_grid", theta=theta)
    sizes = integers(context, size, "affine_grid", "size")
    if not theta.dtype.is_floating_point:
        raise context.invalid(
            f"Expected theta to have floating point type, but got torch.{theta.dtype.name}", "ValueError"
        )
    axes = len(sizes) - 2
    if axes not in {2, 3}:
        raise context.invalid(
            "affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms, respectively. Got size "
            f"({joined(sizes)}).",
            "NotImplementedError",
        )
    if len(theta.shape) != 3 or theta.shape[1:] != (axes, axes + 1):
        raise context.misfit(
            f"Expected a batch of {axes}D affine matrices of shape Nx{axes}x{axes + 1} for size ({joined(sizes)}). Got "
            f"{size_text(theta.shape)}.",
            operand("theta", theta), exception="ValueError",
        )  # fmt: skip
    if min(sizes) <= 0:
        raise context.invalid(f"Expected non-zero, positive output size. Got ({joined(sizes)})", "ValueError")
    if theta.shape[0] != sizes[0]:
        raise context.misfit(
            f"Expected size for first two dimensions of batch2 tensor to be: [{sizes[0]}, {axes + 1}] but got: "
            f"[{theta.shape[0]}, {axes + 1}].",
            operand("theta", theta),
        )
    shape = (sizes[0], *sizes[2:], axes)
    elements = product(shape)
    context.work("affine_grid_generator", Work(multiply_adds=elements * (axes + 1)), "elements", elements=elements)
    return context.tensor(shape, theta.dtype)
