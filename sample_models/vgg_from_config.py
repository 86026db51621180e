"""A VGG whose layers come from a list of widths, with "M" for a pooling layer.

The idea: no layer of the feature extractor is written down; a loop over a configuration builds them all.
Source: Simonyan and Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition" (2014).
"""

import torch
from torch import nn

WIDTHS: dict[str, list[int | str]] = {
    "vgg11": [64, "M", 128, "M", 256, 256, "M", 512, 512, "M", 512, 512, "M"],
    "vgg13": [64, 64, "M", 128, 128, "M", 256, 256, "M", 512, 512, "M", 512, 512, "M"],
}


def make_features(widths: list[int | str], *, batch_norm: bool) -> nn.Sequential:
    """The convolutional part for one list of widths."""
    layers: list[nn.Module] = []
    channels = 3
    for width in widths:
        if width == "M":
            layers.append(nn.MaxPool2d(kernel_size=2, stride=2))
            continue
        layers.append(nn.Conv2d(channels, width, kernel_size=3, padding=1))
        if batch_norm:
            layers.append(nn.BatchNorm2d(width))
        layers.append(nn.ReLU(inplace=True))
        channels = width
    return nn.Sequential(*layers)


class VGG(nn.Module):
    """Features, a pooling to 7x7 for any image size, and three fully connected layers."""

    def __init__(self, features: nn.Sequential, num_classes: int = 100) -> None:
        super().__init__()
        self.features = features
        self.pool = nn.AdaptiveAvgPool2d((7, 7))
        self.classifier = nn.Sequential(
            nn.Linear(512 * 7 * 7, 1024),
            nn.ReLU(inplace=True),
            nn.Dropout(),
            nn.Linear(1024, 1024),
            nn.ReLU(inplace=True),
            nn.Dropout(),
            nn.Linear(1024, num_classes),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.pool(self.features(x))
        return self.classifier(x.view(x.size(0), -1))


def vgg13_bn(num_classes: int = 100) -> VGG:  # flopslint: input=1x3x224x224
    """Thirteen weighted layers, each convolution followed by a batch normalization."""
    return VGG(make_features(WIDTHS["vgg13"], batch_norm=True), num_classes=num_classes)
