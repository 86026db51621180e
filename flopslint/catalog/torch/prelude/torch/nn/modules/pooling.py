"""Pooling."""

import _flopslint

import torch.nn.functional as F

from .adaptive_pooling import AdaptiveAvgPool1d as AdaptiveAvgPool1d
from .adaptive_pooling import AdaptiveAvgPool2d as AdaptiveAvgPool2d
from .adaptive_pooling import AdaptiveAvgPool3d as AdaptiveAvgPool3d
from .adaptive_pooling import AdaptiveMaxPool1d as AdaptiveMaxPool1d
from .adaptive_pooling import AdaptiveMaxPool2d as AdaptiveMaxPool2d
from .adaptive_pooling import AdaptiveMaxPool3d as AdaptiveMaxPool3d
from .module import Module
from .utils import _pair, _single, _triple

__public_module__ = "torch.nn"


class _MaxPoolNd(Module):
    """What max pooling of all dims has in common.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool2d.html
    """

    __constants__ = ["kernel_size", "stride", "padding", "dilation", "return_indices", "ceil_mode"]

    def __init__(self, kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False):
        super().__init__()
        _flopslint.keep(
            self, kernel_size=kernel_size, stride=kernel_size if stride is None else stride, padding=padding,
            dilation=dilation, return_indices=return_indices, ceil_mode=ceil_mode,
        )  # fmt: skip

    def extra_repr(self):
        return (
            f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}, "
            f"dilation={self.dilation}, ceil_mode={self.ceil_mode}"
        )


class MaxPool1d(_MaxPoolNd):
    """Largest element of windows over one dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool1d.html
    """

    def forward(self, input):
        return F.max_pool1d(
            input, self.kernel_size, self.stride, self.padding, self.dilation, ceil_mode=self.ceil_mode,
            return_indices=self.return_indices,
        )  # fmt: skip


class MaxPool2d(_MaxPoolNd):
    """Largest element of windows over two dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool2d.html
    """

    def forward(self, input):
        return F.max_pool2d(
            input, self.kernel_size, self.stride, self.padding, self.dilation, ceil_mode=self.ceil_mode,
            return_indices=self.return_indices,
        )  # fmt: skip


class MaxPool3d(_MaxPoolNd):
    """Largest element of windows over three dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool3d.html
    """

    def forward(self, input):
        return F.max_pool3d(
            input, self.kernel_size, self.stride, self.padding, self.dilation, ceil_mode=self.ceil_mode,
            return_indices=self.return_indices,
        )  # fmt: skip


class _MaxUnpoolNd(Module):
    """What max unpooling of all dims has in common.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxUnpool2d.html
    """

    _spatial_dims = 0

    def __init__(self, kernel_size, stride=None, padding=0):
        super().__init__()
        n = self._spatial_dims
        _flopslint.keep(
            self, kernel_size=_flopslint.ntuple(kernel_size, n),
            stride=_flopslint.ntuple(kernel_size if stride is None else stride, n),
            padding=_flopslint.ntuple(padding, n),
        )  # fmt: skip

    def extra_repr(self):
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"


class MaxUnpool1d(_MaxUnpoolNd):
    """Puts elements back where max pooling over one dim took them.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxUnpool1d.html
    """

    _spatial_dims = 1

    def __init__(self, kernel_size, stride=None, padding=0):
        super().__init__(kernel_size, stride, padding)

    def forward(self, input, indices, output_size=None):
        return F.max_unpool1d(input, indices, self.kernel_size, self.stride, self.padding, output_size)


class MaxUnpool2d(_MaxUnpoolNd):
    """Puts elements back where max pooling over two dims took them.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxUnpool2d.html
    """

    _spatial_dims = 2

    def __init__(self, kernel_size, stride=None, padding=0):
        super().__init__(kernel_size, stride, padding)

    def forward(self, input, indices, output_size=None):
        return F.max_unpool2d(input, indices, self.kernel_size, self.stride, self.padding, output_size)


class MaxUnpool3d(_MaxUnpoolNd):
    """Puts elements back where max pooling over three dims took them.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxUnpool3d.html
    """

    _spatial_dims = 3

    def __init__(self, kernel_size, stride=None, padding=0):
        super().__init__(kernel_size, stride, padding)

    def forward(self, input, indices, output_size=None):
        return F.max_unpool3d(input, indices, self.kernel_size, self.stride, self.padding, output_size)


class AvgPool1d(Module):
    """Mean of windows over one dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.AvgPool1d.html
    """

    __constants__ = ["kernel_size", "stride", "padding", "ceil_mode", "count_include_pad"]

    def __init__(self, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True):
        super().__init__()
        _flopslint.keep(
            self, kernel_size=_single(kernel_size), stride=_single(kernel_size if stride is None else stride),
            padding=_single(padding), ceil_mode=ceil_mode, count_include_pad=count_include_pad,
        )  # fmt: skip

    def forward(self, input):
        return F.avg_pool1d(input, self.kernel_size, self.stride, self.padding, self.ceil_mode, self.count_include_pad)

    def extra_repr(self):
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"


class _AvgPoolNd(Module):
    """What average pooling of two and three dims has in common.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.AvgPool2d.html
    """

    __constants__ = ["kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "divisor_override"]

    def __init__(
        self, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None
    ):
        super().__init__()
        _flopslint.keep(
            self, kernel_size=kernel_size, stride=kernel_size if stride is None else stride, padding=padding,
            ceil_mode=ceil_mode, count_include_pad=count_include_pad, divisor_override=divisor_override,
        )  # fmt: skip

    def extra_repr(self):
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"


class AvgPool2d(_AvgPoolNd):
    """Mean of windows over two dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.AvgPool2d.html
    """

    def __init__(
        self, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None
    ):
        super().__init__(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override)

    def forward(self, input):
        return F.avg_pool2d(
            input, self.kernel_size, self.stride, self.padding, self.ceil_mode, self.count_include_pad,
            self.divisor_override,
        )  # fmt: skip


class AvgPool3d(_AvgPoolNd):
    """Mean of windows over three dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.AvgPool3d.html
    """

    def __init__(
        self, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None
    ):
        super().__init__(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override)

    def forward(self, input):
        return F.avg_pool3d(
            input, self.kernel_size, self.stride, self.padding, self.ceil_mode, self.count_include_pad,
            self.divisor_override,
        )  # fmt: skip


class FractionalMaxPool2d(Module):
    """Largest element of windows of random places over two dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.FractionalMaxPool2d.html
    """

    __constants__ = ["kernel_size", "return_indices", "output_size", "output_ratio"]

    def __init__(self, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None):
        super().__init__()
        _flopslint.keep(self, kernel_size=_pair(kernel_size), return_indices=return_indices)
        self.register_buffer("_random_samples", _random_samples)
        _flopslint.keep(
            self, output_size=None if output_size is None else _pair(output_size),
            output_ratio=None if output_ratio is None else _pair(output_ratio),
        )  # fmt: skip
        if output_size is None and output_ratio is None:
            raise ValueError("FractionalMaxPool2d requires specifying either an output size, or a pooling ratio")
        if output_size is not None and output_ratio is not None:
            raise ValueError("only one of output_size and output_ratio may be specified")
        if self.output_ratio is not None:
            _flopslint.require(
                all(0 < ratio < 1 for ratio in self.output_ratio),
                "ValueError",
                f"output_ratio must be between 0 and 1 (got {output_ratio})",
            )

    def forward(self, input):
        return F.fractional_max_pool2d(
            input, self.kernel_size, self.output_size, self.output_ratio, self.return_indices,
            _random_samples=self._random_samples,
        )  # fmt: skip


class FractionalMaxPool3d(Module):
    """Largest element of windows of random places over three dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.FractionalMaxPool3d.html
    """

    __constants__ = ["kernel_size", "return_indices", "output_size", "output_ratio"]

    def __init__(self, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None):
        super().__init__()
        _flopslint.keep(self, kernel_size=_triple(kernel_size), return_indices=return_indices)
        self.register_buffer("_random_samples", _random_samples)
        _flopslint.keep(
            self, output_size=None if output_size is None else _triple(output_size),
            output_ratio=None if output_ratio is None else _triple(output_ratio),
        )  # fmt: skip
        if output_size is None and output_ratio is None:
            raise ValueError("FractionalMaxPool3d requires specifying either an output size, or a pooling ratio")
        if output_size is not None and output_ratio is not None:
            raise ValueError("only one of output_size and output_ratio may be specified")
        if self.output_ratio is not None:
            _flopslint.require(
                all(0 < ratio < 1 for ratio in self.output_ratio),
                "ValueError",
                f"output_ratio must be between 0 and 1 (got {output_ratio})",
            )

    def forward(self, input):
        return F.fractional_max_pool3d(
            input, self.kernel_size, self.output_size, self.output_ratio, self.return_indices,
            _random_samples=self._random_samples,
        )  # fmt: skip


class _LPPoolNd(Module):
    """What power-average pooling of all dims has in common.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LPPool2d.html
    """

    __constants__ = ["norm_type", "kernel_size", "stride", "ceil_mode"]

    def __init__(self, norm_type, kernel_size, stride=None, ceil_mode=False):
        super().__init__()
        _flopslint.keep(self, norm_type=norm_type, kernel_size=kernel_size, stride=stride, ceil_mode=ceil_mode)

    def extra_repr(self):
        return (
            f"norm_type={self.norm_type}, kernel_size={self.kernel_size}, stride={self.stride}, "
            f"ceil_mode={self.ceil_mode}"
        )


class LPPool1d(_LPPoolNd):
    """Power average of windows over one dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LPPool1d.html
    """

    def forward(self, input):
        return F.lp_pool1d(input, float(self.norm_type), self.kernel_size, self.stride, self.ceil_mode)


class LPPool2d(_LPPoolNd):
    """Power average of windows over two dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LPPool2d.html
    """

    def forward(self, input):
        return F.lp_pool2d(input, float(self.norm_type), self.kernel_size, self.stride, self.ceil_mode)


class LPPool3d(_LPPoolNd):
    """Power average of windows over three dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LPPool3d.html
    """

    def forward(self, input):
        return F.lp_pool3d(input, float(self.norm_type), self.kernel_size, self.stride, self.ceil_mode)
