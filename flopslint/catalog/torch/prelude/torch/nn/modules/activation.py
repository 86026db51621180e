"""Activations."""

import _flopslint

import torch
import torch.nn.functional as F

from .module import Module
from .multihead_attention import MultiheadAttention as MultiheadAttention
from .shrinkage import Hardshrink as Hardshrink
from .shrinkage import Softshrink as Softshrink
from .shrinkage import Tanhshrink as Tanhshrink
from .softmax import LogSoftmax as LogSoftmax
from .softmax import Softmax as Softmax
from .softmax import Softmax2d as Softmax2d
from .softmax import Softmin as Softmin

__public_module__ = "torch.nn"


class Threshold(Module):
    """Replaces what is not above a threshold.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Threshold.html
    """

    __constants__ = ["threshold", "value", "inplace"]

    def __init__(self, threshold, value, inplace=False):
        super().__init__()
        _flopslint.keep(self, threshold=threshold, value=value, inplace=inplace)

    def forward(self, input):
        return F.threshold(
            input, _flopslint.figure(self.threshold, 0.0), _flopslint.figure(self.value, 0.0), self.inplace
        )

    def extra_repr(self):
        return f"threshold={self.threshold}, value={self.value}{', inplace=True' if self.inplace else ''}"


class _Inplace(Module):
    """An activation whose one argument is ``inplace``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ReLU.html
    """

    __constants__ = ["inplace"]

    def extra_repr(self):
        return "inplace=True" if self.inplace else ""


class ReLU(_Inplace):
    """Rectifier.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ReLU.html
    """

    def __init__(self, inplace=False):
        super().__init__()
        _flopslint.keep(self, inplace=inplace)

    def forward(self, input):
        return F.relu(input, inplace=self.inplace)


class SiLU(_Inplace):
    """Sigmoid linear unit.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.SiLU.html
    """

    def __init__(self, inplace=False):
        super().__init__()
        _flopslint.keep(self, inplace=inplace)

    def forward(self, input):
        return F.silu(input, inplace=self.inplace)


class Mish(_Inplace):
    """Mish.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Mish.html
    """

    def __init__(self, inplace=False):
        super().__init__()
        _flopslint.keep(self, inplace=inplace)

    def forward(self, input):
        return F.mish(input, inplace=self.inplace)


class Hardsigmoid(_Inplace):
    """Piecewise linear sigmoid.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Hardsigmoid.html
    """

    def __init__(self, inplace=False):
        super().__init__()
        _flopslint.keep(self, inplace=inplace)

    def forward(self, input):
        return F.hardsigmoid(input, self.inplace)


class Hardswish(_Inplace):
    """Swish with a piecewise linear sigmoid.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Hardswish.html
    """

    def __init__(self, inplace=False):
        super().__init__()
        _flopslint.keep(self, inplace=inplace)

    def forward(self, input):
        return F.hardswish(input, self.inplace)


class SELU(_Inplace):
    """Scaled exponential linear unit.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.SELU.html
    """

    def __init__(self, inplace=False):
        super().__init__()
        _flopslint.keep(self, inplace=inplace)

    def forward(self, input):
        return F.selu(input, self.inplace)


class RReLU(Module):
    """Leaky rectifier with a random slope in training.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RReLU.html
    """

    __constants__ = ["lower", "upper", "inplace"]

    def __init__(self, lower=1.0 / 8, upper=1.0 / 3, inplace=False):
        super().__init__()
        _flopslint.keep(self, lower=lower, upper=upper, inplace=inplace)

    def forward(self, input):
        return F.rrelu(
            input, _flopslint.figure(self.lower, 0.125), _flopslint.figure(self.upper, 0.25), self.training,
            self.inplace,
        )  # fmt: skip

    def extra_repr(self):
        return f"lower={self.lower}, upper={self.upper}{', inplace=True' if self.inplace else ''}"


class Hardtanh(Module):
    """Clamps to a range.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Hardtanh.html
    """

    __constants__ = ["min_val", "max_val", "inplace"]

    def __init__(self, min_val=-1.0, max_val=1.0, inplace=False, min_value=None, max_value=None):
        super().__init__()
        _flopslint.keep(
            self, min_val=min_val if min_value is None else min_value,
            max_val=max_val if max_value is None else max_value, inplace=inplace,
        )  # fmt: skip
        _flopslint.require(
            self.max_val > self.min_val,
            "AssertionError",
            f"max_val ({self.max_val}) must be greater than min_val ({self.min_val})",
        )

    def forward(self, input):
        return F.hardtanh(
            input, _flopslint.figure(self.min_val, -1.0), _flopslint.figure(self.max_val, 1.0), self.inplace
        )

    def extra_repr(self):
        return f"min_val={self.min_val}, max_val={self.max_val}{', inplace=True' if self.inplace else ''}"


class ReLU6(Hardtanh):
    """Rectifier clamped at 6.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ReLU6.html
    """

    def __init__(self, inplace=False):
        super().__init__(0.0, 6.0, inplace)

    def extra_repr(self):
        return "inplace=True" if self.inplace else ""


class Sigmoid(Module):
    """Sigmoid.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Sigmoid.html
    """

    def forward(self, input):
        return torch.sigmoid(input)


class Tanh(Module):
    """Hyperbolic tangent.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Tanh.html
    """

    def forward(self, input):
        return torch.tanh(input)


class ELU(Module):
    """Exponential linear unit.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ELU.html
    """

    __constants__ = ["alpha", "inplace"]

    def __init__(self, alpha=1.0, inplace=False):
        super().__init__()
        _flopslint.keep(self, alpha=alpha, inplace=inplace)

    def forward(self, input):
        return F.elu(input, _flopslint.figure(self.alpha, 1.0), self.inplace)

    def extra_repr(self):
        return f"alpha={self.alpha}{', inplace=True' if self.inplace else ''}"


class CELU(Module):
    """Continuously differentiable exponential linear unit.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.CELU.html
    """

    __constants__ = ["alpha", "inplace"]

    def __init__(self, alpha=1.0, inplace=False):
        super().__init__()
        _flopslint.keep(self, alpha=alpha, inplace=inplace)

    def forward(self, input):
        return F.celu(input, _flopslint.figure(self.alpha, 1.0), self.inplace)

    def extra_repr(self):
        return f"alpha={self.alpha}{', inplace=True' if self.inplace else ''}"


class LeakyReLU(Module):
    """Leaky rectifier.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LeakyReLU.html
    """

    __constants__ = ["inplace", "negative_slope"]

    def __init__(self, negative_slope=0.01, inplace=False):
        super().__init__()
        _flopslint.keep(self, negative_slope=negative_slope, inplace=inplace)

    def forward(self, input):
        return F.leaky_relu(input, _flopslint.figure(self.negative_slope, 0.01), self.inplace)

    def extra_repr(self):
        return f"negative_slope={self.negative_slope}{', inplace=True' if self.inplace else ''}"


class GLU(Module):
    """Gated linear unit: half of a dim gates the other half.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GLU.html
    """

    __constants__ = ["dim"]

    def __init__(self, dim=-1):
        super().__init__()
        _flopslint.keep(self, dim=dim)

    def forward(self, input):
        return F.glu(input, self.dim)

    def extra_repr(self):
        return f"dim={self.dim}"


class GELU(Module):
    """Gaussian error linear unit.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GELU.html
    """

    __constants__ = ["approximate"]

    def __init__(self, approximate="none"):
        super().__init__()
        _flopslint.keep(self, approximate=approximate)

    def forward(self, input):
        return F.gelu(input, approximate=self.approximate)

    def extra_repr(self):
        return f"approximate={self.approximate!r}"


class LogSigmoid(Module):
    """Logarithm of the sigmoid.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LogSigmoid.html
    """

    def forward(self, input):
        return F.logsigmoid(input)


class Softplus(Module):
    """Smooth rectifier.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Softplus.html
    """

    __constants__ = ["beta", "threshold"]

    def __init__(self, beta=1.0, threshold=20.0):
        super().__init__()
        _flopslint.keep(self, beta=beta, threshold=threshold)

    def forward(self, input):
        return F.softplus(input, _flopslint.figure(self.beta, 1.0), _flopslint.figure(self.threshold, 20.0))

    def extra_repr(self):
        return f"beta={self.beta}, threshold={self.threshold}"


class Softsign(Module):
    """Softsign.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Softsign.html
    """

    def forward(self, input):
        return F.softsign(input)


class PReLU(Module):
    """Leaky rectifier with learned slopes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.PReLU.html
    """

    __constants__ = ["num_parameters"]

    def __init__(self, num_parameters=1, init=0.25, device=None, dtype=None):
        _flopslint.keep(self, num_parameters=num_parameters)
        super().__init__()
        _flopslint.keep(self, init=init)
        self.weight = _flopslint.parameter((num_parameters,), device, dtype)
        self.reset_parameters()

    def reset_parameters(self):
        pass

    def forward(self, input):
        return F.prelu(input, self.weight)

    def extra_repr(self):
        return f"num_parameters={self.num_parameters}"
