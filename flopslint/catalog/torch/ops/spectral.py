"""Discrete Fourier transforms."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import (
    axis_in,
    brackets,
    deliver,
    integer,
    integers,
    known,
    require_tensors,
    scalar_type,
)
from flopslint.core.dtype import COMPLEX64, COMPLEX128, FLOAT32, FLOAT64, DType
from flopslint.core.work import Work
from flopslint.formulas import spectral as formula
from flopslint.formulas.algebra import product
from flopslint.values.array import Array
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value

NORMS = {None, "forward", "backward", "ortho"}

TO_COMPLEX = {"float64": COMPLEX128, "complex128": COMPLEX128}
"""Element types of spectra; all others give complex64."""

KINDS = {
    "fft": "complex", "ifft": "complex", "rfft": "to half", "ihfft": "to half", "irfft": "from half",
    "hfft": "from half",
}  # fmt: skip
"""By the name of the one-dimensional transform: what its last axis becomes."""


def complex_type(dtype: DType) -> DType:
    """The element type of the spectrum of a tensor."""
    return TO_COMPLEX.get(dtype.name, COMPLEX64)


def real_type(dtype: DType) -> DType:
    """The element type of the real and imaginary parts of what a tensor is or becomes."""
    return FLOAT64 if complex_type(dtype) is COMPLEX128 else FLOAT32


def _transform(
    context: Context, name: str, kind: str, input: Tensor, axes: list[int], sizes: list[int | None], norm: Value
) -> Tensor:
    """The transform of axes (numbers from 0); the last of them is the one that is halved or made whole."""
    if norm not in NORMS:
        raise context.invalid(f'Invalid normalization mode: "{norm}"')
    if kind == "to half" and input.dtype.is_complex:
        raise context.error("TypeError", f"{name} expects a real input tensor, but got {scalar_type(input.dtype)}")
    shape = list(input.shape)
    for axis, size in zip(axes, sizes, strict=True):
        shape[axis] = input.shape[axis] if size is None else size
    if axes and kind == "from half" and sizes[-1] is None:
        shape[axes[-1]] = formula.full_size(input.shape[axes[-1]])
    for axis in axes:
        if shape[axis] < 1:
            raise context.invalid(f"Invalid number of data points ({shape[axis]}) specified")
    work = Work()
    for axis in axes:
        work = work + formula.transform_work(product(shape), shape[axis])
    if axes and kind == "to half":
        shape[axes[-1]] = formula.half_size(shape[axes[-1]])
    dtype = real_type(input.dtype) if kind == "from half" else complex_type(input.dtype)
    aten = {"complex": "_fft_c2c", "to half": "_fft_r2c", "from half": "_fft_c2r"}[kind]
    context.work(aten, work, "elements * log2(size) for each axis", elements=product(shape))
    result = context.tensor(tuple(shape), dtype)
    if axes != [len(shape) - 1]:
        result.strides = None  # transformed axes are moved to the end and back
    return result


def _register_single(name: str) -> None:
    kind = KINDS[name]

    def transform(
        context: Context, input: Value, n: Value = None, dim: Value = -1, norm: Value = None, *, out: Value = None
    ) -> Value:
        require_tensors(context, f"fft_{name}", input=input)
        if not input.shape:
            raise context.invalid("Dimension specified as -1 but tensor has no dimensions", "IndexError")
        axis = axis_in(context, dim, len(input.shape), f"fft_{name}")
        size = None if n is None else integer(context, n, f"fft_{name}", "n")
        return deliver(context, _transform(context, name, kind, input, [axis], [size], norm), out)

    _enter(name, transform, "over one axis")


def _register_pair(name: str) -> None:
    kind = KINDS[name.removesuffix("2")]

    def transform(
        context: Context, input: Value, s: Value = None, dim: Value = (-2, -1), norm: Value = None, *, out: Value = None
    ) -> Value:
        require_tensors(context, f"fft_{name}", input=input)
        axes, sizes = _axes(context, name, input, s, dim)
        return deliver(context, _transform(context, name, kind, input, axes, sizes, norm), out)

    _enter(name, transform, "over two axes")


def _register_many(name: str) -> None:
    kind = KINDS[name.removesuffix("n")]

    def transform(
        context: Context, input: Value, s: Value = None, dim: Value = None, norm: Value = None, *, out: Value = None
    ) -> Value:
        require_tensors(context, f"fft_{name}", input=input)
        axes, sizes = _axes(context, name, input, s, dim)
        return deliver(context, _transform(context, name, kind, input, axes, sizes, norm), out)

    _enter(name, transform, "over several axes")


def _enter(name: str, transform: Value, over: str) -> None:
    """Makes a transform an entry under its own name."""
    transform.__name__ = f"fft_{name}"
    transform.__doc__ = f"The transform ``{name}`` {over}.\n\n    Source: https://docs.pytorch.org/docs/stable/generated/torch.fft.{name}.html\n"
    op(f"torch.fft.{name}")(transform)


def _axes(context: Context, name: str, input: Tensor, s: Value, dim: Value) -> tuple[list[int], list[int | None]]:
    """Axes transformed and sizes wanted of them."""
    rank = len(input.shape)
    wanted = None if known(s) is None else integers(context, s, f"fft_{name}", "s")
    if known(dim) is not None:
        given = list(integers(context, dim, f"fft_{name}", "dim"))
    else:
        given = list(range(rank)) if wanted is None else list(range(-len(wanted), 0))
    axes = [axis_in(context, axis, rank, f"fft_{name}") for axis in given]
    if len(set(axes)) != len(axes):
        raise context.invalid("FFT dims must be unique")
    if wanted is None:
        return axes, [None] * len(axes)
    if len(wanted) != len(axes):
        raise context.invalid("When given, dim and shape arguments must have the same length")
    return axes, [None if size == -1 else size for size in wanted]


for _name in KINDS:
    _register_single(_name)
    _register_pair(f"{_name}2")
    _register_many(f"{_name}n")


@op("torch.fft.fftfreq")
def fftfreq(
    context: Context,
    n: Value,
    d: Value = 1.0,
    *,
    out: Value = None,
    dtype: Value = None,
    layout: Value = None,
    device: Value = None,
    requires_grad: Value = False,
) -> Value:
    """Frequencies of the bins of a transform.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.fft.fftfreq.html
    """
    count = integer(context, n, "fft_fftfreq", "n")
    order = [*range((count + 1) // 2), *range(-(count // 2), 0)]
    return _frequencies(context, count, d, order, dtype)


@op("torch.fft.rfftfreq")
def rfftfreq(
    context: Context,
    n: Value,
    d: Value = 1.0,
    *,
    out: Value = None,
    dtype: Value = None,
    layout: Value = None,
    device: Value = None,
    requires_grad: Value = False,
) -> Value:
    """Frequencies of the bins of the transform of a real signal.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.fft.rfftfreq.html
    """
    count = integer(context, n, "fft_rfftfreq", "n")
    return _frequencies(context, count, d, list(range(formula.half_size(count))), dtype)


def _frequencies(context: Context, count: int, spacing: float, order: list[int], dtype: Value) -> Tensor:
    if count == 0:
        raise context.error("ZeroDivisionError", "float division by zero")
    values = [bin_number / (count * spacing) for bin_number in order]
    return context.tensor((len(order),), dtype or context.default_dtype, array=Array.of(values, (len(order),)))


@op("torch.fft.fftshift", "torch.fft.ifftshift")
def fftshift(context: Context, input: Value, dim: Value = None) -> Value:
    """Rolls the frequency 0 to the middle of axes, or back.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.fft.fftshift.html
    """
    require_tensors(context, "fft_fftshift", input=input)
    if dim is not None:
        for axis in integers(context, dim, "fft_fftshift", "dim"):
            axis_in(context, axis, len(input.shape), "fft_fftshift")
    context.work("roll", Work(moves=input.count), "elements", elements=input.count)
    return context.tensor(input.shape, input.dtype)


def shown(tensor: Tensor) -> str:
    """A tensor as the messages of ``stft`` write it."""
    return f"torch.{scalar_type(tensor.dtype)}Tensor{brackets(tensor.shape)}"
