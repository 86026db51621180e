"""Element-wise functions and the operators of arrays, as torch's of the same meaning.

Source: https://numpy.org/doc/stable/reference/ufuncs.html
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable

from flopslint.catalog.entry import ENTRIES, function
from flopslint.catalog.numpy.arrays import aligned, array_of, cast_to, check_broadcast, fractional, give, quiet
from flopslint.catalog.torch.ops import (  # noqa: F401 - fill the catalog
    activation_smooth,
    arithmetic,
    comparison,
    pointwise,
    pointwise_options,
    pointwise_pairs,
)
from flopslint.catalog.torch.ops.elementwise import is_number, write
from flopslint.catalog.torch.ops.pointwise_triples import chosen
from flopslint.catalog.torch.ops.reducing import flag
from flopslint.core.dtype import BOOL, DType
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value

UNARY: dict[str, str] = {
    "abs": "abs", "absolute": "abs", "fabs": "abs", "sign": "sgn", "negative": "neg", "positive": "positive",
    "floor": "floor", "ceil": "ceil", "trunc": "trunc", "fix": "trunc", "rint": "round", "sqrt": "sqrt",
    "square": "square", "reciprocal": "reciprocal", "exp": "exp", "exp2": "exp2", "expm1": "expm1", "log": "log",
    "log2": "log2", "log10": "log10", "log1p": "log1p", "sin": "sin", "cos": "cos", "tan": "tan", "arcsin": "asin",
    "arccos": "acos", "arctan": "atan", "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "arcsinh": "asinh",
    "arccosh": "acosh", "arctanh": "atanh", "asin": "asin", "acos": "acos", "atan": "atan", "asinh": "asinh",
    "acosh": "acosh", "atanh": "atanh", "deg2rad": "deg2rad", "radians": "deg2rad", "rad2deg": "rad2deg",
    "degrees": "rad2deg", "sinc": "sinc", "i0": "i0", "isnan": "isnan", "isinf": "isinf", "isfinite": "isfinite",
    "isposinf": "isposinf", "isneginf": "isneginf", "isreal": "isreal", "signbit": "signbit", "angle": "angle",
    "logical_not": "logical_not", "invert": "bitwise_not", "bitwise_not": "bitwise_not", "conj": "conj_physical",
    "conjugate": "conj_physical",
}  # fmt: skip

BINARY: dict[str, str] = {
    "add": "add", "subtract": "sub", "multiply": "mul", "divide": "true_divide", "true_divide": "true_divide",
    "floor_divide": "floor_divide", "mod": "remainder", "remainder": "remainder", "fmod": "fmod", "power": "pow",
    "pow": "pow", "float_power": "float_power", "maximum": "maximum", "minimum": "minimum", "fmax": "fmax",
    "fmin": "fmin", "arctan2": "atan2", "atan2": "atan2", "hypot": "hypot", "copysign": "copysign",
    "heaviside": "heaviside", "logaddexp": "logaddexp", "logaddexp2": "logaddexp2", "gcd": "gcd", "lcm": "lcm",
    "equal": "eq", "not_equal": "ne", "less": "lt", "less_equal": "le", "greater": "gt", "greater_equal": "ge",
    "logical_and": "logical_and", "logical_or": "logical_or", "logical_xor": "logical_xor",
    "bitwise_and": "bitwise_and", "bitwise_or": "bitwise_or", "bitwise_xor": "bitwise_xor",
    "left_shift": "bitwise_left_shift", "right_shift": "bitwise_right_shift",
}  # fmt: skip

FRACTIONAL = frozenset({"fabs", "rint", "hypot", "logaddexp", "logaddexp2", "copysign", "arctan2", "atan2"})
"""Functions that give floating-point numbers where torch's refuse integers or keep them."""

OPERATORS: dict[str, str] = {
    "add": "add", "sub": "subtract", "mul": "multiply", "truediv": "divide", "floordiv": "floor_divide",
    "mod": "remainder", "pow": "power", "and": "bitwise_and", "or": "bitwise_or", "xor": "bitwise_xor",
    "lshift": "left_shift", "rshift": "right_shift",
}  # fmt: skip

COMPARISONS: dict[str, str] = {
    "eq": "equal", "ne": "not_equal", "lt": "less", "le": "less_equal", "gt": "greater", "ge": "greater_equal",
}  # fmt: skip


OF_NUMBERS: dict[str, Callable[..., float]] = {
    "sqrt": math.sqrt, "exp": math.exp, "log": math.log, "log2": math.log2, "log10": math.log10, "sin": math.sin,
    "cos": math.cos, "tan": math.tan, "tanh": math.tanh, "power": math.pow, "divide": operator.truediv,
    "multiply": operator.mul, "add": operator.add, "subtract": operator.sub,
}  # fmt: skip
"""Functions computed at once for plain numbers: tables of angles call them a hundred thousand times."""


def _of_numbers(name: str, operands: tuple[float, ...]) -> float | None:
    """What a function gives for doubles; None where it takes integers, or the general way knows better."""
    if len(operands) > 1 and all(type(each) is int for each in operands):
        return None
    try:
        return float(OF_NUMBERS[name](*operands))
    except (ArithmeticError, TypeError, ValueError):
        return None


def apply(context: Context, name: str, *operands: Value) -> Value:
    """An element-wise function of arrays and numbers."""
    if name in OF_NUMBERS and all(type(each) is float or type(each) is int for each in operands):
        number = _of_numbers(name, operands)
        if number is not None:
            return number
    arrays = [array_of(context, each) for each in operands]
    if name in FRACTIONAL:
        arrays = [fractional(context, each) for each in arrays]
    arrays = aligned(context, *arrays)
    kinds = {each.dtype for each in arrays}
    if BOOL in kinds and len(kinds) > 1:  # torch refuses some functions of bools that numpy takes for numbers
        arrays = [
            cast_to(context, each, max(kinds - {BOOL}, key=_rank)) if each.dtype is BOOL else each for each in arrays
        ]
    elif kinds == {BOOL} and name in {"subtract", "negative"}:
        raise context.error("TypeError", f"numpy boolean {name}, the `-` operator, is not supported")
    check_broadcast(context, arrays)
    table = UNARY if len(arrays) == 1 else BINARY
    inner = quiet(context)
    return give(context, ENTRIES[f"torch.{table[name]}"].function(inner, *arrays))


def _rank(dtype: DType) -> tuple[int, int]:
    return dtype.category, dtype.size


def put(context: Context, result: Value, out: Value, dtype: Value = None) -> Value:
    """A result as a type, or in the array of ``out=``."""
    if dtype is not None:
        result = give(context, array_of(context, result, dtype))
    if isinstance(out, tuple) and len(out) == 1:
        out = out[0]
    if not isinstance(out, Tensor):
        return result
    source = array_of(context, result)
    check_broadcast(context, [out, source])
    write(context, out, source.array, source.dtype)
    return out


def _register_unary(name: str) -> None:
    @function(f"numpy.{name}")
    def entry(
        context: Context, x: Value, /, out: Value = None, *, where: Value = True, dtype: Value = None, **options: Value
    ) -> Value:
        return put(context, apply(context, name, x), out, dtype)


def _register_binary(name: str) -> None:
    @function(f"numpy.{name}")
    def entry(
        context: Context, x1: Value, x2: Value, /, out: Value = None, *, where: Value = True, dtype: Value = None,
        **options: Value,
    ) -> Value:  # fmt: skip
        return put(context, apply(context, name, x1, x2), out, dtype)


for _name in UNARY:
    _register_unary(_name)
for _name in BINARY:
    _register_binary(_name)


def _is_operand(value: Value) -> bool:
    return isinstance(value, (Tensor, list, tuple)) or is_number(value)


def _register_operator(operator: str, name: str) -> None:
    def forward(context: Context, self: Value, other: Value) -> Value:
        return apply(context, name, self, other) if _is_operand(other) else NotImplemented

    def backward(context: Context, self: Value, other: Value) -> Value:
        return apply(context, name, other, self) if _is_operand(other) else NotImplemented

    def change(context: Context, self: Value, other: Value) -> Value:
        if not _is_operand(other):
            return NotImplemented
        return _change(context, name, self, other)

    function(f"numpy.ndarray.__{operator}__")(forward)
    function(f"numpy.ndarray.__r{operator}__")(backward)
    function(f"numpy.ndarray.__i{operator}__")(change)


def _change(context: Context, name: str, array: Tensor, other: Value) -> Value:
    """An operation in place, whose result must be of a type that the array can take.

    Raises:
        Raised: the program's exception if it is not.
    """
    result = array_of(context, apply(context, name, array, other))
    if result.shape != array.shape:
        raise context.error(
            "ValueError",
            f"non-broadcastable output operand with shape {array.shape} doesn't match the broadcast shape "
            f"{result.shape}",
        )
    if result.dtype.category > array.dtype.category:
        raise context.error(
            "TypeError",
            f"Cannot cast ufunc '{name}' output from dtype('{result.dtype.name}') to dtype('{array.dtype.name}') with "
            "casting rule 'same_kind'",
        )
    write(context, array, result.array, result.dtype)
    return array


def _register_comparison(operator: str, name: str) -> None:
    @function(f"numpy.ndarray.__{operator}__")
    def compare(context: Context, self: Value, other: Value) -> Value:
        return apply(context, name, self, other) if _is_operand(other) else NotImplemented


for _operator, _name in OPERATORS.items():
    _register_operator(_operator, _name)
for _operator, _name in COMPARISONS.items():
    _register_comparison(_operator, _name)


def _register_sign(operator: str, name: str) -> None:
    @function(f"numpy.ndarray.__{operator}__")
    def sign(context: Context, self: Value) -> Value:
        return apply(context, name, self)


for _operator, _name in (("neg", "negative"), ("pos", "positive"), ("abs", "absolute"), ("invert", "invert")):
    _register_sign(_operator, _name)


@function("numpy.clip", "numpy.ndarray.clip")
def clip(
    context: Context, a: Value, a_min: Value = None, a_max: Value = None, out: Value = None, *, min: Value = None,
    max: Value = None, **options: Value,
) -> Value:  # fmt: skip
    """Elements held between bounds."""
    low, high = a_min if min is None else min, a_max if max is None else max
    result = a
    if low is not None:
        result = apply(context, "maximum", result, low)
    if high is not None:
        result = apply(context, "minimum", result, high)
    return put(context, result, out)


@function("numpy.round", "numpy.around", "numpy.ndarray.round")
def round(context: Context, a: Value, decimals: Value = 0, out: Value = None) -> Value:
    """The nearest decimal fraction, the even one of two."""
    array = array_of(context, a)
    if not array.dtype.is_floating_point:
        return give(context, array)
    options = {"decimals": decimals} if decimals else {}
    return put(context, give(context, ENTRIES["torch.round"].function(quiet(context), array, **options)), out)


@function("numpy.where")
def where(context: Context, condition: Value, x: Value = None, y: Value = None, /) -> Value:
    """Elements of one or the other by a condition; with the condition alone, where it holds."""
    test = array_of(context, condition)
    if x is None and y is None:
        return context.call(context.look_up("numpy.nonzero"), (test,))
    flags = array_of(context, test, context.find_class("numpy.bool")) if test.dtype is not BOOL else test
    return give(context, chosen(quiet(context), flags, *aligned(context, array_of(context, x), array_of(context, y))))


def _whole_question(name: str, key: str) -> None:
    def entry(
        context: Context, a: Value, b: Value, rtol: Value = 1e-05, atol: Value = 1e-08, equal_nan: Value = False
    ) -> Value:
        first, second = (fractional(context, array_of(context, each)) for each in (a, b))
        return give(context, ENTRIES[key].function(quiet(context), first, second, rtol, atol, equal_nan))

    function(f"numpy.{name}")(entry)


_whole_question("isclose", "torch.isclose")
_whole_question("allclose", "torch.allclose")


@function("numpy.array_equal")
def array_equal(context: Context, a1: Value, a2: Value, equal_nan: Value = False) -> Value:
    """Whether shapes and elements are the same."""
    flag(context, "array_equal", "equal_nan", equal_nan)
    return ENTRIES["torch.equal"].function(quiet(context), array_of(context, a1), array_of(context, a2))


@function("numpy.nan_to_num")
def nan_to_num(
    context: Context, x: Value, copy: Value = True, nan: Value = 0.0, posinf: Value = None, neginf: Value = None
) -> Value:
    """Numbers in place of infinities and not-a-number."""
    entry = ENTRIES["torch.nan_to_num"].function
    return give(context, entry(quiet(context), array_of(context, x), nan, posinf, neginf))


@function("numpy.real", "numpy.imag", "numpy.cbrt")
def part(context: Context, val: Value) -> Value:
    """The real or imaginary part, or the cube root: shape and type only."""
    array = array_of(context, val)
    return give(context, context.tensor(array.shape, fractional(context, array).dtype))
