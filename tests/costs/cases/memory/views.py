import torch
from torch import nn


class Model(nn.Module):
    """Views share elements, also views of views; a copy does not."""

    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(16, 48)

    def forward(self, x):
        q, k, v = self.fc(x).chunk(3, dim=-1)
        q = q.transpose(1, 2).unsqueeze(0)
        w = (q.squeeze(0).transpose(1, 2) @ k.transpose(1, 2)).softmax(-1)
        y = (w @ v).reshape(x.shape[0], -1)
        z = y.view(-1, 16).t().contiguous()
        return z.flatten(), y[:, :8]


INPUTS = ["2x10x16"]
