import torch.nn as nn


def align(n):
    return n + 3


class Align(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.fc = nn.Linear(n, align(n))

    def forward(self, x):
        return self.fc(x)
