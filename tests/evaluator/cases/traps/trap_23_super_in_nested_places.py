import torch.nn as nn

INPUT = "1x4"


def make_block(base, extra):
    class Block(base):
        def __init__(self, width, deep=True):
            if deep:
                super().__init__(width)
            else:
                super(Block, self).__init__(width + 1000)

            def add(name):
                self.add_module(name, nn.Linear(4, extra))
                return super(Block, self).describe()

            self.names = [add(n) for n in ("x", "y")]

        def describe(self):
            return [__class__.__name__] + super().describe()

        def forward(self, x):
            return super().forward(x) + (self.x(x) * self.y(x)).sum()

    Block.__name__ = f"Block{extra}"
    return Block


class Root(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.body = nn.Linear(4, width)

    def describe(self):
        return ["Root"]

    def forward(self, x):
        return self.body(x)


class Mixin:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.mixed = nn.Linear(4, 2)


class Final(Mixin, make_block(make_block(Root, 3), 5)):
    pass


class Model(Final):
    def __init__(self):
        super().__init__(6)
        self.last = nn.Linear(6, len(self.describe()) + len(self.names))

    def forward(self, x):
        return self.last(super().forward(x)) + self.mixed(x).sum()
