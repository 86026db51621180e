"""Products of matrices and vectors, and the linear layers built on them."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import (
    brackets,
    c_type,
    check_expands,
    deliver,
    operand,
    overwrite,
    require_tensors,
    scalar_type,
    size_text,
)
from flopslint.core.dtype import promote
from flopslint.core.gap import Effect, GapKind
from flopslint.formulas import matmul as formula
from flopslint.formulas.algebra import Misfit, product
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value

PRODUCTS = {
    "mm": "rows * inner * columns",
    "bmm": "batch * rows * inner * columns",
    "mv": "rows * inner",
    "dot": "inner",
}


def dispatch(context: Context, chosen: formula.Product, *, aten: str = "", additions: int = 0) -> None:
    """Records one product of matrices, with the additions of a bias fused into it or following it."""
    work = formula.matrix_work(chosen.rows, chosen.inner, chosen.columns, chosen.batch, additions)
    figures = {"batch": chosen.batch, "rows": chosen.rows, "inner": chosen.inner, "columns": chosen.columns}
    text = PRODUCTS[chosen.kind]
    context.work(aten or chosen.kind, work, text, **{name: n for name, n in figures.items() if name in text})


def multiply(context: Context, first: Tensor, second: Tensor, additions: int = 0) -> Tensor:
    """``torch.matmul``, for ops that end in it; ``additions`` are those of a bias that follows.

    Raises:
        Raised: the program's RuntimeError if the shapes do not fit.
    """
    if not first.shape or not second.shape:
        raise context.misfit(
            f"both arguments to matmul need to be at least 1D, but they are {len(first.shape)}D and "
            f"{len(second.shape)}D",
            operand("input", first), operand("other", second),
        )  # fmt: skip
    sides = [formula.Operand(each.shape, each.strides, each.requires_grad) for each in (first, second)]
    inner = second.shape[-2] if len(second.shape) > 1 else second.shape[0]
    try:
        chosen = formula.matmul(*sides)
    except Misfit as misfit:
        axis = max(len(first.shape), len(second.shape)) - 2 + misfit.axis
        raise context.misfit(
            f"The size of tensor a ({misfit.first}) must match the size of tensor b ({misfit.second}) at "
            f"non-singleton dimension {axis}",
            operand("input", first), operand("other", second),
        ) from None  # fmt: skip
    if first.shape[-1] != inner:
        raise context.misfit(
            mismatch(chosen, first.shape, second.shape), operand("input", first), operand("other", second),
            fitting=f"an inner size of {first.shape[-1]} on both sides",
        )  # fmt: skip
    require_same_dtype(context, chosen.kind, first, second)
    if not chosen.is_certain:
        gap = context.unknown(
            GapKind.UNKNOWN_ARGUMENT, "the strides that decide how torch multiplies are not known"
        ).gap
        context.affect(gap, Effect.FLOPS)
    dispatch(context, chosen, additions=additions)
    return context.tensor(chosen.shape, first.dtype)


def mismatch(chosen: formula.Product, a: tuple[int, ...], b: tuple[int, ...]) -> str:
    """What torch says of two shapes whose inner dims differ."""
    if chosen.kind == "dot":
        return (
            f"inconsistent tensor size, expected tensor {brackets(a)} and src {brackets(b)} to have the same number of "
            f"elements, but got {a[0]} and {b[0]} elements respectively"
        )
    inner = b[-2] if len(b) > 1 else b[0]
    if chosen.kind == "mv":
        rows, vector = chosen.rows, a[-1] if len(a) == 1 else inner
        return f"size mismatch, got input ({rows}), mat ({rows}x{inner if len(a) == 1 else a[-1]}), vec ({vector})"
    if chosen.kind == "bmm":
        return (
            f"Expected size for first two dimensions of batch2 tensor to be: [{chosen.batch}, {a[-1]}] but got: "
            f"[{chosen.batch}, {inner}]."
        )
    return f"mat1 and mat2 shapes cannot be multiplied ({chosen.rows}x{a[-1]} and {inner}x{chosen.columns})"


def require_same_dtype(context: Context, kind: str, first: Tensor, second: Tensor) -> None:
    """Refuses operands of unlike element types, as torch does on the CPU (its meta device is laxer).

    Raises:
        Raised: the program's RuntimeError.
    """
    if first.dtype is second.dtype:
        return
    names = scalar_type(first.dtype), scalar_type(second.dtype)
    message = {
        "dot": f"dot : expected both vectors to have same dtype, but found {names[0]} and {names[1]}",
        "mv": f"addmv input tensors must have the same dtype, but got {names[1]}, {names[0]}, and {names[1]}",
        "mm": f"expected m1 and m2 to have the same dtype, but got: {c_type(first.dtype)} != {c_type(second.dtype)}",
        "addmm": f"mat1 and mat2 must have the same dtype, but got {names[0]} and {names[1]}",
        "self": f"self and mat2 must have the same dtype, but got {names[0]} and {names[1]}",
    }.get(kind, f"expected scalar type {names[0]} but found {names[1]}")
    raise context.invalid(message)


@op("torch.nn.functional.linear", "torch._C._nn.linear")
def linear(context: Context, input: Value, weight: Value, bias: Value = None) -> Value:
    """Affine map of the last axis.

    Shape: (*, k), (n, k), (n)? -> (*, n); a weight (k) -> (*)
    Work: rows * k * n multiply-adds, and as many additions as the result has elements with a bias; rows = product of *.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.linear.html
    """
    require_tensors(context, "linear", input=input, weight=weight, **({} if bias is None else {"bias": bias}))
    if not input.shape or not weight.shape:
        raise context.misfit(
            f"both arguments to linear need to be at least 1D, but they are {len(input.shape)}D and "
            f"{len(weight.shape)}D",
            operand("input", input), operand("weight", weight),
        )  # fmt: skip
    if len(weight.shape) > 2:
        raise context.misfit(
            f"t() expects a tensor with <= 2 dimensions, but self is {len(weight.shape)}D", operand("weight", weight)
        )
    if len(weight.shape) == 1:
        return _linear_by_vector(context, input, weight, bias)
    columns, inner = weight.shape
    rows = product(input.shape[:-1])
    if input.shape[-1] != inner:
        raise context.misfit(
            f"mat1 and mat2 shapes cannot be multiplied ({rows}x{input.shape[-1]} and {inner}x{columns})",
            operand("input", input), operand("weight", weight), fitting=f"in_features={input.shape[-1]}",
        )  # fmt: skip
    shape = (*input.shape[:-1], columns)
    kind = "mm" if len(input.shape) <= 2 or input.is_contiguous else "bmm"
    require_same_dtype(context, kind if bias is None else "addmm", input, weight)
    additions = 0
    if bias is not None:
        # A bias of one dim is fused (addmm) where the input can be seen as a matrix; any other is added afterwards.
        fused = kind == "mm" and (len(input.shape) <= 2 or len(bias.shape) == 1)
        check_expands(context, bias, "bias", (rows, columns) if fused else shape)
        require_same_dtype(context, "self", bias, weight)
        additions = product(shape)
        kind = "addmm" if fused else kind
    work = formula.matrix_work(rows, inner, columns, additions=additions)
    context.work(kind, work, "rows * in_features * out_features", rows=rows, in_features=inner, out_features=columns)
    return context.tensor(shape, input.dtype)


def _linear_by_vector(context: Context, input: Tensor, weight: Tensor, bias: Value) -> Tensor:
    shape = input.shape[:-1]
    if bias is not None:
        check_expands(context, bias, "bias", shape)
    return multiply(context, input, weight, product(shape) if bias is not None else 0)


@op("torch.matmul", "torch.Tensor.matmul", "torch.Tensor.__matmul__", "torch.linalg.matmul")
def matmul(context: Context, input: Value, other: Value, *, out: Value = None) -> Value:
    """Product of tensors: last axis of the first by the last but one of the second, batch axes broadcast.

    Shape: (*, m, k), (*, k, n) -> (*, m, n); a vector on either side loses its axis.
    Work: batch * m * k * n multiply-adds.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.matmul.html
    """
    require_tensors(context, "matmul", input=input, other=other)
    return deliver(context, multiply(context, input, other), out)


@op("torch.Tensor.__rmatmul__")
def reversed_matmul(context: Context, input: Value, other: Value) -> Value:
    """``other @ input``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.matmul.html
    """
    require_tensors(context, "matmul", input=other, other=input)
    return multiply(context, other, input)


@op("torch.mm", "torch.spmm", "torch.Tensor.mm")
def mm(context: Context, input: Value, mat2: Value, out_dtype: Value = None, *, out: Value = None) -> Value:
    """Product of two matrices.

    Shape: (m, k), (k, n) -> (m, n)
    Work: m * k * n multiply-adds.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.mm.html
    """
    require_tensors(context, "mm", input=input, mat2=mat2)
    chosen = _matrices(context, input, mat2, ("self", "mat2"))
    require_same_dtype(context, "mm", input, mat2)
    dispatch(context, chosen)
    return deliver(context, context.tensor(chosen.shape, out_dtype or input.dtype), out)


def _matrices(context: Context, first: Tensor, second: Tensor, names: tuple[str, str]) -> formula.Product:
    """The product of two matrices, refusing anything else."""
    for name, tensor in zip(names, (first, second), strict=True):
        if len(tensor.shape) != 2:
            raise context.misfit(
                f"{name} must be a matrix" + ("" if names[0] == "self" else f", got {len(tensor.shape)}-D tensor"),
                operand(name, tensor),
            )
    (rows, inner), (other, columns) = first.shape, second.shape
    if inner != other:
        raise context.misfit(
            f"mat1 and mat2 shapes cannot be multiplied ({rows}x{inner} and {other}x{columns})",
            operand(names[0], first), operand(names[1], second), fitting=f"an inner size of {inner} on both sides",
        )  # fmt: skip
    return formula.Product(kind="mm", shape=(rows, columns), rows=rows, inner=inner, columns=columns)


@op("torch.bmm", "torch.Tensor.bmm")
def bmm(context: Context, input: Value, mat2: Value, out_dtype: Value = None, *, out: Value = None) -> Value:
    """Products of two batches of matrices.

    Shape: (b, m, k), (b, k, n) -> (b, m, n)
    Work: b * m * k * n multiply-adds.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.bmm.html
    """
    require_tensors(context, "bmm", input=input, mat2=mat2)
    chosen = _batches(context, input, mat2)
    require_same_dtype(context, "bmm", input, mat2)
    dispatch(context, chosen)
    return deliver(context, context.tensor(chosen.shape, out_dtype or input.dtype), out)


def _batches(context: Context, first: Tensor, second: Tensor) -> formula.Product:
    """The products of two batches of matrices, refusing anything else."""
    for name, tensor in (("batch1", first), ("batch2", second)):
        if len(tensor.shape) != 3:
            raise context.misfit(f"{name} must be a 3D tensor", operand(name, tensor))
    batch, rows, inner = first.shape
    if second.shape[:2] != (batch, inner):
        raise context.misfit(
            f"Expected size for first two dimensions of batch2 tensor to be: [{batch}, {inner}] but got: "
            f"{brackets(second.shape[:2])}.",
            operand("batch1", first), operand("batch2", second), fitting=f"[{batch}, {inner}, {second.shape[2]}]",
        )  # fmt: skip
    columns = second.shape[2]
    return formula.Product(
        kind="bmm", shape=(batch, rows, columns), rows=rows, inner=inner, columns=columns, batch=batch
    )


@op("torch.addmm", "torch.Tensor.addmm")
def addmm(
    context: Context, input: Value, mat1: Value, mat2: Value, *, beta: Value = 1, alpha: Value = 1, out: Value = None
) -> Value:
    """A product of two matrices, and a tensor added to it.

    Shape: (m, n)*, (m, k), (k, n) -> (m, n); the first is broadcast.
    Work: m * k * n multiply-adds and m * n additions.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.addmm.html
    """
    require_tensors(context, "addmm", input=input, mat1=mat1, mat2=mat2)
    chosen = _matrices(context, mat1, mat2, ("mat1", "mat2"))
    require_same_dtype(context, "addmm", mat1, mat2)
    require_same_dtype(context, "self", input, mat2)
    check_expands(context, input, "input", chosen.shape)
    dispatch(context, chosen, aten="addmm", additions=product(chosen.shape))
    return deliver(context, context.tensor(chosen.shape, mat1.dtype), out)


@op("torch.Tensor.addmm_")
def addmm_in_place(
    context: Context, input: Value, mat1: Value, mat2: Value, *, beta: Value = 1, alpha: Value = 1
) -> Value:
    """``addmm`` into its first operand.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.addmm_.html
    """
    addmm(context, input, mat1, mat2)
    return overwrite(context, input)


@op("torch.baddbmm", "torch.Tensor.baddbmm")
def baddbmm(
    context: Context,
    input: Value,
    batch1: Value,
    batch2: Value,
    *,
    beta: Value = 1,
    alpha: Value = 1,
    out_dtype: Value = None,
    out: Value = None,
) -> Value:
    """Products of two batches of matrices, and a tensor added to them.

    Shape: (b, m, n)*, (b, m, k), (b, k, n) -> (b, m, n); the first is broadcast.
    Work: b * m * k * n multiply-adds and b * m * n additions.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.baddbmm.html
    """
    require_tensors(context, "baddbmm", input=input, batch1=batch1, batch2=batch2)
    chosen = _batches(context, batch1, batch2)
    require_same_dtype(context, "bmm", batch1, batch2)
    check_expands(context, input, "input", chosen.shape)
    dispatch(context, chosen, aten="baddbmm", additions=product(chosen.shape))
    return deliver(context, context.tensor(chosen.shape, out_dtype or batch1.dtype), out)


@op("torch.Tensor.baddbmm_")
def baddbmm_in_place(
    context: Context, input: Value, batch1: Value, batch2: Value, *, beta: Value = 1, alpha: Value = 1
) -> Value:
    """``baddbmm`` into its first operand.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.baddbmm_.html
    """
    baddbmm(context, input, batch1, batch2)
    return overwrite(context, input)


@op("torch.addbmm", "torch.Tensor.addbmm")
def addbmm(
    context: Context,
    input: Value,
    batch1: Value,
    batch2: Value,
    *,
    beta: Value = 1,
    alpha: Value = 1,
    out: Value = None,
) -> Value:
    """The sum of the products of two batches of matrices, and a tensor added to it.

    Shape: (m, n)*, (b, m, k), (b, k, n) -> (m, n); the first is broadcast.
    Work: b * m * k * n multiply-adds and m * n additions.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.addbmm.html
    """
    require_tensors(context, "addbmm", input=input, batch1=batch1, batch2=batch2)
    chosen = _batches(context, batch1, batch2)
    check_expands(context, input, "input", chosen.shape[1:])
    dispatch(context, chosen, aten="addbmm", additions=product(chosen.shape[1:]))
    return deliver(context, context.tensor(chosen.shape[1:], batch1.dtype), out)


@op("torch.nn.functional.bilinear", "torch.bilinear")
def bilinear(context: Context, input1: Value, input2: Value, weight: Value, bias: Value = None) -> Value:
    """For each output the form ``input1 @ weight[i] @ input2``.

    Shape: (*, p), (*, q), (n, p, q), (n)? -> (*, n)
    Work: rows * n * p * q multiply-adds (and as many multiplications); rows = product of *. Torch counts none of it.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.bilinear.html
    """
    require_tensors(context, "bilinear", input1=input1, input2=input2, weight=weight)
    sides = operand("input1", input1), operand("input2", input2), operand("weight", weight)
    if len(input1.shape) != len(input2.shape):
        dims = f"got {len(input1.shape)} and {len(input2.shape)}"
        raise context.misfit(f"bilinear(): input dimensions do not match: {dims}", *sides)
    for axis, (one, two) in enumerate(zip(input1.shape[:-1], input2.shape[:-1], strict=True)):
        if one != two:
            raise context.misfit(
                f"bilinear(): input batch dimensions do not match at dim {axis}: got {one} and {two}", *sides
            )
    for number, side in ((1, input1), (2, input2)):
        if side.shape[-1] != weight.shape[number]:
            raise context.misfit(
                f"bilinear(): input{number} size does not match weight size: got {side.shape[-1]} but expected "
                f"{weight.shape[number]}",
                *sides, fitting=f"in{number}_features={side.shape[-1]}",
            )  # fmt: skip
    outputs, left, right = weight.shape
    if isinstance(bias, Tensor) and bias.shape[0] != outputs:
        raise context.misfit(
            f"bilinear(): bias size does not match weight size: got {bias.shape[0]} but expected {outputs}", *sides
        )
    rows = product(input1.shape[:-1])
    work = formula.matrix_work(rows, left * right, outputs, additions=rows * outputs if bias is not None else 0)
    context.work("_trilinear", work, "rows * p * q * n", rows=rows, p=left, q=right, n=outputs)
    return context.tensor((*input1.shape[:-1], outputs), promote(input1.dtype, weight.dtype))


def vectors_fit(context: Context, function: str, first: Tensor, second: Tensor) -> int:
    """The common length of two vectors, refusing anything else."""
    if len(first.shape) != 1 or len(second.shape) != 1:
        raise context.misfit(
            f"1D tensors expected, but got {len(first.shape)}D and {len(second.shape)}D tensors",
            operand("input", first), operand("tensor", second),
        )  # fmt: skip
    require_same_dtype(context, "dot", first, second)
    if first.shape != second.shape:
        chosen = formula.Product(kind="dot", shape=(), rows=1, inner=first.shape[0], columns=1)
        raise context.misfit(
            mismatch(chosen, first.shape, second.shape), operand("input", first), operand("tensor", second),
            fitting=size_text(first.shape),
        )  # fmt: skip
    return first.shape[0]
