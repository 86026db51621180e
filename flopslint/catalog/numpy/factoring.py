"""Factors of matrices, and systems of equations: shapes only, the elements are not computed.

Source: https://numpy.org/doc/stable/reference/routines.linalg.html
"""

from __future__ import annotations

from typing import Any

from flopslint.catalog.entry import ENTRIES, function
from flopslint.catalog.numpy.arrays import array_of, fractional, give, quiet
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.value import Instance, Value


def _by_torch(context: Context, name: str, *arguments: Value, **options: Any) -> Value:
    """What torch's function of that name gives for arrays, as numpy gives it; named tuples as plain ones."""
    arrays = [fractional(context, array_of(context, each)) for each in arguments]
    result = ENTRIES[f"torch.linalg.{name}"].function(quiet(context), *arrays, **options)
    return give(context, result.payload if isinstance(result, Instance) else result)


@function("numpy.linalg.qr")
def qr(context: Context, a: Value, mode: Value = "reduced") -> Value:
    """An orthogonal and a triangular factor."""
    if mode not in {"reduced", "complete", "r"}:
        return context.unknown(GapKind.UNKNOWN_FUNCTION, f"qr with mode={mode!r} is not followed")
    result = _by_torch(context, "qr", a, mode=mode)
    return result[1] if mode == "r" else result


@function("numpy.linalg.svd")
def svd(
    context: Context, a: Value, full_matrices: Value = True, compute_uv: Value = True, hermitian: Value = False
) -> Value:
    """Singular vectors and values; the values alone without ``compute_uv``."""
    result = _by_torch(context, "svd", a, full_matrices=full_matrices)
    return result if context.truth(compute_uv) else result[1]


@function("numpy.linalg.eigh")
def eigh(context: Context, a: Value, UPLO: Value = "L") -> Value:
    """Eigenvalues and eigenvectors of a symmetric matrix."""
    return _by_torch(context, "eigh", a)


@function("numpy.linalg.eigvalsh")
def eigvalsh(context: Context, a: Value, UPLO: Value = "L") -> Value:
    """Eigenvalues of a symmetric matrix."""
    return _by_torch(context, "eigvalsh", a)


@function("numpy.linalg.solve")
def solve(context: Context, a: Value, b: Value) -> Value:
    """The solution of a system of equations."""
    return _by_torch(context, "solve", a, b)


@function("numpy.linalg.det")
def det(context: Context, a: Value) -> Value:
    """The determinant."""
    return _by_torch(context, "det", a)
