import torch
import torch.nn as nn
import torch.nn.functional as F

INPUT = "2x6x8"


class Model(nn.Module):
    fused = hasattr(F, "scaled_dot_product_attention")

    def __init__(self):
        super().__init__()
        widths = [
            hasattr(torch, "no_such_name_here"), hasattr(nn, "Conv2d"), hasattr(F, "silu"), hasattr(torch, "compile"), hasattr(torch.nn.functional, "hardtwist"),
            hasattr(torch, "fft"), hasattr(nn.Linear, "forward"), hasattr(nn.Linear(1, 1), "bias"), hasattr(torch.Tensor, "unflatten"), hasattr(torch.Tensor, "no_such"),
            getattr(torch, "gelu_new", None) is None, getattr(F, "gelu", None) is not None, hasattr(torch.backends, "cuda"), hasattr(nn.init, "trunc_normal_"),
        ]  # fmt: skip
        self.width = sum(widths) * 8
        self.qkv = nn.Linear(8, 3 * self.width)
        self.out = nn.Linear(self.width, 8)

    def forward(self, x):
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        if self.fused:
            x = (q @ k.transpose(-2, -1)).softmax(-1) @ v
        else:
            x = (q @ k.transpose(-2, -1)).softmax(-1) @ v @ v.transpose(-2, -1)
        return self.out(x)
