# case: GPT(GPTConfig()) <- torch.zeros(2, 16, dtype=torch.long)
# case: GPT(GPTConfig(n_layer=1, flash=False, bias=False)) <- torch.zeros(2, 16, dtype=torch.long), torch.zeros(2, 16, dtype=torch.long)
# case: Llama(ModelArgs()) <- torch.zeros(2, 9, dtype=torch.long), 0
# case: Llama(ModelArgs(n_kv_heads=None, max_seq_len=32)) <- torch.zeros(1, 1, dtype=torch.long), start_pos=5
# case: ALiBiModel() <- torch.zeros(2, 10, 32)
# case: TorchTransformer() <- torch.zeros(8, 2, dtype=torch.long), torch.zeros(6, 2, dtype=torch.long)
# case: MHAForms() <- torch.zeros(2, 6, 16), torch.zeros(2, 9, 12)
# case: DETR(5) <- torch.zeros(1, 3, 64, 64)
# case: Perceiver() <- torch.zeros(2, 50, 20)
# case: Reformerish() <- torch.zeros(2, 16, 32)
# case: Linformer() <- torch.zeros(2, 64, 32)
# case: Performer() <- torch.zeros(2, 20, 32)
# case: RelPosEncoder() <- torch.zeros(2, 12, 32)
# case: TransformerXL() <- torch.zeros(6, 2, dtype=torch.long)
# case: MaskedEncoder() <- torch.zeros(3, 7, dtype=torch.long)
# case: AnnotatedTransformer() <- torch.zeros(2, 5, dtype=torch.long), torch.zeros(2, 4, dtype=torch.long), torch.ones(2, 1, 5), torch.ones(2, 4, 4)
# case: T5ish() <- torch.zeros(1, 8, dtype=torch.long)
import copy
import math
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Optional

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import einsum

try:
    from flash_attn import flash_attn_func
except ImportError:
    flash_attn_func = None

try:
    from apex.normalization import FusedRMSNorm as RMSNormImpl
except Exception:
    RMSNormImpl = None


@dataclass
class GPTConfig:
    block_size: int = 32
    vocab_size: int = 65
    n_layer: int = 2
    n_head: int = 4
    n_embd: int = 32
    dropout: float = 0.0
    bias: bool = True
    flash: bool = True
    head_dim: int = field(init=False)

    def __post_init__(self):
        assert self.n_embd % self.n_head == 0
        self.head_dim = self.n_embd // self.n_head


class LayerNorm(nn.Module):
    """ LayerNorm but with an optional bias. PyTorch doesn't support simply bias=False """

    def __init__(self, ndim, bias):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(ndim))
        self.bias = nn.Parameter(torch.zeros(ndim)) if bias else None

    def forward(self, input):
        return F.layer_norm(input, self.weight.shape, self.weight, self.bias, 1e-5)


class CausalSelfAttention(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.c_attn = nn.Linear(config.n_embd, 3 * config.n_embd, bias=config.bias)
        self.c_proj = nn.Linear(config.n_embd, config.n_embd, bias=config.bias)
        self.attn_dropout = nn.Dropout(config.dropout)
        self.n_head = config.n_head
        self.n_embd = config.n_embd
        self.dropout = config.dropout
        self.flash = config.flash and hasattr(torch.nn.functional, 'scaled_dot_product_attention')
        if not self.flash:
            print("WARNING: using slow attention. Flash Attention requires PyTorch >= 2.0")
            self.register_buffer("bias", torch.tril(torch.ones(config.block_size, config.block_size))
                                        .view(1, 1, config.block_size, config.block_size))

    def forward(self, x):
        B, T, C = x.size()
        q, k, v = self.c_attn(x).split(self.n_embd, dim=2)
        k = k.view(B, T, self.n_head, C // self.n_head).transpose(1, 2)
        q = q.view(B, T, self.n_head, C // self.n_head).transpose(1, 2)
        v = v.view(B, T, self.n_head, C // self.n_head).transpose(1, 2)
        if self.flash:
            y = torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=None, dropout_p=self.dropout if self.training else 0, is_causal=True)
        else:
            att = (q @ k.transpose(-2, -1)) * (1.0 / math.sqrt(k.size(-1)))
            att = att.masked_fill(self.bias[:, :, :T, :T] == 0, float('-inf'))
            att = F.softmax(att, dim=-1)
            att = self.attn_dropout(att)
            y = att @ v
        y = y.transpose(1, 2).contiguous().view(B, T, C)
        return self.c_proj(y)


class Block(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.ln_1 = LayerNorm(config.n_embd, bias=config.bias)
        self.attn = CausalSelfAttention(config)
        self.ln_2 = LayerNorm(config.n_embd, bias=config.bias)
        self.mlp = nn.ModuleDict(dict(
            c_fc=nn.Linear(config.n_embd, 4 * config.n_embd),
            act=nn.GELU(approximate='tanh'),
            c_proj=nn.Linear(4 * config.n_embd, config.n_embd)))
        m = self.mlp
        self.mlpf = lambda x: m.c_proj(m.act(m.c_fc(x)))

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        x = x + self.mlpf(self.ln_2(x))
        return x


class GPT(nn.Module):
    def __init__(self, config):
        super().__init__()
        assert config.vocab_size is not None
        self.config = config
        self.transformer = nn.ModuleDict(dict(
            wte=nn.Embedding(config.vocab_size, config.n_embd),
            wpe=nn.Embedding(config.block_size, config.n_embd),
            drop=nn.Dropout(config.dropout),
            h=nn.ModuleList([Block(config) for _ in range(config.n_layer)]),
            ln_f=LayerNorm(config.n_embd, bias=config.bias)))
        self.lm_head = nn.Linear(config.n_embd, config.vocab_size, bias=False)
        self.transformer.wte.weight = self.lm_head.weight
        self.apply(self._init_weights)
        for pn, p in self.named_parameters():
            if pn.endswith('c_proj.weight'):
                torch.nn.init.normal_(p, mean=0.0, std=0.02 / math.sqrt(2 * config.n_layer))
        print("number of parameters: %.2fM" % (self.get_num_params() / 1e6,))

    def get_num_params(self, non_embedding=True):
        n_params = sum(p.numel() for p in self.parameters())
        if non_embedding:
            n_params -= self.transformer.wpe.weight.numel()
        return n_params

    def _init_weights(self, module):
        if isinstance(module, nn.Linear):
            torch.nn.init.normal_(module.weight, mean=0.0, std=0.02)
            if module.bias is not None:
                torch.nn.init.zeros_(module.bias)
        elif isinstance(module, nn.Embedding):
            torch.nn.init.normal_(module.weight, mean=0.0, std=0.02)

    def forward(self, idx, targets=None):
        device = idx.device
        b, t = idx.size()
        assert t <= self.config.block_size, f"Cannot forward sequence of length {t}, block size is only {self.config.block_size}"
        pos = torch.arange(0, t, dtype=torch.long, device=device)
        tok_emb = self.transformer.wte(idx)
        pos_emb = self.transformer.wpe(pos)
        x = self.transformer.drop(tok_emb + pos_emb)
        for block in self.transformer.h:
            x = block(x)
        x = self.transformer.ln_f(x)
        if targets is not None:
            logits = self.lm_head(x)
            loss = F.cross_entropy(logits.view(-1, logits.size(-1)), targets.view(-1), ignore_index=-1)
        else:
            logits = self.lm_head(x[:, [-1], :])
            loss = None
        return logits, loss


@dataclass
class ModelArgs:
    dim: int = 32
    n_layers: int = 2
    n_heads: int = 4
    n_kv_heads: Optional[int] = 2
    vocab_size: int = 50
    multiple_of: int = 16
    ffn_dim_multiplier: Optional[float] = None
    norm_eps: float = 1e-5
    max_batch_size: int = 2
    max_seq_len: int = 16


class RMSNorm(torch.nn.Module):
    def __init__(self, dim: int, eps: float = 1e-6):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(dim))

    def _norm(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.eps)

    def forward(self, x):
        output = self._norm(x.float()).type_as(x)
        return output * self.weight


def precompute_freqs_cis(dim: int, end: int, theta: float = 10000.0):
    freqs = 1.0 / (theta ** (torch.arange(0, dim, 2)[: (dim // 2)].float() / dim))
    t = torch.arange(end, device=freqs.device)
    freqs = torch.outer(t, freqs).float()
    return torch.polar(torch.ones_like(freqs), freqs)


def reshape_for_broadcast(freqs_cis: torch.Tensor, x: torch.Tensor):
    ndim = x.ndim
    assert 0 <= 1 < ndim
    assert freqs_cis.shape == (x.shape[1], x.shape[-1])
    shape = [d if i == 1 or i == ndim - 1 else 1 for i, d in enumerate(x.shape)]
    return freqs_cis.view(*shape)


def apply_rotary_emb(xq, xk, freqs_cis):
    xq_ = torch.view_as_complex(xq.float().reshape(*xq.shape[:-1], -1, 2))
    xk_ = torch.view_as_complex(xk.float().reshape(*xk.shape[:-1], -1, 2))
    freqs_cis = reshape_for_broadcast(freqs_cis, xq_)
    xq_out = torch.view_as_real(xq_ * freqs_cis).flatten(3)
    xk_out = torch.view_as_real(xk_ * freqs_cis).flatten(3)
    return xq_out.type_as(xq), xk_out.type_as(xk)


def repeat_kv(x: torch.Tensor, n_rep: int) -> torch.Tensor:
    bs, slen, n_kv_heads, head_dim = x.shape
    if n_rep == 1:
        return x
    return x[:, :, :, None, :].expand(bs, slen, n_kv_heads, n_rep, head_dim).reshape(bs, slen, n_kv_heads * n_rep, head_dim)


class LlamaAttention(nn.Module):
    def __init__(self, args: ModelArgs):
        super().__init__()
        self.n_kv_heads = args.n_heads if args.n_kv_heads is None else args.n_kv_heads
        self.n_heads = args.n_heads
        self.n_rep = self.n_heads // self.n_kv_heads
        self.head_dim = args.dim // args.n_heads
        self.wq = nn.Linear(args.dim, args.n_heads * self.head_dim, bias=False)
        self.wk = nn.Linear(args.dim, self.n_kv_heads * self.head_dim, bias=False)
        self.wv = nn.Linear(args.dim, self.n_kv_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(args.n_heads * self.head_dim, args.dim, bias=False)
        self.cache_k = torch.zeros((args.max_batch_size, args.max_seq_len, self.n_kv_heads, self.head_dim))
        self.cache_v = torch.zeros((args.max_batch_size, args.max_seq_len, self.n_kv_heads, self.head_dim))

    def forward(self, x, start_pos, freqs_cis, mask):
        bsz, seqlen, _ = x.shape
        xq, xk, xv = self.wq(x), self.wk(x), self.wv(x)
        xq = xq.view(bsz, seqlen, self.n_heads, self.head_dim)
        xk = xk.view(bsz, seqlen, self.n_kv_heads, self.head_dim)
        xv = xv.view(bsz, seqlen, self.n_kv_heads, self.head_dim)
        xq, xk = apply_rotary_emb(xq, xk, freqs_cis=freqs_cis)
        self.cache_k = self.cache_k.to(xq)
        self.cache_v = self.cache_v.to(xq)
        self.cache_k[:bsz, start_pos: start_pos + seqlen] = xk
        self.cache_v[:bsz, start_pos: start_pos + seqlen] = xv
        keys = self.cache_k[:bsz, : start_pos + seqlen]
        values = self.cache_v[:bsz, : start_pos + seqlen]
        keys = repeat_kv(keys, self.n_rep)
        values = repeat_kv(values, self.n_rep)
        xq = xq.transpose(1, 2)
        keys = keys.transpose(1, 2)
        values = values.transpose(1, 2)
        scores = torch.matmul(xq, keys.transpose(2, 3)) / math.sqrt(self.head_dim)
        if mask is not None:
            scores = scores + mask
        scores = F.softmax(scores.float(), dim=-1).type_as(xq)
        output = torch.matmul(scores, values)
        output = output.transpose(1, 2).contiguous().view(bsz, seqlen, -1)
        return self.wo(output)


class FeedForward(nn.Module):
    def __init__(self, dim, hidden_dim, multiple_of, ffn_dim_multiplier):
        super().__init__()
        hidden_dim = int(2 * hidden_dim / 3)
        if ffn_dim_multiplier is not None:
            hidden_dim = int(ffn_dim_multiplier * hidden_dim)
        hidden_dim = multiple_of * ((hidden_dim + multiple_of - 1) // multiple_of)
        self.w1 = nn.Linear(dim, hidden_dim, bias=False)
        self.w2 = nn.Linear(hidden_dim, dim, bias=False)
        self.w3 = nn.Linear(dim, hidden_dim, bias=False)

    def forward(self, x):
        return self.w2(F.silu(self.w1(x)) * self.w3(x))


class LlamaBlock(nn.Module):
    def __init__(self, layer_id: int, args: ModelArgs):
        super().__init__()
        self.attention = LlamaAttention(args)
        self.feed_forward = FeedForward(args.dim, 4 * args.dim, args.multiple_of, args.ffn_dim_multiplier)
        self.layer_id = layer_id
        self.attention_norm = RMSNorm(args.dim, eps=args.norm_eps)
        self.ffn_norm = RMSNorm(args.dim, eps=args.norm_eps)

    def forward(self, x, start_pos, freqs_cis, mask):
        h = x + self.attention(self.attention_norm(x), start_pos, freqs_cis, mask)
        return h + self.feed_forward(self.ffn_norm(h))


class Llama(nn.Module):
    def __init__(self, params: ModelArgs):
        super().__init__()
        self.params = params
        self.tok_embeddings = nn.Embedding(params.vocab_size, params.dim)
        self.layers = torch.nn.ModuleList()
        for layer_id in range(params.n_layers):
            self.layers.append(LlamaBlock(layer_id, params))
        self.norm = RMSNorm(params.dim, eps=params.norm_eps)
        self.output = nn.Linear(params.dim, params.vocab_size, bias=False)
        self.freqs_cis = precompute_freqs_cis(self.params.dim // self.params.n_heads, self.params.max_seq_len * 2)

    @torch.inference_mode()
    def forward(self, tokens: torch.Tensor, start_pos: int):
        _bsz, seqlen = tokens.shape
        h = self.tok_embeddings(tokens)
        self.freqs_cis = self.freqs_cis.to(h.device)
        freqs_cis = self.freqs_cis[start_pos: start_pos + seqlen]
        mask = None
        if seqlen > 1:
            mask = torch.full((seqlen, seqlen), float("-inf"), device=tokens.device)
            mask = torch.triu(mask, diagonal=1)
            mask = torch.hstack([torch.zeros((seqlen, start_pos), device=tokens.device), mask]).type_as(h)
        for layer in self.layers:
            h = layer(h, start_pos, freqs_cis, mask)
        h = self.norm(h)
        return self.output(h).float()


def get_slopes(n):
    def get_slopes_power_of_2(n):
        start = (2 ** (-2 ** -(math.log2(n) - 3)))
        ratio = start
        return [start * ratio ** i for i in range(n)]

    if math.log2(n).is_integer():
        return get_slopes_power_of_2(n)
    closest_power_of_2 = 2 ** math.floor(math.log2(n))
    return get_slopes_power_of_2(closest_power_of_2) + get_slopes(2 * closest_power_of_2)[0::2][:n - closest_power_of_2]


class ALiBiModel(nn.Module):
    def __init__(self, dim=32, heads=6, head_dim=8, maxpos=64, attn_impl='sdpa'):
        super().__init__()
        self.heads = heads
        slopes = torch.Tensor(get_slopes(heads))
        alibi = slopes.unsqueeze(1).unsqueeze(1) * torch.arange(maxpos).unsqueeze(0).unsqueeze(0).expand(heads, -1, -1)
        self.register_buffer('alibi', alibi.view(heads, 1, maxpos), persistent=False)
        self._future_mask = torch.empty(0)
        self.qkv = nn.Linear(dim, 3 * heads * head_dim, bias=False)
        self.out = nn.Linear(heads * head_dim, dim)

    def buffered_future_mask(self, dim):
        if self._future_mask.size(0) == 0 or self._future_mask.size(1) < dim:
            self._future_mask = torch.triu(torch.full((dim, dim), float('-inf')), 1)
            self._future_mask = self._future_mask.unsqueeze(0) + self.alibi[..., :dim]
        return self._future_mask[:self.heads, :dim, :dim]

    def forward(self, x):
        b, n, _ = x.shape
        q, k, v = map(lambda t: t.reshape(b, n, self.heads, -1).transpose(1, 2), self.qkv(x).chunk(3, dim=-1))
        mask = self.buffered_future_mask(n).to(x)
        o = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        return self.out(o.transpose(1, 2).flatten(-2))


class PositionalEncoding(nn.Module):
    def __init__(self, d_model, dropout=0.1, max_len=100):
        super().__init__()
        self.dropout = nn.Dropout(p=dropout)
        pe = torch.zeros(max_len, d_model)
        position = torch.arange(0, max_len, dtype=torch.float).unsqueeze(1)
        div_term = torch.exp(torch.arange(0, d_model, 2).float() * (-math.log(10000.0) / d_model))
        pe[:, 0::2] = torch.sin(position * div_term)
        pe[:, 1::2] = torch.cos(position * div_term)
        pe = pe.unsqueeze(0).transpose(0, 1)
        self.register_buffer('pe', pe)

    def forward(self, x):
        x = x + self.pe[:x.size(0), :]
        return self.dropout(x)


class TorchTransformer(nn.Module):
    def __init__(self, ntoken=40, d=16, nhead=4):
        super().__init__()
        self.src_mask = None
        self.embed = nn.Embedding(ntoken, d)
        self.pos = PositionalEncoding(d)
        self.transformer = nn.Transformer(d, nhead, num_encoder_layers=2, num_decoder_layers=2, dim_feedforward=32, norm_first=False)
        self.generator = nn.Linear(d, ntoken)
        for p in self.parameters():
            if p.dim() > 1:
                nn.init.xavier_uniform_(p)

    def forward(self, src, trg):
        src_mask = torch.zeros((src.shape[0], src.shape[0]), device=src.device).type(torch.bool)
        tgt_mask = self.transformer.generate_square_subsequent_mask(trg.shape[0]).to(src.device)
        src_padding_mask = (src == 1).transpose(0, 1)
        tgt_padding_mask = (trg == 1).transpose(0, 1)
        s = self.pos(self.embed(src) * math.sqrt(16))
        t = self.pos(self.embed(trg) * math.sqrt(16))
        outs = self.transformer(s, t, src_mask, tgt_mask, None, src_padding_mask, tgt_padding_mask, src_padding_mask)
        return self.generator(outs)


class MHAForms(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.MultiheadAttention(16, 4, batch_first=True, kdim=12, vdim=12, add_bias_kv=True, add_zero_attn=True)
        self.b = nn.MultiheadAttention(16, 2, bias=False)
        self.c = nn.MultiheadAttention(embed_dim=16, num_heads=8, dropout=0.1, batch_first=True)

    def forward(self, x, ctx):
        y, w = self.a(x, ctx, ctx)
        z, w2 = self.b(y.transpose(0, 1), y.transpose(0, 1), y.transpose(0, 1), average_attn_weights=False,
                       attn_mask=torch.ones(y.size(1), y.size(1), device=x.device).triu(1).bool())
        u = self.c(z.transpose(0, 1), x, value=x, need_weights=False)
        v, none = u
        F.multi_head_attention_forward
        one = self.c(x[0:1], x[0:1], x[0:1], key_padding_mask=torch.zeros(1, x.size(1), dtype=torch.bool, device=x.device))[0]
        return {'out': v, 'w': (w, w2), 'none': none, 'one': one}


class DETR(nn.Module):
    def __init__(self, num_classes, hidden_dim=32, nheads=4, num_encoder_layers=1, num_decoder_layers=1):
        super().__init__()
        self.backbone = nn.Sequential(nn.Conv2d(3, 24, 7, 8, 3), nn.ReLU())
        self.conv = nn.Conv2d(24, hidden_dim, 1)
        self.transformer = nn.Transformer(hidden_dim, nheads, num_encoder_layers, num_decoder_layers, dim_feedforward=64)
        self.linear_class = nn.Linear(hidden_dim, num_classes + 1)
        self.linear_bbox = nn.Linear(hidden_dim, 4)
        self.query_pos = nn.Parameter(torch.rand(10, hidden_dim))
        self.row_embed = nn.Parameter(torch.rand(50, hidden_dim // 2))
        self.col_embed = nn.Parameter(torch.rand(50, hidden_dim // 2))

    def forward(self, inputs):
        x = self.backbone(inputs)
        h = self.conv(x)
        H, W = h.shape[-2:]
        pos = torch.cat([
            self.col_embed[:W].unsqueeze(0).repeat(H, 1, 1),
            self.row_embed[:H].unsqueeze(1).repeat(1, W, 1),
        ], dim=-1).flatten(0, 1).unsqueeze(1)
        h = self.transformer(pos + 0.1 * h.flatten(2).permute(2, 0, 1), self.query_pos.unsqueeze(1)).transpose(0, 1)
        return {'pred_logits': self.linear_class(h), 'pred_boxes': self.linear_bbox(h).sigmoid()}


def exists(val):
    return val is not None


def default(val, d):
    return val if exists(val) else d


def cache_fn(f):
    from functools import wraps
    cache = None

    @wraps(f)
    def cached_fn(*args, _cache=True, **kwargs):
        if not _cache:
            return f(*args, **kwargs)
        nonlocal cache
        if cache is not None:
            return cache
        cache = f(*args, **kwargs)
        return cache
    return cached_fn


class PreNorm(nn.Module):
    def __init__(self, dim, fn, context_dim=None):
        super().__init__()
        self.fn = fn
        self.norm = nn.LayerNorm(dim)
        self.norm_context = nn.LayerNorm(context_dim) if exists(context_dim) else None

    def forward(self, x, **kwargs):
        x = self.norm(x)
        if exists(self.norm_context):
            context = kwargs['context']
            normed_context = self.norm_context(context)
            kwargs.update(context=normed_context)
        return self.fn(x, **kwargs)


class GEGLU(nn.Module):
    def forward(self, x):
        x, gates = x.chunk(2, dim=-1)
        return x * F.gelu(gates)


class FF(nn.Module):
    def __init__(self, dim, mult=4):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(dim, dim * mult * 2), GEGLU(), nn.Linear(dim * mult, dim))

    def forward(self, x):
        return self.net(x)


class CrossAttention(nn.Module):
    def __init__(self, query_dim, context_dim=None, heads=8, dim_head=64, dropout=0.):
        super().__init__()
        inner_dim = dim_head * heads
        context_dim = default(context_dim, query_dim)
        self.scale = dim_head ** -0.5
        self.heads = heads
        self.to_q = nn.Linear(query_dim, inner_dim, bias=False)
        self.to_kv = nn.Linear(context_dim, inner_dim * 2, bias=False)
        self.dropout = nn.Dropout(dropout)
        self.to_out = nn.Linear(inner_dim, query_dim)

    def forward(self, x, context=None, mask=None):
        from einops import rearrange, repeat
        h = self.heads
        q = self.to_q(x)
        context = default(context, x)
        k, v = self.to_kv(context).chunk(2, dim=-1)
        q, k, v = map(lambda t: rearrange(t, 'b n (h d) -> (b h) n d', h=h), (q, k, v))
        sim = einsum('b i d, b j d -> b i j', q, k) * self.scale
        if exists(mask):
            mask = rearrange(mask, 'b ... -> b (...)')
            max_neg_value = -torch.finfo(sim.dtype).max
            mask = repeat(mask, 'b j -> (b h) () j', h=h)
            sim.masked_fill_(~mask, max_neg_value)
        attn = sim.softmax(dim=-1)
        out = einsum('b i j, b j d -> b i d', self.dropout(attn), v)
        out = rearrange(out, '(b h) n d -> b n (h d)', h=h)
        return self.to_out(out)


class Perceiver(nn.Module):
    def __init__(self, *, depth=3, input_channels=20, num_latents=8, latent_dim=24, cross_heads=1, latent_heads=2, dim_head=8, num_classes=5, weight_tie_layers=True, self_per_cross_attn=2):
        super().__init__()
        self.latents = nn.Parameter(torch.randn(num_latents, latent_dim))
        get_cross_attn = lambda: PreNorm(latent_dim, CrossAttention(latent_dim, input_channels, heads=cross_heads, dim_head=dim_head), context_dim=input_channels)
        get_cross_ff = lambda: PreNorm(latent_dim, FF(latent_dim))
        get_latent_attn = lambda: PreNorm(latent_dim, CrossAttention(latent_dim, heads=latent_heads, dim_head=dim_head))
        get_latent_ff = lambda: PreNorm(latent_dim, FF(latent_dim))
        get_cross_attn, get_cross_ff, get_latent_attn, get_latent_ff = map(cache_fn, (get_cross_attn, get_cross_ff, get_latent_attn, get_latent_ff))
        self.layers = nn.ModuleList([])
        for i in range(depth):
            should_cache = i > 0 and weight_tie_layers
            cache_args = {'_cache': should_cache}
            self_attns = nn.ModuleList([])
            for block_ind in range(self_per_cross_attn):
                self_attns.append(nn.ModuleList([get_latent_attn(**cache_args), get_latent_ff(**cache_args)]))
            self.layers.append(nn.ModuleList([get_cross_attn(**cache_args), get_cross_ff(**cache_args), self_attns]))
        self.to_logits = nn.Sequential(nn.LayerNorm(latent_dim), nn.Linear(latent_dim, num_classes))

    def forward(self, data, mask=None):
        x = self.latents.unsqueeze(0).expand(data.shape[0], -1, -1)
        for cross_attn, cross_ff, self_attns in self.layers:
            x = cross_attn(x, context=data, mask=mask) + x
            x = cross_ff(x) + x
            for self_attn, self_ff in self_attns:
                x = self_attn(x) + x
                x = self_ff(x) + x
        return self.to_logits(x.mean(dim=-2))


class Reformerish(nn.Module):
    """Reversible blocks over chunked attention."""

    def __init__(self, dim=32, depth=2, heads=4, bucket=4):
        super().__init__()
        self.blocks = nn.ModuleList([nn.ModuleList([nn.Linear(dim // 2, dim // 2 * 2), nn.Linear(dim // 2, dim // 2)]) for _ in range(depth)])
        self.bucket, self.heads = bucket, heads

    def local_attn(self, layer, x):
        b, n, d = x.shape
        qk, v = layer(x).chunk(2, -1)
        qk, v = (t.reshape(b, n // self.bucket, self.bucket, self.heads, d // self.heads).permute(0, 3, 1, 2, 4) for t in (qk, v))
        look_back = lambda t: torch.cat([t, torch.cat([t[:, :, -1:], t[:, :, :-1]], dim=2)], dim=3)
        k, v = look_back(F.normalize(qk, 2, dim=-1).type_as(qk)), look_back(v)
        dots = torch.einsum('bhcie,bhcje->bhcij', qk, k) * (d // self.heads) ** -0.5
        q_pos = torch.arange(n, device=x.device).view(1, 1, n // self.bucket, self.bucket)
        kv_pos = look_back(q_pos[..., None].expand(-1, -1, -1, -1, 1)).squeeze(-1)
        mask = q_pos[:, :, :, :, None] < kv_pos[:, :, :, None, :]
        dots = dots.masked_fill(mask, torch.finfo(dots.dtype).min)
        out = torch.einsum('bhcij,bhcje->bhcie', dots.softmax(-1), v)
        return out.permute(0, 2, 3, 1, 4).reshape(b, n, d)

    def forward(self, x):
        x1, x2 = torch.chunk(x, 2, dim=-1)
        for f, g in self.blocks:
            x1 = x1 + self.local_attn(f, x2)
            x2 = x2 + g(x1).relu()
        return torch.cat((x1, x2), -1)


class Linformer(nn.Module):
    def __init__(self, dim=32, seq_len=64, k=16, heads=4, one_kv_head=True, share_kv=False):
        super().__init__()
        self.heads, self.dim_head = heads, dim // heads
        self.to_q = nn.Linear(dim, dim, bias=False)
        kv_dim = self.dim_head if one_kv_head else dim
        self.to_k = nn.Linear(dim, kv_dim, bias=False)
        self.proj_k = nn.Parameter(self.init_(torch.zeros(seq_len, k)))
        self.share_kv = share_kv
        if not share_kv:
            self.to_v = nn.Linear(dim, kv_dim, bias=False)
            self.proj_v = nn.Parameter(self.init_(torch.zeros(seq_len, k)))
        self.to_out = nn.Linear(dim, dim)
        self.k = k

    @staticmethod
    def init_(tensor):
        std = 1 / math.sqrt(tensor.shape[-1])
        tensor.uniform_(-std, std)
        return tensor

    def forward(self, x):
        b, n, d, d_h, h, k = *x.shape, self.dim_head, self.heads, self.k
        queries = self.to_q(x)
        proj_seq_len = lambda args: torch.einsum('bnd,nk->bkd', *args)
        kv_input = x
        keys = self.to_k(kv_input)
        values = self.to_v(kv_input) if not self.share_kv else keys
        kv_projs = (self.proj_k, self.proj_v if not self.share_kv else self.proj_k)
        keys, values = map(proj_seq_len, zip((keys, values), kv_projs))
        queries = queries.reshape(b, n, h, -1).transpose(1, 2)
        merge_key_values = lambda t: t.reshape(b, k, -1, d_h).transpose(1, 2).expand(-1, h, -1, -1)
        keys, values = map(merge_key_values, (keys, values))
        dots = torch.einsum('bhnd,bhkd->bhnk', queries, keys) * (d_h ** -0.5)
        out = torch.einsum('bhnk,bhkd->bhnd', dots.softmax(dim=-1), values)
        return self.to_out(out.transpose(1, 2).reshape(b, n, -1))


def orthogonal_matrix_chunk(cols, device=None):
    unstructured_block = torch.randn((cols, cols), device=device)
    q, r = torch.linalg.qr(unstructured_block.cpu(), mode='reduced')
    return q.t()


def gaussian_orthogonal_random_matrix(nb_rows, nb_columns, scaling=0):
    nb_full_blocks = int(nb_rows / nb_columns)
    block_list = []
    for _ in range(nb_full_blocks):
        block_list.append(orthogonal_matrix_chunk(nb_columns))
    remaining_rows = nb_rows - nb_full_blocks * nb_columns
    if remaining_rows > 0:
        q = orthogonal_matrix_chunk(nb_columns)
        block_list.append(q[:remaining_rows])
    final_matrix = torch.cat(block_list)
    if scaling == 0:
        multiplier = torch.randn((nb_rows, nb_columns)).norm(dim=1)
    elif scaling == 1:
        multiplier = math.sqrt((float(nb_columns))) * torch.ones((nb_rows,))
    else:
        raise ValueError(f'Invalid scaling {scaling}')
    return torch.diag(multiplier) @ final_matrix


class Performer(nn.Module):
    def __init__(self, dim=32, heads=4):
        super().__init__()
        self.heads = heads
        d = dim // heads
        self.nb_features = int(d * math.log(d))
        self.register_buffer('projection_matrix', gaussian_orthogonal_random_matrix(self.nb_features, d))
        self.qkv = nn.Linear(dim, dim * 3)

    def kernel(self, data, is_query, eps=1e-4):
        b, h, *_ = data.shape
        data_normalizer = (data.shape[-1] ** -0.25)
        ratio = (self.projection_matrix.shape[0] ** -0.5)
        projection = self.projection_matrix.unsqueeze(0).unsqueeze(0).expand(b, h, -1, -1).type_as(data)
        data_dash = torch.einsum('...id,...jd->...ij', (data_normalizer * data), projection)
        diag_data = torch.sum(data ** 2, dim=-1).unsqueeze(-1) / 2.0 * data_normalizer ** 2
        if is_query:
            data_dash = ratio * (torch.exp(data_dash - diag_data - torch.amax(data_dash, dim=-1, keepdim=True).detach()) + eps)
        else:
            data_dash = ratio * (torch.exp(data_dash - diag_data - torch.amax(data_dash, dim=(-1, -2), keepdim=True).detach()) + eps)
        return data_dash.type_as(data)

    def forward(self, x):
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, -1).permute(2, 0, 3, 1, 4).unbind(0)
        q, k = self.kernel(q, True), self.kernel(k, False)
        k_cumsum = k.sum(dim=-2)
        D_inv = 1. / torch.einsum('...nd,...d->...n', q, k_cumsum.type_as(q))
        context = torch.einsum('...nd,...ne->...de', k, v)
        out = torch.einsum('...de,...nd,...n->...ne', context, q, D_inv)
        return out.transpose(1, 2).reshape(b, n, d)


class RelPosEncoder(nn.Module):
    """Shaw style relative positions, two matrices per head."""

    def __init__(self, d=32, heads=4, window_size=4):
        super().__init__()
        self.n_heads, self.k_channels, self.window_size = heads, d // heads, window_size
        self.conv_q, self.conv_k, self.conv_v, self.conv_o = [nn.Conv1d(d, d, 1) for _ in range(4)]
        rel_stddev = self.k_channels ** -0.5
        self.emb_rel_k = nn.Parameter(torch.randn(1, window_size * 2 + 1, self.k_channels) * rel_stddev)
        self.emb_rel_v = nn.Parameter(torch.randn(1, window_size * 2 + 1, self.k_channels) * rel_stddev)

    def forward(self, x):
        x = x.transpose(1, 2)
        b, d, t = x.size()
        q, k, v = (f(x).view(b, self.n_heads, self.k_channels, t).transpose(2, 3) for f in (self.conv_q, self.conv_k, self.conv_v))
        scores = torch.matmul(q / math.sqrt(self.k_channels), k.transpose(-2, -1))
        key_rel = self._get_relative_embeddings(self.emb_rel_k, t)
        rel_logits = torch.matmul(q / math.sqrt(self.k_channels), key_rel.unsqueeze(0).transpose(-2, -1))
        scores = scores + self._relative_position_to_absolute_position(rel_logits)
        p_attn = F.softmax(scores, dim=-1)
        output = torch.matmul(p_attn, v)
        relative_weights = self._absolute_position_to_relative_position(p_attn)
        value_rel = self._get_relative_embeddings(self.emb_rel_v, t)
        output = output + torch.matmul(relative_weights, value_rel.unsqueeze(0))
        return self.conv_o(output.transpose(2, 3).contiguous().view(b, d, t))

    def _get_relative_embeddings(self, relative_embeddings, length):
        pad_length = max(length - (self.window_size + 1), 0)
        slice_start_position = max((self.window_size + 1) - length, 0)
        slice_end_position = slice_start_position + 2 * length - 1
        if pad_length > 0:
            padded = F.pad(relative_embeddings, [item for sublist in [[0, 0], [pad_length, pad_length], [0, 0]][::-1] for item in sublist])
        else:
            padded = relative_embeddings
        return padded[:, slice_start_position:slice_end_position]

    def _relative_position_to_absolute_position(self, x):
        batch, heads, length, _ = x.size()
        x = F.pad(x, (0, 1))
        x_flat = x.view([batch, heads, length * 2 * length])
        x_flat = F.pad(x_flat, (0, length - 1))
        return x_flat.view([batch, heads, length + 1, 2 * length - 1])[:, :, :length, length - 1:]

    def _absolute_position_to_relative_position(self, x):
        batch, heads, length, _ = x.size()
        x = F.pad(x, (0, length - 1))
        x_flat = x.view([batch, heads, length ** 2 + length * (length - 1)])
        x_flat = F.pad(x_flat, (length, 0))
        return x_flat.view([batch, heads, length, 2 * length])[:, :, :, 1:]


class TransformerXL(nn.Module):
    def __init__(self, n_token=30, d_model=16, n_head=2, d_head=8, mem_len=4, n_layer=2):
        super().__init__()
        self.n_head, self.d_head, self.mem_len, self.n_layer = n_head, d_head, mem_len, n_layer
        self.word_emb = nn.Embedding(n_token, d_model)
        inv_freq = 1 / (10000 ** (torch.arange(0.0, d_model, 2.0) / d_model))
        self.register_buffer('inv_freq', inv_freq)
        self.qkv_nets = nn.ModuleList([nn.Linear(d_model, 3 * n_head * d_head, bias=False) for _ in range(n_layer)])
        self.r_nets = nn.ModuleList([nn.Linear(d_model, n_head * d_head, bias=False) for _ in range(n_layer)])
        self.o_nets = nn.ModuleList([nn.Linear(n_head * d_head, d_model, bias=False) for _ in range(n_layer)])
        self.r_w_bias = nn.Parameter(torch.Tensor(n_head, d_head))
        self.r_r_bias = nn.Parameter(torch.Tensor(n_head, d_head))
        self.crit = nn.AdaptiveLogSoftmaxWithLoss(d_model, n_token, cutoffs=[10, 20], div_value=2.0)

    def init_mems(self, like):
        return [torch.empty(0, dtype=like.dtype, device=like.device) for _ in range(self.n_layer + 1)]

    def _rel_shift(self, x, zero_triu=False):
        zero_pad = torch.zeros((x.size(0), 1, *x.size()[2:]), device=x.device, dtype=x.dtype)
        x_padded = torch.cat([zero_pad, x], dim=1)
        x_padded = x_padded.view(x.size(1) + 1, x.size(0), *x.size()[2:])
        return x_padded[1:].view_as(x)

    def layer(self, i, w, r, mem, mask):
        qlen, rlen, bsz = w.size(0), r.size(0), w.size(1)
        cat = torch.cat([mem, w], 0) if mem.numel() else w
        w_heads = self.qkv_nets[i](cat)
        q, k, v = torch.chunk(w_heads, 3, dim=-1)
        q = q[-qlen:]
        klen = k.size(0)
        q = q.view(qlen, bsz, self.n_head, self.d_head)
        k, v = (t.view(klen, bsz, self.n_head, self.d_head) for t in (k, v))
        r_k = self.r_nets[i](r).view(rlen, self.n_head, self.d_head)
        AC = torch.einsum('ibnd,jbnd->ijbn', (q + self.r_w_bias, k))
        BD = self._rel_shift(torch.einsum('ibnd,jnd->ijbn', (q + self.r_r_bias, r_k)))
        score = (AC + BD).mul_(1 / (self.d_head ** 0.5))
        if mask is not None and mask.any().item() if not mask.is_meta else True:
            score = score.float().masked_fill(mask[:, :, :, None], -float('inf')).type_as(score)
        vec = torch.einsum('ijbn,jbnd->ibnd', (F.softmax(score, dim=1), v))
        return w + self.o_nets[i](vec.contiguous().view(qlen, bsz, -1))

    def forward(self, data, *mems):
        qlen, bsz = data.size()
        h = self.word_emb(data)
        mems = list(mems) or self.init_mems(h)
        mlen = mems[0].size(0) if mems is not None else 0
        klen = mlen + qlen
        mask = torch.triu(torch.ones(qlen, klen, device=h.device), diagonal=1 + mlen).bool()[:, :, None]
        pos_seq = torch.arange(klen - 1, -1, -1.0, device=h.device, dtype=h.dtype)
        sinusoid = torch.ger(pos_seq, self.inv_freq)
        r = torch.cat([sinusoid.sin(), sinusoid.cos()], dim=-1)[:, None, :]
        hids = [h]
        for i in range(self.n_layer):
            h = self.layer(i, h, r, mems[i], mask)
            hids.append(h)
        with torch.no_grad():
            end_idx = mlen + max(0, qlen)
            beg_idx = max(0, end_idx - self.mem_len)
            new_mems = [torch.cat([m, x], dim=0)[beg_idx:end_idx].detach() if m.numel() else x[beg_idx:end_idx] for m, x in zip(mems, hids)]
        logp = self.crit.log_prob(h.view(-1, h.size(-1)))
        return [logp] + new_mems


class MaskedEncoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.emb = nn.Embedding(30, 16, padding_idx=0)
        self.cls = nn.Parameter(torch.zeros(1, 1, 16))
        layer = nn.TransformerEncoderLayer(16, 2, 32, activation=F.gelu, batch_first=True, norm_first=True)
        self.enc = nn.TransformerEncoder(layer, num_layers=2, norm=nn.LayerNorm(16), enable_nested_tensor=False)
        dec = nn.TransformerDecoderLayer(d_model=16, nhead=2, batch_first=True, dim_feedforward=24)
        self.dec = nn.TransformerDecoder(dec, 1)
        self.q = nn.Embedding(4, 16)

    def forward(self, ids):
        pad = ids.eq(0)
        x = self.emb(ids)
        x = torch.cat([self.cls.expand(x.size(0), -1, -1), x], 1)
        pad = F.pad(pad, (1, 0), value=False)
        mem = self.enc(x, src_key_padding_mask=pad)
        q = self.q.weight.unsqueeze(0).repeat(x.size(0), 1, 1)
        out = self.dec(q, mem, memory_key_padding_mask=pad, tgt_mask=nn.Transformer.generate_square_subsequent_mask(4, device=x.device))
        return mem[:, 0], out


def clones(module, N):
    "Produce N identical layers."
    return nn.ModuleList([copy.deepcopy(module) for _ in range(N)])


def attention(query, key, value, mask=None, dropout=None):
    d_k = query.size(-1)
    scores = torch.matmul(query, key.transpose(-2, -1)) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
    p_attn = F.softmax(scores, dim=-1)
    if dropout is not None:
        p_attn = dropout(p_attn)
    return torch.matmul(p_attn, value), p_attn


class MultiHeadedAttention(nn.Module):
    def __init__(self, h, d_model, dropout=0.1):
        super(MultiHeadedAttention, self).__init__()
        assert d_model % h == 0
        self.d_k = d_model // h
        self.h = h
        self.linears = clones(nn.Linear(d_model, d_model), 4)
        self.attn = None
        self.dropout = nn.Dropout(p=dropout)

    def forward(self, query, key, value, mask=None):
        if mask is not None:
            mask = mask.unsqueeze(1)
        nbatches = query.size(0)
        query, key, value = \
            [l(x).view(nbatches, -1, self.h, self.d_k).transpose(1, 2)
             for l, x in zip(self.linears, (query, key, value))]
        x, self.attn = attention(query, key, value, mask=mask, dropout=self.dropout)
        x = x.transpose(1, 2).contiguous().view(nbatches, -1, self.h * self.d_k)
        return self.linears[-1](x)


class SublayerConnection(nn.Module):
    def __init__(self, size, dropout):
        super(SublayerConnection, self).__init__()
        self.norm = nn.LayerNorm(size)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, sublayer):
        return x + self.dropout(sublayer(self.norm(x)))


class EncoderLayer(nn.Module):
    def __init__(self, size, self_attn, feed_forward, dropout):
        super(EncoderLayer, self).__init__()
        self.self_attn = self_attn
        self.feed_forward = feed_forward
        self.sublayer = clones(SublayerConnection(size, dropout), 2)
        self.size = size

    def forward(self, x, mask):
        x = self.sublayer[0](x, lambda x: self.self_attn(x, x, x, mask))
        return self.sublayer[1](x, self.feed_forward)


class DecoderLayer(nn.Module):
    def __init__(self, size, self_attn, src_attn, feed_forward, dropout):
        super(DecoderLayer, self).__init__()
        self.size, self.self_attn, self.src_attn, self.feed_forward = size, self_attn, src_attn, feed_forward
        self.sublayer = clones(SublayerConnection(size, dropout), 3)

    def forward(self, x, memory, src_mask, tgt_mask):
        m = memory
        x = self.sublayer[0](x, lambda x: self.self_attn(x, x, x, tgt_mask))
        x = self.sublayer[1](x, lambda x: self.src_attn(x, m, m, src_mask))
        return self.sublayer[2](x, self.feed_forward)


class AnnotatedTransformer(nn.Module):
    def __init__(self, N=2, d=16, h=4):
        super().__init__()
        c = copy.deepcopy
        attn = MultiHeadedAttention(h, d)
        ff = nn.Sequential(nn.Linear(d, 32), nn.ReLU(), nn.Dropout(), nn.Linear(32, d))
        self.enc_layers = clones(EncoderLayer(d, c(attn), c(ff), 0.1), N)
        self.dec_layers = clones(DecoderLayer(d, c(attn), c(attn), c(ff), 0.1), N)
        self.src_embed = nn.Embedding(11, d)
        self.tgt_embed = nn.Embedding(11, d)
        self.generator = nn.Linear(d, 11)

    def forward(self, src, tgt, src_mask, tgt_mask):
        m = self.src_embed(src)
        for l in self.enc_layers:
            m = l(m, src_mask)
        x = self.tgt_embed(tgt)
        for l in self.dec_layers:
            x = l(x, m, src_mask, tgt_mask)
        return F.log_softmax(self.generator(x), dim=-1)


class T5ish(nn.Module):
    def __init__(self, d=16, heads=2, buckets=8, max_distance=16):
        super().__init__()
        self.emb = nn.Embedding(20, d)
        self.rel = nn.Embedding(buckets, heads)
        self.buckets, self.max_distance, self.heads = buckets, max_distance, heads
        self.qkv = nn.ModuleDict({n: nn.Linear(d, d, bias=False) for n in 'qkv'})

    def _relative_position_bucket(self, relative_position, bidirectional=True):
        relative_buckets = 0
        num_buckets = self.buckets
        if bidirectional:
            num_buckets //= 2
            relative_buckets += (relative_position > 0).to(torch.long) * num_buckets
            relative_position = torch.abs(relative_position)
        else:
            relative_position = -torch.min(relative_position, torch.zeros_like(relative_position))
        max_exact = num_buckets // 2
        is_small = relative_position < max_exact
        large = max_exact + (torch.log(relative_position.float() / max_exact) / math.log(self.max_distance / max_exact) * (num_buckets - max_exact)).to(torch.long)
        large = torch.min(large, torch.full_like(large, num_buckets - 1))
        relative_buckets += torch.where(is_small, relative_position, large)
        return relative_buckets

    def forward(self, ids):
        b, n = ids.shape
        x = self.emb(ids)
        q, k, v = [self.qkv[c](x).view(b, n, self.heads, -1).transpose(1, 2) for c in 'qkv']
        ctx = torch.arange(n, dtype=torch.long, device=x.device)
        bias = self.rel(self._relative_position_bucket(ctx[None, :] - ctx[:, None])).permute([2, 0, 1]).unsqueeze(0)
        scores = torch.matmul(q, k.transpose(3, 2))
        scores += bias
        w = nn.functional.softmax(scores.float(), dim=-1).type_as(scores)
        x = (w @ v).transpose(1, 2).contiguous().view(b, -1, self.heads * q.size(-1))
        return F.linear(x, self.emb.weight)
