import math

import torch
import torch.nn as nn

INPUT = "1x3x32x32"


def widths(slope=8.5, first=16, multiplier=2.2, depth=6, quantum=8):
    continuous = torch.arange(depth) * slope + first
    exponents = torch.round(torch.log(continuous / first) / math.log(multiplier))
    made = (torch.round(torch.divide(first * torch.pow(multiplier, exponents), quantum)) * quantum).int().tolist()
    changes = [a != b for a, b in zip(made + [0], [0] + made)]
    stages = torch.diff(torch.tensor([d for d, t in enumerate(changes) if t])).int().tolist()
    return [w for w, t in zip(made, changes[:-1]) if t], stages


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        layers, before = [], 3
        for width, depth in zip(*widths()):
            for _ in range(depth):
                layers += [nn.Conv2d(before, width, 3, padding=1), nn.ReLU()]
                before = width
        self.body = nn.Sequential(*layers)
        rates = [x.item() for x in torch.linspace(0, 0.3, 4)]
        self.drops = nn.ModuleList(nn.Dropout(r) if r > 0.05 else nn.Identity() for r in rates)
        index = torch.stack(torch.meshgrid(torch.arange(3), torch.arange(3), indexing="ij")).flatten(1)
        relative = (index[:, :, None] - index[:, None, :]).permute(1, 2, 0)
        self.table = nn.Parameter(torch.zeros(int(relative[..., 0].max()) * 2 + 1, len(torch.unique(relative[..., 1]))))
        self.register_buffer("index", relative.sum(-1))
        self.heads = nn.ModuleList([nn.Linear(before, int(2**e)) for e in torch.linspace(1, 3, 3).round()])

    def forward(self, x):
        x = self.body(x).mean((2, 3))
        for drop in self.drops:
            x = drop(x)
        return torch.cat([head(x) for head in self.heads], 1) + self.table.sum()
