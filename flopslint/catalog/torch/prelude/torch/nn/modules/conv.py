"""Convolutions."""

import _flopslint

import torch.nn.functional as F

from .lazy_conv import LazyConv1d as LazyConv1d
from .lazy_conv import LazyConv2d as LazyConv2d
from .lazy_conv import LazyConv3d as LazyConv3d
from .lazy_conv import LazyConvTranspose1d as LazyConvTranspose1d
from .lazy_conv import LazyConvTranspose2d as LazyConvTranspose2d
from .lazy_conv import LazyConvTranspose3d as LazyConvTranspose3d
from .module import Module
from .utils import _pair, _single, _triple

__public_module__ = "torch.nn"


class _ConvNd(Module):
    """What all convolutions have in common.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html
    """

    __constants__ = [
        "stride", "padding", "dilation", "groups", "padding_mode", "output_padding", "in_channels", "out_channels",
        "kernel_size",
    ]  # fmt: skip

    def __init__(
        self, in_channels, out_channels, kernel_size, stride, padding, dilation, transposed, output_padding, groups,
        bias, padding_mode, device=None, dtype=None,
    ):  # fmt: skip
        super().__init__()
        _flopslint.check_convolution(in_channels, out_channels, stride, padding, groups, padding_mode)
        _flopslint.keep(
            self, in_channels=in_channels, out_channels=out_channels, kernel_size=kernel_size, stride=stride,
            padding=padding, dilation=dilation, transposed=transposed, output_padding=output_padding, groups=groups,
            padding_mode=padding_mode,
            _reversed_padding_repeated_twice=_flopslint.reversed_padding(padding, dilation, kernel_size),
        )  # fmt: skip
        if transposed:
            size = (in_channels, out_channels // groups, *kernel_size)
        else:
            size = (out_channels, in_channels // groups, *kernel_size)
        self.weight = _flopslint.parameter(size, device, dtype)
        if bias:
            self.bias = _flopslint.parameter((out_channels,), device, dtype)
        else:
            self.register_parameter("bias", None)
        self.reset_parameters()

    def reset_parameters(self):
        pass

    def extra_repr(self):
        text = f"{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}, stride={self.stride}"
        if self.padding != (0,) * len(self.padding):
            text += f", padding={self.padding}"
        if self.dilation != (1,) * len(self.dilation):
            text += f", dilation={self.dilation}"
        if self.output_padding != (0,) * len(self.output_padding):
            text += f", output_padding={self.output_padding}"
        if self.groups != 1:
            text += f", groups={self.groups}"
        if self.bias is None:
            text += ", bias=False"
        if self.padding_mode != "zeros":
            text += f", padding_mode={self.padding_mode}"
        return text


class Conv1d(_ConvNd):
    """Convolution over one dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv1d.html
    """

    def __init__(
        self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True,
        padding_mode="zeros", device=None, dtype=None,
    ):  # fmt: skip
        super().__init__(
            in_channels, out_channels, _single(kernel_size), _single(stride), _flopslint.padding(padding, 1),
            _single(dilation), False, _single(0), groups, bias, padding_mode, device, dtype,
        )  # fmt: skip

    def _conv_forward(self, input, weight, bias):
        if self.padding_mode != "zeros":
            padded = F.pad(input, self._reversed_padding_repeated_twice, mode=self.padding_mode)
            return F.conv1d(padded, weight, bias, self.stride, _single(0), self.dilation, self.groups)
        return F.conv1d(input, weight, bias, self.stride, self.padding, self.dilation, self.groups)

    def forward(self, input):
        return self._conv_forward(input, self.weight, self.bias)


class Conv2d(_ConvNd):
    """Convolution over two dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html
    """

    def __init__(
        self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True,
        padding_mode="zeros", device=None, dtype=None,
    ):  # fmt: skip
        super().__init__(
            in_channels, out_channels, _pair(kernel_size), _pair(stride), _flopslint.padding(padding, 2),
            _pair(dilation), False, _pair(0), groups, bias, padding_mode, device, dtype,
        )  # fmt: skip

    def _conv_forward(self, input, weight, bias):
        if self.padding_mode != "zeros":
            padded = F.pad(input, self._reversed_padding_repeated_twice, mode=self.padding_mode)
            return F.conv2d(padded, weight, bias, self.stride, _pair(0), self.dilation, self.groups)
        return F.conv2d(input, weight, bias, self.stride, self.padding, self.dilation, self.groups)

    def forward(self, input):
        return self._conv_forward(input, self.weight, self.bias)


class Conv3d(_ConvNd):
    """Convolution over three dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv3d.html
    """

    def __init__(
        self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True,
        padding_mode="zeros", device=None, dtype=None,
    ):  # fmt: skip
        super().__init__(
            in_channels, out_channels, _triple(kernel_size), _triple(stride), _flopslint.padding(padding, 3),
            _triple(dilation), False, _triple(0), groups, bias, padding_mode, device, dtype,
        )  # fmt: skip

    def _conv_forward(self, input, weight, bias):
        if self.padding_mode != "zeros":
            padded = F.pad(input, self._reversed_padding_repeated_twice, mode=self.padding_mode)
            return F.conv3d(padded, weight, bias, self.stride, _triple(0), self.dilation, self.groups)
        return F.conv3d(input, weight, bias, self.stride, self.padding, self.dilation, self.groups)

    def forward(self, input):
        return self._conv_forward(input, self.weight, self.bias)


class _ConvTransposeNd(_ConvNd):
    """What all transposed convolutions have in common.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose2d.html
    """

    def __init__(
        self, in_channels, out_channels, kernel_size, stride, padding, dilation, transposed, output_padding, groups,
        bias, padding_mode, device=None, dtype=None,
    ):  # fmt: skip
        _flopslint.require(
            padding_mode == "zeros",
            "ValueError",
            f'Only "zeros" padding mode is supported for {self.__class__.__name__}',
        )
        super().__init__(
            in_channels, out_channels, kernel_size, stride, padding, dilation, transposed, output_padding, groups,
            bias, padding_mode, device, dtype,
        )  # fmt: skip

    def _output_padding(self, input, output_size, stride, padding, kernel_size, num_spatial_dims, dilation=None):
        if output_size is None:
            return _flopslint.ntuple(self.output_padding, 1)
        n = num_spatial_dims
        unbatched = input.dim() == n + 1
        non_spatial = 1 if unbatched else 2
        wanted = list(output_size)
        if len(wanted) == non_spatial + n:
            wanted = wanted[non_spatial:]
        _flopslint.require(
            len(wanted) == n,
            "ValueError",
            f"ConvTranspose{n}D: for {input.dim()}D input, output_size must have {n} or {non_spatial + n} elements "
            f"(got {len(wanted)})",
        )
        spatial = input.shape[non_spatial:]
        smallest = [
            (spatial[i] - 1) * stride[i]
            - 2 * padding[i]
            + (dilation[i] if dilation is not None else 1) * (kernel_size[i] - 1)
            + 1
            for i in range(n)
        ]
        largest = [low + stride[i] - 1 for i, low in enumerate(smallest)]
        _flopslint.require_fit(
            all(low <= size <= high for low, size, high in zip(smallest, wanted, largest)),
            "ValueError",
            f"requested an output size of {output_size}, but valid sizes range from {smallest} to {largest} "
            f"(for an input of {input.shape[2:]})",
        )
        return [size - low for size, low in zip(wanted, smallest)]

    def _transpose(self, function, input, output_size, n):
        if self.padding_mode != "zeros":
            raise ValueError(f"Only `zeros` padding mode is supported for ConvTranspose{n}d")
        output_padding = self._output_padding(
            input, output_size, self.stride, self.padding, self.kernel_size, n, self.dilation
        )
        return function(
            input, self.weight, self.bias, self.stride, self.padding, output_padding, self.groups, self.dilation
        )


class ConvTranspose1d(_ConvTransposeNd):
    """Transposed convolution over one dim.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose1d.html
    """

    def __init__(
        self, in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True,
        dilation=1, padding_mode="zeros", device=None, dtype=None,
    ):  # fmt: skip
        super().__init__(
            in_channels, out_channels, _single(kernel_size), _single(stride), _single(padding), _single(dilation),
            True, _single(output_padding), groups, bias, padding_mode, device, dtype,
        )  # fmt: skip

    def forward(self, input, output_size=None):
        return self._transpose(F.conv_transpose1d, input, output_size, 1)


class ConvTranspose2d(_ConvTransposeNd):
    """Transposed convolution over two dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose2d.html
    """

    def __init__(
        self, in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True,
        dilation=1, padding_mode="zeros", device=None, dtype=None,
    ):  # fmt: skip
        super().__init__(
            in_channels, out_channels, _pair(kernel_size), _pair(stride), _pair(padding), _pair(dilation), True,
            _pair(output_padding), groups, bias, padding_mode, device, dtype,
        )  # fmt: skip

    def forward(self, input, output_size=None):
        return self._transpose(F.conv_transpose2d, input, output_size, 2)


class ConvTranspose3d(_ConvTransposeNd):
    """Transposed convolution over three dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose3d.html
    """

    def __init__(
        self, in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True,
        dilation=1, padding_mode="zeros", device=None, dtype=None,
    ):  # fmt: skip
        super().__init__(
            in_channels, out_channels, _triple(kernel_size), _triple(stride), _triple(padding), _triple(dilation),
            True, _triple(output_padding), groups, bias, padding_mode, device, dtype,
        )  # fmt: skip

    def forward(self, input, output_size=None):
        return self._transpose(F.conv_transpose3d, input, output_size, 3)
