"""Inverses, determinants, solutions and norms of matrices."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import (
    axis_in,
    broadcast_tensors,
    deliver,
    integers,
    known,
    operand,
    require_tensors,
    scalar_type,
)
from flopslint.catalog.torch.ops.decompositions import matrix, real_dtype, require_matrices, require_square
from flopslint.catalog.torch.ops.linear import dispatch
from flopslint.catalog.torch.ops.return_types import named
from flopslint.core.dtype import INT32, INT64, INT_CATEGORY, promote
from flopslint.core.work import Work
from flopslint.formulas.algebra import Misfit, broadcast, without_axes
from flopslint.formulas.matmul import Product
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


@op("torch.linalg.det", "torch.det", "torch.Tensor.det")
def det(context: Context, A: Value, *, out: Value = None) -> Value:
    """Determinants.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.det.html
    """
    require_square(context, "linalg.det", A)
    return deliver(context, context.tensor(A.shape[:-2], A.dtype), out)


@op("torch.logdet", "torch.Tensor.logdet")
def logdet(context: Context, input: Value) -> Value:
    """Logarithms of determinants.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.logdet.html
    """
    require_square(context, "logdet", input)
    return context.tensor(input.shape[:-2], input.dtype)


@op("torch.linalg.slogdet", "torch.slogdet", "torch.Tensor.slogdet")
def slogdet(context: Context, A: Value, *, out: Value = None) -> Value:
    """Signs and logarithms of the absolute values of determinants.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.slogdet.html
    """
    require_square(context, "linalg.slogdet", A)
    sign = context.tensor(A.shape[:-2], A.dtype)
    return named(context, "linalg_slogdet", sign, context.tensor(A.shape[:-2], real_dtype(A)))


@op("torch.linalg.inv", "torch.inverse", "torch.Tensor.inverse")
def inv(context: Context, A: Value, *, out: Value = None) -> Value:
    """Inverses.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.inv.html
    """
    require_square(context, "linalg.inv", A)
    return deliver(context, matrix(context, A.shape, A.dtype), out)


@op("torch.linalg.inv_ex")
def inv_ex(context: Context, A: Value, *, check_errors: Value = False, out: Value = None) -> Value:
    """``inv`` that says whether it worked.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.inv_ex.html
    """
    require_square(context, "linalg.inv", A)
    info = context.tensor(A.shape[:-2], INT32)
    return named(context, "linalg_inv_ex", matrix(context, A.shape, A.dtype), info)


@op("torch.linalg.pinv")
def pinv(
    context: Context,
    A: Value,
    rcond: Value = None,
    hermitian: Value = False,
    *,
    atol: Value = None,
    rtol: Value = None,
    out: Value = None,
) -> Value:
    """Pseudo-inverses.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.pinv.html
    """
    require_matrices(context, "linalg.pinv", A)
    return deliver(context, matrix(context, (*A.shape[:-2], A.shape[-1], A.shape[-2]), A.dtype), out)


@op("torch.pinverse", "torch.Tensor.pinverse")
def pinverse(context: Context, input: Value, rcond: Value = 1e-15) -> Value:
    """Pseudo-inverses.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.pinverse.html
    """
    return pinv(context, input)


@op("torch.linalg.matrix_rank")
def matrix_rank(
    context: Context,
    A: Value,
    tol: Value = None,
    hermitian: Value = False,
    *,
    atol: Value = None,
    rtol: Value = None,
    out: Value = None,
) -> Value:
    """Ranks.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.matrix_rank.html
    """
    require_matrices(context, "linalg.matrix_rank", A)
    return context.tensor(A.shape[:-2], INT64)


@op("torch.linalg.cond")
def cond(context: Context, A: Value, p: Value = None, *, out: Value = None) -> Value:
    """Condition numbers.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.cond.html
    """
    require_matrices(context, "linalg.cond", A)
    return context.tensor(A.shape[:-2], real_dtype(A))


@op("torch.linalg.matrix_exp", "torch.matrix_exp", "torch.Tensor.matrix_exp")
def matrix_exp(context: Context, A: Value) -> Value:
    """Exponentials of matrices.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.matrix_exp.html
    """
    require_square(context, "linalg.matrix_exp", A)
    return context.tensor(A.shape, A.dtype)


@op("torch.linalg.solve_ex")
def solve_ex(
    context: Context, A: Value, B: Value, *, left: Value = True, check_errors: Value = False, out: Value = None
) -> Value:
    """``solve`` that says whether it worked.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.solve_ex.html
    """
    result = solve(context, A, B, left=left)
    return named(context, "linalg_solve_ex", result, context.tensor(A.shape[:-2], INT32))


@op("torch.linalg.solve")
def solve(context: Context, A: Value, B: Value, *, left: Value = True, out: Value = None) -> Value:
    """The solution of a system with one right-hand side or several.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.solve.html
    """
    require_square(context, "linalg.solve", A)
    require_tensors(context, "linalg_solve", A=A, B=B)
    is_vector = len(B.shape) == 1 or (len(A.shape) - 1 == len(B.shape) and B.shape == A.shape[:-1])
    side = -1 if is_vector or not left else -2
    if not B.shape or B.shape[side] != A.shape[-1]:
        raise context.misfit(
            f"linalg.solve: Incompatible shapes of A and B for the equation AX = B ({A.shape[-2]}x{A.shape[-1]} and "
            f"{'x'.join(map(str, B.shape[-2:]))})",
            operand("A", A), operand("B", B),
        )  # fmt: skip
    inner = B.shape[-1:] if is_vector else B.shape[-2:]
    batch = _batch(context, A, B, B.shape[: len(B.shape) - len(inner)])
    return matrix(context, (*batch, *inner), A.dtype)


def _batch(context: Context, A: Tensor, B: Tensor, others: tuple[int, ...]) -> tuple[int, ...]:
    try:
        return broadcast(A.shape[:-2], others)
    except Misfit as misfit:
        raise context.misfit(
            f"The batch dimensions of A and B do not broadcast: {misfit.first} and {misfit.second}",
            operand("A", A), operand("B", B),
        ) from None  # fmt: skip


@op("torch.linalg.solve_triangular")
def solve_triangular(
    context: Context,
    A: Value,
    B: Value,
    *,
    upper: Value,
    left: Value = True,
    unitriangular: Value = False,
    out: Value = None,
) -> Value:
    """The solution of a triangular system.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.solve_triangular.html
    """
    require_square(context, "linalg.solve_triangular", A)
    require_matrices(context, "linalg.solve_triangular", B)
    if B.shape[-2 if left else -1] != A.shape[-1]:
        equation = "AX = B" if left else "XA = B"
        raise context.misfit(
            f"linalg.solve_triangular: Incompatible shapes of A and B for the equation {equation} "
            f"({A.shape[-2]}x{A.shape[-1]} and {B.shape[-2]}x{B.shape[-1]})",
            operand("A", A), operand("B", B),
        )  # fmt: skip
    return matrix(context, (*_batch(context, A, B, B.shape[:-2]), *B.shape[-2:]), A.dtype)


@op("torch.cholesky_solve", "torch.Tensor.cholesky_solve")
def cholesky_solve(context: Context, B: Value, L: Value, upper: Value = False, *, out: Value = None) -> Value:
    """The solution of a system whose triangular factor is known.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.cholesky_solve.html
    """
    require_square(context, "cholesky_solve", L)
    require_matrices(context, "cholesky_solve", B)
    return matrix(context, (*_batch(context, L, B, B.shape[:-2]), *B.shape[-2:]), B.dtype)


@op("torch.linalg.matrix_norm")
def matrix_norm(
    context: Context,
    A: Value,
    ord: Value = "fro",
    dim: Value = (-2, -1),
    keepdim: Value = False,
    *,
    dtype: Value = None,
    out: Value = None,
) -> Value:
    """Norms of matrices.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.matrix_norm.html
    """
    require_matrices(context, "linalg.matrix_norm", A)
    axes = [axis_in(context, axis, len(A.shape)) for axis in integers(context, dim, "linalg_matrix_norm", "dim")]
    if len(axes) != 2:
        raise context.invalid("linalg.matrix_norm: dim must be a 2-tuple.")
    return _norm(context, A, axes, keepdim, dtype)


@op("torch.linalg.norm")
def norm(
    context: Context,
    A: Value,
    ord: Value = None,
    dim: Value = None,
    keepdim: Value = False,
    *,
    out: Value = None,
    dtype: Value = None,
) -> Value:
    """Norms of vectors (one axis, or all without ``ord``) or of matrices (two axes).

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.norm.html
    """
    require_tensors(context, "linalg_norm", A=A)
    rank = len(A.shape)
    if dtype is None and not (A.dtype.is_floating_point or A.dtype.is_complex):
        raise context.invalid(
            "linalg.vector_norm: Expected a floating point or complex tensor as input. Got " + scalar_type(A.dtype)
        )
    if known(dim) is not None:
        axes = [axis_in(context, axis, rank) for axis in integers(context, dim, "linalg_norm", "dim")]
        if len(axes) not in {1, 2}:
            raise context.invalid(f"linalg.norm: If dim is specified, it must be of length 1 or 2. Got {axes}")
    else:
        if ord is not None and rank not in {1, 2}:
            raise context.invalid(
                f"linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got {rank}D."
            )
        axes = list(range(rank))
    return deliver(context, _norm(context, A, axes, keepdim, dtype), out)


def _norm(context: Context, tensor: Tensor, axes: list[int], keepdim: Value, dtype: Value) -> Tensor:
    result = context.tensor(without_axes(tensor.shape, axes, keep=bool(keepdim)), dtype or real_dtype(tensor))
    work = Work(multiplications=tensor.count, additions=tensor.count, transcendentals=result.count)
    context.work("linalg_norm", work, "elements", elements=tensor.count)
    return result


@op("torch.linalg.cross")
def cross(context: Context, input: Value, other: Value, *, dim: Value = -1, out: Value = None) -> Value:
    """Cross products along an axis of three.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.cross.html
    """
    require_tensors(context, "linalg_cross", input=input, other=other)
    sides = operand("input", input), operand("other", other)
    if len(input.shape) != len(other.shape):
        raise context.misfit("linalg.cross: inputs must have the same number of dimensions.", *sides)
    axis = axis_in(context, dim, len(input.shape), "linalg_cross")
    if input.shape[axis] != 3 or other.shape[axis] != 3:
        raise context.misfit(
            f"linalg.cross: inputs dimension {dim} must have length 3. Got {input.shape[axis]} and {other.shape[axis]}",
            *sides,
        )
    shape = broadcast_tensors(context, input=input, other=other)
    result = context.tensor(shape, promote(input.dtype, other.dtype))
    context.work("linalg_cross", Work(multiplications=2 * result.count, additions=result.count))
    return deliver(context, result, out)


@op("torch.cross", "torch.Tensor.cross")
def old_cross(context: Context, input: Value, other: Value, dim: Value = None, *, out: Value = None) -> Value:
    """Cross products along an axis, which without ``dim`` is the first of size three.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.cross.html
    """
    require_tensors(context, "cross", input=input, other=other)
    if dim is None:
        axes = [axis for axis, size in enumerate(input.shape) if size == 3]
        if not axes:
            raise context.invalid("no dimension of size 3 in input")
        dim = axes[0]
    return cross(context, input, other, dim=dim, out=out)


@op("torch.trace", "torch.Tensor.trace")
def trace(context: Context, input: Value) -> Value:
    """The sum of the diagonal.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.trace.html
    """
    require_tensors(context, "trace", input=input)
    if len(input.shape) != 2:
        raise context.misfit(
            f"trace: expected a matrix, but got tensor with dim {len(input.shape)}", operand("input", input)
        )
    context.work("trace", Work(additions=min(input.shape)), "elements", elements=min(input.shape))
    return context.tensor((), INT64 if input.dtype.category <= INT_CATEGORY else input.dtype)


@op("torch.cov", "torch.Tensor.cov")
def cov(
    context: Context, input: Value, *, correction: Value = 1, fweights: Value = None, aweights: Value = None
) -> Value:
    """Covariances of variables (rows) over observations (columns).

    Work: variables * observations * variables multiply-adds.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.cov.html
    """
    require_tensors(context, "cov", input=input)
    if len(input.shape) > 2:
        raise context.misfit(
            "cov(): expected input to have two or fewer dimensions but got an input with "
            f"{len(input.shape)} dimensions",
            operand("input", input),
        )
    variables, observations = (1, 1, *input.shape)[-2:] if len(input.shape) < 2 else input.shape
    dispatch(context, Product(kind="mm", shape=(), rows=variables, inner=observations, columns=variables))
    return context.tensor((variables, variables) if len(input.shape) == 2 else (), input.dtype)


@op("torch.corrcoef", "torch.Tensor.corrcoef")
def corrcoef(context: Context, input: Value) -> Value:
    """Correlations of variables (rows) over observations (columns).

    Source: https://docs.pytorch.org/docs/stable/generated/torch.corrcoef.html
    """
    return cov(context, input)
