"""A U-Net: a path down, a path up, and a concatenation of the two at each level.

The idea: skip connections kept in a list, layers in a `ModuleList` read backwards, and a transposed convolution, whose
work is counted at its input positions.
Source: Ronneberger, Fischer and Brox, "U-Net: Convolutional Networks for Biomedical Image Segmentation" (2015).
"""

import torch
from torch import nn


def double_convolution(in_channels: int, out_channels: int) -> nn.Sequential:
    """Two 3x3 convolutions that keep the size."""
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, 3, padding=1),
        nn.ReLU(inplace=True),
        nn.Conv2d(out_channels, out_channels, 3, padding=1),
        nn.ReLU(inplace=True),
    )


class UNet(nn.Module):  # flopslint: input=1x3x128x128
    """Four levels of features; image sides have to be multiples of eight."""

    def __init__(self, classes: int = 2, widths: tuple[int, ...] = (32, 64, 128, 256)) -> None:
        super().__init__()
        self.down = nn.ModuleList()
        self.up = nn.ModuleList()
        self.merge = nn.ModuleList()
        channels = 3
        for width in widths:
            self.down.append(double_convolution(channels, width))
            channels = width
        for width in reversed(widths[:-1]):
            self.up.append(nn.ConvTranspose2d(channels, width, kernel_size=2, stride=2))
            self.merge.append(double_convolution(2 * width, width))
            channels = width
        self.pool = nn.MaxPool2d(2)
        self.head = nn.Conv2d(channels, classes, kernel_size=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        skips: list[torch.Tensor] = []
        for level, block in enumerate(self.down):
            x = block(self.pool(x) if level else x)
            skips.append(x)
        skips.pop()
        for up, merge in zip(self.up, self.merge, strict=True):
            x = merge(torch.cat([skips.pop(), up(x)], dim=1))
        return self.head(x)
