"""Element-wise ops of one tensor: a row each, from which functions, methods and in-place methods are made.

A row's first item says under which names the op is reached: ``exp:fmig`` is ``torch.exp`` (f), ``Tensor.exp`` (m),
``Tensor.exp_`` (i) and ``torch.exp_`` (g); s stands for ``torch.special``, F for ``torch.nn.functional``.
"""

from __future__ import annotations

from collections.abc import Callable

from flopslint.catalog.entry import op as op_entry
from flopslint.catalog.torch.arguments import require_tensors
from flopslint.catalog.torch.ops import scalar_functions as scalar
from flopslint.catalog.torch.ops.elementwise import (
    Host,
    Pointwise,
    evaluate,
    floating,
    floating_real,
    fresh,
    in_place,
    integer_from_bool,
    real,
    truth,
)
from flopslint.values.context import Context
from flopslint.values.value import Value

PLACES = {"f": "torch.{}", "m": "torch.Tensor.{}", "s": "torch.special.{}", "F": "torch.nn.functional.{}"}
IN_PLACE = {"i": "torch.Tensor.{}_", "g": "torch.{}_", "G": "torch.nn.functional.{}_"}

NO_BOOL, REAL, FRACTIONAL, WHOLE = "ifc", "bif", "f", "bi"
TRANSCENDENTAL, DIVISION, PRODUCT, SUM, COMPARISON, MOVE = (
    "transcendentals", "divisions", "multiplications", "additions", "comparisons", "moves",
)  # fmt: skip

NO_NEGATIVE_BOOL = (
    "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the `~` or "
    "`logical_not()` operator instead."
)

NEGATIVE = Pointwise(
    "neg", scalar.negative, accepts=NO_BOOL, refusals=(("b", "NotImplementedError", NO_NEGATIVE_BOOL),)
)
POSITIVE = Pointwise(
    "positive",
    scalar.positive,
    accepts=NO_BOOL,
    work=MOVE,
    refusals=(("b", "NotImplementedError", "The `+` operator, on a bool tensor is not supported."),),
)
ABSOLUTE = Pointwise("abs", scalar.absolute, real, NO_BOOL, COMPARISON)
SIGMOID = Pointwise("sigmoid", scalar.sigmoid, floating, work=TRANSCENDENTAL)
TANH = Pointwise("tanh", scalar.tanh, floating, work=TRANSCENDENTAL)
RELU = Pointwise(
    "relu",
    lambda x: x if x > 0 or scalar.isnan(x) else type(x)(),
    accepts="if",
    work=COMPARISON,
    refusals=(
        ("b", "NotImplementedError", "Boolean inputs not supported for relu"),
        ("c", "NotImplementedError", "clamp is not supported for complex types"),
    ),
)
INVERT = Pointwise("bitwise_not", scalar.bitwise_not, accepts=WHOLE)


def not_complex(name: str, sentence: str = "{} is not supported for complex tensors.") -> tuple[str, str, str]:
    """The refusal of complex numbers by ops that check for them."""
    return ("c", "RuntimeError", sentence.format(name))


def _growing(name: str, host: Host | None, accepts: str = "bifc") -> Pointwise:
    """A transcendental function, with floating-point results."""
    return Pointwise(name, host, floating, accepts, TRANSCENDENTAL)


def _test(name: str, host: Host | None, accepts: str = "bifc") -> Pointwise:
    """A yes-or-no question to each element."""
    refusal = not_complex(name, "{} does not support complex inputs.")
    if name == "signbit":
        refusal = ("c", "NotImplementedError", "signbit is not implemented for complex tensors.")
    return Pointwise(name, host, truth, accepts, COMPARISON, (refusal,))


def _whole(name: str, host: Host | None) -> Pointwise:
    """A rounding to whole numbers, which integers already are."""
    return Pointwise(name, host, accepts="if")


ROWS: tuple[tuple[str, Pointwise], ...] = (
    ("abs:fmig absolute:fmi", ABSOLUTE),
    ("neg:fmig negative:fmig", NEGATIVE),
    ("positive:fm", POSITIVE),
    ("sign:fmi", Pointwise("sign", scalar.sign, accepts=REAL, work=COMPARISON)),
    ("sgn:fmi", Pointwise("sgn", scalar.sign, work=COMPARISON)),
    ("signbit:fm", _test("signbit", scalar.signbit, REAL)),
    ("ceil:fmig", _whole("ceil", scalar.ceil)),
    ("floor:fmig", _whole("floor", scalar.floor)),
    ("trunc:fmig fix:fmig", _whole("trunc", scalar.trunc)),
    ("frac:fmig", Pointwise("frac", scalar.frac, accepts=FRACTIONAL)),
    ("reciprocal:fmig", Pointwise("reciprocal", scalar.reciprocal, floating, work=DIVISION)),
    ("rsqrt:fmig", _growing("rsqrt", scalar.rsqrt)),
    ("sqrt:fmig", _growing("sqrt", scalar.sqrt)),
    ("square:fmig", Pointwise("pow", scalar.square, integer_from_bool, work=PRODUCT)),
    ("exp:fmig", _growing("exp", scalar.exp)),
    ("exp2:fmigs", _growing("exp2", scalar.exp2)),
    ("expm1:fmigs", _growing("expm1", scalar.expm1)),
    ("log:fmig", _growing("log", scalar.log)),
    ("log2:fmig", _growing("log2", scalar.log2)),
    ("log10:fmig", _growing("log10", scalar.log10)),
    ("log1p:fmigs", _growing("log1p", scalar.log1p)),
    ("sin:fmig", _growing("sin", scalar.sin)),
    ("cos:fmig", _growing("cos", scalar.cos)),
    ("tan:fmig", _growing("tan", scalar.tan)),
    ("asin:fmig arcsin:fmig", _growing("asin", scalar.asin)),
    ("acos:fmig arccos:fmig", _growing("acos", scalar.acos)),
    ("atan:fmig arctan:fmig", _growing("atan", scalar.atan)),
    ("sinh:fmig", _growing("sinh", scalar.sinh)),
    ("cosh:fmig", _growing("cosh", scalar.cosh)),
    ("tanh:fmigF", TANH),
    ("asinh:fmig arcsinh:fmig", _growing("asinh", scalar.asinh)),
    ("acosh:fmig arccosh:fmig", _growing("acosh", scalar.acosh)),
    ("atanh:fmig arctanh:fmig", _growing("atanh", scalar.atanh)),
    ("sinc:fmigs", _growing("sinc", scalar.sinc)),
    ("erf:fmigs", _growing("erf", scalar.erf, REAL)),
    ("erfc:fmigs", _growing("erfc", scalar.erfc, REAL)),
    ("erfinv:fmis", _growing("erfinv", scalar.erfinv, REAL)),
    ("sigmoid:fmigF expit:s", SIGMOID),
    ("i0:fmigs", _growing("i0", scalar.bessel_i0, REAL)),
    ("i0e:s", _growing("special_i0e", None, REAL)),
    ("i1:s", _growing("special_i1", None, REAL)),
    ("i1e:s", _growing("special_i1e", None, REAL)),
    ("lgamma:fmi gammaln:s", _growing("lgamma", scalar.lgamma, REAL)),
    ("digamma:fmis psi:s", _growing("digamma", None, REAL)),
    ("ndtr:s", _growing("special_ndtr", scalar.ndtr, REAL)),
    ("ndtri:s", _growing("special_ndtri", None, REAL)),
    ("log_ndtr:s", _growing("special_log_ndtr", None, REAL)),
    ("entr:s", _growing("special_entr", scalar.entropy, REAL)),
    ("erfcx:s", _growing("special_erfcx", None, REAL)),
    ("bessel_j0:s", _growing("special_bessel_j0", None, REAL)),
    ("bessel_j1:s", _growing("special_bessel_j1", None, REAL)),
    *(
        (f"{name}:s", _growing(f"special_{name}", None, REAL))
        for name in (
            "bessel_y0",
            "bessel_y1",
            "modified_bessel_i0",
            "modified_bessel_i1",
            "modified_bessel_k0",
            "modified_bessel_k1",
            "scaled_modified_bessel_k0",
            "scaled_modified_bessel_k1",
            "spherical_bessel_j0",
            "airy_ai",
        )
    ),
    ("deg2rad:fmig", Pointwise("deg2rad", scalar.deg2rad, floating, REAL, PRODUCT, (not_complex("deg2rad"),))),
    ("rad2deg:fmig", Pointwise("rad2deg", scalar.rad2deg, floating, REAL, PRODUCT, (not_complex("rad2deg"),))),
    ("logical_not:fmi", _test("logical_not", scalar.logical_not)),
    ("bitwise_not:fmi", INVERT),
    ("isnan:fm", _test("isnan", scalar.isnan)),
    ("isinf:fm", _test("isinf", scalar.isinf)),
    ("isfinite:fm", _test("isfinite", scalar.isfinite)),
    ("isposinf:fms", _test("isposinf", scalar.isposinf, REAL)),
    ("isneginf:fms", _test("isneginf", scalar.isneginf, REAL)),
    ("isreal:fm", _test("isreal", scalar.isreal)),
    ("relu:fmigG", RELU),
    ("angle:fm", Pointwise("angle", scalar.angle, floating_real, work=TRANSCENDENTAL)),
    ("conj_physical:fmig", Pointwise("conj_physical", scalar.conjugate, work=MOVE)),
)


def names_of(spec: str, places: dict[str, str]) -> list[str]:
    """The dotted names that a row's first item stands for, of those kinds of places."""
    return [
        places[place].format(name)
        for name, _, codes in (item.partition(":") for item in spec.split())
        for place in codes
        if place in places
    ]


def source_of(dotted_name: str) -> str:
    """Where torch describes an op; functions of ``special`` share a page."""
    if ".special." in dotted_name:
        return f"https://docs.pytorch.org/docs/stable/special.html#{dotted_name}"
    return f"https://docs.pytorch.org/docs/stable/generated/{dotted_name.rstrip('_')}.html"


def describe(entry: Callable[..., Value], name: str, summary: str) -> None:
    """Names a generated entry and gives it the docstring that the catalog asks for."""
    entry.__name__ = name.rsplit(".", 1)[-1]
    entry.__qualname__ = entry.__name__
    entry.__doc__ = f"{summary}\n\nSource: {source_of(name)}\n"


def register_unary(spec: str, op: Pointwise) -> None:
    """Makes the entries of a row."""

    def function(context: Context, input: Value, *, out: Value = None) -> Value:
        require_tensors(context, op.name, input=input)
        return fresh(context, op, evaluate(context, op, input), out)

    def change(context: Context, input: Value) -> Value:
        require_tensors(context, op.name, input=input)
        return in_place(context, op, input, evaluate(context, op, input))

    for entry, places in ((function, PLACES), (change, IN_PLACE)):
        names = names_of(spec, places)
        if names:
            describe(entry, names[0], f"``{op.name}`` of each element.")
            op_entry(*names)(entry)


for _spec, _op in ROWS:
    register_unary(_spec, _op)
