import torch
import torch.nn as nn
import torch.nn.functional as F

INPUT = "1x4x9x9"


class SameConv(nn.Conv2d):
    def forward(self, x):
        pad = [((d - 1) // s * s + k - d) for d, s, k in zip(x.shape[-2:], self.stride, self.kernel_size)]
        x = F.pad(x, [pad[1] // 2, pad[1] - pad[1] // 2, pad[0] // 2, pad[0] - pad[0] // 2])
        return F.conv2d(x, self.weight, self.bias, self.stride, (0, 0), self.dilation, self.groups)


class Standardized(nn.Conv2d):
    def _conv_forward(self, input, weight, bias):
        weight = F.batch_norm(weight.reshape(1, self.out_channels, -1), None, None, training=True).reshape_as(weight)
        return super()._conv_forward(input, weight, bias)


class ChannelsNorm(nn.LayerNorm):
    def forward(self, x):
        return F.layer_norm(x.permute(0, 2, 3, 1), self.normalized_shape, self.weight, self.bias, self.eps).permute(0, 3, 1, 2)


class NormAct(nn.BatchNorm2d):
    def __init__(self, channels, act=nn.ReLU, **kwargs):
        super().__init__(channels, **kwargs)
        self.act = act()

    def forward(self, x):
        return self.act(super().forward(x))


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.same = SameConv(4, 8, 3, stride=2)
        self.std = Standardized(8, 8, 3, groups=2)
        self.norm = ChannelsNorm(8)
        self.act = NormAct(8, nn.SiLU, eps=1e-3)
        self.fc = nn.Linear(8, 6)
        self.halves = nn.Linear(self.fc.weight.shape[0], self.std.weight.size(1) + self.act.num_features)

    def forward(self, x):
        x = self.act(self.norm(self.std(self.same(x)))).mean((-2, -1))
        x = F.linear(x, self.fc.weight, self.fc.bias)
        a, b = self.halves.weight.chunk(2, 0)
        return torch.cat([F.linear(x, a, self.halves.bias[: a.shape[0]]), F.linear(x, b)], -1)
