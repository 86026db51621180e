"""Functions of one number as torch computes them: never an exception, infinities and not-a-number instead.

The arguments are bools, ints, floats or complex numbers by the element type that an op computes in.

Source: https://docs.pytorch.org/docs/stable/torch.html#pointwise-ops
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from typing import Any

from flopslint.values.array_rounding import ValueLost

INFINITY = math.inf
NAN = math.nan


def _both(of_real: Callable[[float], float], of_complex: Callable[[complex], complex]) -> Callable[[Any], Any]:
    """One function for real and complex numbers; where the complex one is undefined the value is lost."""

    def function(x: Any) -> Any:
        if not isinstance(x, complex):
            return of_real(x)
        try:
            return of_complex(x)
        except (ValueError, OverflowError, ZeroDivisionError):
            raise ValueLost from None

    return function


def _inside(function: Callable[[float], float], overflow: float = INFINITY) -> Callable[[float], float]:
    """A function of the math module; not-a-number outside its domain, ``overflow`` where the result is too large."""

    def total(x: float) -> float:
        try:
            return function(x)
        except ValueError:
            return NAN
        except OverflowError:
            return overflow

    return total


def _real_log(function: Callable[[float], float]) -> Callable[[float], float]:
    def total(x: float) -> float:
        if x > 0:
            return function(x)
        return -INFINITY if x == 0 else NAN

    return total


def _real_log1p(x: float) -> float:
    if x > -1:
        return math.log1p(x)
    return -INFINITY if x == -1 else NAN


def _real_atanh(x: float) -> float:
    if abs(x) == 1:
        return math.copysign(INFINITY, x)
    return math.atanh(x) if abs(x) < 1 else NAN


def _real_sinh(x: float) -> float:
    try:
        return math.sinh(x)
    except OverflowError:
        return math.copysign(INFINITY, x)


exp = _both(_inside(math.exp), cmath.exp)
exp2 = _both(_inside(lambda x: 2.0**x), lambda x: 2**x)
expm1 = _both(_inside(math.expm1), lambda x: cmath.exp(x) - 1)
log = _both(_real_log(math.log), cmath.log)
log2 = _both(_real_log(math.log2), lambda x: cmath.log(x) / math.log(2))
log10 = _both(_real_log(math.log10), cmath.log10)
log1p = _both(_real_log1p, lambda x: cmath.log(1 + x))
sqrt = _both(_inside(math.sqrt), cmath.sqrt)
sin = _both(_inside(math.sin), cmath.sin)
cos = _both(_inside(math.cos), cmath.cos)
tan = _both(_inside(math.tan), cmath.tan)
asin = _both(_inside(math.asin), cmath.asin)
acos = _both(_inside(math.acos), cmath.acos)
atan = _both(math.atan, cmath.atan)
sinh = _both(_real_sinh, cmath.sinh)
cosh = _both(_inside(math.cosh), cmath.cosh)
tanh = _both(math.tanh, cmath.tanh)
asinh = _both(math.asinh, cmath.asinh)
acosh = _both(_inside(math.acosh), cmath.acosh)
atanh = _both(_real_atanh, cmath.atanh)
erf = math.erf
erfc = math.erfc
deg2rad = math.radians
rad2deg = math.degrees


def reciprocal(x: Any) -> Any:
    """One over x."""
    return divide(1.0, x)


def rsqrt(x: Any) -> Any:
    """One over the root of x."""
    return divide(1.0, sqrt(x))


def square(x: Any) -> Any:
    """x times x."""
    return multiply(x, x)


def multiply(x: Any, y: Any) -> Any:
    """A product; only that of complex numbers can be undefined."""
    return x * y


def divide(x: Any, y: Any) -> Any:
    """A true quotient, with a signed infinity where the divisor is zero."""
    if y:
        try:
            return x / y
        except OverflowError:
            return math.copysign(INFINITY, x) * math.copysign(1.0, y)
    if isinstance(x, complex) or isinstance(y, complex):
        raise ValueLost
    if x == 0 or math.isnan(x):
        return NAN
    return math.copysign(INFINITY, x) * math.copysign(1.0, y)


def negative(x: Any) -> Any:
    """x with the other sign."""
    return -x


def positive(x: Any) -> Any:
    """x itself."""
    return x


def absolute(x: Any) -> Any:
    """The magnitude."""
    return abs(x)


def sign(x: Any) -> Any:
    """-1, 0 or 1; the unit number of a direction for complex numbers."""
    if isinstance(x, complex):
        return x / abs(x) if x else 0j
    return (x > 0) - (x < 0)


def signbit(x: Any) -> bool:
    """Whether the sign is negative, that of a zero included."""
    return math.copysign(1.0, x) < 0 if isinstance(x, float) else x < 0


def _whole(function: Callable[[float], int]) -> Callable[[Any], Any]:
    def rounded(x: Any) -> Any:
        if not isinstance(x, float) or not math.isfinite(x):
            return x
        return math.copysign(float(function(x)), x)

    return rounded


floor = _whole(math.floor)
ceil = _whole(math.ceil)
trunc = _whole(math.trunc)
round_even = _whole(round)


def frac(x: float) -> float:
    """What is left of x without its whole part."""
    return float(x - trunc(x))


def sigmoid(x: Any) -> Any:
    """One over (1 + exp(-x))."""
    if isinstance(x, complex):
        return divide(1.0, 1 + exp(-x))
    if x >= 0:
        return 1.0 / (1.0 + math.exp(-x))
    power = exp(x)
    return power / (1.0 + power)


def logit(x: float) -> float:
    """The inverse of the sigmoid."""
    return float(log(divide(x, 1.0 - x)))


def erfinv(x: float) -> float:
    """The inverse of the error function, by Newton steps from a rational start.

    Source: https://docs.pytorch.org/docs/stable/special.html#torch.special.erfinv
    """
    if not -1 < x < 1:
        return math.copysign(INFINITY, x) if abs(x) == 1 else NAN
    tail = math.log1p(-x * x)
    half = 2 / (math.pi * 0.147) + tail / 2
    y = math.copysign(math.sqrt(math.sqrt(half * half - tail / 0.147) - half), x)
    for _ in range(4):
        slope = 2 / math.sqrt(math.pi) * math.exp(-y * y)
        # Near the ends the complement keeps the digits that the function itself loses.
        error = math.erf(y) - x if abs(x) < 0.5 else math.copysign((1 - abs(x)) - math.erfc(abs(y)), x)
        if slope == 0:
            break
        y -= error / slope
    return y


def sinc(x: Any) -> Any:
    """The sine of (pi times x) over (pi times x)."""
    return divide(sin(math.pi * x), math.pi * x) if x else 1.0


def lgamma(x: float) -> float:
    """The logarithm of the magnitude of the gamma function, infinite at its poles."""
    try:
        return math.lgamma(x)
    except (ValueError, OverflowError):
        return INFINITY


def bessel_i0(x: float) -> float:
    """The modified Bessel function of order zero, by its series, for large x by the one in its inverse.

    Source: https://docs.pytorch.org/docs/stable/special.html#torch.special.i0
    """
    x = abs(x)
    if not math.isfinite(x):
        return NAN
    if x > 60:
        series = 1 + (1 + (9 + (225 + 11025 / (32 * x)) / (24 * x)) / (16 * x)) / (8 * x)
        return float(exp(x)) / math.sqrt(2 * math.pi * x) * series
    total, term, k = 1.0, 1.0, 0
    while term > total * 1e-17:
        k += 1
        term *= (x / (2 * k)) ** 2
        total += term
    return total


def ndtr(x: float) -> float:
    """The distribution function of the normal distribution."""
    return 0.5 * math.erfc(-x / math.sqrt(2))


def entropy(x: float) -> float:
    """-x ln(x)."""
    if x > 0:
        return float(-x * log(x))
    return 0.0 if x == 0 else (-INFINITY if x < 0 else NAN)


def logical_not(x: Any) -> bool:
    """Whether x is zero."""
    return not x


def bitwise_not(x: Any) -> Any:
    """All bits turned over."""
    return not x if isinstance(x, bool) else ~x


def isnan(x: Any) -> bool:
    """Whether x, or a part of it, is not a number."""
    return bool(x != x)  # noqa: PLR0124 - the test for not-a-number


def isinf(x: Any) -> bool:
    """Whether x, or a part of it, is infinite."""
    return cmath.isinf(x) if isinstance(x, complex) else math.isinf(x)


def isfinite(x: Any) -> bool:
    """Whether x is neither infinite nor not-a-number."""
    return cmath.isfinite(x) if isinstance(x, complex) else math.isfinite(x)


def isposinf(x: Any) -> bool:
    """Whether x is the positive infinity."""
    return bool(x == INFINITY)


def isneginf(x: Any) -> bool:
    """Whether x is the negative infinity."""
    return bool(x == -INFINITY)


def isreal(x: Any) -> bool:
    """Whether x has no imaginary part."""
    return not isinstance(x, complex) or x.imag == 0


def angle(x: Any) -> float:
    """The argument of a complex number; pi for a negative real one."""
    if isinstance(x, complex):
        return cmath.phase(x)
    return x if isnan(x) else (math.pi if x < 0 else 0.0)


def conjugate(x: Any) -> Any:
    """The complex conjugate."""
    return x.conjugate() if isinstance(x, complex) else x
