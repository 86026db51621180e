"""Batch normalization."""

import _flopslint

import torch.nn.functional as F

from .lazy import LazyModuleMixin
from .module import Module

__public_module__ = "torch.nn"


class _NormBase(Module):
    """Parameters and running statistics of batch and instance normalization.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html
    """

    _version = 2
    __constants__ = ["track_running_stats", "momentum", "eps", "num_features", "affine"]

    def __init__(
        self, num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *,
        bias=True,
    ):  # fmt: skip
        super().__init__()
        _flopslint.keep(
            self, num_features=num_features, eps=eps, momentum=momentum, affine=affine,
            track_running_stats=track_running_stats,
        )  # fmt: skip
        if affine:
            self.weight = _flopslint.parameter((num_features,), device, dtype)
        else:
            self.register_parameter("weight", None)
        if affine and bias:
            self.bias = _flopslint.parameter((num_features,), device, dtype)
        else:
            self.register_parameter("bias", None)
        if track_running_stats:
            self.register_buffer("running_mean", _flopslint.buffer((num_features,), device, dtype))
            self.register_buffer("running_var", _flopslint.buffer((num_features,), device, dtype))
            self.register_buffer("num_batches_tracked", _flopslint.counter(device))
        else:
            self.register_buffer("running_mean", None)
            self.register_buffer("running_var", None)
            self.register_buffer("num_batches_tracked", None)
        self.reset_parameters()

    def reset_running_stats(self):
        pass

    def reset_parameters(self):
        self.reset_running_stats()

    def _check_input_dim(self, input):
        raise NotImplementedError

    def extra_repr(self):
        return (
            f"{self.num_features}, eps={self.eps}, momentum={self.momentum}, affine={self.affine}, "
            f"bias={self.bias is not None}, track_running_stats={self.track_running_stats}"
        )


class _BatchNorm(_NormBase):
    """Batch normalization of any number of dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html
    """

    def __init__(
        self, num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *,
        bias=True,
    ):  # fmt: skip
        super().__init__(num_features, eps, momentum, affine, track_running_stats, device, dtype, bias=bias)

    def forward(self, input):
        self._check_input_dim(input)
        training = self.training
        keeps_statistics = not training or self.track_running_stats
        return F.batch_norm(
            input,
            self.running_mean if keeps_statistics else None,
            self.running_var if keeps_statistics else None,
            self.weight,
            self.bias,
            True if training else (self.running_mean is None and self.running_var is None),
            _flopslint.figure(self.momentum, 0.1) or 0.0,
            _flopslint.figure(self.eps, 1e-5),
        )


class BatchNorm1d(_BatchNorm):
    """Batch normalization of (N, C) or (N, C, L).

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm1d.html
    """

    def _check_input_dim(self, input):
        dims = input.dim()
        _flopslint.require_fit(dims in (2, 3), "ValueError", f"expected 2D or 3D input (got {dims}D input)")


class BatchNorm2d(_BatchNorm):
    """Batch normalization of (N, C, H, W).

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html
    """

    def _check_input_dim(self, input):
        dims = input.dim()
        _flopslint.require_fit(dims == 4, "ValueError", f"expected 4D input (got {dims}D input)")


class BatchNorm3d(_BatchNorm):
    """Batch normalization of (N, C, D, H, W).

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm3d.html
    """

    def _check_input_dim(self, input):
        dims = input.dim()
        _flopslint.require_fit(dims == 5, "ValueError", f"expected 5D input (got {dims}D input)")


class SyncBatchNorm(_BatchNorm):
    """Batch normalization over all processes; of one process here.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.SyncBatchNorm.html
    """

    def __init__(
        self, num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, process_group=None,
        device=None, dtype=None, *, bias=True,
    ):  # fmt: skip
        super().__init__(num_features, eps, momentum, affine, track_running_stats, device, dtype, bias=bias)
        _flopslint.keep(self, process_group=process_group)

    def _check_input_dim(self, input):
        dims = input.dim()
        _flopslint.require_fit(dims >= 2, "ValueError", f"expected at least 2D input (got {dims}D input)")

    @classmethod
    def convert_sync_batchnorm(cls, module, process_group=None):
        if isinstance(module, _BatchNorm) and not isinstance(module, SyncBatchNorm):
            converted = SyncBatchNorm(
                module.num_features, module.eps, module.momentum, module.affine, module.track_running_stats,
                process_group, bias=module.bias is not None,
            )  # fmt: skip
            if module.affine:
                converted.weight = module.weight
                converted.bias = module.bias
            converted.running_mean = module.running_mean
            converted.running_var = module.running_var
            converted.num_batches_tracked = module.num_batches_tracked
            converted.training = module.training
        else:
            converted = module
        for name, child in module.named_children():
            converted.add_module(name, cls.convert_sync_batchnorm(child, process_group))
        return converted


class _LazyNormBase(LazyModuleMixin, _NormBase):
    """What lazy normalizations have in common.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyBatchNorm2d.html
    """

    def __init__(
        self, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, bias=True
    ):
        super().__init__(0, eps, momentum, False, False, device, dtype, bias=bias)
        _flopslint.keep(self, _lazy_placement=(device, dtype), affine=affine, track_running_stats=track_running_stats)
        if affine:
            self.weight = _flopslint.uninitialized()
            if bias:
                self.bias = _flopslint.uninitialized()
        if track_running_stats:
            self.running_mean = _flopslint.uninitialized(True)
            self.running_var = _flopslint.uninitialized(True)
            self.num_batches_tracked = _flopslint.counter(device)

    def reset_parameters(self):
        if not self.has_uninitialized_params() and self.num_features != 0:
            super().reset_parameters()

    def initialize_parameters(self, input):
        if not self.has_uninitialized_params():
            return
        self.num_features = input.shape[1]
        device, dtype = self._lazy_placement
        if self.affine:
            self.weight = _flopslint.parameter((self.num_features,), device, dtype)
            if self.bias is not None:
                self.bias = _flopslint.parameter((self.num_features,), device, dtype)
        if self.track_running_stats:
            self.running_mean = _flopslint.buffer((self.num_features,), device, dtype)
            self.running_var = _flopslint.buffer((self.num_features,), device, dtype)
        del self._lazy_placement
        self.reset_parameters()


class LazyBatchNorm1d(_LazyNormBase, _BatchNorm):
    """Lazy BatchNorm1d.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyBatchNorm1d.html
    """

    cls_to_become = BatchNorm1d

    def _check_input_dim(self, input):
        BatchNorm1d._check_input_dim(self, input)


class LazyBatchNorm2d(_LazyNormBase, _BatchNorm):
    """Lazy BatchNorm2d.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyBatchNorm2d.html
    """

    cls_to_become = BatchNorm2d

    def _check_input_dim(self, input):
        BatchNorm2d._check_input_dim(self, input)


class LazyBatchNorm3d(_LazyNormBase, _BatchNorm):
    """Lazy BatchNorm3d.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyBatchNorm3d.html
    """

    cls_to_become = BatchNorm3d

    def _check_input_dim(self, input):
        BatchNorm3d._check_input_dim(self, input)
