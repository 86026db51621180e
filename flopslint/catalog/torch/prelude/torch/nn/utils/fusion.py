"""Convolutions and linears with the batch normalization after them."""

import copy

import _flopslint

__public_module__ = "torch.nn.utils.fusion"


def fuse_conv_bn_weights(conv_w, conv_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, transpose=False):
    like = bn_rm if conv_b is None else conv_b
    bias = _flopslint.parameter((bn_rm.shape[0],), None, like.dtype, like.requires_grad)
    return _flopslint.parameter(tuple(conv_w.shape), None, conv_w.dtype, conv_w.requires_grad), bias


def fuse_conv_bn_eval(conv, bn, transpose=False):
    if conv.training or bn.training:
        raise AssertionError("Fusion only for eval!")
    fused = copy.deepcopy(conv)
    fused.weight, fused.bias = fuse_conv_bn_weights(
        fused.weight, fused.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias, transpose
    )
    return fused


def fuse_linear_bn_weights(linear_w, linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b):
    return fuse_conv_bn_weights(linear_w, linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b)


def fuse_linear_bn_eval(linear, bn):
    if linear.training or bn.training:
        raise AssertionError("Fusion only for eval!")
    if not (linear.out_features == bn.num_features or bn.num_features == 1):
        raise AssertionError("To fuse, linear.out_features == bn.num_features or bn.num_features == 1")
    fused = copy.deepcopy(linear)
    if fused.bias is None:
        fused.bias = _flopslint.parameter((linear.out_features,), None, fused.weight.dtype)
    return fused
