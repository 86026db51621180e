import functools
import types

import torch.nn as nn

INPUT = "1x4x6x6"


def get_norm(norm, channels):
    assert isinstance(norm, (type, str, types.FunctionType, functools.partial))
    kwargs = {}
    if isinstance(norm, functools.partial):
        kwargs.update(norm.keywords)
        norm = norm.func
    if isinstance(norm, str):
        norm = {"bn": nn.BatchNorm2d, "gn": functools.partial(nn.GroupNorm, 2)}[norm]
    elif isinstance(norm, types.FunctionType):
        return norm(channels)
    elif isinstance(norm, type) and issubclass(norm, nn.GroupNorm):
        return norm(2, channels, **kwargs)
    return norm(channels, **kwargs)


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        kinds = [nn.BatchNorm2d, "bn", "gn", nn.GroupNorm, functools.partial(nn.BatchNorm2d, affine=False), lambda c: nn.GroupNorm(1, c)]
        self.norms = nn.ModuleList([get_norm(k, 4) for k in kinds])
        width = sum([
            isinstance(int, type), isinstance(property, type), callable(list), type(3) is int, list("ab") == ["a", "b"], isinstance(type, type),
            type([]) == list, issubclass(bool, int), isinstance(nn.Linear, type), isinstance(len, types.BuiltinFunctionType), type(type(1)) is type,
        ])  # fmt: skip
        self.conv = nn.Conv2d(4, width, 1)

    def forward(self, x):
        for norm in self.norms:
            x = norm(x)
        return self.conv(x)
