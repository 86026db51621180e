"""Parameters computed from others."""

import contextlib

import _flopslint

from ..modules.container import ModuleDict, ModuleList
from ..modules.module import Module

__public_module__ = "torch.nn.utils.parametrize"


@contextlib.contextmanager
def cached():
    yield


class ParametrizationList(ModuleList):
    """The steps from the original tensors to a parametrized one.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.parametrize.ParametrizationList.html
    """

    def __init__(self, modules, original, unsafe=False):
        if not modules:
            raise ValueError("ParametrizationList requires one or more modules.")
        super().__init__(modules)
        self.unsafe = unsafe
        new = original
        for module in reversed(list(self)):
            if hasattr(module, "right_inverse"):
                new = module.right_inverse(new)
        self.is_tensor = _flopslint.is_tensor(new)
        self.ntensors = 1 if self.is_tensor else len(new)
        if self.is_tensor:
            _set_original(self, "original", new, original)
        else:
            for i, tensor in enumerate(new):
                _set_original(self, f"original{i}", tensor, original)

    def right_inverse(self, value):
        pass

    def forward(self):
        if self.is_tensor:
            result = self[0](self.original)
        else:
            result = self[0](*(getattr(self, f"original{i}") for i in range(self.ntensors)))
        for module in list(self)[1:]:
            result = module(result)
        return result


def _set_original(owner, name, tensor, original):
    if _flopslint.is_parameter(original):
        setattr(owner, name, _flopslint.parameter_of(tensor, original.requires_grad))
    else:
        owner.register_buffer(name, tensor)


def _inject_new_class(module):
    base = module.__class__
    module.__class__ = type(f"Parametrized{base.__name__}", (base,), {})


def _inject_property(module, tensor_name):
    def get_parametrized(self):
        return self.parametrizations[tensor_name]()

    def set_original(self, value):
        self.parametrizations[tensor_name].right_inverse(value)

    setattr(module.__class__, tensor_name, property(get_parametrized, set_original))


def register_parametrization(module, tensor_name, parametrization, *, unsafe=False):
    parametrization.train(module.training)
    if is_parametrized(module, tensor_name):
        module.parametrizations[tensor_name].append(parametrization)
    elif tensor_name in module._parameters or tensor_name in module._buffers:
        original = getattr(module, tensor_name)
        steps = ParametrizationList([parametrization], original, unsafe=unsafe)
        delattr(module, tensor_name)
        if not is_parametrized(module):
            _inject_new_class(module)
            module.parametrizations = ModuleDict()
        _inject_property(module, tensor_name)
        module.parametrizations[tensor_name] = steps
    else:
        raise ValueError(
            f"Module '{module}' does not have a parameter, a buffer, or a parametrized element with name "
            f"'{tensor_name}'"
        )
    return module


def is_parametrized(module, tensor_name=None):
    parametrizations = getattr(module, "parametrizations", None)
    if parametrizations is None or not isinstance(parametrizations, ModuleDict):
        return False
    return len(parametrizations) > 0 if tensor_name is None else tensor_name in parametrizations


def remove_parametrizations(module, tensor_name, leave_parametrized=True):
    if not is_parametrized(module, tensor_name):
        raise ValueError(f"Module {module} does not have a parametrization on {tensor_name}")
    steps = module.parametrizations[tensor_name]
    value = getattr(module, tensor_name) if leave_parametrized or not steps.is_tensor else steps.original
    was_parameter = "original" in steps._parameters or "original0" in steps._parameters
    del module.parametrizations[tensor_name]
    delattr(module.__class__, tensor_name)
    if len(module.parametrizations) == 0:
        del module.parametrizations
        module.__class__ = module.__class__.__bases__[0]
    if was_parameter:
        module.register_parameter(tensor_name, _flopslint.parameter_of(value))
    else:
        module.register_buffer(tensor_name, value)
    return module


def type_before_parametrizations(module):
    return module.__class__.__bases__[0] if is_parametrized(module) else type(module)


def transfer_parametrizations_and_params(from_module, to_module, tensor_name=None):
    return to_module
