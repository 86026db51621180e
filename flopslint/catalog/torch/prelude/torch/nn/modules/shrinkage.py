"""Activations that shrink toward zero."""

import _flopslint

import torch.nn.functional as F

from .module import Module

__public_module__ = "torch.nn"


class Hardshrink(Module):
    """Zero between two bounds.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Hardshrink.html
    """

    __constants__ = ["lambd"]

    def __init__(self, lambd=0.5):
        super().__init__()
        _flopslint.keep(self, lambd=lambd)

    def forward(self, input):
        return F.hardshrink(input, _flopslint.figure(self.lambd, 0.5))

    def extra_repr(self):
        return f"{self.lambd}"


class Softshrink(Module):
    """Soft shrinkage.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Softshrink.html
    """

    __constants__ = ["lambd"]

    def __init__(self, lambd=0.5):
        super().__init__()
        _flopslint.keep(self, lambd=lambd)

    def forward(self, input):
        return F.softshrink(input, _flopslint.figure(self.lambd, 0.5))

    def extra_repr(self):
        return str(self.lambd)


class Tanhshrink(Module):
    """Input less its hyperbolic tangent.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Tanhshrink.html
    """

    def forward(self, input):
        return F.tanhshrink(input)
