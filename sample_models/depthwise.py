"""A depthwise separable net: each 3x3 convolution sees one channel, a 1x1 convolution mixes them.

The idea: `groups=channels` takes the factor of the input channels out of a convolution, and nearly all of the work that
is left is in the 1x1 convolutions.
Source: Howard et al., "MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications" (2017).
"""

import torch
from torch import nn


class Separable(nn.Sequential):
    """A depthwise 3x3 and a pointwise 1x1 convolution, each with batch normalization and ReLU6."""

    def __init__(self, channels: int, out_channels: int, stride: int) -> None:
        super().__init__(
            nn.Conv2d(channels, channels, 3, stride=stride, padding=1, groups=channels, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU6(inplace=True),
            nn.Conv2d(channels, out_channels, 1, bias=False),
            nn.BatchNorm2d(out_channels),
            nn.ReLU6(inplace=True),
        )


class DepthwiseNet(nn.Module):  # flopslint: input=1x3x224x224
    """A full convolution, then separable ones, then one fully connected layer."""

    plan = ((64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *[(512, 1)] * 5, (1024, 2), (1024, 1))

    def __init__(self, num_classes: int = 1000, width: float = 1.0) -> None:
        super().__init__()
        channels = int(32 * width)
        layers: list[nn.Module] = [
            nn.Conv2d(3, channels, 3, stride=2, padding=1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU6(),
        ]
        for planned, stride in self.plan:
            out_channels = int(planned * width)
            layers.append(Separable(channels, out_channels, stride))
            channels = out_channels
        self.features = nn.Sequential(*layers)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Linear(channels, num_classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.classifier(self.pool(self.features(x)).flatten(1))
