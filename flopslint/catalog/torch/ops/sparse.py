"""Sparse tensors: tensors of their whole shape that remember what they were made of.

Their layout matters only to what asks for it: torch's counter counts ``mm`` of a sparse matrix as that of a dense one,
and ``torch.sparse.mm`` not at all.

Source: https://docs.pytorch.org/docs/stable/sparse.html
"""

from __future__ import annotations

from flopslint.catalog.entry import attribute, function, op
from flopslint.catalog.torch.arguments import integers, operand, require_tensors
from flopslint.catalog.torch.ops.creation import dtype_in, made
from flopslint.catalog.torch.ops.tensor_data import tensor_of
from flopslint.core.dtype import DTYPES
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Undecided, Value

PARTS = "_flopslint_parts"
"""The attribute in which a sparse tensor keeps its indices and values; None where they are not known."""

LAYOUT = "_flopslint_layout"


def is_sparse(tensor: Tensor) -> bool:
    """Whether a tensor was made sparse, or is a view of one that was."""
    return any(one.attributes is not None and PARTS in one.attributes for one in tensor.bases())


def _marked(tensor: Tensor, parts: tuple[Tensor, Tensor] | None, layout: str = "sparse_coo") -> Tensor:
    tensor.attributes = {**(tensor.attributes or {}), PARTS: parts, LAYOUT: f"torch.{layout}"}
    return tensor


def _data(context: Context, name: str, value: Value, dtype: Value = None) -> Tensor:
    return value if isinstance(value, Tensor) and dtype is None else tensor_of(context, name, value, dtype)


def _shape(context: Context, indices: Tensor, values: Tensor) -> tuple[int, ...]:
    """The smallest size that holds all indices.

    Raises:
        Undecided: if these are not known.
    """
    if indices.array is None or not indices.array.is_known:
        reason = "the size of a sparse tensor depends on its indices"
        raise Undecided(context.unknown(GapKind.DATA_DEPENDENT, reason))
    rows, count = indices.shape
    flat = indices.array.flat()
    dims = [max(flat[row * count : (row + 1) * count], default=-1) + 1 for row in range(rows)]
    return (*dims, *values.shape[1:])


@op("torch.sparse_coo_tensor")
def sparse_coo_tensor(
    context: Context,
    indices: Value,
    values: Value = None,
    size: Value = None,
    *,
    dtype: Value = None,
    device: Value = None,
    pin_memory: Value = False,
    requires_grad: Value = False,
    check_invariants: Value = None,
    is_coalesced: Value = None,
    layout: Value = None,
) -> Value:
    """A sparse tensor of indices by dim and the values there; of a size alone one without any.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.sparse_coo_tensor.html
    """
    if values is None:
        shape = integers(context, indices if size is None else size, "sparse_coo_tensor", "size")
        kind = dtype_in(context, "sparse_coo_tensor", dtype, context.default_dtype)
        return _marked(made(context, shape, kind, device=device, requires_grad=requires_grad), None)
    places, held = _data(context, "sparse_coo_tensor", indices), _data(context, "sparse_coo_tensor", values, dtype)
    if len(places.shape) != 2:
        raise context.misfit(
            f"indices must be sparse_dim x nnz, but got: {list(places.shape)}", operand("indices", places)
        )
    if held.shape and held.shape[0] != places.shape[1]:
        raise context.misfit(
            f"indices and values must have same nnz, but got nnz from indices: {places.shape[1]}, nnz from values: "
            f"{held.shape[0]}",
            operand("indices", places),
            operand("values", held),
        )
    shape = integers(context, size, "sparse_coo_tensor", "size") if size is not None else _shape(context, places, held)
    result = made(context, shape, held.dtype, device=device, requires_grad=requires_grad, near=held)
    return _marked(result, (places, held))


def _legacy(name: str, dtype_name: str) -> None:
    @op(f"torch.sparse.{name}")
    def make(context: Context, *arguments: Value) -> Value:
        """A sparse tensor of indices, values and size.

        Source: https://docs.pytorch.org/docs/stable/sparse.html
        """
        dtype = DTYPES[dtype_name] if len(arguments) < 2 else None
        return sparse_coo_tensor(context, *arguments, dtype=dtype)


for _name, _dtype in (
    ("FloatTensor", "float32"), ("DoubleTensor", "float64"), ("HalfTensor", "float16"), ("LongTensor", "int64"),
    ("IntTensor", "int32"),
):  # fmt: skip
    _legacy(_name, _dtype)


@op("torch.sparse_csr_tensor", "torch.sparse_csc_tensor")
def sparse_csr_tensor(
    context: Context,
    crow_indices: Value,
    col_indices: Value,
    values: Value,
    size: Value = None,
    *,
    dtype: Value = None,
    device: Value = None,
    pin_memory: Value = False,
    requires_grad: Value = False,
    check_invariants: Value = None,
) -> Value:
    """A sparse matrix by rows; without a size it is not known how many columns it has.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.sparse_csr_tensor.html
    """
    if size is None:
        return context.unknown(GapKind.DATA_DEPENDENT, "the size of a sparse tensor depends on its indices")
    held = _data(context, "sparse_csr_tensor", values, dtype)
    shape = integers(context, size, "sparse_csr_tensor", "size")
    result = made(context, shape, held.dtype, device=device, requires_grad=requires_grad, near=held)
    return _marked(result, None, "sparse_csr")


@op("torch.Tensor.to_sparse", "torch.Tensor.to_sparse_coo", "torch.Tensor.to_sparse_csr")
def to_sparse(context: Context, input: Value, *arguments: Value, **options: Value) -> Value:
    """The same elements, stored sparse.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.to_sparse.html
    """
    return _marked(context.tensor(input.shape, input.dtype), None)


@op("torch.Tensor.to_dense")
def to_dense(context: Context, input: Value, dtype: Value = None, *, masked_grad: Value = True) -> Value:
    """The same elements with the zeros between them.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.to_dense.html
    """
    if not is_sparse(input):
        return input
    result = made(context, input.shape, dtype_in(context, "to_dense", dtype, input.dtype), near=input)
    result.requires_grad = input.requires_grad
    return result


@function("torch.Tensor._indices", "torch.Tensor.indices")
def indices_of(context: Context, self: Tensor) -> Value:
    """Where the values are, one row for each dim."""
    return _part(context, self, 0)


@function("torch.Tensor._values", "torch.Tensor.values")
def values_of(context: Context, self: Tensor) -> Value:
    """The values that are stored."""
    return _part(context, self, 1)


@function("torch.Tensor._nnz")
def stored(context: Context, self: Tensor) -> Value:
    """How many values are stored."""
    held = _part(context, self, 0)
    return held.shape[1] if isinstance(held, Tensor) else held


def _part(context: Context, tensor: Tensor, place: int) -> Value:
    """Indices or values, where it is known that no two values are for one place: such are added up sooner or later."""
    parts = (tensor.attributes or {}).get(PARTS)
    if parts is None:
        return context.unknown(GapKind.DATA_DEPENDENT, "how many elements a sparse tensor stores is not known")
    indices: Tensor = parts[0]
    if indices.array is None or not indices.array.is_known:
        return context.unknown(GapKind.DATA_DEPENDENT, "how many places of a sparse tensor are the same is not known")
    rows, count = indices.shape
    flat = indices.array.flat()
    places = {tuple(flat[row * count + column] for row in range(rows)) for column in range(count)}
    if len(places) != count:
        return context.unknown(GapKind.DATA_DEPENDENT, "values of a sparse tensor for one place may be added up")
    return parts[place]


@function("torch.Tensor.is_coalesced")
def is_coalesced(context: Context, self: Tensor) -> Value:
    """Whether values for one place were added up: not followed."""
    return context.unknown(GapKind.UNKNOWN_FUNCTION, "whether a sparse tensor is coalesced is not followed")


@attribute("torch.Tensor.is_sparse")
def sparse_flag(context: Context, self: Tensor) -> Value:
    """Whether the tensor is stored by indices and values."""
    return is_sparse(self) and layout_of(context, self) == "torch.sparse_coo"


@attribute("torch.Tensor.is_sparse_csr")
def csr_flag(context: Context, self: Tensor) -> Value:
    """Whether the tensor is stored by rows."""
    return layout_of(context, self) == "torch.sparse_csr"


@attribute("torch.Tensor.layout")
def layout_of(context: Context, self: Tensor) -> Value:
    """How the elements are stored."""
    held: Tensor | None = self
    while held is not None:
        if held.attributes is not None and LAYOUT in held.attributes:
            return held.attributes[LAYOUT]
        held = held.base
    return "torch.strided"


@op("torch.sparse.mm")
def sparse_mm(context: Context, mat1: Value, mat2: Value, reduce: Value = None) -> Value:
    """The product of a sparse and another matrix; torch's counter does not see it.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.sparse.mm.html
    """
    return _product(context, mat1, mat2)


@op("torch.sparse.addmm")
def sparse_addmm(
    context: Context, mat: Value, mat1: Value, mat2: Value, *, beta: Value = 1.0, alpha: Value = 1.0
) -> Value:
    """The product of a sparse and another matrix, added to a matrix; torch's counter does not see it.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.sparse.addmm.html
    """
    return _product(context, mat1, mat2)


def _product(context: Context, first: Value, second: Value) -> Value:
    require_tensors(context, "sparse.mm", mat1=first, mat2=second)
    for name, tensor in (("mat1", first), ("mat2", second)):
        if len(tensor.shape) != 2:
            raise context.misfit(f"{name} must be a matrix", operand(name, tensor))
    if first.shape[1] != second.shape[0]:
        raise context.misfit(
            f"mat1 and mat2 shapes cannot be multiplied ({first.shape[0]}x{first.shape[1]} and "
            f"{second.shape[0]}x{second.shape[1]})",
            operand("mat1", first),
            operand("mat2", second),
        )
    result = context.tensor((first.shape[0], second.shape[1]), first.dtype)
    return _marked(result, None) if is_sparse(first) and is_sparse(second) else result
