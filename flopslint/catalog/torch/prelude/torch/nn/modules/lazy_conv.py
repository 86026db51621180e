"""Convolutions that take ``in_channels`` from their first input."""

import _flopslint

from .conv import Conv1d, Conv2d, Conv3d, ConvTranspose1d, ConvTranspose2d, ConvTranspose3d
from .lazy import LazyModuleMixin

__public_module__ = "torch.nn"


class _LazyConvXdMixin(LazyModuleMixin):
    """What lazy convolutions have in common.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyConv2d.html
    """

    _spatial_dims = 0

    def _defer(self, out_channels, bias, device, dtype):
        self._lazy_placement = (device, dtype)
        self.weight = _flopslint.uninitialized()
        self.out_channels = out_channels
        if bias:
            self.bias = _flopslint.uninitialized()

    def reset_parameters(self):
        if not self.has_uninitialized_params() and self.in_channels != 0:
            super().reset_parameters()

    def initialize_parameters(self, input, *args, **kwargs):
        if not self.has_uninitialized_params():
            return
        self.in_channels = self._get_in_channels(input)
        _flopslint.require_fit(
            self.in_channels % self.groups == 0, "ValueError", "in_channels must be divisible by groups"
        )
        if self.transposed:
            size = (self.in_channels, self.out_channels // self.groups, *self.kernel_size)
        else:
            size = (self.out_channels, self.in_channels // self.groups, *self.kernel_size)
        device, dtype = self._lazy_placement
        self.weight = _flopslint.parameter(size, device, dtype)
        if self.bias is not None:
            self.bias = _flopslint.parameter((self.out_channels,), device, dtype)
        del self._lazy_placement
        self.reset_parameters()

    def _get_in_channels(self, input):
        n = self._spatial_dims
        _flopslint.require_fit(
            input.dim() in (n + 1, n + 2),
            "RuntimeError",
            f"Expected {n + 1}D (unbatched) or {n + 2}D (batched) input to {self.__class__.__name__}, "
            f"but got input of size: {input.shape}",
        )
        return input.shape[1] if input.dim() == n + 2 else input.shape[0]

    def _get_num_spatial_dims(self):
        return self._spatial_dims


class LazyConv1d(_LazyConvXdMixin, Conv1d):
    """Lazy Conv1d.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyConv1d.html
    """

    cls_to_become = Conv1d
    _spatial_dims = 1

    def __init__(
        self, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode="zeros",
        device=None, dtype=None,
    ):  # fmt: skip
        super().__init__(0, 0, kernel_size, stride, padding, dilation, groups, False, padding_mode, device, dtype)
        self._defer(out_channels, bias, device, dtype)


class LazyConv2d(_LazyConvXdMixin, Conv2d):
    """Lazy Conv2d.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyConv2d.html
    """

    cls_to_become = Conv2d
    _spatial_dims = 2

    def __init__(
        self, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode="zeros",
        device=None, dtype=None,
    ):  # fmt: skip
        super().__init__(0, 0, kernel_size, stride, padding, dilation, groups, False, padding_mode, device, dtype)
        self._defer(out_channels, bias, device, dtype)


class LazyConv3d(_LazyConvXdMixin, Conv3d):
    """Lazy Conv3d.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyConv3d.html
    """

    cls_to_become = Conv3d
    _spatial_dims = 3

    def __init__(
        self, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode="zeros",
        device=None, dtype=None,
    ):  # fmt: skip
        super().__init__(0, 0, kernel_size, stride, padding, dilation, groups, False, padding_mode, device, dtype)
        self._defer(out_channels, bias, device, dtype)


class LazyConvTranspose1d(_LazyConvXdMixin, ConvTranspose1d):
    """Lazy ConvTranspose1d.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyConvTranspose1d.html
    """

    cls_to_become = ConvTranspose1d
    _spatial_dims = 1

    def __init__(
        self, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1,
        padding_mode="zeros", device=None, dtype=None,
    ):  # fmt: skip
        super().__init__(
            0, 0, kernel_size, stride, padding, output_padding, groups, False, dilation, padding_mode, device, dtype
        )
        self._defer(out_channels, bias, device, dtype)


class LazyConvTranspose2d(_LazyConvXdMixin, ConvTranspose2d):
    """Lazy ConvTranspose2d.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyConvTranspose2d.html
    """

    cls_to_become = ConvTranspose2d
    _spatial_dims = 2

    def __init__(
        self, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1,
        padding_mode="zeros", device=None, dtype=None,
    ):  # fmt: skip
        super().__init__(
            0, 0, kernel_size, stride, padding, output_padding, groups, False, dilation, padding_mode, device, dtype
        )
        self._defer(out_channels, bias, device, dtype)


class LazyConvTranspose3d(_LazyConvXdMixin, ConvTranspose3d):
    """Lazy ConvTranspose3d.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyConvTranspose3d.html
    """

    cls_to_become = ConvTranspose3d
    _spatial_dims = 3

    def __init__(
        self, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1,
        padding_mode="zeros", device=None, dtype=None,
    ):  # fmt: skip
        super().__init__(
            0, 0, kernel_size, stride, padding, output_padding, groups, False, dilation, padding_mode, device, dtype
        )
        self._defer(out_channels, bias, device, dtype)
