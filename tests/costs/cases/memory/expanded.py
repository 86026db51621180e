import torch
from torch import nn


class Model(nn.Module):
    """A parameter that is expanded takes no more; what is joined to it is new."""

    def __init__(self):
        super().__init__()
        self.token = nn.Parameter(torch.zeros(1, 1, 32))
        self.register_buffer("mask", torch.ones(1, 9, 1), persistent=False)
        self.fc = nn.Linear(32, 32)

    def forward(self, x):
        x = torch.cat([self.token.expand(x.shape[0], -1, -1), x], dim=1)
        x = x * self.mask.expand(x.shape[0], -1, 32)
        return self.fc(x[:, 0])


INPUTS = ["4x8x32"]
