import torch
from torch import nn
from training_at_work import Trainable


class Backbone(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(784, width), nn.ReLU(), nn.Linear(width, 10))

    def forward(self, x):
        return self.net(x.flatten(1))


class Lit(Trainable):
    def __init__(self, width=64, lr=1e-3):
        super().__init__()
        self.register_settings(width=width, lr=lr)
        self.backbone = Backbone(width)
        self.scale = nn.Parameter(torch.ones(1))
        self.loss = nn.CrossEntropyLoss()

    def forward(self, x):
        return self.backbone(x) * self.scale

    def training_step(self, batch, index):
        x, y = batch
        return self.loss(self(x), y)
