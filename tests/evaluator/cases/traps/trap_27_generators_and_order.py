from contextlib import contextmanager

import torch.nn as nn

INPUT = "1x4"
STATE = {"width": 4}


@contextmanager
def width(value):
    before = STATE["width"]
    STATE["width"] = value
    try:
        yield value
    finally:
        STATE["width"] = before


def layers(widths):
    for w in widths:
        with width(w):
            yield nn.Linear(STATE["width"], w)
        STATE["last"] = w


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(4, STATE["width"])
        with width(6) as inner:
            self.second = nn.Linear(4, STATE["width"])
            with width(inner + 1):
                self.third = nn.Linear(6, STATE["width"])
        self.fourth = nn.Linear(7, STATE["width"])
        generator = layers([3, 1000])
        self.fifth = next(generator)
        self.sixth = nn.Linear(4, STATE.get("last", 5))
        named = dict(self.named_modules())
        first = next(p for n, p in self.named_parameters() if n.endswith("bias"))
        self.seventh = nn.Linear(5, len(named) + first.shape[0] + len(list(self.parameters())[::2]))

    def forward(self, x):
        return self.seventh(self.sixth(self.fourth(self.third(self.second(self.first(x))))))
