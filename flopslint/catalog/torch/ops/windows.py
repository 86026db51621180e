"""Window functions of signal processing.

Source: https://docs.pytorch.org/docs/stable/generated/torch.hann_window.html
"""

from __future__ import annotations

import math
from collections.abc import Callable

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import integer
from flopslint.catalog.torch.ops.creation import dtype_in, made, scalar_in
from flopslint.catalog.torch.ops.scalar_functions import bessel_i0
from flopslint.values.array import Array
from flopslint.values.array_rounding import ValueLost, rounding
from flopslint.values.context import Context
from flopslint.values.tensor import VALUE_LIMIT, Tensor
from flopslint.values.value import Value


def _window(
    context: Context,
    name: str,
    window_length: Value,
    periodic: Value,
    curve: Callable[[float], float],
    dtype: Value,
    device: Value,
    requires_grad: Value,
) -> Tensor:
    """A window from a curve over 0 to 1; a periodic one leaves its last point out.

    Raises:
        Raised: the program's RuntimeError for a negative length or a type without fractions.
    """
    length = integer(context, window_length, name, "window_length")
    if length < 0:
        raise context.invalid(f"{name} requires non-negative window_length, got window_length={length}")
    kind = dtype_in(context, name, dtype, context.default_dtype)
    if not kind.is_floating_point:
        raise context.invalid(f"{name} expects floating point dtypes, got: {kind!r}")
    to_kind = rounding(kind)
    array = None
    if length <= VALUE_LIMIT and to_kind is not None:
        last = length if context.truth(periodic) else length - 1
        try:
            points = [1.0] if length == 1 else [curve(index / last) for index in range(length)]
            array = Array.of([to_kind(point) for point in points], (length,))
        except ValueLost:
            array = None
    return made(context, (length,), kind, array=array, device=device, requires_grad=requires_grad)


def _register(name: str, curve: Callable[[float], float]) -> None:
    def window(
        context: Context,
        window_length: Value,
        periodic: Value = True,
        *,
        dtype: Value = None,
        layout: Value = None,
        device: Value = None,
        requires_grad: Value = False,
        pin_memory: Value = False,
    ) -> Value:
        return _window(context, name, window_length, periodic, curve, dtype, device, requires_grad)

    window.__name__ = name
    window.__doc__ = f"""A window of cosines or lines.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.{name}.html
    """
    op(f"torch.{name}")(window)


_register("hann_window", lambda x: 0.5 - 0.5 * math.cos(2 * math.pi * x))
_register("bartlett_window", lambda x: 1 - abs(2 * x - 1))
_register("blackman_window", lambda x: 0.42 - 0.5 * math.cos(2 * math.pi * x) + 0.08 * math.cos(4 * math.pi * x))


@op("torch.hamming_window")
def hamming_window(
    context: Context,
    window_length: Value,
    periodic: Value = True,
    alpha: Value = 0.54,
    beta: Value = 0.46,
    *,
    dtype: Value = None,
    layout: Value = None,
    device: Value = None,
    requires_grad: Value = False,
    pin_memory: Value = False,
) -> Value:
    """A raised cosine.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.hamming_window.html
    """
    base, swing = (
        scalar_in(context, "hamming_window", "alpha", alpha),
        scalar_in(context, "hamming_window", "beta", beta),
    )
    return _window(
        context,
        "hamming_window",
        window_length,
        periodic,
        lambda x: float(base - swing * math.cos(2 * math.pi * x)),
        dtype,
        device,
        requires_grad,
    )


@op("torch.kaiser_window")
def kaiser_window(
    context: Context,
    window_length: Value,
    periodic: Value = True,
    beta: Value = 12.0,
    *,
    dtype: Value = None,
    layout: Value = None,
    device: Value = None,
    requires_grad: Value = False,
    pin_memory: Value = False,
) -> Value:
    """A window of Bessel functions.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.kaiser_window.html
    """
    sharpness = float(scalar_in(context, "kaiser_window", "beta", beta))

    def curve(x: float) -> float:
        return bessel_i0(sharpness * math.sqrt(max(1 - (2 * x - 1) ** 2, 0))) / bessel_i0(sharpness)

    return _window(context, "kaiser_window", window_length, periodic, curve, dtype, device, requires_grad)
