"""Pruning: a mask on a parameter. Which elements it keeps changes no shape and no work."""

import _flopslint

import torch

__public_module__ = "torch.nn.utils.prune"


class BasePruningMethod:
    """A mask put on a parameter before each call.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.prune.BasePruningMethod.html
    """

    PRUNING_TYPE = "unstructured"
    _tensor_name = None

    def __call__(self, module, inputs):
        setattr(module, self._tensor_name, self.apply_mask(module))

    def compute_mask(self, t, default_mask):
        return default_mask

    def apply_mask(self, module):
        return getattr(module, self._tensor_name + "_mask") * getattr(module, self._tensor_name + "_orig")

    @classmethod
    def apply(cls, module, name, *args, importance_scores=None, **kwargs):
        method = cls(*args, **kwargs)
        method._tensor_name = name
        if name + "_orig" in module._parameters:
            return method
        original = getattr(module, name)
        if not _flopslint.is_parameter(original):
            original = original.data
        del module._parameters[name]
        module.register_parameter(name + "_orig", original)
        module.register_buffer(name + "_mask", torch.ones_like(original))
        setattr(module, name, method.apply_mask(module))
        module.register_forward_pre_hook(method)
        return method

    def prune(self, t, default_mask=None, importance_scores=None):
        return t * (torch.ones_like(t) if default_mask is None else default_mask)

    def remove(self, module):
        name = self._tensor_name
        weight = module._parameters[name + "_orig"]
        delattr(module, name)
        del module._parameters[name + "_orig"]
        del module._buffers[name + "_mask"]
        setattr(module, name, weight)


class Identity(BasePruningMethod):
    """A mask of ones.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.prune.Identity.html
    """


class _ByAmount(BasePruningMethod):
    """A mask that keeps a share of the elements.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.prune.RandomUnstructured.html
    """

    def __init__(self, amount=0, *args, **kwargs):
        self.amount = amount


class RandomUnstructured(_ByAmount):
    """Random elements.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.prune.RandomUnstructured.html
    """


class L1Unstructured(_ByAmount):
    """The smallest elements.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.prune.L1Unstructured.html
    """


class RandomStructured(_ByAmount):
    """Random channels.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.prune.RandomStructured.html
    """


class LnStructured(_ByAmount):
    """The smallest channels.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.prune.LnStructured.html
    """


class CustomFromMask(BasePruningMethod):
    """A given mask.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.prune.CustomFromMask.html
    """

    def __init__(self, mask):
        self.mask = mask


def identity(module, name):
    Identity.apply(module, name)
    return module


def random_unstructured(module, name, amount):
    RandomUnstructured.apply(module, name, amount)
    return module


def l1_unstructured(module, name, amount, importance_scores=None):
    L1Unstructured.apply(module, name, amount)
    return module


def random_structured(module, name, amount, dim):
    RandomStructured.apply(module, name, amount)
    return module


def ln_structured(module, name, amount, n, dim, importance_scores=None):
    LnStructured.apply(module, name, amount)
    return module


def custom_from_mask(module, name, mask):
    CustomFromMask.apply(module, name, mask)
    return module


def global_unstructured(parameters, pruning_method, importance_scores=None, **kwargs):
    for module, name in parameters:
        Identity.apply(module, name)


def is_pruned(module):
    for _, layer in module.named_modules():
        for hook in layer._forward_pre_hooks.values():
            if isinstance(hook, BasePruningMethod):
                return True
    return False


def remove(module, name):
    for key, hook in list(module._forward_pre_hooks.items()):
        if isinstance(hook, BasePruningMethod) and hook._tensor_name == name:
            hook.remove(module)
            del module._forward_pre_hooks[key]
            return module
    raise ValueError(f"Parameter '{name}' of module {module} has to be pruned before pruning can be removed")
