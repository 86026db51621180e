"""Containers of layers."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping

import _flopslint

from .module import Module
from .parameter_container import ParameterDict as ParameterDict
from .parameter_container import ParameterList as ParameterList

__public_module__ = "torch.nn"


class Container(Module):
    """The container of old.

    Source: https://docs.pytorch.org/docs/stable/nn.html#containers
    """

    def __init__(self, **kwargs):
        super().__init__()
        for key, value in kwargs.items():
            self.add_module(key, value)


def _shift(modules, index, module):
    # One by one from the end: an entry that has a name instead of a number is a KeyError half-way, as in torch.
    for position in reversed(range(index, len(modules))):
        modules[str(position + 1)] = modules[str(position)]
    modules[str(index)] = module


class Sequential(Module):
    """Layers run one after the other.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Sequential.html
    """

    def __init__(self, *args):
        super().__init__()
        _flopslint.fill_sequential(self, args)

    def _key_at(self, idx):
        found = _flopslint.module_at(self, idx)
        for position, key in enumerate(self._modules):
            if self._modules[key] is found and position in (idx, idx + len(self._modules)):
                return key
        raise IndexError(f"index {idx} is out of range")

    def _renumber(self, modules):
        self._modules = {str(i): module for i, module in enumerate(modules)}

    def __getitem__(self, idx):
        if isinstance(idx, slice):
            return self.__class__(OrderedDict(list(self._modules.items())[idx]))
        return _flopslint.module_at(self, idx)

    def __setitem__(self, idx, module):
        setattr(self, self._key_at(idx), module)

    def __delitem__(self, idx):
        keys = list(self._modules)[idx] if isinstance(idx, slice) else [self._key_at(idx)]
        for key in keys:
            delattr(self, key)
        self._renumber(list(self._modules.values()))

    def __len__(self):
        return _flopslint.count_modules(self)

    def __iter__(self):
        return iter(self._modules.values())

    def __add__(self, other):
        if not isinstance(other, Sequential):
            raise ValueError(f"add operator supports only objects of Sequential class, but {type(other)} is given.")
        return Sequential(*self, *other)

    def __iadd__(self, other):
        if not isinstance(other, Sequential):
            raise ValueError(f"add operator supports only objects of Sequential class, but {type(other)} is given.")
        return self.extend(list(other))

    def _check_factor(self, other):
        if not isinstance(other, int):
            raise TypeError(f"unsupported operand type(s) for *: {type(self)} and {type(other)}")
        if other <= 0:
            raise ValueError(f"Non-positive multiplication factor {other} for {type(self)}")

    def __mul__(self, other):
        self._check_factor(other)
        return Sequential(*(list(self) * other))

    def __rmul__(self, other):
        return self.__mul__(other)

    def __imul__(self, other):
        self._check_factor(other)
        return self.extend(list(self) * (other - 1))

    def pop(self, key):
        found = self[key]
        del self[key]
        return found

    def __dir__(self):
        return [name for name in super().__dir__() if not name.isdigit()]

    def forward(self, input):
        for module in self:
            input = module(input)
        return input

    def append(self, module):
        self.add_module(str(len(self)), module)
        return self

    def insert(self, index, module):
        if not _flopslint.is_layer(module):
            raise AssertionError(f"module should be of type: {Module}")
        count = len(self._modules)
        if not -count <= index <= count:
            raise IndexError(f"Index out of range: {index}")
        _shift(self._modules, index + count if index < 0 else index, module)
        return self

    def extend(self, sequential):
        for module in sequential:
            self.append(module)
        return self


class ModuleList(Module):
    """A list of layers.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ModuleList.html
    """

    def __init__(self, modules=None):
        super().__init__()
        if not _flopslint.is_none(modules):
            self.extend(modules)

    def _get_abs_string_index(self, idx):
        count = len(self)
        if not -count <= idx < count:
            raise IndexError(f"index {idx} is out of range")
        return str(idx + count if idx < 0 else idx)

    def _renumber(self, modules):
        self._modules = {str(i): module for i, module in enumerate(modules)}

    def __getitem__(self, idx):
        if isinstance(idx, slice):
            return self.__class__(list(self._modules.values())[idx])
        return _flopslint.module_at(self, idx)

    def __setitem__(self, idx, module):
        setattr(self, self._get_abs_string_index(idx), module)

    def __delitem__(self, idx):
        keys = list(self._modules)[idx] if isinstance(idx, slice) else [self._get_abs_string_index(idx)]
        for key in keys:
            delattr(self, key)
        self._renumber(list(self._modules.values()))

    def __len__(self):
        return _flopslint.count_modules(self)

    def __iter__(self):
        return iter(self._modules.values())

    def __iadd__(self, modules):
        return self.extend(modules)

    def __add__(self, other):
        return ModuleList([*self, *other])

    def __dir__(self):
        return [name for name in super().__dir__() if not name.isdigit()]

    def __repr__(self):
        groups = []
        for position, module in enumerate(self):
            text = repr(module)
            if groups and groups[-1][2] == text:
                groups[-1][1] = position
            else:
                groups.append([position, position, text])
        lines = []
        for first, last, text in groups:
            head = f"({first})" if first == last else f"({first}-{last}): {last - first + 1} x"
            lines.append(f"{head}{':' if first == last else ''} {text}".replace("\n", "\n  "))
        if not lines:
            return f"{self._get_name()}()"
        return self._get_name() + "(\n  " + "\n  ".join(lines) + "\n)"

    def insert(self, index, module):
        _shift(self._modules, index, module)

    def pop(self, key):
        found = self[key]
        del self[key]
        return found

    def append(self, module):
        self.add_module(str(len(self)), module)
        return self

    def extend(self, modules):
        if not _flopslint.may_be_iterable(modules):
            raise TypeError(f"ModuleList.extend should be called with an iterable, but got {type(modules).__name__}")
        _flopslint.extend_modules(self, modules)
        return self


class ModuleDict(Module):
    """Layers by name.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ModuleDict.html
    """

    def __init__(self, modules=None):
        super().__init__()
        if not _flopslint.is_none(modules):
            self.update(modules)

    def __getitem__(self, key):
        return self._modules[key]

    def __setitem__(self, key, module):
        self.add_module(key, module)

    def __delitem__(self, key):
        del self._modules[key]

    def __len__(self):
        return _flopslint.count_modules(self)

    def __iter__(self):
        return iter(self._modules)

    def __contains__(self, key):
        return key in self._modules

    def clear(self):
        self._modules.clear()

    def pop(self, key):
        found = self[key]
        del self[key]
        return found

    def keys(self):
        return self._modules.keys()

    def items(self):
        return self._modules.items()

    def values(self):
        return self._modules.values()

    def update(self, modules):
        if not _flopslint.may_be_iterable(modules):
            raise TypeError(
                "ModuleDict.update should be called with an iterable of key/value pairs, but got "
                + type(modules).__name__
            )
        if not _flopslint.known(modules):
            _flopslint.extend_modules(self, modules)
        elif isinstance(modules, (ModuleDict, Mapping)):
            for key, module in modules.items():
                self[key] = module
        else:
            for position, pair in enumerate(modules):
                if not isinstance(pair, Iterable):
                    raise TypeError(
                        f"ModuleDict update sequence element #{position} should be Iterable; is {type(pair).__name__}"
                    )
                if len(pair) != 2:
                    raise ValueError(
                        f"ModuleDict update sequence element #{position} has length {len(pair)}; 2 is required"
                    )
                self[pair[0]] = pair[1]
