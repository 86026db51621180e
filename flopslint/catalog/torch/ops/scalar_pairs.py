"""Functions of two numbers as torch computes them.

Integer quotients by zero raise ZeroDivisionError, which torch raises as a RuntimeError of that text.

Source: https://docs.pytorch.org/docs/stable/torch.html#pointwise-ops
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from flopslint.catalog.torch.ops.scalar_functions import INFINITY, NAN, divide, isnan, log, log1p, multiply
from flopslint.values.array_rounding import ValueLost

__all__ = ["divide", "multiply"]

WORD = 64


def floor_divide(x: Any, y: Any) -> Any:
    """The quotient rounded down."""
    if isinstance(x, float) and y == 0:
        return divide(x, y)
    return x // y


def trunc_divide(x: Any, y: Any) -> Any:
    """The quotient rounded towards zero."""
    if isinstance(x, float):
        quotient = divide(x, y)
        return quotient if not math.isfinite(quotient) else float(math.trunc(quotient))
    quotient = abs(x) // abs(y)
    return quotient if (x < 0) == (y < 0) else -quotient


def remainder(x: Any, y: Any) -> Any:
    """What is left over with the sign of the divisor."""
    if isinstance(x, float) and y == 0:
        return NAN
    return x % y


def fmod(x: Any, y: Any) -> Any:
    """What is left over with the sign of the dividend."""
    if isinstance(x, float):
        try:
            return math.fmod(x, y)
        except ValueError:
            return NAN
    rest = abs(x) % abs(y)
    return rest if x >= 0 else -rest


def power(x: Any, y: Any) -> Any:
    """x to the power of y; integers wrap around, a negative integer exponent leaves only 1 and -1 (else 0)."""
    if isinstance(x, complex) or isinstance(y, complex):
        try:
            return x**y
        except (OverflowError, ZeroDivisionError):
            raise ValueLost from None
    if not isinstance(x, float):
        if y < 0:
            return 0 if abs(x) != 1 else x ** (y & 1)
        return pow(int(x), int(y), 1 << WORD)
    odd = y % 2 == 1
    try:
        return math.pow(x, y)
    except OverflowError:
        return -INFINITY if x < 0 and odd else INFINITY
    except ValueError:
        if x == 0:
            return math.copysign(INFINITY, x) if odd else INFINITY
        return NAN


def maximum(x: Any, y: Any) -> Any:
    """The larger one; not-a-number wins."""
    if isnan(x) or isnan(y):
        return NAN
    return max(x, y)


def minimum(x: Any, y: Any) -> Any:
    """The smaller one; not-a-number wins."""
    if isnan(x) or isnan(y):
        return NAN
    return min(x, y)


def fmax(x: Any, y: Any) -> Any:
    """The larger one; not-a-number is passed over."""
    return y if isnan(x) else (x if isnan(y) else max(x, y))


def fmin(x: Any, y: Any) -> Any:
    """The smaller one; not-a-number is passed over."""
    return y if isnan(x) else (x if isnan(y) else min(x, y))


def atan2(x: Any, y: Any) -> float:
    """The angle of the point (y, x)."""
    return math.atan2(x, y)


def copysign(x: Any, y: Any) -> float:
    """The magnitude of x with the sign of y."""
    return math.copysign(x, y)


def gcd(x: int, y: int) -> int:
    """The greatest common divisor."""
    return math.gcd(x, y)


def lcm(x: int, y: int) -> int:
    """The least common multiple."""
    return math.lcm(x, y)


def hypot(x: Any, y: Any) -> float:
    """The long side of a right triangle."""
    return math.hypot(x, y)


def xlogy(x: Any, y: Any) -> Any:
    """x times ln(y), zero for x zero."""
    if isnan(y):
        return NAN
    return 0.0 if x == 0 else x * log(y)


def xlog1py(x: Any, y: Any) -> Any:
    """x times ln(1 + y), zero for x zero."""
    if isnan(y):
        return NAN
    return 0.0 if x == 0 else x * log1p(y)


def log_add_exp(x: Any, y: Any) -> Any:
    """ln(exp(x) + exp(y))."""
    if isinstance(x, complex):
        raise ValueLost
    high, low = max(x, y), min(x, y)
    if not math.isfinite(high):
        return high if high == low or not isnan(low) else NAN
    return high + math.log1p(math.exp(low - high))


def log_add_exp2(x: Any, y: Any) -> Any:
    """The logarithm of 2^x + 2^y to base 2."""
    return log_add_exp(x * math.log(2), y * math.log(2)) / math.log(2)


def heaviside(x: Any, y: Any) -> Any:
    """0 or 1 by the sign of x, y where x is zero."""
    if isnan(x):
        return x
    return y if x == 0 else x > 0


def ldexp(x: Any, y: Any) -> Any:
    """x times 2^y."""
    try:
        return multiply(x, 2.0**y)
    except OverflowError:
        return multiply(x, INFINITY)


def left_shift(x: int, y: int) -> int:
    """Bits moved left; all are gone after a whole word."""
    return x << y if 0 <= y < WORD else 0


def right_shift(x: int, y: int) -> int:
    """Bits moved right, filled with the sign."""
    return x >> (y if 0 <= y < WORD else WORD - 1)


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    return lambda x, y: bool(compare(x, y))


less, less_equal = _ordered(operator.lt), _ordered(operator.le)
greater, greater_equal = _ordered(operator.gt), _ordered(operator.ge)
equal, not_equal = _ordered(operator.eq), _ordered(operator.ne)


def logical_and(x: Any, y: Any) -> bool:
    """Whether both are not zero."""
    return bool(x) and bool(y)


def logical_or(x: Any, y: Any) -> bool:
    """Whether one is not zero."""
    return bool(x) or bool(y)


def logical_xor(x: Any, y: Any) -> bool:
    """Whether just one is not zero."""
    return bool(x) != bool(y)


def close(x: Any, y: Any, relative: float, absolute: float, *, equal_nan: bool) -> bool:
    """Whether x lies within the tolerance around y.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.isclose.html
    """
    if x == y:
        return True
    if isnan(x) or isnan(y):
        return equal_nan and isnan(x) and isnan(y)
    distance = abs(x - y)
    return bool(math.isfinite(distance) and distance <= absolute + abs(relative * y))
