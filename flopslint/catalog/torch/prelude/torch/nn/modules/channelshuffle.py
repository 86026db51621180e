"""Channels of groups interleaved."""

import _flopslint

import torch.nn.functional as F

from .module import Module

__public_module__ = "torch.nn"


class ChannelShuffle(Module):
    """Interleaves the channels of groups.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ChannelShuffle.html
    """

    __constants__ = ["groups"]

    def __init__(self, groups):
        super().__init__()
        _flopslint.keep(self, groups=groups)

    def forward(self, input):
        return F.channel_shuffle(input, self.groups)

    def extra_repr(self):
        return f"groups={self.groups}"
