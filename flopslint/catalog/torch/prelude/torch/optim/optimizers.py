"""Optimizers by name."""

from .optimizer import Optimizer

__public_module__ = "torch.optim"


class _Named(Optimizer):
    """An optimizer whose options are kept as they are.

    Source: https://docs.pytorch.org/docs/stable/optim.html
    """

    def __init__(self, params, lr=1e-3, *args, **kwargs):
        super().__init__(params, {"lr": lr, **kwargs})


class Adadelta(_Named):
    """Adadelta.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.Adadelta.html
    """


class Adafactor(_Named):
    """Adafactor.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.Adafactor.html
    """


class Adagrad(_Named):
    """Adagrad.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.Adagrad.html
    """


class Adam(_Named):
    """Adam.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html
    """


class Adamax(_Named):
    """Adamax.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.Adamax.html
    """


class AdamW(_Named):
    """AdamW.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.AdamW.html
    """


class ASGD(_Named):
    """ASGD.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.ASGD.html
    """


class LBFGS(_Named):
    """LBFGS.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.LBFGS.html
    """


class Muon(_Named):
    """Muon.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.Muon.html
    """


class NAdam(_Named):
    """NAdam.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.NAdam.html
    """


class RAdam(_Named):
    """RAdam.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.RAdam.html
    """


class RMSprop(_Named):
    """RMSprop.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.RMSprop.html
    """


class Rprop(_Named):
    """Rprop.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.Rprop.html
    """


class SGD(_Named):
    """SGD.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html
    """


class SparseAdam(_Named):
    """SparseAdam.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.SparseAdam.html
    """
