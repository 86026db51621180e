import torch
from torch import nn


class Model(nn.Module):
    """Bytes follow element types: those of parameters, of buffers, and of what ops make."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(100, 16)
        self.narrow = nn.Linear(16, 16, dtype=torch.float16)
        self.wide = nn.Linear(16, 4, dtype=torch.float64)
        self.norm = nn.BatchNorm1d(16)
        self.register_buffer("steps", torch.arange(12))
        self.register_buffer("flags", torch.ones(7, dtype=torch.bool))

    def forward(self, tokens):
        x = self.embedding(tokens + self.steps)
        x = self.norm(x.transpose(1, 2)).transpose(1, 2)
        x = self.narrow(x.half()).double()
        top = x.argmax(-1) == 3
        return self.wide(x), top


INPUTS = ["2x12:int64"]
