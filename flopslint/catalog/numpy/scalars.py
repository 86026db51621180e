"""Methods of single elements of arrays, which are plain numbers here.

Only what converts is given: an attribute such as ``shape`` is what programs tell arrays from Python's numbers by, and
most numbers of a program are Python's.

Source: https://numpy.org/doc/stable/reference/arrays.scalars.html#methods
"""

from __future__ import annotations

from flopslint.catalog.entry import NUMBER_CLASSES, function
from flopslint.catalog.numpy.arrays import array_of, give, ndarray
from flopslint.values.context import Context
from flopslint.values.value import Value

NUMBER_CLASSES["numpy"] = "numpy.generic"

METHODS = (
    "item", "tolist", "astype", "round", "clip", "sum", "mean", "max", "min", "any", "all", "copy", "flatten", "ravel",
    "reshape", "squeeze",
)  # fmt: skip


def _method(name: str) -> None:
    @function(f"numpy.generic.{name}")
    def entry(context: Context, self: Value, *arguments: Value, **options: Value) -> Value:
        array = ndarray(context, array_of(context, self))
        return give(context, context.call(context.get_attribute(array, name), arguments, options))


for _name in METHODS:
    _method(_name)
