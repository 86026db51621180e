"""Averaged models: a copy of a model that is called like it."""

import copy

import torch
from torch import nn

from .lr_scheduler import LRScheduler


class AveragedModel(nn.Module):
    def __init__(self, model, device=None, avg_fn=None, multi_avg_fn=None, use_buffers=False):
        super().__init__()
        if avg_fn is not None and multi_avg_fn is not None:
            raise AssertionError("Only one of avg_fn and multi_avg_fn should be provided")
        self.module = copy.deepcopy(model)
        if device is not None:
            self.module = self.module.to(device)
        self.register_buffer("n_averaged", torch.tensor(0, dtype=torch.long, device=device))
        self.avg_fn = avg_fn
        self.multi_avg_fn = multi_avg_fn
        self.use_buffers = use_buffers

    def forward(self, *args, **kwargs):
        return self.module(*args, **kwargs)

    def update_parameters(self, model):
        self.n_averaged += 1


class SWALR(LRScheduler):
    pass


def get_ema_multi_avg_fn(decay=0.999):
    return lambda ema_param_list, current_param_list, num_averaged: None


def get_swa_multi_avg_fn():
    return lambda averaged_param_list, current_param_list, num_averaged: None


def get_ema_avg_fn(decay=0.999):
    return lambda ema_param, current_param, num_averaged: decay * ema_param + (1 - decay) * current_param


def get_swa_avg_fn():
    return lambda averaged_param, current_param, num_averaged: (
        averaged_param + (current_param - averaged_param) / (num_averaged + 1)
    )


def update_bn(loader, model, device=None):
    return None
