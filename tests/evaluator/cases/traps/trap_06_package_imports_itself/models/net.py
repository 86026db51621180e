import torch.nn as nn

from .. import ops
from ..ops import layers, width

__all__ = ["Model", "helper"]


def _private():
    return 1


def helper():
    from .. import models

    return models._private() + models.net_module.ops.width()


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        import trap_06_package_imports_itself as package

        self.a = layers.make(4, width())
        self.b = nn.Linear(width(), helper() + package.version + ops.layers.EXTRA)

    def forward(self, x):
        return self.b(self.a(x))
