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
    **dict.fromkeys(("slogdet", "linalg_slogdet"), ("sign", "logabsdet")),
    "linalg_inv_ex": ("inverse", "info"),
    "linalg_cholesky_ex": ("L", "info"),
    "linalg_qr": ("Q", "R"),
    "linalg_svd": ("U", "S", "Vh"),
    "svd": ("U", "S", "V"),
    **dict.fromkeys(("linalg_eig", "linalg_eigh"), ("eigenvalues", "eigenvectors")),
    "linalg_solve_ex": ("result", "info"),
    "linalg_lstsq": ("solution", "residuals", "rank", "singular_values"),
    "linalg_lu": ("P", "L", "U"),
    "linalg_lu_factor": ("LU", "pivots"),
    "linalg_lu_factor_ex": ("LU", "pivots", "info"),
    "triangular_solve": ("solution", "cloned_coefficient"),
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
