"""Dropout."""

import _flopslint

import torch.nn.functional as F

from .module import Module

__public_module__ = "torch.nn"


class _DropoutNd(Module):
    """What all kinds of dropout have in common.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout.html
    """

    __constants__ = ["p", "inplace"]

    def __init__(self, p=0.5, inplace=False):
        super().__init__()
        _flopslint.require(0.0 <= p <= 1.0, "ValueError", f"dropout probability has to be between 0 and 1, but got {p}")
        _flopslint.keep(self, p=p, inplace=inplace)

    def extra_repr(self):
        return f"p={self.p}, inplace={self.inplace}"


class Dropout(_DropoutNd):
    """Drops elements.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout.html
    """

    def forward(self, input):
        return F.dropout(input, _flopslint.figure(self.p, 0.5), self.training, self.inplace)


class Dropout1d(_DropoutNd):
    """Drops channels of (N, C, L).

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout1d.html
    """

    def forward(self, input):
        return F.dropout1d(input, _flopslint.figure(self.p, 0.5), self.training, self.inplace)


class Dropout2d(_DropoutNd):
    """Drops channels of (N, C, H, W).

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout2d.html
    """

    def forward(self, input):
        return F.dropout2d(input, _flopslint.figure(self.p, 0.5), self.training, self.inplace)


class Dropout3d(_DropoutNd):
    """Drops channels of (N, C, D, H, W).

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout3d.html
    """

    def forward(self, input):
        return F.dropout3d(input, _flopslint.figure(self.p, 0.5), self.training, self.inplace)


class AlphaDropout(_DropoutNd):
    """Dropout that keeps mean and variance.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.AlphaDropout.html
    """

    def forward(self, input):
        return F.alpha_dropout(input, _flopslint.figure(self.p, 0.5), self.training)


class FeatureAlphaDropout(_DropoutNd):
    """Alpha dropout of whole channels.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.FeatureAlphaDropout.html
    """

    def forward(self, input):
        return F.feature_alpha_dropout(input, _flopslint.figure(self.p, 0.5), self.training)
