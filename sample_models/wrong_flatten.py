"""A classifier whose first linear layer expects the wrong number of features.

The idea: for a 32x32 image, 16 channels of 5x5 reach the linear layer, 400 features, but it was written for a padded
convolution: 16 * 6 * 6 = 576. Its parameters can still be counted; running it fails in forward.
"""

import torch
import torch.nn.functional as F
from torch import nn


class Classifier(nn.Module):  # flopslint: input=1x3x32x32
    """Two convolutions, two poolings, and a linear layer that does not fit."""

    def __init__(self, num_classes: int = 10) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, kernel_size=5)
        self.conv2 = nn.Conv2d(6, 16, kernel_size=5)
        self.fc1 = nn.Linear(16 * 6 * 6, 120)
        self.fc2 = nn.Linear(120, num_classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = torch.flatten(x, 1)
        x = F.relu(self.fc1(x))
        return self.fc2(x)
