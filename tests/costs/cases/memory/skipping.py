import torch
from torch import nn
from torch.nn import functional as F


class Model(nn.Module):
    """A skip connection keeps a large tensor alive across small ones."""

    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(2, 6, 3, padding=1)
        self.b = nn.Conv2d(6, 6, 3, stride=2, padding=1)
        self.c = nn.Conv2d(12, 2, 1)

    def forward(self, x):
        a = F.relu(self.a(x))
        b = F.max_pool2d(F.relu(self.b(a)), 2)
        b = F.interpolate(b, size=a.shape[-2:], mode="nearest")
        return self.c(torch.cat([a, b], 1))


INPUTS = ["1x2x32x32"]
