"""Layers put together with the normalization and activation after them."""

import copy

from ...nn.modules.activation import ReLU
from ...nn.modules.batchnorm import BatchNorm1d, BatchNorm2d, BatchNorm3d
from ...nn.modules.container import Sequential
from ...nn.modules.conv import Conv1d, Conv2d, Conv3d
from ...nn.modules.linear import Identity, Linear
from ...nn.utils.fusion import fuse_conv_bn_eval, fuse_linear_bn_eval

__public_module__ = "torch.ao.quantization"

_NORMS = (BatchNorm1d, BatchNorm2d, BatchNorm3d)


def _fused(layers, is_qat):
    if is_qat:
        return Sequential(*layers)
    kept = layers[0]
    if len(layers) > 1 and isinstance(layers[1], _NORMS):
        kept = (fuse_linear_bn_eval if isinstance(kept, Linear) else fuse_conv_bn_eval)(kept, layers[1])
    if isinstance(layers[-1], ReLU):
        kept = Sequential(kept, layers[-1])
    return kept


def _fuse_list(model, names, is_qat):
    layers = [model.get_submodule(name) for name in names]
    if not isinstance(layers[0], (Conv1d, Conv2d, Conv3d, Linear, BatchNorm2d, BatchNorm3d)):
        raise NotImplementedError(f"Cannot fuse modules: {tuple(type(layer) for layer in layers)}")
    for position, name in enumerate(names):
        parent, _, last = name.rpartition(".")
        new = _fused(layers, is_qat) if position == 0 else Identity()
        setattr(model.get_submodule(parent), last, new)


def _fuse(model, modules_to_fuse, inplace, is_qat):
    model = model if inplace else copy.deepcopy(model)
    groups = modules_to_fuse if isinstance(modules_to_fuse[0], (list, tuple)) else [modules_to_fuse]
    for names in groups:
        _fuse_list(model, names, is_qat)
    return model


def fuse_modules(model, modules_to_fuse, inplace=False, fuser_func=None, fuse_custom_config_dict=None):
    return _fuse(model, modules_to_fuse, inplace, False)


def fuse_modules_qat(model, modules_to_fuse, inplace=False, fuser_func=None, fuse_custom_config_dict=None):
    return _fuse(model, modules_to_fuse, inplace, True)
