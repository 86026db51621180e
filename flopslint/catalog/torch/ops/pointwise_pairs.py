"""Element-wise ops of two operands: a row each, as in ``pointwise``, with the operators they stand behind.

Of the codes after a name, o stands for the operator's method (``Tensor.__add__``), r for the reflected one and a for
the augmented one; a row's last item says whether numbers may stand for tensors.
"""

from __future__ import annotations

import operator

from flopslint.catalog.entry import op as op_entry
from flopslint.catalog.torch.arguments import require_tensors
from flopslint.catalog.torch.ops import scalar_pairs as pairs
from flopslint.catalog.torch.ops.elementwise import (
    Host,
    Number,
    Pointwise,
    double,
    evaluate,
    floating,
    fresh,
    in_place,
    number_in,
    operand_in,
    truth,
)
from flopslint.catalog.torch.ops.pointwise import (
    COMPARISON,
    DIVISION,
    FRACTIONAL,
    IN_PLACE,
    PLACES,
    PRODUCT,
    REAL,
    TRANSCENDENTAL,
    WHOLE,
    describe,
    names_of,
    not_complex,
)
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value

ADD = Pointwise("add", operator.add)
SUB = Pointwise("sub", operator.sub)
MUL = Pointwise("mul", pairs.multiply, work=PRODUCT)
DIV = Pointwise("div", pairs.divide, floating, work=DIVISION)
FLOOR_DIVIDE = Pointwise("floor_divide", pairs.floor_divide, accepts="if", work=DIVISION)
REMAINDER = Pointwise("remainder", pairs.remainder, accepts="if", work=DIVISION)
POW = Pointwise("pow", pairs.power, work=TRANSCENDENTAL)
EQUAL = Pointwise("eq", pairs.equal, truth, work=COMPARISON)
NOT_EQUAL = Pointwise("ne", pairs.not_equal, truth, work=COMPARISON)


def _choice(name: str, host: Host) -> Pointwise:
    refusal = not_complex(name, "{} not implemented for complex tensors.")
    return Pointwise(name, host, accepts=REAL, work=COMPARISON, refusals=(refusal,))


MAXIMUM, MINIMUM = _choice("maximum", pairs.maximum), _choice("minimum", pairs.minimum)


def _compare(name: str, host: Host) -> Pointwise:
    return Pointwise(name, host, truth, REAL, COMPARISON)


def _bits(name: str, host: Host) -> Pointwise:
    return Pointwise(name, host, accepts=WHOLE, work=COMPARISON)


def _shift(name: str, host: Host) -> Pointwise:
    return Pointwise(name, host, accepts="i", work=COMPARISON)


def _growing(name: str, host: Host | None, accepts: str = REAL) -> Pointwise:
    return Pointwise(name, host, floating, accepts, TRANSCENDENTAL)


LESS, LESS_EQUAL = _compare("lt", pairs.less), _compare("le", pairs.less_equal)
GREATER, GREATER_EQUAL = _compare("gt", pairs.greater), _compare("ge", pairs.greater_equal)

HEAVISIDE = Pointwise(
    "heaviside",
    pairs.heaviside,
    accepts=REAL,
    work=COMPARISON,
    refusals=(not_complex("heaviside", "{} is not yet implemented for complex tensors."),),
)

TENSORS, SECOND, EITHER = "tensors", "second", "either"

ROWS: tuple[tuple[str, Pointwise, str], ...] = (
    ("mul:fmiora multiply:fmi", MUL, EITHER),
    ("floor_divide:fmi floordiv:ora", FLOOR_DIVIDE, SECOND),
    ("remainder:fmi mod:ora", REMAINDER, EITHER),
    ("fmod:fmi", Pointwise("fmod", pairs.fmod, accepts="if", work=DIVISION), SECOND),
    ("eq:fmio", EQUAL, SECOND),
    ("ne:fmio not_equal:fmi", NOT_EQUAL, SECOND),
    ("lt:fmio less:fmi", LESS, SECOND),
    ("le:fmio less_equal:fmi", LESS_EQUAL, SECOND),
    ("gt:fmio greater:fmi", GREATER, SECOND),
    ("ge:fmio greater_equal:fmi", GREATER_EQUAL, SECOND),
    ("bitwise_and:fmi and:ora", _bits("bitwise_and", operator.and_), EITHER),
    ("bitwise_or:fmi or:ora", _bits("bitwise_or", operator.or_), EITHER),
    ("bitwise_xor:fmi xor:ora", _bits("bitwise_xor", operator.xor), EITHER),
    ("bitwise_left_shift:fmi lshift:ora", _shift("bitwise_left_shift", pairs.left_shift), EITHER),
    ("bitwise_right_shift:fmi rshift:ora", _shift("bitwise_right_shift", pairs.right_shift), EITHER),
    ("logical_and:fmi", Pointwise("logical_and", pairs.logical_and, truth, work=COMPARISON), TENSORS),
    ("logical_or:fmi", Pointwise("logical_or", pairs.logical_or, truth, work=COMPARISON), TENSORS),
    ("logical_xor:fmi", Pointwise("logical_xor", pairs.logical_xor, truth, work=COMPARISON), TENSORS),
    ("maximum:fm", MAXIMUM, TENSORS),
    ("minimum:fm", MINIMUM, TENSORS),
    ("fmax:fm", _choice("fmax", pairs.fmax), TENSORS),
    ("fmin:fm", _choice("fmin", pairs.fmin), TENSORS),
    ("atan2:fmi arctan2:fmi", _growing("atan2", pairs.atan2), TENSORS),
    ("hypot:fmi", Pointwise("hypot", pairs.hypot, accepts=FRACTIONAL, work=TRANSCENDENTAL), TENSORS),
    ("nextafter:fmi", Pointwise("nextafter", None, accepts=FRACTIONAL), TENSORS),
    ("copysign:fmi", Pointwise("copysign", pairs.copysign, floating, REAL, COMPARISON), SECOND),
    ("heaviside:fmi", HEAVISIDE, TENSORS),
    ("logaddexp:fm", _growing("logaddexp", pairs.log_add_exp, "fc"), TENSORS),
    ("logaddexp2:fm", _growing("logaddexp2", pairs.log_add_exp2, "fc"), TENSORS),
    ("xlogy:fmigs", _growing("xlogy", pairs.xlogy), EITHER),
    ("xlog1py:s", _growing("special_xlog1py", pairs.xlog1py), EITHER),
    ("zeta:s", _growing("special_zeta", None), EITHER),
    ("gcd:fmig", Pointwise("gcd", pairs.gcd, accepts="i", work=DIVISION), TENSORS),
    ("lcm:fmig", Pointwise("lcm", pairs.lcm, accepts="i", work=DIVISION), TENSORS),
    ("ldexp:fmig", Pointwise("mul", pairs.ldexp, floating, work=PRODUCT), TENSORS),
    ("float_power:fmi", Pointwise("pow", pairs.power, double, work=TRANSCENDENTAL), EITHER),
    ("igamma:fmi gammainc:s", _growing("igamma", None, FRACTIONAL), TENSORS),
    ("igammac:fmi gammaincc:s", _growing("igammac", None, FRACTIONAL), TENSORS),
)


def operands_in(
    context: Context, op: Pointwise, input: Value, other: Value, numbers: str = EITHER
) -> tuple[Tensor | Number, Tensor | Number]:
    """Both operands of an op.

    Raises:
        Raised: the program's TypeError for one that is neither a tensor nor a number that may stand there.
    """
    if numbers == TENSORS:
        require_tensors(context, op.name, input=input, other=other)
        if (
            op is HEAVISIDE
            and input.dtype is not other.dtype
            and not (input.dtype.is_complex or other.dtype.is_complex)
        ):
            raise context.error("RuntimeError", "heaviside is not yet implemented for tensors with different dtypes.")
        return input, other
    if numbers == SECOND:
        require_tensors(context, op.name, input=input)
        return input, operand_in(context, op.name, "other", 2, other)
    first = operand_in(context, op.name, "input", 1, input)
    return first, operand_in(context, op.name, "other", 2, other)


def is_operand(value: Value) -> bool:
    """Whether an operator on tensors knows what to do with a value."""
    return isinstance(value, Tensor) or number_in(value) is not None


def register_pair(spec: str, op: Pointwise, numbers: str) -> None:
    """Makes the entries of a row."""

    def function(context: Context, input: Value, other: Value, *, out: Value = None) -> Value:
        return fresh(context, op, evaluate(context, op, *operands_in(context, op, input, other, numbers)), out)

    def change(context: Context, input: Value, other: Value) -> Value:
        first, second = operands_in(context, op, input, other, numbers)
        require_tensors(context, op.name, input=first)
        return in_place(context, op, input, evaluate(context, op, first, second, target=input))

    for entry, places in ((function, PLACES), (change, IN_PLACE)):
        names = names_of(spec, places)
        if names:
            describe(entry, names[0], f"``{op.name}`` of each pair of elements.")
            op_entry(*names)(entry)
    register_operators(spec, op)


def register_operators(spec: str, op: Pointwise) -> None:
    """Makes the methods behind the operators of a row."""

    def apply(context: Context, input: Value, other: Value) -> Value:
        if not is_operand(other):
            return NotImplemented
        return fresh(context, op, evaluate(context, op, input, _number_or_tensor(other)))

    def reflected(context: Context, input: Value, other: Value) -> Value:
        if not is_operand(other):
            return NotImplemented
        return fresh(context, op, evaluate(context, op, _number_or_tensor(other), input))

    def augmented(context: Context, input: Value, other: Value) -> Value:
        if not is_operand(other):
            return NotImplemented
        outcome = evaluate(context, op, input, _number_or_tensor(other), target=input)
        return in_place(context, op, input, outcome)

    kinds = (("o", apply, ""), ("r", reflected, "r"), ("a", augmented, "i"))
    for code, entry, prefix in kinds:
        for name in names_of(spec, {code: "{}"}):
            describe(entry, f"torch.{op.name}", f"The operator's ``{op.name}`` of each pair of elements.")
            entry.__name__ = f"__{prefix}{name}__"
            op_entry(f"torch.Tensor.__{prefix}{name}__")(entry)


def _number_or_tensor(value: Value) -> Tensor | Number:
    number = number_in(value)
    return value if number is None else number


for _spec, _op, _numbers in ROWS:
    register_pair(_spec, _op, _numbers)
