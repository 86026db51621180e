"""Sliding blocks as columns, and back: unfold and fold."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import axis_in, brackets, integers, operand, require_tensors
from flopslint.core.work import Work
from flopslint.formulas.algebra import Shape, joined, product
from flopslint.formulas.convolution import output_size
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


@op("torch.nn.functional.unfold", "torch._C._nn.im2col")
def unfold(
    context: Context, input: Value, kernel_size: Value, dilation: Value = 1, padding: Value = 0, stride: Value = 1
) -> Value:
    """Sliding blocks as columns.

    Shape: (b?, c, H, W) -> (b?, c * kh * kw, positions)
    Work: a move per element of the result.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.unfold.html
    """
    require_tensors(context, "im2col", input=input)
    kernel, dilations, paddings, strides = _figures(context, kernel_size, dilation, padding, stride)
    if len(input.shape) < 3:
        axis_in(context, 2, len(input.shape))
    zero = 0 in (input.shape[1:] if len(input.shape) == 4 else input.shape)
    if len(input.shape) not in {3, 4} or zero:
        raise context.misfit(
            "Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, "
            f"but got: {brackets(input.shape)}",
            operand("input", input),
        )
    spatial = input.shape[-2:]
    counts = _counts(spatial, kernel, dilations, paddings, strides)
    if min(counts) < 1:
        raise context.misfit(
            f"Given input with spatial size ({joined(spatial)}), kernel_size=({joined(kernel)}), "
            f"dilation=({joined(dilations)}), padding=({joined(paddings)}), calculated shape of the array of sliding "
            f"blocks as ({joined(counts)}), but its components must be at least one.",
            operand("input", input),
        )
    shape = (*input.shape[:-3], input.shape[-3] * product(kernel), product(counts))
    context.work("im2col", Work(moves=product(shape)), "elements", elements=product(shape))
    return context.tensor(shape, input.dtype)


@op("torch.nn.functional.fold", "torch._C._nn.col2im")
def fold(
    context: Context,
    input: Value,
    output_size: Value,
    kernel_size: Value,
    dilation: Value = 1,
    padding: Value = 0,
    stride: Value = 1,
) -> Value:
    """Columns summed into the blocks that they stand for.

    Shape: (b?, c * kh * kw, positions) -> (b?, c, H, W)
    Work: an addition per element of the input.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.fold.html
    """
    require_tensors(context, "col2im", input=input)
    sizes = _pair(context, output_size, "output_size")
    kernel, dilations, paddings, strides = _figures(context, kernel_size, dilation, padding, stride)
    side = operand("input", input)
    if len(input.shape) not in {2, 3} or 0 in input.shape[-2:]:
        raise context.misfit(
            "Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero dimensions for "
            f"input, but got: {brackets(input.shape)}",
            side,
        )
    rows, columns = input.shape[-2:]
    if rows % product(kernel):
        raise context.misfit(
            "Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got "
            f"input.size(1)={rows} and kernel_size=({joined(kernel)}).",
            side,
        )
    counts = tuple(max(count, 0) for count in _counts(sizes, kernel, dilations, paddings, strides))
    if product(counts) != columns or 0 in counts:
        raise context.misfit(
            f"Given output_size=({joined(sizes)}), kernel_size=({joined(kernel)}), dilation=({joined(dilations)}), "
            f"padding=({joined(paddings)}), stride=({joined(strides)}), expected size of input's "
            "dimension 2 to match the "
            f"calculated number of sliding blocks {counts[0]} * {counts[1]} = {product(counts)}, but got "
            f"input.size(2)={columns}.",
            side, fitting=str(product(counts)),
        )  # fmt: skip
    context.work("col2im", Work(additions=input.count), "elements", elements=input.count)
    return context.tensor((*input.shape[:-2], rows // product(kernel), *sizes), input.dtype)


def _counts(sizes: Shape, kernel: Shape, dilations: Shape, paddings: Shape, strides: Shape) -> Shape:
    """Positions of the block along each axis."""
    figures = zip(sizes, kernel, strides, paddings, dilations, strict=True)
    return tuple(output_size(n, k, s, 2 * p, d) for n, k, s, p, d in figures)


def _figures(
    context: Context, kernel_size: Value, dilation: Value, padding: Value, stride: Value
) -> tuple[Shape, Shape, Shape, Shape]:
    kernel = _pair(context, kernel_size, "kernel_size")
    dilations = _pair(context, dilation, "dilation")
    paddings = _pair(context, padding, "padding")
    strides = _pair(context, stride, "stride")
    for name, pair in (("kernel size", kernel), ("dilation", dilations), ("stride", strides)):
        if min(pair) <= 0:
            word = name.split(maxsplit=1)[0]
            raise context.invalid(
                f"{name} should be greater than zero, but got {word}_height: {pair[0]} {word}_width: {pair[1]}"
            )
    if min(paddings) < 0:
        raise context.invalid(
            f"padding should be non-negative, but got pad_height: {paddings[0]} pad_width: {paddings[1]}"
        )
    return kernel, dilations, paddings, strides


def _pair(context: Context, value: Value, name: str) -> Shape:
    """Two figures; a plain int is both, a sequence has to have two."""
    figures = integers(context, value, "unfold", name)
    if isinstance(value, (int, Tensor)):
        return figures * 2
    if len(figures) != 2:
        raise context.invalid(f"It is expected {name} equals to 2, but got size {len(figures)}")
    return figures
