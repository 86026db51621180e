"""Normalization over the features of one item."""

import _flopslint

import torch.nn.functional as F

from .module import Module

__public_module__ = "torch.nn"


class LocalResponseNorm(Module):
    """Normalization over neighboring channels.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LocalResponseNorm.html
    """

    __constants__ = ["size", "alpha", "beta", "k"]

    def __init__(self, size, alpha=1e-4, beta=0.75, k=1.0):
        super().__init__()
        _flopslint.keep(self, size=size, alpha=alpha, beta=beta, k=k)

    def forward(self, input):
        return F.local_response_norm(
            input, self.size, _flopslint.figure(self.alpha, 1e-4), _flopslint.figure(self.beta, 0.75),
            _flopslint.figure(self.k, 1.0),
        )  # fmt: skip

    def extra_repr(self):
        return f"{self.size}, alpha={self.alpha}, beta={self.beta}, k={self.k}"


class CrossMapLRN2d(Module):
    """Normalization over neighboring channels, in its older form.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LocalResponseNorm.html
    """

    def __init__(self, size, alpha=1e-4, beta=0.75, k=1):
        super().__init__()
        _flopslint.keep(self, size=size, alpha=alpha, beta=beta, k=k)

    def forward(self, input):
        return F.local_response_norm(
            input, self.size, _flopslint.figure(self.alpha, 1e-4), _flopslint.figure(self.beta, 0.75),
            _flopslint.figure(self.k, 1.0),
        )  # fmt: skip

    def extra_repr(self):
        return f"{self.size}, alpha={self.alpha}, beta={self.beta}, k={self.k}"


class LayerNorm(Module):
    """Normalization over the last dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LayerNorm.html
    """

    __constants__ = ["normalized_shape", "eps", "elementwise_affine"]

    def __init__(self, normalized_shape, eps=1e-5, elementwise_affine=True, bias=True, device=None, dtype=None):
        super().__init__()
        _flopslint.keep(
            self, normalized_shape=_flopslint.size_tuple(normalized_shape), eps=eps,
            elementwise_affine=elementwise_affine,
        )  # fmt: skip
        if elementwise_affine:
            self.weight = _flopslint.parameter(self.normalized_shape, device, dtype)
        else:
            self.register_parameter("weight", None)
        if elementwise_affine and bias:
            self.bias = _flopslint.parameter(self.normalized_shape, device, dtype)
        else:
            self.register_parameter("bias", None)
        self.reset_parameters()

    def reset_parameters(self):
        pass

    def forward(self, input):
        return F.layer_norm(input, self.normalized_shape, self.weight, self.bias, _flopslint.figure(self.eps, 1e-5))

    def extra_repr(self):
        return (
            f"{self.normalized_shape}, eps={self.eps}, elementwise_affine={self.elementwise_affine}, "
            f"bias={self.bias is not None}"
        )


class GroupNorm(Module):
    """Normalization over groups of channels.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GroupNorm.html
    """

    __constants__ = ["num_groups", "num_channels", "eps", "affine"]

    def __init__(self, num_groups, num_channels, eps=1e-5, affine=True, device=None, dtype=None, *, bias=True):
        super().__init__()
        _flopslint.require(
            num_channels % num_groups == 0,
            "ValueError",
            f"num_channels ({num_channels}) must be divisible by num_groups ({num_groups})",
        )
        _flopslint.keep(self, num_groups=num_groups, num_channels=num_channels, eps=eps, affine=affine)
        if affine:
            self.weight = _flopslint.parameter((num_channels,), device, dtype)
        else:
            self.register_parameter("weight", None)
        if affine and bias:
            self.bias = _flopslint.parameter((num_channels,), device, dtype)
        else:
            self.register_parameter("bias", None)
        self.reset_parameters()

    def reset_parameters(self):
        pass

    def forward(self, input):
        return F.group_norm(input, self.num_groups, self.weight, self.bias, _flopslint.figure(self.eps, 1e-5))

    def extra_repr(self):
        return (
            f"{self.num_groups}, {self.num_channels}, eps={self.eps}, affine={self.affine}, "
            f"bias={self.bias is not None}"
        )


class RMSNorm(Module):
    """Root mean square normalization over the last dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RMSNorm.html
    """

    __constants__ = ["normalized_shape", "eps", "elementwise_affine"]

    def __init__(self, normalized_shape, eps=None, elementwise_affine=True, device=None, dtype=None):
        super().__init__()
        _flopslint.keep(
            self, normalized_shape=_flopslint.size_tuple(normalized_shape), eps=eps,
            elementwise_affine=elementwise_affine,
        )  # fmt: skip
        if elementwise_affine:
            self.weight = _flopslint.parameter(self.normalized_shape, device, dtype)
        else:
            self.register_parameter("weight", None)
        self.reset_parameters()

    def reset_parameters(self):
        pass

    def forward(self, x):
        return F.rms_norm(x, self.normalized_shape, self.weight, _flopslint.figure(self.eps, None))

    def extra_repr(self):
        return f"{self.normalized_shape}, eps={self.eps}, elementwise_affine={self.elementwise_affine}"
