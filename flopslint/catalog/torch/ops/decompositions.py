"""Decompositions of matrices: eigenvalues, singular values, triangular and orthogonal factors.

Their work is not in torch's counter, and depends on values: it is recorded as none.
"""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import operand, require_tensors
from flopslint.catalog.torch.ops.return_types import named
from flopslint.catalog.torch.ops.spectral import complex_type, real_type
from flopslint.core.dtype import INT32, DType
from flopslint.formulas.algebra import Shape
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


def matrix(context: Context, shape: Shape, dtype: DType) -> Tensor:
    """A result of a LAPACK routine: laid out by columns or by rows, which is not followed."""
    result = context.tensor(shape, dtype)
    result.strides = None
    return result


def require_matrices(context: Context, name: str, tensor: Value) -> None:
    """Refuses tensors of less than two dims.

    Raises:
        Raised: the program's RuntimeError.
    """
    require_tensors(context, name, A=tensor)
    if len(tensor.shape) < 2:
        raise context.misfit(f"{name}: The input tensor A must have at least 2 dimensions.", operand("A", tensor))


def require_square(context: Context, name: str, tensor: Value) -> None:
    """Refuses what is no batch of square matrices.

    Raises:
        Raised: the program's RuntimeError.
    """
    require_matrices(context, name, tensor)
    rows, columns = tensor.shape[-2:]
    if rows != columns:
        raise context.misfit(
            f"{name}: A must be batches of square matrices, but they are {rows} by {columns} matrices",
            operand("A", tensor),
        )


@op("torch.linalg.cholesky", "torch.cholesky", "torch.Tensor.cholesky")
def cholesky(context: Context, input: Value, *, upper: Value = False, out: Value = None) -> Value:
    """The triangular factor of a positive definite matrix.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.cholesky.html
    """
    require_square(context, "linalg.cholesky", input)
    return matrix(context, input.shape, input.dtype)


@op("torch.linalg.cholesky_ex")
def cholesky_ex(
    context: Context, input: Value, *, upper: Value = False, check_errors: Value = False, out: Value = None
) -> Value:
    """``cholesky`` that says whether it worked.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.cholesky_ex.html
    """
    require_square(context, "linalg.cholesky", input)
    info = context.tensor(input.shape[:-2], INT32)
    return named(context, "linalg_cholesky_ex", matrix(context, input.shape, input.dtype), info)


@op("torch.linalg.qr")
def qr(context: Context, A: Value, mode: Value = "reduced", *, out: Value = None) -> Value:
    """An orthogonal and a triangular factor.

    Shape: (*, m, n) -> (*, m, k), (*, k, n); k is the lesser of both, or m in mode "complete"
    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.qr.html
    """
    require_matrices(context, "linalg.qr", A)
    if mode not in {"reduced", "complete", "r"}:
        raise context.invalid(
            f"qr received unrecognized mode '{mode}' but expected one of 'reduced' (default), 'r', or 'complete'"
        )
    *batch, rows, columns = A.shape
    size = rows if mode == "complete" else min(rows, columns)
    first = context.tensor((0,), A.dtype) if mode == "r" else matrix(context, (*batch, rows, size), A.dtype)
    return named(context, "linalg_qr", first, matrix(context, (*batch, size, columns), A.dtype))


@op("torch.linalg.svd")
def svd(context: Context, A: Value, full_matrices: Value = True, *, driver: Value = None, out: Value = None) -> Value:
    """Singular vectors and values.

    Shape: (*, m, n) -> (*, m, m), (*, k), (*, n, n), or (*, m, k), (*, k), (*, k, n)
    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.svd.html
    """
    require_matrices(context, "linalg.svd", A)
    *batch, rows, columns = A.shape
    size = min(rows, columns)
    left, right = (rows, columns) if full_matrices else (size, size)
    return named(
        context, "linalg_svd", matrix(context, (*batch, rows, left), A.dtype),
        context.tensor((*batch, size), real_dtype(A)), matrix(context, (*batch, right, columns), A.dtype),
    )  # fmt: skip


@op("torch.svd", "torch.Tensor.svd")
def old_svd(
    context: Context, input: Value, some: Value = True, compute_uv: Value = True, *, out: Value = None
) -> Value:
    """Singular vectors, by columns on both sides, and values.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.svd.html
    """
    require_matrices(context, "linalg.svd", input)
    *batch, rows, columns = input.shape
    size = min(rows, columns)
    left, right = (size, size) if some and compute_uv else (rows, columns)
    return named(
        context, "svd", matrix(context, (*batch, rows, left), input.dtype),
        context.tensor((*batch, size), real_dtype(input)), matrix(context, (*batch, columns, right), input.dtype),
    )  # fmt: skip


@op("torch.linalg.svdvals")
def svdvals(context: Context, A: Value, *, driver: Value = None, out: Value = None) -> Value:
    """Singular values.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.svdvals.html
    """
    require_matrices(context, "linalg.svd", A)
    return context.tensor((*A.shape[:-2], min(A.shape[-2:])), real_dtype(A))


def real_dtype(tensor: Tensor) -> DType:
    """The element type of absolute values of a tensor's elements."""
    return real_type(tensor.dtype) if tensor.dtype.is_complex else tensor.dtype


@op("torch.linalg.eig")
def eig(context: Context, input: Value, *, out: Value = None) -> Value:
    """Eigenvalues and eigenvectors, complex.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.eig.html
    """
    require_square(context, "linalg.eig", input)
    dtype = complex_type(input.dtype)
    values = context.tensor(input.shape[:-1], dtype)
    return named(context, "linalg_eig", values, matrix(context, input.shape, dtype))


@op("torch.linalg.eigvals")
def eigvals(context: Context, input: Value, *, out: Value = None) -> Value:
    """Eigenvalues, complex.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.eigvals.html
    """
    require_square(context, "linalg.eigvals", input)
    return context.tensor(input.shape[:-1], complex_type(input.dtype))


@op("torch.linalg.eigh")
def eigh(context: Context, input: Value, UPLO: Value = "L", *, out: Value = None) -> Value:
    """Eigenvalues and eigenvectors of a symmetric matrix.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.eigh.html
    """
    require_square(context, "linalg.eigh", input)
    values = context.tensor(input.shape[:-1], real_dtype(input))
    return named(context, "linalg_eigh", values, matrix(context, input.shape, input.dtype))


@op("torch.linalg.eigvalsh")
def eigvalsh(context: Context, input: Value, UPLO: Value = "L", *, out: Value = None) -> Value:
    """Eigenvalues of a symmetric matrix.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.eigvalsh.html
    """
    require_square(context, "linalg.eigvalsh", input)
    return context.tensor(input.shape[:-1], real_dtype(input))


@op("torch.linalg.lu")
def lu(context: Context, A: Value, *, pivot: Value = True, out: Value = None) -> Value:
    """A permutation and two triangular factors.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.lu.html
    """
    require_matrices(context, "linalg.lu", A)
    *batch, rows, columns = A.shape
    size = min(rows, columns)
    permutation = (*batch, rows, rows) if pivot else (0,)
    return named(
        context, "linalg_lu", matrix(context, permutation, A.dtype), matrix(context, (*batch, rows, size), A.dtype),
        matrix(context, (*batch, size, columns), A.dtype),
    )  # fmt: skip


@op("torch.linalg.lu_factor")
def lu_factor(context: Context, A: Value, *, pivot: Value = True, out: Value = None) -> Value:
    """Both triangular factors in one matrix, and the pivots.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.lu_factor.html
    """
    return named(context, "linalg_lu_factor", *_lu(context, A))


@op("torch.linalg.lu_factor_ex")
def lu_factor_ex(
    context: Context, A: Value, *, pivot: Value = True, check_errors: Value = False, out: Value = None
) -> Value:
    """``lu_factor`` that says whether it worked.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.lu_factor_ex.html
    """
    factors = _lu(context, A)
    return named(context, "linalg_lu_factor_ex", *factors, context.tensor(A.shape[:-2], INT32))


def _lu(context: Context, tensor: Value) -> tuple[Tensor, Tensor]:
    require_matrices(context, "linalg.lu_factor", tensor)
    pivots = context.tensor((*tensor.shape[:-2], min(tensor.shape[-2:])), INT32)
    return matrix(context, tensor.shape, tensor.dtype), pivots


@op("torch.linalg.householder_product", "torch.orgqr", "torch.Tensor.orgqr")
def householder_product(context: Context, input: Value, tau: Value, *, out: Value = None) -> Value:
    """The product of Householder reflections.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.householder_product.html
    """
    require_matrices(context, "torch.linalg.householder_product", input)
    require_tensors(context, "linalg_householder_product", input=input, tau=tau)
    return matrix(context, input.shape, input.dtype)
