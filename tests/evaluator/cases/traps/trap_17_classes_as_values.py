import types
from functools import partial

import torch.nn as nn

INPUT = "1x4x6x6"


class Base(nn.Module):
    expansion = 2

    def __init__(self, channels, act=nn.ReLU, norm="batch", depth=1):
        super().__init__()
        make = partial(partial(nn.Conv2d, kernel_size=3, padding=1), bias=False)
        self.convs = nn.Sequential(*[make(channels, channels) for _ in range(depth)])
        self.act = act() if isinstance(act, (type, partial)) else act
        self.norm = {"batch": nn.BatchNorm2d, "none": nn.Identity}[norm](channels) if isinstance(norm, str) else norm(channels)
        self.is_base = self.__class__ == Base

    def forward(self, x):
        return self.act(self.norm(self.convs(x)))


class Derived(Base):
    expansion = 3


BLOCKS = {cls.__name__: cls for cls in (Base, Derived)}
NO_BIAS = {nn.BatchNorm2d, partial, Base}


def describe(thing):
    keywords = {}
    while isinstance(thing, partial):
        keywords = {**thing.keywords, **keywords}
        thing = thing.func
    return thing, keywords


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        block = partial(BLOCKS["Derived"], norm="none")
        cls, keywords = describe(partial(block, depth=2))
        width = cls.expansion + len(keywords) + sum([
            nn.BatchNorm2d in NO_BIAS, Derived in NO_BIAS, issubclass(cls, Base), cls.__name__ == "Derived", isinstance(describe, types.FunctionType),
            cls is Derived, cls.__mro__[1] is Base, type(cls) is type, cls.__init__ is Base.__init__, hash(cls) == hash(Derived), partial(cls).args == (),
        ])  # fmt: skip
        self.first = block(4, depth=2)
        self.second = Base(4, partial(nn.LeakyReLU, 0.2), partial(nn.GroupNorm, 2))
        self.third = (Base if self.first.is_base else Derived)(4, nn.GELU())
        self.last = nn.Conv2d(4, width, 1, bias=self.second.is_base)

    def forward(self, x):
        return self.last(self.third(self.second(self.first(x))))
