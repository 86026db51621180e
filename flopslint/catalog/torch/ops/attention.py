"""Scaled dot product attention."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import brackets, c_type, operand, require_tensors
from flopslint.core.conflict import Operand
from flopslint.core.dtype import BOOL, FLOAT32
from flopslint.core.gap import GapKind
from flopslint.formulas import attention as formula
from flopslint.formulas.algebra import Misfit, product
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


@op(
    "torch.nn.functional.scaled_dot_product_attention",
    "torch._C._nn.scaled_dot_product_attention",
    "torch.scaled_dot_product_attention",
)
def scaled_dot_product_attention(
    context: Context,
    query: Value,
    key: Value,
    value: Value,
    attn_mask: Value = None,
    dropout_p: Value = 0.0,
    is_causal: Value = False,
    *,
    scale: Value = None,
    enable_gqa: Value = False,
) -> Value:
    """``softmax(query @ key^T * scale + mask) @ value``.

    Shape: (*, l, d), (*, s, d), (*, s, v) -> (*, l, v)
    Work: batch * heads * l * s * (d + v) multiply-adds, causal or not.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.scaled_dot_product_attention.html
    """
    require_tensors(context, "scaled_dot_product_attention", query=query, key=key, value=value)
    _check(context, query, key, value, attn_mask, causal=bool(is_causal))
    keys, values = key.shape, value.shape
    if enable_gqa:
        keys, values = _repeated_heads(context, query, key, value)
    _check_sizes(context, query, key, value)
    mask = attn_mask.shape if isinstance(attn_mask, Tensor) else None
    try:
        plan = formula.attention(query.shape, keys, values, mask)
    except Misfit as misfit:
        rank = max(len(query.shape), len(keys), len(mask or ()))
        raise context.misfit(
            f"The size of tensor a ({misfit.first}) must match the size of tensor b ({misfit.second}) at non-singleton "
            f"dimension {_axis(query, keys, mask, misfit, rank)}",
            *_sides(query, key, value, attn_mask),
        ) from None
    context.work(
        "scaled_dot_product_attention", plan.work, "batch * queries * keys * (query_size + value_size)",
        batch=product(plan.shape[:-2]), queries=plan.shape[-2], keys=plan.masked[-1], query_size=plan.query_size,
        value_size=plan.value_size,
    )  # fmt: skip
    result = context.tensor(plan.shape, query.dtype)
    if not query.is_contiguous:
        result.strides = None  # fused kernels lay the result out as the queries, others do not
    return result


def _axis(query: Tensor, keys: tuple[int, ...], mask: tuple[int, ...] | None, misfit: Misfit, rank: int) -> int:
    """The axis named in a message: of the batch axes it is counted without the last two."""
    batch_rank = max(len(query.shape), len(keys)) - 2
    try:
        formula.attention(query.shape, keys, keys, None)
    except Misfit:
        return batch_rank + misfit.axis
    return rank + misfit.axis


def _sides(query: Tensor, key: Tensor, value: Tensor, mask: Value) -> tuple[Operand, ...]:
    sides = (operand("query", query), operand("key", key), operand("value", value))
    return (*sides, operand("attn_mask", mask)) if isinstance(mask, Tensor) else sides


def _check(context: Context, query: Tensor, key: Tensor, value: Tensor, mask: Value, *, causal: bool) -> None:
    """What torch validates before it chooses a kernel."""
    if not query.dtype is key.dtype is value.dtype:
        raise context.invalid(
            f"Expected query, key, and value to have the same dtype, but got query.dtype: {c_type(query.dtype)} "
            f"key.dtype: {c_type(key.dtype)} and value.dtype: {c_type(value.dtype)} instead."
        )
    if min(len(query.shape), len(key.shape), len(value.shape)) < 2:
        raise context.misfit(
            "Expected query, key, and value to all be  at least 2 dimensional, but got query.dim: "
            f"{len(query.shape)} key.dim: {len(key.shape)} and value.dim: {len(value.shape)} instead.",
            *_sides(query, key, value, mask),
        )
    if not query.dtype.is_floating_point:
        raise context.invalid(f"expected m1 and m2 to have the same dtype, but got: float != {c_type(query.dtype)}")
    if mask is None:
        return
    require_tensors(context, "scaled_dot_product_attention", attn_mask=mask)
    if mask.dtype not in {BOOL, FLOAT32, query.dtype}:
        raise context.invalid(
            "Expected attn_mask dtype to be bool or float or to match query dtype, but got attn_mask.dtype: "
            f"{c_type(mask.dtype)} and  query.dtype: {c_type(query.dtype)} instead."
        )
    if causal:
        raise context.invalid("_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True")


def _repeated_heads(
    context: Context, query: Tensor, key: Tensor, value: Tensor
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Shapes of keys and values with their heads repeated to the number of heads of the queries."""
    shapes = []
    for tensor in (key, value):
        if len(tensor.shape) < 3 or len(query.shape) < 3:
            raise context.misfit("enable_gqa needs tensors with an axis of heads", *_sides(query, key, value, None))
        heads = query.shape[-3]
        if tensor.shape[-3] == 0 or heads % tensor.shape[-3]:
            raise context.misfit(
                "Number of heads in key and value must divide the number of heads in query, but got "
                f"{heads} and {key.shape[-3]}, {value.shape[-3]}",
                *_sides(query, key, value, None),
            )
        shapes.append((*tensor.shape[:-3], heads, *tensor.shape[-2:]))
    return shapes[0], shapes[1]


def _check_sizes(context: Context, query: Tensor, key: Tensor, value: Tensor) -> None:
    batch = product(query.shape[:-2])
    if query.shape[-1] != key.shape[-1]:
        raise context.misfit(
            f"Expected size for first two dimensions of batch2 tensor to be: [{batch}, {query.shape[-1]}] but got: "
            f"[{batch}, {key.shape[-1]}].",
            *_sides(query, key, value, None), fitting=brackets((*key.shape[:-1], query.shape[-1])),
        )  # fmt: skip
    if key.shape[-2] != value.shape[-2]:
        raise context.misfit(
            f"Expected size for first two dimensions of batch2 tensor to be: [{batch}, {key.shape[-2]}] but got: "
            f"[{batch}, {value.shape[-2]}].",
            *_sides(query, key, value, None), fitting=brackets((*value.shape[:-2], key.shape[-2], value.shape[-1])),
        )  # fmt: skip


@op("torch.nn.attention.flex_attention.flex_attention")
def flex_attention(
    context: Context,
    query: Value,
    key: Value,
    value: Value,
    score_mod: Value = None,
    block_mask: Value = None,
    scale: Value = None,
    enable_gqa: Value = False,
    return_lse: Value = False,
    kernel_options: Value = None,
    *,
    return_aux: Value = None,
) -> Value:
    """Attention whose scores a function changes.

    Source: https://docs.pytorch.org/docs/stable/nn.attention.flex_attention.html
    """
    if return_lse or return_aux is not None:
        return context.unknown(GapKind.UNKNOWN_OP, "flex_attention with more than one result")
    return scaled_dot_product_attention(context, query, key, value, enable_gqa=enable_gqa)
