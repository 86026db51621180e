import logging
import warnings

import torch
import torch.nn as nn

import nowhere_to_be_found

INPUT = "2x3x8x8"
_logger = logging.getLogger(__name__)


def _assert(condition, message):
    assert condition, message


class Patch(nn.Module):
    def __init__(self, size=8, patch=4):
        super().__init__()
        self.size, self.patch = (size, size), (patch, patch)
        self.proj = nn.Conv2d(3, 6, patch, patch)
        _logger.info(f"{self.__class__.__name__}: {self.proj.weight.shape}, {nowhere_to_be_found.version}, {self.size!r:>20}")
        warnings.warn("unknown %s %d" % (nowhere_to_be_found.name, 3))

    def forward(self, x):
        B, C, H, W = x.shape
        _assert(H == self.size[0], f"Input height ({H}) doesn't match model ({self.size[0]}), {type(x)}, {x.dtype}, {x.device}, {nowhere_to_be_found.x}.")
        torch._assert(W == self.size[1], "width " + str(nowhere_to_be_found.y) + f"{x.shape}, {self.proj}")
        if H % self.patch[0]:
            raise ValueError(f"{H} {nowhere_to_be_found.z:>10}")
        print(f"{x.shape=} {x.size()} {self.proj.kernel_size} {list(x.shape)} {x.shape[2:]}", B, C, nn.ReLU())
        return self.proj(x).flatten(2).transpose(1, 2)

    def extra_repr(self):
        return f"size={self.size}, {nowhere_to_be_found.q}"


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.patch = Patch()
        name = f"head_{len(str(self.patch.size))}"
        self.add_module(name, nn.Linear(6, len(name) + len(f"{self.patch.proj.weight.shape}")))

    def forward(self, x):
        return self.head_6(self.patch(x).mean(1))
