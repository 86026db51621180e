import torch.nn as nn

INPUT = "1x4"
try:
    from apex_that_is_not_there.normalization import FusedLayerNorm

    has_apex = True
except ImportError:
    FusedLayerNorm = None
    has_apex = False
try:
    import torch.nn.functional as F
    from torch.nn import Linear as TheLinear

    has_torch = True
except ImportError:
    has_torch = False
try:
    from torch.nn import NoSuchLayerAtAll
except ImportError:
    NoSuchLayerAtAll = None
try:
    import torch.no_such_submodule_at_all
except ModuleNotFoundError as error:
    missing = type(error).__name__
try:
    import math
    import typing

    has_standard_library = True
except ImportError:
    has_standard_library = False


def late():
    try:
        import another_that_is_not_there  # noqa: F401
    except Exception:
        return 3
    return 1000


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        norm = FusedLayerNorm if has_apex else nn.LayerNorm
        self.norm = norm(4)
        width = 5 if has_torch and has_standard_library else 1000
        self.fc = TheLinear(4, width if NoSuchLayerAtAll is None else 1000)
        self.last = nn.Linear(width, late() + len(missing))

    def forward(self, x):
        return self.last(F.relu(self.fc(self.norm(x))))
