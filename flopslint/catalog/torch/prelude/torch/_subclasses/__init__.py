"""Tensors without data, which only tracing makes."""

from .fake_tensor import FakeTensor, FakeTensorMode
