"""Softmax and its relatives."""

import _flopslint

import torch.nn.functional as F

from .module import Module

__public_module__ = "torch.nn"


class Softmin(Module):
    """Softmax of the negated input.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Softmin.html
    """

    __constants__ = ["dim"]

    def __init__(self, dim=None):
        super().__init__()
        _flopslint.keep(self, dim=dim)

    def forward(self, input):
        return F.softmin(input, self.dim, _stacklevel=5)

    def extra_repr(self):
        return f"dim={self.dim}"


class Softmax(Module):
    """Softmax over a dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Softmax.html
    """

    __constants__ = ["dim"]

    def __init__(self, dim=None):
        super().__init__()
        _flopslint.keep(self, dim=dim)

    def forward(self, input):
        return F.softmax(input, self.dim, _stacklevel=5)

    def extra_repr(self):
        return f"dim={self.dim}"


class Softmax2d(Module):
    """Softmax over the channels.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Softmax2d.html
    """

    def forward(self, input):
        dims = input.dim()
        _flopslint.require_fit(
            dims in (3, 4), "ValueError", f"Softmax2d: expected input to be 3D or 4D, got {dims}D instead"
        )
        return F.softmax(input, -3, _stacklevel=5)


class LogSoftmax(Module):
    """Logarithm of the softmax over a dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LogSoftmax.html
    """

    __constants__ = ["dim"]

    def __init__(self, dim=None):
        super().__init__()
        _flopslint.keep(self, dim=dim)

    def forward(self, input):
        return F.log_softmax(input, self.dim, _stacklevel=5)

    def extra_repr(self):
        return f"dim={self.dim}"
