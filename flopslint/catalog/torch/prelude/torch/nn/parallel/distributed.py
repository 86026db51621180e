"""Distributed data parallel wrapper."""

import contextlib

from ..modules.module import Module

__public_module__ = "torch.nn.parallel"


class DistributedDataParallel(Module):
    """Keeps the layer as ``module`` and calls it.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.parallel.DistributedDataParallel.html
    """

    def __init__(self, module, device_ids=None, output_device=None, dim=0, broadcast_buffers=True, **kwargs):
        super().__init__()
        self.module = module
        self.device_ids = device_ids
        self.output_device = output_device
        self.dim = dim
        self.broadcast_buffers = broadcast_buffers

    @contextlib.contextmanager
    def no_sync(self):
        yield

    def forward(self, *inputs, **kwargs):
        return self.module(*inputs, **kwargs)
