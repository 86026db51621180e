"""Methods of universal functions: ``numpy.add.outer``, ``.reduce``, ``.accumulate`` and the like.

Source: https://numpy.org/doc/stable/reference/ufuncs.html#methods
"""

from __future__ import annotations

from flopslint.catalog.entry import function
from flopslint.catalog.numpy.arrays import array_of
from flopslint.catalog.numpy.elementwise import BINARY
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.value import Value

REDUCTIONS: dict[str, str] = {
    "add": "sum", "multiply": "prod", "maximum": "max", "minimum": "min", "logical_and": "all", "logical_or": "any",
}  # fmt: skip

ACCUMULATIONS: dict[str, str] = {"add": "cumsum", "multiply": "cumprod"}


def _register(name: str) -> None:
    @function(f"numpy.{name}.outer")
    def outer(context: Context, A: Value, B: Value, /, **options: Value) -> Value:
        """The function of each element of the one with each of the other."""
        first, second = array_of(context, A), array_of(context, B)
        shape = (*first.shape, *[1] * len(second.shape))
        spread = context.call(context.look_up("numpy.reshape"), (first, shape))
        return context.call(context.look_up(f"numpy.{name}"), (spread, second), options)

    @function(f"numpy.{name}.reduce")
    def reduce(
        context: Context, array: Value, axis: Value = 0, dtype: Value = None, out: Value = None,
        keepdims: Value = False, initial: Value = None, where: Value = True,
    ) -> Value:  # fmt: skip
        """The function applied over an axis."""
        if name not in REDUCTIONS or initial is not None or where is not True:
            return context.unknown(GapKind.UNKNOWN_FUNCTION, f"numpy.{name}.reduce is not followed")
        given = {"axis": axis, "keepdims": keepdims}
        return context.call(context.look_up(f"numpy.{REDUCTIONS[name]}"), (array_of(context, array, dtype),), given)

    @function(f"numpy.{name}.accumulate")
    def accumulate(context: Context, array: Value, axis: Value = 0, dtype: Value = None, out: Value = None) -> Value:
        """The function applied over an axis, with all results on the way."""
        if name not in ACCUMULATIONS:
            return context.unknown(GapKind.UNKNOWN_FUNCTION, f"numpy.{name}.accumulate is not followed")
        return context.call(
            context.look_up(f"numpy.{ACCUMULATIONS[name]}"), (array_of(context, array, dtype),), {"axis": axis}
        )

    @function(f"numpy.{name}.reduceat")
    def reduceat(context: Context, array: Value, indices: Value, axis: Value = 0) -> Value:
        """The function applied over slices: not followed."""
        return context.unknown(GapKind.UNKNOWN_FUNCTION, f"numpy.{name}.reduceat is not followed")

    @function(f"numpy.{name}.at")
    def at(context: Context, a: Value, indices: Value, b: Value = None, /) -> Value:
        """The function applied in place at indices: what the array holds then is not followed."""
        context.call(context.look_up("numpy.ndarray.__setitem__"), (a, indices, context.unknown(
            GapKind.UNKNOWN_FUNCTION, f"numpy.{name}.at is not followed")))  # fmt: skip
        return None


for _name in BINARY:
    _register(_name)
