"""Multi-head attention."""

import _flopslint

from ..functional import multi_head_attention_forward
from .linear import NonDynamicallyQuantizableLinear
from .module import Module

__public_module__ = "torch.nn"


class MultiheadAttention(Module):
    """Attention with projections of query, key, value and output.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MultiheadAttention.html
    """

    __constants__ = ["batch_first"]

    def __init__(
        self, embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False, add_zero_attn=False, kdim=None,
        vdim=None, batch_first=False, device=None, dtype=None,
    ):  # fmt: skip
        positive = _flopslint.both(embed_dim > 0, num_heads > 0)
        _flopslint.require(
            positive,
            "ValueError",
            "embed_dim and num_heads must be greater than 0, "
            f"got embed_dim={embed_dim} and num_heads={num_heads} instead",
        )
        super().__init__()
        _flopslint.keep(
            self, embed_dim=embed_dim, kdim=embed_dim if kdim is None else kdim,
            vdim=embed_dim if vdim is None else vdim,
        )  # fmt: skip
        _flopslint.keep(self, _qkv_same_embed_dim=self.kdim == embed_dim and self.vdim == embed_dim)
        _flopslint.keep(
            self, num_heads=num_heads, dropout=dropout, batch_first=batch_first, head_dim=embed_dim // num_heads,
        )  # fmt: skip
        _flopslint.require(
            self.head_dim * num_heads == embed_dim, "AssertionError", "embed_dim must be divisible by num_heads"
        )
        if self._qkv_same_embed_dim:
            self.in_proj_weight = _flopslint.parameter((3 * embed_dim, embed_dim), device, dtype)
            self.register_parameter("q_proj_weight", None)
            self.register_parameter("k_proj_weight", None)
            self.register_parameter("v_proj_weight", None)
        else:
            self.q_proj_weight = _flopslint.parameter((embed_dim, embed_dim), device, dtype)
            self.k_proj_weight = _flopslint.parameter((embed_dim, self.kdim), device, dtype)
            self.v_proj_weight = _flopslint.parameter((embed_dim, self.vdim), device, dtype)
            self.register_parameter("in_proj_weight", None)
        if bias:
            self.in_proj_bias = _flopslint.parameter((3 * embed_dim,), device, dtype)
        else:
            self.register_parameter("in_proj_bias", None)
        self.out_proj = NonDynamicallyQuantizableLinear(embed_dim, embed_dim, bias=bias, device=device, dtype=dtype)
        if add_bias_kv:
            self.bias_k = _flopslint.parameter((1, 1, embed_dim), device, dtype)
            self.bias_v = _flopslint.parameter((1, 1, embed_dim), device, dtype)
        else:
            self.bias_k = self.bias_v = None
        _flopslint.keep(self, add_zero_attn=add_zero_attn)
        self._reset_parameters()

    def _reset_parameters(self):
        pass

    def forward(
        self, query, key, value, key_padding_mask=None, need_weights=True, attn_mask=None, average_attn_weights=True,
        is_causal=False,
    ):  # fmt: skip
        turned = self.batch_first and query.dim() == 3
        if turned:
            if key is value:
                same = query is key
                key = value = key.transpose(1, 0)
                query = key if same else query.transpose(1, 0)
            else:
                query, key, value = (x.transpose(1, 0) for x in (query, key, value))
        output, weights = multi_head_attention_forward(
            query, key, value, self.embed_dim, self.num_heads, self.in_proj_weight, self.in_proj_bias, self.bias_k,
            self.bias_v, self.add_zero_attn, self.dropout, self.out_proj.weight, self.out_proj.bias,
            training=self.training, key_padding_mask=key_padding_mask, need_weights=need_weights,
            attn_mask=attn_mask, use_separate_proj_weight=not self._qkv_same_embed_dim,
            q_proj_weight=self.q_proj_weight, k_proj_weight=self.k_proj_weight, v_proj_weight=self.v_proj_weight,
            average_attn_weights=average_attn_weights, is_causal=is_causal,
        )  # fmt: skip
        return (output.transpose(1, 0) if turned else output), weights

    def merge_masks(self, attn_mask, key_padding_mask, query):
        if attn_mask is None:
            return key_padding_mask, (None if key_padding_mask is None else 1)
        batch, length = query.shape[:2]
        if attn_mask.dim() == 3:
            merged = attn_mask.view(batch, -1, length, length)
        else:
            merged = attn_mask.view(1, 1, length, length).expand(batch, self.num_heads, -1, -1)
        if key_padding_mask is not None:
            merged = merged + key_padding_mask.view(batch, 1, 1, length).expand(-1, self.num_heads, -1, -1)
        return merged, 2
