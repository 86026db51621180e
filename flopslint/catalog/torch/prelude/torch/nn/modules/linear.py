"""Affine maps."""

import _flopslint

import torch.nn.functional as F

from .lazy import LazyModuleMixin
from .module import Module

__public_module__ = "torch.nn"


class Identity(Module):
    """Returns its input; takes any arguments.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Identity.html
    """

    def __init__(self, *args, **kwargs):
        super().__init__()

    def forward(self, input):
        return input


class Linear(Module):
    """Affine map of the last dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html
    """

    __constants__ = ["in_features", "out_features"]

    def __init__(self, in_features, out_features, bias=True, device=None, dtype=None):
        super().__init__()
        _flopslint.keep(self, in_features=in_features, out_features=out_features)
        self.weight = _flopslint.parameter((out_features, in_features), device, dtype)
        if bias:
            self.bias = _flopslint.parameter((out_features,), device, dtype)
        else:
            self.register_parameter("bias", None)
        self.reset_parameters()

    def reset_parameters(self):
        pass

    def forward(self, input):
        return F.linear(input, self.weight, self.bias)

    def extra_repr(self):
        return f"in_features={self.in_features}, out_features={self.out_features}, bias={self.bias is not None}"


class NonDynamicallyQuantizableLinear(Linear):
    """The output projection of MultiheadAttention.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html
    """

    def __init__(self, in_features, out_features, bias=True, device=None, dtype=None):
        super().__init__(in_features, out_features, bias=bias, device=device, dtype=dtype)


class Bilinear(Module):
    """Bilinear form of two inputs.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Bilinear.html
    """

    __constants__ = ["in1_features", "in2_features", "out_features"]

    def __init__(self, in1_features, in2_features, out_features, bias=True, device=None, dtype=None):
        super().__init__()
        _flopslint.require(
            in1_features > 0, "ValueError", f"in1_features must be > 0, but got (in1_features={in1_features})"
        )
        _flopslint.keep(self, in1_features=in1_features, in2_features=in2_features, out_features=out_features)
        self.weight = _flopslint.parameter((out_features, in1_features, in2_features), device, dtype)
        if bias:
            self.bias = _flopslint.parameter((out_features,), device, dtype)
        else:
            self.register_parameter("bias", None)
        self.reset_parameters()

    def reset_parameters(self):
        pass

    def forward(self, input1, input2):
        return F.bilinear(input1, input2, self.weight, self.bias)

    def extra_repr(self):
        return (
            f"in1_features={self.in1_features}, in2_features={self.in2_features}, "
            f"out_features={self.out_features}, bias={self.bias is not None}"
        )


class LazyLinear(LazyModuleMixin, Linear):
    """Linear whose ``in_features`` the first input gives.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyLinear.html
    """

    cls_to_become = Linear

    def __init__(self, out_features, bias=True, device=None, dtype=None):
        super().__init__(0, 0, False)
        _flopslint.keep(self, _lazy_placement=(device, dtype))
        self.weight = _flopslint.uninitialized()
        _flopslint.keep(self, out_features=out_features)
        if bias:
            self.bias = _flopslint.uninitialized()

    def reset_parameters(self):
        if not self.has_uninitialized_params() and self.in_features != 0:
            super().reset_parameters()

    def initialize_parameters(self, input):
        if self.has_uninitialized_params():
            self.in_features = input.shape[-1]
            device, dtype = self._lazy_placement
            self.weight = _flopslint.parameter((self.out_features, self.in_features), device, dtype)
            if self.bias is not None:
                self.bias = _flopslint.parameter((self.out_features,), device, dtype)
            del self._lazy_placement
            self.reset_parameters()
        if self.in_features == 0:
            self.in_features = self.weight.shape[-1]
