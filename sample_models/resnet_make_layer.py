"""A residual net whose stages are built by a `_make_layer` method that keeps the current width on `self`.

The idea: how wide a layer is depends on what the constructor did before it, and only some blocks have a
projection.
Source: He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition" (2015).
"""

import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    """Two 3x3 convolutions and a shortcut, projected where the shape changes."""

    def __init__(self, in_planes: int, planes: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_planes, planes, kernel_size=3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, kernel_size=3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.shortcut = nn.Sequential()
        if stride != 1 or in_planes != planes:
            self.shortcut = nn.Sequential(
                nn.Conv2d(in_planes, planes, kernel_size=1, stride=stride, bias=False), nn.BatchNorm2d(planes)
            )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        out = F.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        out += self.shortcut(x)
        return F.relu(out)


class ResNet(nn.Module):
    """A stem, four stages and one fully connected layer."""

    def __init__(self, depths: list[int], num_classes: int = 10) -> None:
        super().__init__()
        self.in_planes = 64
        self.conv1 = nn.Conv2d(3, 64, kernel_size=3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.layer1 = self._make_layer(64, depths[0], stride=1)
        self.layer2 = self._make_layer(128, depths[1], stride=2)
        self.layer3 = self._make_layer(256, depths[2], stride=2)
        self.layer4 = self._make_layer(512, depths[3], stride=2)
        self.fc = nn.Linear(512, num_classes)

    def _make_layer(self, planes: int, depth: int, stride: int) -> nn.Sequential:
        blocks = []
        for step in [stride] + [1] * (depth - 1):
            blocks.append(Block(self.in_planes, planes, step))
            self.in_planes = planes
        return nn.Sequential(*blocks)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = F.relu(self.bn1(self.conv1(x)))
        for stage in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = stage(x)
        x = F.adaptive_avg_pool2d(x, 1)
        return self.fc(torch.flatten(x, 1))


def resnet18(num_classes: int = 10) -> ResNet:  # flopslint: input=1x3x32x32
    """Two blocks in each of the four stages, for 32x32 images."""
    return ResNet([2, 2, 2, 2], num_classes)
