import torch
import torch.nn as nn

INPUT = "1x4"


class Hidden(nn.Module):
    norm = None

    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm(4)

    def forward(self, x):
        return x if self.norm is None else self.norm(x)


class Falls(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = nn.Linear(4, 4, bias=False)

    @property
    def weight(self):
        return self.inner.wheight  # an attribute that is not there

    def __getattr__(self, name):
        if name == "weight":
            return super().__getattr__("inner").weight
        return super().__getattr__(name)

    @property
    def scale(self):
        return self._scale

    @scale.setter
    def scale(self, value):
        self._scale = nn.Parameter(torch.full((value,), 1.0))


class Model(nn.Module):
    def __init__(self):
        try:
            self.early = nn.Linear(1000, 1000)
        except AttributeError:
            early = 1
        super().__init__()
        try:
            del self.nothing
        except AttributeError:
            early += 1
        self.a = nn.Linear(4, 4)
        self.a = nn.Linear(4, 5)
        self.b = nn.Linear(1000, 1000)
        self.b = None
        self.c = nn.Parameter(torch.zeros(1000))
        try:
            self.c = torch.zeros(3)
        except TypeError:
            early += 1
        self.c = None
        self.register_buffer("d", torch.zeros(7))
        self.d = torch.zeros(9)
        self.register_buffer("e", torch.zeros(1000))
        del self.e
        self.f = 3
        self.f = nn.Linear(5, self.f, bias=False)
        self.g = nn.Linear(1000, 1000)
        del self.g
        self.register_parameter("h", None)
        self.h = nn.Parameter(torch.zeros(2, 3))
        self.hidden = Hidden()
        self.falls = Falls()
        self.falls.scale = 6
        self.tensor = torch.zeros(1000)
        self.last = nn.Linear(3, early + len(self._modules) + ("b" in self._modules) + hasattr(self, "c") + len(dict(self.named_buffers())))

    def forward(self, x):
        x = self.falls.inner(self.hidden(x)) * self.falls.weight.sum()
        return self.last(self.f(self.a(x)))
