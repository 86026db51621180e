"""Complex tensors: made of parts, taken apart, seen as pairs of real numbers.

Source: https://docs.pytorch.org/docs/stable/complex_numbers.html
"""

from __future__ import annotations

import cmath
from collections.abc import Callable
from typing import Any

from flopslint.catalog.entry import attribute, op
from flopslint.catalog.torch.arguments import operand, require_tensors, scalar_type
from flopslint.catalog.torch.ops import scalar_functions as scalar
from flopslint.catalog.torch.ops.elementwise import Outcome, Pointwise, evaluate, fresh
from flopslint.catalog.torch.ops.viewing import Strides, forget
from flopslint.core.dtype import DType, complex_of
from flopslint.values.array_rounding import ValueLost, real_part_type
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value

COMPLEX = Pointwise("complex", complex, work="moves")
POLAR = Pointwise("polar", None, work="transcendentals")
CONJ = Pointwise("_conj", scalar.conjugate, work="moves")


def _from_parts(
    context: Context, op_: Pointwise, first: Value, second: Value, host: Callable[[Any, Any], complex], out: Value
) -> Tensor:
    """A complex tensor of two real ones, which must be of one type with fractions."""
    if first.dtype is not second.dtype:
        raise context.error(
            "RuntimeError",
            f"Expected object of scalar type {scalar_type(first.dtype)} but got scalar type "
            f"{scalar_type(second.dtype)} for second argument",
        )
    if first.dtype.name not in {"float16", "float32", "float64"}:
        names = f"{scalar_type(first.dtype)} and {scalar_type(second.dtype)}"
        raise context.error("RuntimeError", f"Expected both inputs to be Half, Float or Double tensors but got {names}")
    target = complex_of(first.dtype)
    rule = Pointwise(op_.name, host, lambda common, _: (common, target), work=op_.work)
    return fresh(context, rule, evaluate(context, rule, first, second), out)


@op("torch.complex")
def complex_(context: Context, real: Value, imag: Value, *, out: Value = None) -> Value:
    """Complex numbers of real and imaginary parts.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.complex.html
    """
    require_tensors(context, "complex", real=real, imag=imag)
    return _from_parts(context, COMPLEX, real, imag, complex, out)


def _rectangular(length: float, angle: float) -> complex:
    try:
        return cmath.rect(length, angle)
    except (ValueError, OverflowError):
        raise ValueLost from None


@op("torch.polar")
def polar(context: Context, abs: Value, angle: Value, *, out: Value = None) -> Value:
    """Complex numbers of magnitudes and angles.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.polar.html
    """
    require_tensors(context, "polar", abs=abs, angle=angle)
    return _from_parts(context, POLAR, abs, angle, _rectangular, out)


def _view(context: Context, source: Tensor, shape: tuple[int, ...], dtype: DType, strides: Strides | None) -> Tensor:
    """A view whose elements are parts of others: their values are no longer followed, in it and in its base."""
    forget(context, source)
    result = context.tensor(shape, dtype, strides=strides, base=source)
    if strides is None:
        result.strides = None
    result.device = source.device
    return result


def _part(context: Context, source: Tensor) -> Tensor:
    strides = None if source.strides is None else tuple(2 * each for each in source.strides)
    return _view(context, source, source.shape, real_part_type(source.dtype), strides)


@op("torch.real")
def real(context: Context, input: Value) -> Value:
    """The real parts, which of a real tensor is itself.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.real.html
    """
    require_tensors(context, "real", input=input)
    return _part(context, input) if input.dtype.is_complex else input


@op("torch.imag")
def imag(context: Context, input: Value) -> Value:
    """The imaginary parts.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.imag.html
    """
    require_tensors(context, "imag", input=input)
    if not input.dtype.is_complex:
        raise context.error("RuntimeError", "imag is not implemented for tensors with non-complex dtypes.")
    return _part(context, input)


@attribute("torch.Tensor.real")
def real_attribute(context: Context, value: Value) -> Value:
    """The real parts."""
    return real(context, value)


@attribute("torch.Tensor.imag")
def imag_attribute(context: Context, value: Value) -> Value:
    """The imaginary parts."""
    return imag(context, value)


@op("torch.view_as_real")
def view_as_real(context: Context, input: Value) -> Value:
    """Complex numbers as pairs of real ones, in a new last dim.

    Shape: (*) complex -> (*, 2) real
    Source: https://docs.pytorch.org/docs/stable/generated/torch.view_as_real.html
    """
    require_tensors(context, "view_as_real", input=input)
    if not input.dtype.is_complex:
        raise context.error("RuntimeError", "view_as_real is only supported for complex tensors")
    strides = None if input.strides is None else (*(2 * each for each in input.strides), 1)
    return _view(context, input, (*input.shape, 2), real_part_type(input.dtype), strides)


@op("torch.view_as_complex")
def view_as_complex(context: Context, input: Value) -> Value:
    """Pairs of real numbers in the last dim as complex ones.

    Shape: (*, 2) real -> (*) complex
    Source: https://docs.pytorch.org/docs/stable/generated/torch.view_as_complex.html
    """
    require_tensors(context, "view_as_complex", input=input)
    if input.dtype.name not in {"float16", "float32", "float64"}:
        raise context.error(
            "RuntimeError",
            "view_as_complex is only supported for half, float and double tensors, but got a tensor of scalar type: "
            f"{scalar_type(input.dtype)}",
        )
    if not input.shape:
        raise context.misfit("Input tensor must have one or more dimensions", operand("input", input))
    if input.shape[-1] != 2:
        raise context.misfit("Tensor must have a last dimension of size 2", operand("input", input), fitting="2")
    strides = _halved(context, input)
    return _view(context, input, input.shape[:-1], complex_of(input.dtype), strides)


def _halved(context: Context, input: Tensor) -> Strides | None:
    if input.strides is None:
        return None
    if input.strides[-1] != 1:
        raise context.invalid("Tensor must have a last dimension with stride 1")
    if any(stride % 2 for stride in input.strides[:-1]):
        raise context.invalid("Tensor must have a stride divisible by 2 for all but last dimension")
    return tuple(stride // 2 for stride in input.strides[:-1])


@op("torch.conj", "torch.Tensor.conj")
def conj(context: Context, input: Value) -> Value:
    """The complex conjugates, as a view; of a real tensor itself.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.conj.html
    """
    require_tensors(context, "conj", input=input)
    if not input.dtype.is_complex:
        return input
    outcome = evaluate(context, CONJ, input)
    forget(context, input)
    result = fresh(context, CONJ, Outcome(outcome.shape, outcome.dtype, None, outcome.tensors))
    result.base = input
    return result


@op("torch.resolve_conj", "torch.resolve_neg")
def resolve_conj(context: Context, input: Value) -> Value:
    """The tensor with a pending conjugation done.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.resolve_conj.html
    """
    require_tensors(context, "resolve_conj", input=input)
    return input
