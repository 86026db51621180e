"""The named tuples that torch returns: ``torch.return_types.max`` and the like.

A value of such a class is an ``Instance`` whose payload is the plain tuple, so that it can be unpacked and indexed,
with an attribute for each place.

Source: https://docs.pytorch.org/docs/stable/generated/torch.max.html
"""

from __future__ import annotations

from flopslint.catalog.entry import attribute, native_class
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Class, Instance, Value

FIELDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("max", "min", "median", "nanmedian", "mode", "kthvalue", "sort", "topk", "cummax", "cummin"),
        ("values", "indices"),
    ),
    "aminmax": ("min", "max"),
    "histogram": ("hist", "bin_edges"),
    "frexp": ("mantissa", "exponent"),
}


def named(context: Context, name: str, *tensors: Tensor) -> Instance:
    """A named tuple of ``torch.return_types``."""
    return Instance(context.find_class(f"torch.return_types.{name}"), payload=tensors)


def _register(name: str, fields: tuple[str, ...]) -> None:
    @native_class(f"torch.return_types.{name}", host=tuple)
    def make(context: Context, cls: Class, sequence: Value) -> Value:
        return Instance(cls, payload=tuple(context.iterate(sequence)))

    for place, field in enumerate(fields):
        _register_field(f"torch.return_types.{name}.{field}", place)


def _register_field(key: str, place: int) -> None:
    @attribute(key)
    def read(context: Context, value: Instance) -> Value:
        return value.payload[place]


for _name, _fields in FIELDS.items():
    _register(_name, _fields)
