"""Instance normalization."""

import _flopslint

import torch.nn.functional as F

from .batchnorm import _LazyNormBase, _NormBase

__public_module__ = "torch.nn"


class _InstanceNorm(_NormBase):
    """Instance normalization of any number of dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.InstanceNorm2d.html
    """

    _spatial_dims = 0

    def __init__(
        self, num_features, eps=1e-5, momentum=0.1, affine=False, track_running_stats=False, device=None, dtype=None,
        *, bias=True,
    ):  # fmt: skip
        super().__init__(num_features, eps, momentum, affine, track_running_stats, device, dtype, bias=bias)

    def _get_no_batch_dim(self):
        return self._spatial_dims + 1

    def _check_input_dim(self, input):
        dims, n = input.dim(), self._spatial_dims
        _flopslint.require_fit(
            dims in (n + 1, n + 2), "ValueError", f"expected {n + 1}D or {n + 2}D input (got {dims}D input)"
        )

    def _apply_instance_norm(self, input):
        return F.instance_norm(
            input, self.running_mean, self.running_var, self.weight, self.bias,
            self.training or not self.track_running_stats,
            _flopslint.figure(self.momentum, 0.1) or 0.0, _flopslint.figure(self.eps, 1e-5),
        )  # fmt: skip

    def forward(self, input):
        self._check_input_dim(input)
        axis = input.dim() - self._get_no_batch_dim()
        if self.affine:
            _flopslint.require_fit(
                input.size(axis) == self.num_features,
                "ValueError",
                f"expected input's size at dim={axis} to match num_features ({self.num_features}), "
                f"but got: {input.size(axis)}.",
                input=input,
                weight=self.weight,
                fitting=f"num_features={input.size(axis)}",
            )
        if input.dim() == self._get_no_batch_dim():
            return self._apply_instance_norm(input.unsqueeze(0)).squeeze(0)
        return self._apply_instance_norm(input)


class InstanceNorm1d(_InstanceNorm):
    """Instance normalization of (N, C, L) or (C, L).

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.InstanceNorm1d.html
    """

    _spatial_dims = 1


class InstanceNorm2d(_InstanceNorm):
    """Instance normalization of (N, C, H, W) or (C, H, W).

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.InstanceNorm2d.html
    """

    _spatial_dims = 2


class InstanceNorm3d(_InstanceNorm):
    """Instance normalization of (N, C, D, H, W) or (C, D, H, W).

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.InstanceNorm3d.html
    """

    _spatial_dims = 3


class LazyInstanceNorm1d(_LazyNormBase, _InstanceNorm):
    """Lazy InstanceNorm1d.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyInstanceNorm1d.html
    """

    cls_to_become = InstanceNorm1d
    _spatial_dims = 1


class LazyInstanceNorm2d(_LazyNormBase, _InstanceNorm):
    """Lazy InstanceNorm2d.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyInstanceNorm2d.html
    """

    cls_to_become = InstanceNorm2d
    _spatial_dims = 2


class LazyInstanceNorm3d(_LazyNormBase, _InstanceNorm):
    """Lazy InstanceNorm3d.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyInstanceNorm3d.html
    """

    cls_to_become = InstanceNorm3d
    _spatial_dims = 3
