"""The base of all layers. What its attribute access and calls go through is native."""

from collections import namedtuple

import _flopslint

from ...utils.hooks import RemovableHandle

__public_module__ = "torch.nn"


class _IncompatibleKeys(namedtuple("IncompatibleKeys", ["missing_keys", "unexpected_keys"])):
    def __repr__(self):
        if not self.missing_keys and not self.unexpected_keys:
            return "<All keys matched successfully>"
        return super().__repr__()

    __str__ = __repr__


class Module:
    """Base class of all layers.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html
    """

    __is_layer_base__ = True

    dump_patches = False
    call_super_init = False
    _version = 1
    _compiled_call_impl = None

    def __init__(self, *args, **kwargs):
        if _flopslint.module_init(self, args, kwargs):
            super().__init__(*args, **kwargs)

    __setattr__ = _flopslint.module_setattr
    __getattr__ = _flopslint.module_getattr
    __delattr__ = _flopslint.module_delattr
    __call__ = _flopslint.module_call

    def _call_impl(self, *args, **kwargs):
        return _flopslint.module_call(self, *args, **kwargs)

    def forward(self, *input):
        raise NotImplementedError(f'Module [{type(self).__name__}] is missing the required "forward" function')

    # -- registration ------------------------------------------------------------------------------------------

    def register_buffer(self, name, tensor, persistent=True):
        _flopslint.register_buffer(self, name, tensor, persistent)

    def register_parameter(self, name, param):
        _flopslint.register_parameter(self, name, param)

    def add_module(self, name, module):
        _flopslint.add_module(self, name, module)

    def register_module(self, name, module):
        self.add_module(name, module)

    # -- the tree ----------------------------------------------------------------------------------------------

    def children(self):
        return _flopslint.values_of(self.named_children())

    def named_children(self):
        return _flopslint.named_children(self)

    def modules(self):
        return _flopslint.values_of(self.named_modules())

    def named_modules(self, memo=None, prefix="", remove_duplicate=True):
        return _flopslint.named_modules(self, memo, prefix, remove_duplicate)

    def parameters(self, recurse=True):
        return _flopslint.values_of(self.named_parameters(recurse=recurse))

    def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
        return _flopslint.named_members(self, "_parameters", prefix, recurse, remove_duplicate)

    def buffers(self, recurse=True):
        return _flopslint.values_of(self.named_buffers(recurse=recurse))

    def named_buffers(self, prefix="", recurse=True, remove_duplicate=True):
        return _flopslint.named_members(self, "_buffers", prefix, recurse, remove_duplicate)

    def get_submodule(self, target):
        found = self
        for name in target.split(".") if target else ():
            if not hasattr(found, name):
                raise AttributeError(f"{found._get_name()} has no attribute `{name}`")
            found = getattr(found, name)
            if not isinstance(found, Module):
                raise AttributeError(f"`{name}` is not an nn.Module")
        return found

    def set_submodule(self, target, module, strict=False):
        if target == "":
            raise ValueError("Cannot set the submodule without a target name!")
        parent_path, _, name = target.rpartition(".")
        if not isinstance(module, Module):
            raise ValueError(f"`module` is not an nn.Module, found {type(module)}")
        parent = self.get_submodule(parent_path)
        if strict and not hasattr(parent, name):
            raise AttributeError(f"{parent._get_name()} has no attribute `{name}`")
        if hasattr(parent, name) and not isinstance(getattr(parent, name), Module):
            raise AttributeError(f"`{name}` is not an nn.Module")
        setattr(parent, name, module)

    def get_parameter(self, target):
        path, _, name = target.rpartition(".")
        layer = self.get_submodule(path)
        if not hasattr(layer, name):
            raise AttributeError(f"{layer._get_name()} has no attribute `{name}`")
        if name not in layer._parameters:
            raise AttributeError(f"`{name}` is not an nn.Parameter")
        return getattr(layer, name)

    def get_buffer(self, target):
        path, _, name = target.rpartition(".")
        layer = self.get_submodule(path)
        if not hasattr(layer, name):
            raise AttributeError(f"{layer._get_name()} has no attribute `{name}`")
        if name not in layer._buffers:
            raise AttributeError(f"`{name}` is not a buffer")
        return getattr(layer, name)

    def apply(self, fn):
        return _flopslint.apply(self, fn)

    def train(self, mode=True):
        return _flopslint.train(self, mode)

    def eval(self):
        return self.train(False)

    def requires_grad_(self, requires_grad=True):
        return _flopslint.require_grad(self, requires_grad)

    def zero_grad(self, set_to_none=True):
        return None

    # -- placement and element type ----------------------------------------------------------------------------

    def _apply(self, fn, recurse=True):
        return _flopslint.apply_to_tensors(self, fn, recurse)

    def to(self, *args, **kwargs):
        return _flopslint.module_to(self, args, kwargs)

    def to_empty(self, *, device, recurse=True):
        return self

    def cuda(self, device=None):
        return self

    def cpu(self):
        return self

    def xpu(self, device=None):
        return self

    def ipu(self, device=None):
        return self

    def mtia(self, device=None):
        return self

    def float(self):
        return _flopslint.convert(self, "float32")

    def double(self):
        return _flopslint.convert(self, "float64")

    def half(self):
        return _flopslint.convert(self, "float16")

    def bfloat16(self):
        return _flopslint.convert(self, "bfloat16")

    def type(self, dst_type):
        return _flopslint.apply_to_tensors(self, lambda tensor: tensor.type(dst_type), True)

    def share_memory(self):
        return self

    def compile(self, *args, **kwargs):
        return None

    # -- state -------------------------------------------------------------------------------------------------

    def state_dict(self, *args, destination=None, prefix="", keep_vars=False):
        if args:
            destination = args[0]
            prefix = args[1] if len(args) > 1 else prefix
            keep_vars = args[2] if len(args) > 2 else keep_vars
        return _flopslint.state_dict(self, destination, prefix, keep_vars)

    def load_state_dict(self, state_dict, strict=True, assign=False):
        missing, unexpected = _flopslint.load_state_dict(self, state_dict, strict)
        return _IncompatibleKeys(missing, unexpected)

    def get_extra_state(self):
        raise RuntimeError("Reached a code path in Module.get_extra_state() that should never be called.")

    def set_extra_state(self, state):
        raise RuntimeError("Reached a code path in Module.set_extra_state() that should never be called.")

    def _save_to_state_dict(self, destination, prefix, keep_vars):
        for name, value in self.named_parameters(recurse=False):
            destination[prefix + name] = value if keep_vars else value.detach()
        for name, value in self.named_buffers(recurse=False):
            if name not in self._non_persistent_buffers_set:
                destination[prefix + name] = value if keep_vars else value.detach()

    def _load_from_state_dict(
        self, state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs
    ):
        return None

    def __setstate__(self, state):
        self.__dict__.update(state)

    # -- hooks -------------------------------------------------------------------------------------------------

    def _add_hook(self, tables, hook, prepend=False):
        table = tables[0]
        handle = RemovableHandle(table, extra_dict=tables[1:])
        table[handle.id] = hook
        for extra in tables[1:]:
            extra[handle.id] = True
        if prepend:
            for key in [key for key in table if key != handle.id]:
                table[key] = table.pop(key)
        return handle

    def register_forward_pre_hook(self, hook, *, prepend=False, with_kwargs=False):
        tables = [self._forward_pre_hooks]
        if with_kwargs:
            tables.append(self._forward_pre_hooks_with_kwargs)
        return self._add_hook(tables, hook, prepend)

    def register_forward_hook(self, hook, *, prepend=False, with_kwargs=False, always_call=False):
        tables = [self._forward_hooks]
        if with_kwargs:
            tables.append(self._forward_hooks_with_kwargs)
        if always_call:
            tables.append(self._forward_hooks_always_called)
        return self._add_hook(tables, hook, prepend)

    def register_full_backward_hook(self, hook, prepend=False):
        return self._add_hook([self._backward_hooks], hook)

    def register_full_backward_pre_hook(self, hook, prepend=False):
        return self._add_hook([self._backward_pre_hooks], hook)

    def register_backward_hook(self, hook):
        return self._add_hook([self._backward_hooks], hook)

    def register_state_dict_pre_hook(self, hook):
        return self._add_hook([self._state_dict_pre_hooks], hook)

    def register_state_dict_post_hook(self, hook):
        return self._add_hook([self._state_dict_hooks], hook)

    def _register_state_dict_hook(self, hook):
        return self._add_hook([self._state_dict_hooks], hook)

    def _register_load_state_dict_pre_hook(self, hook, with_module=False):
        return self._add_hook([self._load_state_dict_pre_hooks], hook)

    def register_load_state_dict_pre_hook(self, hook):
        return self._add_hook([self._load_state_dict_pre_hooks], hook)

    def register_load_state_dict_post_hook(self, hook):
        return self._add_hook([self._load_state_dict_post_hooks], hook)

    # -- text --------------------------------------------------------------------------------------------------

    def _get_name(self):
        return self.__class__.__name__

    def extra_repr(self):
        return ""

    def __repr__(self):
        head = self.extra_repr()
        lines = head.split("\n") if head else []
        children = []
        for name, child in self._modules.items():
            children.append(f"({name}): " + repr(child).replace("\n", "\n  "))
        if lines and not children and len(lines) == 1:
            return f"{self._get_name()}({lines[0]})"
        body = [*lines, *children]
        if not body:
            return f"{self._get_name()}()"
        return self._get_name() + "(\n  " + "\n  ".join(body) + "\n)"

    def __dir__(self):
        names = dir(self.__class__) + list(self.__dict__)
        for table in (self._parameters, self._modules, self._buffers):
            names = names + list(table)
        return sorted(name for name in names if not name[0].isdigit())
