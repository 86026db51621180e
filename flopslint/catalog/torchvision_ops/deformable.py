"""Deformable convolution."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import brackets, integer, operand, require_tensors
from flopslint.core.work import Work
from flopslint.formulas import convolution as formula
from flopslint.formulas.algebra import product
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


@op("torch.ops.torchvision.deform_conv2d")
def deform_conv2d(
    context: Context,
    input: Value,
    weight: Value,
    offset: Value,
    mask: Value,
    bias: Value,
    stride_h: Value,
    stride_w: Value,
    pad_h: Value,
    pad_w: Value,
    dilation_h: Value,
    dilation_w: Value,
    groups: Value,
    offset_groups: Value,
    use_mask: Value,
) -> Value:
    """Convolution whose kernel positions are moved by offsets, and weighted by a mask.

    Shape: (b, i, H, W), (o, i / groups, kh, kw), (b, 2 * g * kh * kw, h, w) -> (b, o, h, w)
    Work: b * h * w * weights multiply-adds, four more for each bilinear sample; torch counts none of it.
    Source: https://docs.pytorch.org/vision/stable/generated/torchvision.ops.deform_conv2d.html
    """
    require_tensors(
        context, "deform_conv2d", input=input, weight=weight, offset=offset, mask=mask, bias=bias
    )  # fmt: skip
    names = ("stride_h", "stride_w", "pad_h", "pad_w", "dilation_h", "dilation_w", "groups", "offset_groups")
    given = (stride_h, stride_w, pad_h, pad_w, dilation_h, dilation_w, groups, offset_groups)
    figures = {name: integer(context, value, "deform_conv2d", name) for name, value in zip(names, given, strict=True)}
    _check(context, input, weight, offset, mask, figures, masked=bool(use_mask))
    sizes = tuple(
        formula.output_size(
            size, kernel, figures[f"stride_{axis}"], 2 * figures[f"pad_{axis}"], figures[f"dilation_{axis}"]
        )
        for axis, size, kernel in zip("hw", input.shape[2:], weight.shape[2:], strict=True)
    )
    _check_sizes(context, offset, sizes)
    positions = product(sizes)
    batch, samples = input.shape[0], input.shape[0] * input.shape[1] * positions * product(weight.shape[2:])
    work = formula.work(positions, batch, weight.shape, batch * weight.shape[0] * positions)
    context.work(
        "deform_conv2d", work + Work(multiply_adds=4 * samples), "batch * positions * weights + 4 * samples",
        batch=batch, positions=positions, weights=product(weight.shape), samples=samples,
    )  # fmt: skip
    return context.tensor((batch, weight.shape[0], *sizes), input.dtype)


def _check(
    context: Context,
    input: Tensor,
    weight: Tensor,
    offset: Tensor,
    mask: Tensor,
    figures: dict[str, int],
    *,
    masked: bool,
) -> None:
    sides = operand("input", input), operand("weight", weight), operand("offset", offset)
    for name, tensor in (("input", input), ("weight", weight), ("offset", offset)):
        if len(tensor.shape) != 4:
            raise context.misfit(
                f"deform_conv2d: {name} has to have 4 dimensions, got {brackets(tensor.shape)}", *sides
            )
    for name, figure in figures.items():
        if figure < (0 if name.startswith("pad") else 1):
            raise context.invalid(f"deform_conv2d: {name} is out of range: {figure}")
    if weight.shape[1] * figures["groups"] != input.shape[1] or weight.shape[0] % figures["groups"]:
        raise context.misfit(
            f"deform_conv2d: weight of size {brackets(weight.shape)} in {figures['groups']} groups "
            "does not fit input of "
            f"{input.shape[1]} channels",
            *sides, fitting=f"in_channels={input.shape[1]}",
        )  # fmt: skip
    if offset.shape[0] != input.shape[0]:
        raise context.misfit("invalid batch size of offset", *sides)
    kernel = figures["offset_groups"] * product(weight.shape[2:])
    if offset.shape[1] != 2 * kernel:
        raise context.misfit(
            f"offset.shape[1] is not valid: got: {offset.shape[1]} expected: {2 * kernel}", *sides,
            fitting=str(2 * kernel),
        )  # fmt: skip
    if masked and mask.shape[1] != kernel:
        raise context.misfit(
            f"mask.shape[1] is not valid: got: {mask.shape[1]} expected: {kernel}", *sides, operand("mask", mask),
            fitting=str(kernel),
        )  # fmt: skip


def _check_sizes(context: Context, offset: Tensor, sizes: tuple[int, ...]) -> None:
    if min(sizes) <= 0:
        raise context.misfit(
            f"Calculated output size too small - out_h: {sizes[0]} out_w: {sizes[1]}", operand("offset", offset)
        )
    if offset.shape[2:] != sizes:
        shown = f"({offset.shape[2]}, {offset.shape[3]})"
        raise context.misfit(
            f"offset output dims: {shown} - computed output dims: ({sizes[0]}, {sizes[1]})",
            operand("offset", offset), fitting=brackets(sizes),
        )  # fmt: skip
