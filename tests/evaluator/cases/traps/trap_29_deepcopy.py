import copy
from functools import partial

import torch
import torch.nn as nn

INPUT = "1x4"


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        layer = nn.Linear(4, 4)
        self.clones = nn.ModuleList([copy.deepcopy(layer) for _ in range(3)])
        self.same = nn.ModuleList([layer for _ in range(3)])
        tied = nn.Sequential(layer, nn.Sequential(layer))
        self.tied = copy.deepcopy(tied)
        config = [{"kind": "a", "widths": [4, 5], "act": partial(nn.ReLU), "cls": nn.Linear}]
        stages = [copy.deepcopy(config) for _ in range(2)]
        stages[0][0]["widths"].append(6)
        shallow = copy.copy(config[0])
        shallow["widths"] = [1, 2, 3]
        shallow["act"] = None
        self.stages = nn.Sequential(*[s[0]["cls"](4, w) for s in stages for w in s[0]["widths"] if s[0]["act"] is not None][:1])
        self.widths = nn.ModuleList([nn.Linear(4, w) for s in stages for w in s[0]["widths"]])
        self.weight = nn.Parameter(torch.zeros(3))
        self.other = copy.deepcopy(self.weight)
        again = copy.deepcopy(self.clones[0])
        again.weight = nn.Parameter(torch.zeros(9, 4))
        again.bias = nn.Parameter(torch.zeros(9))
        self.again = again
        self.last = nn.Linear(9, len(config[0]["widths"]) + (self.tied[0] is self.tied[1][0]) + (self.other is not self.weight))

    def forward(self, x):
        for layer in [*self.clones, *self.same]:
            x = layer(x)
        return self.last(self.again(self.tied(self.stages(x)))) * self.other.sum()
