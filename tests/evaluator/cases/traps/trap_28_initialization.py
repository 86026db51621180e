import math
from functools import partial

import torch
import torch.nn as nn
from torch.nn.init import _calculate_fan_in_and_fan_out

INPUT = "1x3x8x8"


def trunc_normal_(tensor, mean=0.0, std=1.0, a=-2.0, b=2.0):
    def cdf(x):
        return (1.0 + math.erf(x / math.sqrt(2.0))) / 2.0

    with torch.no_grad():
        low, high = cdf((a - mean) / std), cdf((b - mean) / std)
        tensor.uniform_(2 * low - 1, 2 * high - 1)
        tensor.erfinv_()
        tensor.mul_(std * math.sqrt(2.0)).add_(mean)
        tensor.clamp_(min=a, max=b)
        return tensor


def named_apply(fn, module, name="", depth_first=True):
    for child_name, child in module.named_children():
        named_apply(fn, child, ".".join((name, child_name)) if name else child_name)
    fn(module=module, name=name)
    return module


def init(module, name="", bias=0.0, seen=None):
    if isinstance(module, (nn.Linear, nn.Conv2d)):
        fan_in, fan_out = _calculate_fan_in_and_fan_out(module.weight)
        trunc_normal_(module.weight, std=math.sqrt(1 / fan_in))
        if module.bias is not None:
            nn.init.constant_(module.bias, bias if name.startswith("head") else 0)
        seen.append((name, fan_in, fan_out))
    elif hasattr(module, "init_weights"):
        module.init_weights()


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 6, 3, groups=3)
        self.position = nn.Parameter(nn.init.trunc_normal_(torch.empty(1, 36, 6), std=0.02))
        self.head = nn.Linear(6, 5)
        seen = []
        named_apply(partial(init, bias=-2.0, seen=seen), self)
        self.apply(lambda m: nn.init.ones_(m.weight) if isinstance(m, nn.LayerNorm) else None)
        nn.init.kaiming_normal_(self.conv.weight, mode="fan_out", nonlinearity="relu")
        with torch.no_grad():
            self.head.weight.data.mul_(0.5)
            self.head.bias.copy_(torch.zeros(5))
            self.conv.weight[0].zero_()
        self.last = nn.Linear(5, sum(f for _, f, _ in seen) + len(seen[0][0]))
        nn.init.orthogonal_(self.last.weight, gain=nn.init.calculate_gain("relu"))

    def init_weights(self):
        nn.init.normal_(self.position)

    def forward(self, x):
        x = self.conv(x).flatten(2).transpose(1, 2) + self.position
        return self.last(self.head(x.mean(1)))
