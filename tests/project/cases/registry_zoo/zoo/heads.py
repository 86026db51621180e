import torch.nn as nn

from .builder import MODELS


@MODELS.register
class LinearHead(nn.Module):
    def __init__(self, channels, classes):
        super().__init__()
        self.fc = nn.Linear(channels, classes)

    def forward(self, x):
        return self.fc(x.flatten(1))
