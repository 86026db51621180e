import torch.nn as nn

from .builder import MODELS, build


class BaseNet(nn.Module):
    def forward(self, x):
        raise NotImplementedError


@MODELS.register
class SmallNet(BaseNet):
    def __init__(self, widths, head):
        super().__init__()
        layers, previous = [], 3
        for width in widths:
            layers += [nn.Conv2d(previous, width, 3, stride=2, padding=1), nn.ReLU()]
            previous = width
        self.features = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1))
        self.head = build(head)

    def forward(self, x):
        return self.head(self.features(x))
