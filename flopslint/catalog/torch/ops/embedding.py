"""Rows looked up in tables."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import integer, operand, require_tensors, scalar_type, size_text
from flopslint.core.dtype import INT32, INT64
from flopslint.core.gap import GapKind
from flopslint.core.work import Work
from flopslint.values.array import Array
from flopslint.values.context import Context
from flopslint.values.tensor import VALUE_LIMIT, Tensor
from flopslint.values.value import Value


@op("torch.nn.functional.embedding")
def embedding(
    context: Context,
    input: Value,
    weight: Value,
    padding_idx: Value = None,
    max_norm: Value = None,
    norm_type: Value = 2.0,
    scale_grad_by_freq: Value = False,
    sparse: Value = False,
) -> Value:
    """Rows of a table by index.

    Shape: (*), (n, d) -> (*, d)
    Work: a move per element of the result.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.embedding.html
    """
    require_tensors(context, "embedding", input=input, weight=weight)
    rows = weight.shape[0] if weight.shape else 0
    if padding_idx is not None and not -rows <= integer(context, padding_idx, "embedding", "padding_idx") < rows:
        raise context.invalid("Padding_idx must be within num_embeddings", "AssertionError")
    return _look_up(context, input, weight)


@op("torch.embedding")
def embedding_native(
    context: Context,
    weight: Value,
    indices: Value,
    padding_idx: Value = -1,
    scale_grad_by_freq: Value = False,
    sparse: Value = False,
) -> Value:
    """``embedding`` as torch's own code calls it.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.embedding.html
    """
    require_tensors(context, "embedding", weight=weight, indices=indices)
    return _look_up(context, indices, weight)


def _look_up(context: Context, input: Tensor, weight: Tensor) -> Tensor:
    if len(weight.shape) != 2:
        raise context.misfit("'weight' must be 2-D", operand("weight", weight))
    _require_indices(context, input, "embedding")
    _require_rows(context, input, weight.shape[0])
    result = context.tensor((*input.shape, weight.shape[1]), weight.dtype)
    context.work("embedding", Work(moves=result.count), "elements", elements=result.count)
    return result


def _require_indices(context: Context, indices: Tensor, function: str) -> None:
    if indices.dtype not in {INT64, INT32}:
        raise context.invalid(
            "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got "
            f"torch.{scalar_type(indices.dtype)}Tensor instead (while checking arguments for {function})"
        )


def _require_rows(context: Context, indices: Tensor, rows: int) -> None:
    """Refuses an index that is known to be past the table."""
    if indices.array is not None and indices.array.is_known:
        for index in indices.array.flat():
            if not 0 <= index < rows:
                raise context.invalid("index out of range in self", "IndexError")


@op("torch.nn.functional.embedding_bag")
def embedding_bag(
    context: Context,
    input: Value,
    weight: Value,
    offsets: Value = None,
    max_norm: Value = None,
    norm_type: Value = 2,
    scale_grad_by_freq: Value = False,
    mode: Value = "mean",
    sparse: Value = False,
    per_sample_weights: Value = None,
    include_last_offset: Value = False,
    padding_idx: Value = None,
) -> Value:
    """Sums, means or maxima of rows of a table.

    Shape: (b, k), (n, d) -> (b, d), or (k), (n, d) and b offsets -> (b, d)
    Work: an addition (or a comparison) per element looked up.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.embedding_bag.html
    """
    require_tensors(context, "embedding_bag", input=input, weight=weight)
    if per_sample_weights is not None and per_sample_weights.shape != input.shape:
        raise context.misfit(
            f"embedding_bag: If per_sample_weights ({size_text(per_sample_weights.shape)}) is not None, then it must "
            f"have the same shape as the input ({size_text(input.shape)})",
            operand("input", input), operand("per_sample_weights", per_sample_weights), exception="ValueError",
        )  # fmt: skip
    bags = _bags(context, input, offsets)
    if mode not in {"sum", "mean", "max"}:
        raise context.invalid("mode has to be one of sum, mean or max", "ValueError")
    if per_sample_weights is not None and mode != "sum":
        raise context.invalid(
            "embedding_bag: per_sample_weights was not None. per_sample_weights is only supported for mode='sum' (got "
            f"mode='{mode}'). Please open a feature request on GitHub.",
            "NotImplementedError",
        )
    _require_indices(context, input, "embedding_bag")
    if len(weight.shape) != 2:
        raise context.misfit("'weight' must be 2-D", operand("weight", weight))
    _require_rows(context, input, weight.shape[0])
    if len(input.shape) == 1 and include_last_offset:
        bags -= 1
    elements = input.count * weight.shape[1]
    work = Work(comparisons=elements) if mode == "max" else Work(additions=elements)
    context.work("_embedding_bag", work, "elements looked up", elements=elements)
    return context.tensor((bags, weight.shape[1]), weight.dtype)


def _bags(context: Context, input: Tensor, offsets: Value) -> int:
    rank = len(input.shape)
    if rank == 2:
        if offsets is not None:
            raise context.invalid(
                "if input is 2D, then offsets has to be None, as input is treated is a mini-batch of fixed length "
                "sequences. However, found offsets of type <class 'torch.Tensor'>",
                "ValueError",
            )
        return input.shape[0]
    if rank != 1:
        raise context.misfit(
            f"input has to be 1D or 2D Tensor, but got Tensor of dimension {rank}", operand("input", input),
            exception="ValueError",
        )  # fmt: skip
    if not isinstance(offsets, Tensor):
        raise context.invalid("offsets has to be a 1D Tensor but got None", "ValueError")
    if len(offsets.shape) != 1:
        raise context.misfit("offsets has to be a 1D Tensor", operand("offsets", offsets), exception="ValueError")
    return offsets.shape[0]


@op("torch.nn.functional.one_hot")
def one_hot(context: Context, tensor: Value, num_classes: Value = -1) -> Value:
    """Ones at given positions of a last axis.

    Shape: (*) -> (*, classes); without ``num_classes`` one more than the greatest value.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.one_hot.html
    """
    require_tensors(context, "one_hot", tensor=tensor)
    if tensor.dtype is not INT64:
        raise context.invalid("one_hot is only applicable to index tensor of type LongTensor.")
    classes = integer(context, num_classes, "one_hot", "num_classes")
    values = tensor.array.flat() if tensor.array is not None and tensor.array.is_known else None
    if classes == -1:
        if values is None:
            return context.unknown(
                GapKind.DATA_DEPENDENT, "the number of classes of one_hot is taken from values of a tensor"
            )
        if not values:
            raise context.invalid("Can not infer total number of classes from empty tensor.")
        classes = max(values) + 1
    if classes <= 0:
        raise context.invalid("num_classes should be positive")
    if values is not None and values and not 0 <= min(values) <= max(values) < classes:
        negative = min(values) < 0
        raise context.invalid(
            "Class values must be non-negative." if negative else "Class values must be smaller than num_classes."
        )
    shape = (*tensor.shape, classes)
    array = None
    if values is not None and len(values) * classes <= VALUE_LIMIT:
        array = Array.of([int(value == k) for value in values for k in range(classes)], shape)
    return context.tensor(shape, INT64, array=array)
