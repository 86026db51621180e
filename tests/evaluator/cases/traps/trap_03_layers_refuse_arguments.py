import torch.nn as nn

INPUT = "2x8x5x5"
FELL_BACK = []


def create_act(cls, **kwargs):
    try:
        return cls(inplace=True, **kwargs)
    except TypeError:
        FELL_BACK.append(cls.__name__)
        return cls(**kwargs)


class Scale(nn.Module):
    def __init__(self, factor=2):
        super().__init__()
        self.factor = factor

    def forward(self, x):
        return x * self.factor


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        acts = [create_act(c) for c in (nn.ReLU, nn.GELU, nn.SiLU, nn.Sigmoid, nn.Identity, nn.Hardswish, Scale, nn.Tanh)]
        self.acts = nn.Sequential(*acts)
        try:
            self.pool = nn.MaxPool2d(2, bias=True)
        except TypeError:
            self.pool = nn.MaxPool2d(2)
        try:
            nn.Linear(3)
            width = 1000
        except TypeError:
            width = len(FELL_BACK)
        try:
            nn.Conv2d(1, 2, 3, nothing=4)
            width = 1000
        except TypeError as error:
            width += "nothing" in str(error)
        self.conv = nn.Conv2d(8, width, 1)

    def forward(self, x):
        return self.conv(self.pool(self.acts(x)))
