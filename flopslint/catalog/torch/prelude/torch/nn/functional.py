"""Functions that are composed of others."""

import math

import _flopslint

import torch
import torch.nn.functional as F

__public_module__ = "torch.nn.functional"


def _canonical_mask(mask, mask_name, other_type, other_name, target_type, check_other=True):
    if mask is None or mask.is_floating_point():
        return mask
    if mask.dtype != torch.bool:
        raise AssertionError(f"only bool and floating types of {mask_name} are supported")
    return torch.zeros_like(mask, dtype=target_type).masked_fill_(mask, float("-inf"))


def _none_or_dtype(input):
    return None if input is None else input.dtype


def _in_projection_packed(q, k, v, w, b=None):
    size = q.size(-1)
    if k is v:
        if q is k:
            return _split(F.linear(q, w, b), 3, size)
        w_q, w_kv = w.split([size, size * 2])
        b_q, b_kv = (None, None) if b is None else b.split([size, size * 2])
        return F.linear(q, w_q, b_q), *_split(F.linear(k, w_kv, b_kv), 2, size)
    w_q, w_k, w_v = w.chunk(3)
    b_q, b_k, b_v = (None, None, None) if b is None else b.chunk(3)
    return F.linear(q, w_q, b_q), F.linear(k, w_k, b_k), F.linear(v, w_v, b_v)


def _split(projected, count, size):
    return projected.unflatten(-1, (count, size)).movedim(-2, 0).contiguous().unbind(0)


def _in_projection(q, k, v, w_q, w_k, w_v, b_q=None, b_k=None, b_v=None):
    return F.linear(q, w_q, b_q), F.linear(k, w_k, b_k), F.linear(v, w_v, b_v)


def _mha_shape_check(query, key, value, key_padding_mask, attn_mask, num_heads):
    dims = query.dim()
    _flopslint.require_fit(
        dims in (2, 3),
        "AssertionError",
        f"query should be unbatched 2D or batched 3D tensor but received {dims}-D query tensor",
    )
    kind, padding_dims = ("batched", 2) if dims == 3 else ("unbatched", 1)
    _flopslint.require_fit(
        key.dim() == dims and value.dim() == dims,
        "AssertionError",
        f"For {kind} ({dims}-D) `query`, expected `key` and `value` to be {dims}-D but found {key.dim()}-D and "
        f"{value.dim()}-D tensors respectively",
    )
    if key_padding_mask is not None:
        _flopslint.require_fit(
            key_padding_mask.dim() == padding_dims,
            "AssertionError",
            f"For {kind} ({dims}-D) `query`, expected `key_padding_mask` to be `None` or {padding_dims}-D but found "
            f"{key_padding_mask.dim()}-D tensor instead",
        )
    if attn_mask is not None:
        _flopslint.require_fit(
            attn_mask.dim() in (2, 3),
            "AssertionError",
            f"For {kind} ({dims}-D) `query`, expected `attn_mask` to be `None`, 2-D or 3-D but found "
            f"{attn_mask.dim()}-D tensor instead",
        )
    return dims == 3


def _shaped_mask(attn_mask, target, source, rows):
    if attn_mask is None:
        return None
    expected = (target, source) if attn_mask.dim() == 2 else (rows, target, source)
    _flopslint.require_fit(
        tuple(attn_mask.shape) == expected,
        "RuntimeError",
        f"The shape of the {attn_mask.dim()}D attn_mask is {attn_mask.shape}, but should be {expected}.",
    )
    return attn_mask.unsqueeze(0) if attn_mask.dim() == 2 else attn_mask


def _merged_mask(attn_mask, key_padding_mask, batch, num_heads, source):
    if key_padding_mask is None:
        return attn_mask
    _flopslint.require_fit(
        tuple(key_padding_mask.shape) == (batch, source),
        "AssertionError",
        f"expecting key_padding_mask shape of {(batch, source)}, but got {key_padding_mask.shape}",
    )
    padding = key_padding_mask.view(batch, 1, 1, source).expand(-1, num_heads, -1, -1)
    padding = padding.reshape(batch * num_heads, 1, source)
    return padding if attn_mask is None else attn_mask + padding


def _check_sizes(query, key, value, embed_dim, num_heads, use_separate_proj_weight):
    size = query.size(-1)
    _flopslint.require_fit(
        size == embed_dim, "AssertionError", f"was expecting embedding dimension of {embed_dim}, but got {size}"
    )
    _flopslint.require(
        size % num_heads == 0, "AssertionError", f"embed_dim {size} not divisible by num_heads {num_heads}"
    )
    if use_separate_proj_weight:
        _flopslint.require_fit(
            key.shape[:2] == value.shape[:2],
            "AssertionError",
            f"key's sequence and batch dims {key.shape[:2]} do not match value's {value.shape[:2]}",
        )
    else:
        _flopslint.require_fit(
            key.shape == value.shape,
            "AssertionError",
            f"key shape {key.shape} does not match value shape {value.shape}",
        )


def _attention(q, k, v, mask, batch, num_heads, dropout_p, need_weights, is_causal, project):
    _, target, head_dim = q.shape
    source = k.size(1)
    if not need_weights:
        if mask is not None:
            mask = mask.unsqueeze(0) if mask.size(0) == 1 else mask.view(batch, num_heads, -1, source)
        q = q.view(batch, num_heads, target, head_dim)
        k = k.view(batch, num_heads, source, head_dim)
        v = v.view(batch, num_heads, source, head_dim)
        output = F.scaled_dot_product_attention(q, k, v, mask, dropout_p, is_causal)
        output = output.permute(2, 0, 1, 3).contiguous().view(batch * target, num_heads * head_dim)
        return project(output), None
    scaled = q * math.sqrt(1.0 / head_dim)
    if mask is None:
        weights = torch.bmm(scaled, k.transpose(-2, -1))
    else:
        weights = torch.baddbmm(mask, scaled, k.transpose(-2, -1))
    weights = F.softmax(weights, dim=-1)
    if dropout_p > 0.0:
        weights = F.dropout(weights, p=dropout_p)
    output = torch.bmm(weights, v).transpose(0, 1).contiguous().view(target * batch, num_heads * head_dim)
    return project(output), weights.view(batch, num_heads, target, source)


def _as_batch(query, key, value):
    """The three with a batch of one; those that are one tensor stay one, which decides how they are projected."""
    same_key, same_value = query is key, key is value
    query = query.unsqueeze(1)
    key = query if same_key else key.unsqueeze(1)
    return query, key, key if same_value else value.unsqueeze(1)


def _canonical_masks(attn_mask, key_padding_mask, is_causal, need_weights, dtype):
    """Both masks as floating point ones, and whether the attention is still causal without its mask."""
    key_padding_mask = _canonical_mask(key_padding_mask, "key_padding_mask", None, "attn_mask", dtype)
    if is_causal and attn_mask is None:
        raise RuntimeError("Need attn_mask if specifying the is_causal hint.")
    if is_causal and key_padding_mask is None and not need_weights:
        return None, key_padding_mask, is_causal
    attn_mask = _canonical_mask(attn_mask, "attn_mask", None, "", dtype, False)
    return attn_mask, key_padding_mask, is_causal and key_padding_mask is None


def _with_zeros(heads):
    """Keys or values with one more position of zeros."""
    rows, _, head_dim = heads.shape
    return torch.cat([heads, torch.zeros((rows, 1, head_dim), dtype=heads.dtype, device=heads.device)], dim=1)


def multi_head_attention_forward(
    query, key, value, embed_dim_to_check, num_heads, in_proj_weight, in_proj_bias, bias_k, bias_v, add_zero_attn,
    dropout_p, out_proj_weight, out_proj_bias, training=True, key_padding_mask=None, need_weights=True,
    attn_mask=None, use_separate_proj_weight=False, q_proj_weight=None, k_proj_weight=None, v_proj_weight=None,
    static_k=None, static_v=None, average_attn_weights=True, is_causal=False,
):  # fmt: skip
    batched = _mha_shape_check(query, key, value, key_padding_mask, attn_mask, num_heads)
    if not batched:
        query, key, value = _as_batch(query, key, value)
        key_padding_mask = None if key_padding_mask is None else key_padding_mask.unsqueeze(0)
    target, batch, _ = query.shape
    source = key.size(0)
    attn_mask, key_padding_mask, is_causal = _canonical_masks(
        attn_mask, key_padding_mask, is_causal, need_weights, query.dtype
    )
    _check_sizes(query, key, value, embed_dim_to_check, num_heads, use_separate_proj_weight)
    if use_separate_proj_weight:
        b_q, b_k, b_v = (None, None, None) if in_proj_bias is None else in_proj_bias.chunk(3)
        q, k, v = _in_projection(query, key, value, q_proj_weight, k_proj_weight, v_proj_weight, b_q, b_k, b_v)
    else:
        q, k, v = _in_projection_packed(query, key, value, in_proj_weight, in_proj_bias)
    head_dim = embed_dim_to_check // num_heads
    rows = batch * num_heads
    attn_mask = _shaped_mask(attn_mask, target, source, rows)
    extra = 0
    if bias_k is not None and bias_v is not None:
        k = torch.cat([k, bias_k.repeat(1, batch, 1)])
        v = torch.cat([v, bias_v.repeat(1, batch, 1)])
        extra += 1
    q = q.view(target, rows, head_dim).transpose(0, 1)
    k = static_k if static_k is not None else k.view(k.shape[0], rows, head_dim).transpose(0, 1)
    v = static_v if static_v is not None else v.view(v.shape[0], rows, head_dim).transpose(0, 1)
    if add_zero_attn:
        k, v = _with_zeros(k), _with_zeros(v)
        extra += 1
    if extra:
        attn_mask = None if attn_mask is None else F.pad(attn_mask, (0, extra))
        key_padding_mask = None if key_padding_mask is None else F.pad(key_padding_mask, (0, extra))
    mask = _merged_mask(attn_mask, key_padding_mask, batch, num_heads, k.size(1))
    output, weights = _attention(
        q, k, v, mask, batch, num_heads, dropout_p if training else 0.0, need_weights, is_causal,
        lambda flat: F.linear(flat, out_proj_weight, out_proj_bias),
    )  # fmt: skip
    output = output.view(target, batch, output.size(1))
    if weights is not None and average_attn_weights:
        weights = weights.mean(dim=1)
    if not batched:
        output = output.squeeze(1)
        weights = None if weights is None else weights.squeeze(0)
    return output, weights
