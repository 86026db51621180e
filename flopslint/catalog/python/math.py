"""``math``."""

from __future__ import annotations

import math
from typing import Any

from flopslint.catalog.entry import constant, function, lift
from flopslint.catalog.python.builtins_numbers import require_number
from flopslint.catalog.python.plain import call_special, host_call, index_of, plain
from flopslint.catalog.python.sizes import collect, ensure_size
from flopslint.values.context import Context
from flopslint.values.value import MISSING, Value

PURE = (
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "copysign", "cos", "cosh", "degrees",
    "dist", "erf", "erfc", "exp", "exp2", "expm1", "fabs", "fmod", "frexp", "fsum", "gamma", "gcd", "hypot",
    "isclose", "isfinite", "isinf", "isnan", "isqrt", "lcm", "ldexp", "lgamma", "log", "log10", "log1p", "log2", "modf",
    "nextafter", "pow", "radians", "remainder", "sin", "sinh", "sqrt", "tan", "tanh", "ulp",
)  # fmt: skip

FACTORIAL_LIMIT = 20_000
"""Arguments up to this give results below the limit of digits."""

for _name in PURE:
    lift(f"math.{_name}", getattr(math, _name))
for _name in ("e", "inf", "nan", "pi", "tau"):
    constant(f"math.{_name}", getattr(math, _name))


def _register_rounding(name: str) -> None:
    host: Any = getattr(math, name)

    def run(context: Context, x: Value, /) -> Value:
        held = plain(x)
        if not isinstance(held, (int, float)):
            result = call_special(context, x, f"__{name}__")
            if result is not MISSING:
                return result
            held = require_number(context, x)
        return host_call(context, host, held)

    run.__name__ = name
    function(f"math.{name}")(run)


for _name in ("ceil", "floor", "trunc"):
    _register_rounding(_name)


@function("math.prod")
def prod(context: Context, iterable: Value, /, *, start: Value = 1) -> Value:
    """The product of the items."""
    result = start
    for item in collect(context, iterable):
        result = context.binary("*", result, item)
    return result


@function("math.sumprod")
def sumprod(context: Context, p: Value, q: Value, /) -> Value:
    """The sum of the products of two sequences."""
    first, second = collect(context, p), collect(context, q)
    if len(first) != len(second):
        raise context.error("ValueError", "Inputs are not the same length")
    result: Value = 0
    for left, right in zip(first, second, strict=True):
        result = context.binary("+", result, context.binary("*", left, right))
    return result


def _register_integer(name: str) -> None:
    host: Any = getattr(math, name)

    def run(context: Context, n: Value, /, *k: Value) -> Value:
        numbers = [index_of(context, plain(value)) for value in (n, *k) if value is not None]
        ensure_size(context, 0 if numbers[0] <= FACTORIAL_LIMIT else float("inf"), f"the result of math.{name}")
        return host_call(context, host, *numbers)

    run.__name__ = name
    function(f"math.{name}")(run)


for _name in ("comb", "factorial", "perm"):
    _register_integer(_name)
