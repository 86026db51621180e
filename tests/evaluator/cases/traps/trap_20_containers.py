from collections import OrderedDict

import torch.nn as nn

INPUT = "1x4"


class Block(nn.Sequential):
    def __init__(self, width, norm=True):
        layers = [nn.Linear(4, width)]
        if norm:
            layers.append(nn.LayerNorm(width))
        layers += [nn.ReLU(), nn.Linear(width, 4)]
        super().__init__(*layers)
        self.width = width


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.named = nn.Sequential(OrderedDict([("one", nn.Linear(4, 3)), ("act", nn.ReLU()), ("two", nn.Linear(3, 4))]))
        self.blocks = nn.Sequential(*[Block(w, norm=w > 5) for w in (5, 6, 7)])
        try:
            self.blocks[0][:2]
            self.cut = nn.Linear(1000, 1000)
        except TypeError:
            self.cut = nn.Sequential(*list(self.blocks[0].children())[:2])
        self.part = nn.Sequential(*[nn.Linear(4, 4) for _ in range(5)])[1:-1]
        self.list = nn.ModuleList([nn.Linear(4, 4)])
        self.list.append(nn.Linear(4, 4, bias=False))
        self.list.extend([nn.Linear(4, 4), nn.Identity()])
        self.list.insert(1, nn.LayerNorm(4))
        self.list += [nn.Tanh()]
        self.list[0] = nn.Linear(4, 4, bias=False)
        del self.list[2]
        self.tail = self.list[-2:]
        self.dict = nn.ModuleDict({"a": nn.Linear(4, 2), "b": nn.Linear(4, 4)})
        self.dict.update({"c": nn.Linear(4, 4), "a": nn.Linear(4, 4)})
        self.gone = self.dict.pop("b")
        self.params = nn.ParameterList([nn.Parameter(self.blocks[-1][0].weight.new_zeros(4)) for _ in range(3)])
        for name, child in list(self.named.named_children()):
            if isinstance(child, nn.ReLU):
                setattr(self.named, name, nn.GELU())
        self.shared = nn.Sequential(self.named, self.named)
        count = len(self.part) + len(self.list) + len(self.dict) + len(list(self.named_parameters())) + len(self.blocks[1]) + ("c" in self.dict)
        self.last = nn.Linear(4, count + len(self.blocks[-1:]) + [m for m in self.modules()].count(self.named))
        self.add_module("extra", nn.Linear(self.last.out_features, 2))

    def forward(self, x):
        x = self.blocks(self.named(x))
        for layer in self.list:
            x = layer(x)
        for key, layer in self.dict.items():
            x = layer(x) + self.params[0]
        return self.extra(self.last(self.shared(self.part(x))))
