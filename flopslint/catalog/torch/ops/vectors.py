"""Products of vectors, and of matrices with them: work that torch's counter does not see."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import (
    axis_in,
    broadcast_tensors,
    check_expands,
    deliver,
    operand,
    require_tensors,
)
from flopslint.catalog.torch.ops.linear import dispatch, vectors_fit
from flopslint.core.dtype import promote
from flopslint.core.work import Work
from flopslint.formulas.algebra import product, without_axes
from flopslint.formulas.matmul import Product
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


@op("torch.mv", "torch.Tensor.mv")
def mv(context: Context, input: Value, vec: Value, *, out: Value = None) -> Value:
    """Product of a matrix and a vector.

    Shape: (m, k), (k) -> (m)
    Work: m * k multiply-adds, of which torch counts none.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.mv.html
    """
    require_tensors(context, "mv", input=input, vec=vec)
    return deliver(context, _matrix_by_vector(context, input, vec), out)


def _matrix_by_vector(context: Context, matrix: Tensor, vector: Tensor, aten: str = "mv") -> Tensor:
    sides = operand("input", matrix), operand("vec", vector)
    if len(matrix.shape) != 2 or len(vector.shape) != 1:
        ranks = f"{len(vector.shape)}, {len(matrix.shape)}, {len(vector.shape)}"
        raise context.misfit(f"vector + matrix @ vector expected, got {ranks}", *sides)
    rows, inner = matrix.shape
    if vector.shape[0] != inner:
        raise context.misfit(
            f"size mismatch, got input ({rows}), mat ({rows}x{inner}), vec ({vector.shape[0]})", *sides,
            fitting=f"[{inner}]",
        )  # fmt: skip
    dispatch(context, Product(kind="mv", shape=(rows,), rows=rows, inner=inner, columns=1), aten=aten)
    return context.tensor((rows,), matrix.dtype)


@op("torch.addmv", "torch.Tensor.addmv")
def addmv(
    context: Context, input: Value, mat: Value, vec: Value, *, beta: Value = 1, alpha: Value = 1, out: Value = None
) -> Value:
    """Product of a matrix and a vector, and a vector added to it.

    Shape: (m)*, (m, k), (k) -> (m)
    Work: m * k multiply-adds and m additions, of which torch counts none.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.addmv.html
    """
    require_tensors(context, "addmv", input=input, mat=mat, vec=vec)
    result = _matrix_by_vector(context, mat, vec, "addmv")
    check_expands(context, input, "input", result.shape)
    return deliver(context, result, out)


@op("torch.dot", "torch.Tensor.dot", "torch.vdot", "torch.Tensor.vdot")
def dot(context: Context, input: Value, tensor: Value, *, out: Value = None) -> Value:
    """Dot product of two vectors.

    Shape: (k), (k) -> ()
    Work: k multiply-adds, of which torch counts none.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.dot.html
    """
    require_tensors(context, "dot", input=input, tensor=tensor)
    inner = vectors_fit(context, "dot", input, tensor)
    dispatch(context, Product(kind="dot", shape=(), rows=1, inner=inner, columns=1))
    return deliver(context, context.tensor((), input.dtype), out)


@op("torch.linalg.vecdot")
def vecdot(context: Context, x: Value, y: Value, *, dim: Value = -1, out: Value = None) -> Value:
    """Dot products along an axis, the others broadcast.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.vecdot.html
    """
    require_tensors(context, "linalg_vecdot", x=x, y=y)
    shape = broadcast_tensors(context, x=x, y=y)
    axis = axis_in(context, dim, len(shape), "linalg_vecdot")
    context.work("linalg_vecdot", Work(multiply_adds=product(shape)), "elements", elements=product(shape))
    return deliver(context, context.tensor(without_axes(shape, [axis]), promote(x.dtype, y.dtype)), out)


@op("torch.outer", "torch.Tensor.outer", "torch.ger", "torch.Tensor.ger")
def outer(context: Context, input: Value, vec2: Value, *, out: Value = None) -> Value:
    """Each element of one vector by each of another.

    Shape: (m), (n) -> (m, n)
    Work: m * n multiplications.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.outer.html
    """
    require_tensors(context, "outer", input=input, vec2=vec2)
    for name, tensor in (("self", input), ("vec2", vec2)):
        if len(tensor.shape) != 1:
            message = f"outer: Expected 1-D argument {name}, but got {len(tensor.shape)}-D"
            raise context.misfit(message, operand(name, tensor))
    shape = (input.shape[0], vec2.shape[0])
    context.work("mul", Work(multiplications=product(shape)), "m * n", m=shape[0], n=shape[1])
    return deliver(context, context.tensor(shape, promote(input.dtype, vec2.dtype)), out)


@op("torch.addr", "torch.Tensor.addr")
def addr(
    context: Context, input: Value, vec1: Value, vec2: Value, *, beta: Value = 1, alpha: Value = 1, out: Value = None
) -> Value:
    """An outer product, and a matrix added to it.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.addr.html
    """
    require_tensors(context, "addr", input=input, vec1=vec1, vec2=vec2)
    for name, tensor in (("vec1", vec1), ("vec2", vec2)):
        if len(tensor.shape) != 1:
            message = f"addr: Expected 1-D argument {name}, but got {len(tensor.shape)}-D"
            raise context.misfit(message, operand(name, tensor))
    shape = (vec1.shape[0], vec2.shape[0])
    check_expands(context, input, "input", shape)
    context.work("addr", Work(multiply_adds=product(shape)), "m * n", m=shape[0], n=shape[1])
    return deliver(context, context.tensor(shape, promote(input.dtype, promote(vec1.dtype, vec2.dtype))), out)
