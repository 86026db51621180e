"""A small classifier that breaks the budget written beside it.

The idea: `flopslint check` fails on this file (FL103, more parameters than the comment allows); the one layer to blame
is the first linear one. The budget for multiply-accumulates is kept.
"""

import torch
from torch import nn


class Classifier(nn.Module):  # flopslint: input=1x3x32x32, params<=500k, macs<=20M
    """Two convolutions and a head that is far too wide."""

    def __init__(self, num_classes: int = 10) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, kernel_size=3, padding=1)
        self.conv2 = nn.Conv2d(16, 32, kernel_size=3, padding=1)
        self.fc1 = nn.Linear(32 * 8 * 8, 1024)
        self.fc2 = nn.Linear(1024, num_classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = torch.max_pool2d(torch.relu(self.conv1(x)), 2)
        x = torch.max_pool2d(torch.relu(self.conv2(x)), 2)
        return self.fc2(torch.relu(self.fc1(x.flatten(1))))
