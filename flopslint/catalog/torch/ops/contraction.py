"""Sums of products over chosen axes: einsum, tensordot, chains and powers of matrices."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import (
    axis_in,
    brackets,
    deliver,
    integer,
    integers,
    known,
    operand,
    require_tensors,
    type_name,
)
from flopslint.catalog.torch.ops.linear import dispatch, require_same_dtype
from flopslint.core.conflict import Operand
from flopslint.core.dtype import INT64, INT_CATEGORY, promote, promote_all
from flopslint.core.gap import GapKind
from flopslint.core.work import Work
from flopslint.formulas import einsum as equations
from flopslint.formulas import matmul as formula
from flopslint.formulas.algebra import joined, product
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Undecided, Value


@op("torch.einsum", "torch.functional.einsum")
def einsum(context: Context, *args: Value) -> Value:
    """Sum of products by an equation, contracted from left to right.

    Work: that of each ``bmm`` dispatched, batch * rows * inner * columns multiply-adds.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.einsum.html
    """
    labels, output, operands = _read_arguments(context, args)
    try:
        plan = equations.plan(labels, output, [tensor.shape for tensor in operands])
    except equations.EquationError as error:
        if not error.is_size:
            raise context.invalid(str(error)) from None
        raise context.misfit(str(error), *_named(operands)) from None
    if plan.products:
        for other in operands[1:]:
            require_same_dtype(context, "bmm", operands[0], other)
    for chosen in plan.products:
        dispatch(context, chosen)
    if plan.multiplies:
        count = product(plan.shape) * plan.multiplies
        context.work("mul", Work(multiplications=count), "elements", elements=count)
    return _result_of(context, plan, operands)


def _result_of(context: Context, plan: equations.Plan, operands: list[Tensor]) -> Tensor:
    with_dims = [t.dtype for t in operands if t.shape]
    without = [t.dtype for t in operands if not t.shape]
    dtype = promote_all(with_dims, without, [])
    if plan.sums and dtype.category <= INT_CATEGORY:
        dtype = INT64
    result = context.tensor(plan.shape, dtype, strides=plan.strides)
    if plan.strides is None:
        result.strides = None  # those of a permuted view or an element-wise product: not followed
    return result


def _named(tensors: list[Tensor]) -> list[Operand]:
    return [operand(f"operand {index}", tensor) for index, tensor in enumerate(tensors)]


def _read_arguments(
    context: Context, arguments: tuple[Value, ...]
) -> tuple[list[list[str]], list[str] | None, list[Tensor]]:
    """Labels of the operands, labels of the output, and the operands, from either form of the call."""
    if len(arguments) < 2:
        raise context.error(
            "ValueError",
            "einsum(): must specify the equation string and at least one operand, or at least one operand and its "
            "subscripts list",
        )
    first = known(arguments[0])
    if isinstance(first, Tensor):
        return _read_sublists(context, arguments)
    if not isinstance(first, str):
        kind = type_name(context, first)
        raise context.error("TypeError", f"einsum(): argument 'equation' (position 1) must be str, not {kind}")
    operands = list(arguments[1:])
    if len(operands) == 1 and isinstance(operands[0], (list, tuple)):
        operands = list(operands[0])
    for index, value in enumerate(operands):
        if not isinstance(known(value), Tensor):
            kind = type_name(context, value)
            raise context.error("TypeError", f"expected Tensor as element {index} in argument 1, but got {kind}")
    try:
        labels, output = equations.read_equation(first)
    except equations.EquationError as error:
        raise context.invalid(str(error)) from None
    return labels, output, operands


def _read_sublists(
    context: Context, arguments: tuple[Value, ...]
) -> tuple[list[list[str]], list[str] | None, list[Tensor]]:
    """The form ``einsum(a, [0, 1], b, [1, 2], [0, 2])``."""
    pairs = len(arguments) // 2
    labels = [_read_sublist(context, arguments[2 * i + 1]) for i in range(pairs)]
    output = _read_sublist(context, arguments[-1]) if len(arguments) % 2 else None
    return labels, output, [known(arguments[2 * i]) for i in range(pairs)]


def _read_sublist(context: Context, value: Value) -> list[str]:
    labels = []
    for item in known(value):
        if known(item) is ...:
            labels.append(equations.ELLIPSIS)
            continue
        number = integer(context, item, "einsum", "subscript")
        if not 0 <= number < len(equations.LETTERS):
            raise context.error(
                "ValueError", "einsum(): subscript in subscript list is not within the valid range [0, 52)"
            )
        labels.append(equations.LETTERS[number])
    return labels


@op("torch.tensordot", "torch.functional.tensordot")
def tensordot(context: Context, a: Value, b: Value, dims: Value = 2, out: Value = None) -> Value:
    """Sum of products over paired axes, by one product of matrices.

    Shape: free axes of the first, then those of the second.
    Work: free1 * contracted * free2 multiply-adds.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.tensordot.html
    """
    require_tensors(context, "tensordot", a=a, b=b)
    first, second = _paired_axes(context, a, b, dims)
    if a.dtype is not b.dtype:
        raise context.invalid("both inputs should have same dtype")
    return deliver(context, contract(context, a, b, first, second), out)


def contract(context: Context, a: Tensor, b: Tensor, first: tuple[int, ...], second: tuple[int, ...]) -> Tensor:
    """Contracts axes of two tensors pairwise (numbers from 0), as ``torch.tensordot`` does.

    Raises:
        Raised: the program's RuntimeError if paired axes differ and neither is 1.
    """
    inner = 1
    for one, two in zip(first, second, strict=True):
        sizes = a.shape[one], b.shape[two]
        if sizes[0] != sizes[1] and 1 not in sizes:
            raise context.misfit(
                f"contracted dimensions need to match, but first has size {sizes[0]} in dim {one} and second has size "
                f"{sizes[1]} in dim {two}",
                operand("a", a), operand("b", b),
            )  # fmt: skip
        inner *= sizes[0] if sizes[0] == sizes[1] else 1
    free = tuple(dim for axis, dim in enumerate(a.shape) if axis not in first)
    others = tuple(dim for axis, dim in enumerate(b.shape) if axis not in second)
    rows, columns = product(free), product(others)
    # A result of one element is a dot product, which torch's counter does not see.
    kind = "dot" if rows == columns == 1 else "mm"
    dispatch(context, formula.Product(kind=kind, shape=(), rows=rows, inner=inner, columns=columns))
    return context.tensor((*free, *others), a.dtype)


def _paired_axes(context: Context, a: Tensor, b: Tensor, dims: Value) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The contracted axes of each operand, as numbers from 0."""
    dims = known(dims)
    if isinstance(dims, Tensor) and dims.count > 1:
        if dims.array is None or not dims.array.is_known:
            raise Undecided(context.unknown(GapKind.DATA_DEPENDENT, "the axes given to tensordot as a tensor"))
        flat = dims.array.flat()
        dims = [flat[: len(flat) // 2], flat[len(flat) // 2 :]]
    if not isinstance(dims, (list, tuple)):
        count = integer(context, dims, "tensordot", "dims")
        if count < 0:
            raise context.invalid(f"tensordot expects dims >= 0, but got dims={count}")
        if count > min(len(a.shape), len(b.shape)):
            raise context.invalid(f"tensordot expects dims < ndim_a or ndim_b, but got dims={count}")
        return _checked_axes(context, a, b, tuple(range(-count, 0)), tuple(range(count)))
    first = integers(context, dims[0], "tensordot", "dims")
    second = integers(context, dims[1], "tensordot", "dims")
    if len(first) != len(second):
        raise context.invalid("both dimension lists should have same length")
    return _checked_axes(context, a, b, first, second)


def _checked_axes(
    context: Context, a: Tensor, b: Tensor, first: tuple[int, ...], second: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    resolved = []
    for tensor, axes in ((a, first), (b, second)):
        numbers = tuple(axis_in(context, axis, len(tensor.shape), "tensordot", "dims") for axis in axes)
        for axis in numbers:
            if numbers.count(axis) > 1:
                raise context.invalid(f"dim {axis} appears multiple times in the list of dims")
        resolved.append(numbers)
    for one, two, shown, other in zip(resolved[0], resolved[1], first, second, strict=True):
        sizes = a.shape[one], b.shape[two]
        if sizes[0] != sizes[1] and 1 not in sizes:
            raise context.misfit(
                f"contracted dimensions need to match, but first has size {sizes[0]} in dim {shown} and second has "
                f"size {sizes[1]} in dim {other}",
                operand("a", a), operand("b", b),
            )  # fmt: skip
    return resolved[0], resolved[1]


@op("torch.inner", "torch.Tensor.inner")
def inner(context: Context, input: Value, other: Value, *, out: Value = None) -> Value:
    """Sums of products over the last axes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.inner.html
    """
    require_tensors(context, "inner", input=input, other=other)
    if not input.shape or not other.shape:
        dtype = promote_all(
            [t.dtype for t in (input, other) if t.shape], [t.dtype for t in (input, other) if not t.shape], []
        )
        result = context.tensor(input.shape or other.shape, dtype)
        context.work("mul", Work(multiplications=result.count), "elements", elements=result.count)
        return deliver(context, result, out)
    if input.shape[-1] != other.shape[-1]:
        raise context.misfit(
            "inner() the last dimension must match on both input tensors but got shapes "
            f"{brackets(input.shape)} and {brackets(other.shape)}",
            operand("input", input), operand("other", other),
        )  # fmt: skip
    axes = (len(input.shape) - 1,), (len(other.shape) - 1,)
    return deliver(context, contract(context, input, other, *axes), out)


@op("torch.linalg.multi_dot")
def multi_dot(context: Context, tensors: Value, *, out: Value = None) -> Value:
    """Product of a chain of matrices in the cheapest order; the first and the last may be vectors.

    Work: the least sum of multiply-adds over all orders.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.multi_dot.html
    """
    chain = [known(tensor) for tensor in known(tensors)]
    if len(chain) < 2:
        raise context.invalid(f"multi_dot(): expected at least 2 tensors but got {len(chain)}")
    shapes = [tensor.shape for tensor in chain]
    for index, shape in enumerate(shapes):
        at_end = index in {0, len(shapes) - 1}
        if len(shape) != 2 and not (at_end and len(shape) == 1):
            expected = "1D or 2D" if at_end else "2D"
            raise context.misfit(
                f"multi_dot(): tensor {index} must be {expected} but got {len(shape)}D", *_named([chain[index]])
            )
    head, tail = shapes[0][:-1], shapes[-1][1:]
    shapes = [(1, *shapes[0])[-2:], *shapes[1:-1], (*shapes[-1], 1)[:2]]
    for index in range(len(shapes) - 1):
        if shapes[index][1] != shapes[index + 1][0]:
            raise context.misfit(
                f"multi_dot(): tensors {index} and {index + 1} with shapes {brackets(chain[index].shape)} and "
                f"{brackets(chain[index + 1].shape)} cannot be multiplied",
                *_named(chain),
            )
    cost = formula.chain_cost((shapes[0][0], *(shape[1] for shape in shapes)))
    context.work("mm", Work(multiply_adds=cost), "least cost of the chain", cost=cost)
    return deliver(context, context.tensor((*head, *tail), chain[0].dtype), out)


@op("torch.chain_matmul", "torch.functional.chain_matmul")
def chain_matmul(context: Context, *matrices: Value, out: Value = None) -> Value:
    """Product of a chain of matrices in the cheapest order.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.chain_matmul.html
    """
    chain = list(matrices[0]) if len(matrices) == 1 and isinstance(matrices[0], (list, tuple)) else list(matrices)
    for matrix in chain:
        if len(known(matrix).shape) != 2:
            raise context.misfit(
                f"Tensor dimension is {len(matrix.shape)}, expected 2 instead.", operand("matrices", matrix)
            )
    if len(chain) == 1:
        return chain[0]
    return multi_dot(context, chain, out=out)


@op("torch.linalg.matrix_power", "torch.matrix_power", "torch.Tensor.matrix_power")
def matrix_power(context: Context, input: Value, n: Value, *, out: Value = None) -> Value:
    """A square matrix by itself, n times.

    Work: each product batch * m * m * m multiply-adds.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.matrix_power.html
    """
    require_tensors(context, "matrix_power", input=input)
    exponent = integer(context, n, "matrix_power", "n")
    if len(input.shape) < 2:
        raise context.misfit(
            "linalg.matrix_power: The input tensor A must have at least 2 dimensions.", operand("input", input)
        )
    size, other = input.shape[-2:]
    if size != other:
        raise context.misfit(
            f"linalg.matrix_power: A must be batches of square matrices, but they are {size} by {other} matrices",
            operand("input", input),
        )
    batch = product(input.shape[:-2])
    kind = "bmm" if len(input.shape) > 2 else "mm"
    for _ in range(formula.power_products(exponent)):
        dispatch(context, formula.Product(kind=kind, shape=(), rows=size, inner=size, columns=size, batch=batch))
    return deliver(context, context.tensor(input.shape, input.dtype), out)


@op("torch.kron", "torch.Tensor.kron")
def kron(context: Context, input: Value, other: Value, *, out: Value = None) -> Value:
    """Each element of one tensor by all of another.

    Shape: dims aligned at the end and multiplied.
    Work: as many multiplications as the result has elements.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.kron.html
    """
    require_tensors(context, "kron", input=input, other=other)
    rank = max(len(input.shape), len(other.shape))
    padded = [(1,) * (rank - len(tensor.shape)) + tensor.shape for tensor in (input, other)]
    shape = tuple(one * two for one, two in zip(*padded, strict=True))
    context.work("mul", Work(multiplications=product(shape)), joined(shape, " * "), elements=product(shape))
    return deliver(context, context.tensor(shape, promote(input.dtype, other.dtype)), out)
