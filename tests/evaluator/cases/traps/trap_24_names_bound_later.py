import sys

import torch.nn as nn

INPUT = "1x4"
_EXPORTABLE = False
_REGISTRY = {}


def set_exportable(value):
    global _EXPORTABLE
    _EXPORTABLE = value


class scope:
    def __enter__(self):
        self.before = _EXPORTABLE
        set_exportable(True)

    def __exit__(self, *args):
        set_exportable(self.before)
        return False


def width():
    return later(3) if _EXPORTABLE else later(5)


def later(n):
    return n * FACTOR


FACTOR = 2


def register(cls):
    module = sys.modules[cls.__module__]
    _REGISTRY[cls.__name__.lower()] = cls
    if hasattr(module, "__all__"):
        module.__all__.append(cls.__name__)
    else:
        module.__all__ = [cls.__name__]
    return cls


@register
class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(4, width())
        with scope():
            self.b = nn.Linear(self.a.out_features, width())
        self.c = nn.Linear(self.b.out_features, globals()["width"]() + len(__all__))  # noqa: F821
        self.d = getattr(sys.modules[__name__], "nn").Linear(self.c.out_features, len(_REGISTRY) + vars(sys.modules[__name__])["FACTOR"])
        self.e = globals()["nn"].Linear(self.d.out_features, len([n for n in list(globals()) if n.startswith("set_")]) + ("sys" in globals()))

    def forward(self, x):
        return self.e(self.d(self.c(self.b(self.a(x)))))
