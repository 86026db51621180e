"""Tensors without data, which only tracing makes."""

import torch


class FakeTensor(torch.Tensor):
    pass


class FakeTensorMode:
    pass
