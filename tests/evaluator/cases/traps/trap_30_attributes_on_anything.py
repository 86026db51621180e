from collections import namedtuple
from functools import partial

import torch
import torch.nn as nn

INPUT = "1x4"
Output = namedtuple("Output", ["logits", "aux"])
Output.__annotations__ = {"logits": torch.Tensor, "aux": None}
Output.__new__.__defaults__ = (None,)
_Output = Output


def builder(width):
    return nn.Linear(4, width)


builder.default_cfg = {"width": 6}
builder.calls = 0
make = partial(builder, 6)
make.tag = "made"
make.__name__ = "renamed"


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        builder.calls += 1
        self.fc = builder(**builder.default_cfg)
        self.fc.weight._no_weight_decay = True
        self.fc.weight.requires_grad = False
        self.fc.bias.data = torch.zeros(6)
        self.fc.custom = {"a": 3}
        self.position = nn.Parameter(torch.zeros(4), requires_grad=False)
        self.position.tag = "position"
        decay = [n for n, p in self.named_parameters() if not getattr(p, "_no_weight_decay", False)]
        frozen = sum(p.numel() for p in self.parameters() if not p.requires_grad)
        self.last = nn.Linear(6, len(decay) + self.fc.custom["a"] + builder.calls + len(make.tag) + len(make.__name__) + frozen)
        self.forward_count = 0
        nn.Linear.extra_for_all = 5
        self.more = nn.Linear(self.last.out_features, self.fc.extra_for_all + (builder.__class__ is type(builder)))

    def forward(self, x):
        self.forward_count += 1
        out = Output(self.more(self.last(self.fc(x + self.position))))
        return out.logits if out.aux is None else out
