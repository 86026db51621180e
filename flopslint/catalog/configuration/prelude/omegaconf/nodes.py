"""Nodes of settings: what a key holds."""

import copy
import dataclasses
import enum
import os

from .errors import (
    ConfigAttributeError,
    ConfigIndexError,
    ConfigKeyError,
    ConfigTypeError,
    MissingMandatoryValue,
    ReadonlyConfigError,
    UnsupportedValueType,
)
from .resolving import resolve_text

MISSING = "???"


def wrapped(value, parent=None):
    if isinstance(value, Container):
        value = value._copied()
    elif isinstance(value, dict):
        value = DictConfig(value)
    elif isinstance(value, (list, tuple)):
        value = ListConfig(list(value))
    elif dataclasses.is_dataclass(value):
        value = structured(value)
    elif not (value is None or isinstance(value, (bool, int, float, str, bytes, enum.Enum, os.PathLike))):
        msg = f"Value '{type(value).__name__}' is not a supported primitive type"
        raise UnsupportedValueType(msg)
    if isinstance(value, Container):
        object.__setattr__(value, "_parent", parent)
    return value


def structured(given):
    made = DictConfig({})
    for field in dataclasses.fields(given):
        if isinstance(given, type):
            if field.default is not dataclasses.MISSING:
                value = field.default
            elif field.default_factory is not dataclasses.MISSING:
                value = field.default_factory()
            else:
                value = MISSING
        else:
            value = getattr(given, field.name)
        made._content[field.name] = wrapped(value, made)
    object.__setattr__(made, "_type", given if isinstance(given, type) else type(given))
    object.__setattr__(made, "_struct", True)
    return made


class Container:
    def __init__(self, content):
        object.__setattr__(self, "_content", content)
        object.__setattr__(self, "_parent", None)
        object.__setattr__(self, "_struct", None)
        object.__setattr__(self, "_readonly", None)
        object.__setattr__(self, "_type", None)

    def _flag(self, name):
        node = self
        while node is not None:
            held = getattr(node, name)
            if held is not None:
                return held
            node = node._parent
        return False

    def _root(self):
        node = self
        while node._parent is not None:
            node = node._parent
        return node

    def _check_writable(self):
        if self._flag("_readonly"):
            raise ReadonlyConfigError("Cannot change read-only config container")

    def _resolved(self, value):
        if isinstance(value, str):
            if value == MISSING:
                raise MissingMandatoryValue("Missing mandatory value")
            if "${" in value:
                return resolve_text(value, self)
        return value

    def _copied(self):
        return copy.deepcopy(self)

    def __len__(self):
        return len(self._content)

    def __deepcopy__(self, memo):
        made = type(self)(None)
        for name in ("_struct", "_readonly", "_type"):
            object.__setattr__(made, name, getattr(self, name))
        object.__setattr__(made, "_content", copy.deepcopy(self._content, memo))
        held = made._content.values() if isinstance(made._content, dict) else made._content or []
        for value in held:
            if isinstance(value, Container):
                object.__setattr__(value, "_parent", made)
        return made

    def __copy__(self):
        return self._copied()

    def copy(self):
        return self._copied()

    def __repr__(self):
        return repr(plain(self, False))

    def __str__(self):
        return str(plain(self, False))

    def __hash__(self):
        return hash(str(self))


class DictConfig(Container):
    def __init__(self, content, key_type=None, element_type=None, parent=None, ref_type=None, flags=None, **options):
        super().__init__({})
        if dataclasses.is_dataclass(content):
            content = structured(content)
        if isinstance(content, DictConfig):
            object.__setattr__(self, "_struct", content._struct)
            object.__setattr__(self, "_type", content._type)
            content = content._content
        for key, value in (content or {}).items():
            self._content[key] = wrapped(value, self)
        if flags:
            object.__setattr__(self, "_struct", flags.get("struct"))
            object.__setattr__(self, "_readonly", flags.get("readonly"))

    def __getattr__(self, key):
        if key.startswith("__"):
            raise AttributeError(key)
        if key not in self._content:
            if self._flag("_struct"):
                msg = f"Key '{key}' is not in struct"
                raise ConfigAttributeError(msg)
            msg = f"Missing key {key}"
            raise ConfigAttributeError(msg)
        return self._resolved(self._content[key])

    def __setattr__(self, key, value):
        self[key] = value

    def __delattr__(self, key):
        del self[key]

    def __getitem__(self, key):
        if key not in self._content:
            msg = f"Missing key {key}"
            raise ConfigKeyError(msg)
        return self._resolved(self._content[key])

    def __setitem__(self, key, value):
        self._check_writable()
        if key not in self._content and self._flag("_struct"):
            msg = f"Key '{key}' is not in struct"
            raise ConfigAttributeError(msg)
        self._content[key] = wrapped(value, self)

    def __delitem__(self, key):
        self._check_writable()
        if self._flag("_struct"):
            raise ConfigTypeError("DictConfig in struct mode does not support deletion")
        if key not in self._content:
            msg = f"Key not found: '{key}'"
            raise ConfigKeyError(msg)
        del self._content[key]

    def __contains__(self, key):
        held = self._content.get(key, MISSING)
        return not (isinstance(held, str) and held == MISSING)

    def __iter__(self):
        return iter(list(self._content))

    def __eq__(self, other):
        if isinstance(other, (dict, DictConfig)):
            return plain(self, True) == plain(other, True)
        return NotImplemented

    def __ne__(self, other):
        return not self == other

    __hash__ = Container.__hash__

    def keys(self):
        return self._content.keys()

    def values(self):
        return [self[key] for key in self._content]

    def items(self):
        return [(key, self[key]) for key in self._content]

    def items_ex(self, resolve=True, keys=None):
        return [
            (key, self[key] if resolve else value) for key, value in self._content.items() if not keys or key in keys
        ]

    def get(self, key, default_value=None):
        if key not in self:
            return default_value
        return self[key]

    def pop(self, key, *default):
        self._check_writable()
        if self._flag("_struct"):
            raise ConfigTypeError("DictConfig in struct mode does not support pop")
        if key in self._content:
            value = self[key]
            del self._content[key]
            return value
        if default:
            return default[0]
        msg = f"Key not found: '{key}'"
        raise ConfigKeyError(msg)

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, *given, **kwargs):
        for key, value in {**(dict(given[0].items()) if given else {}), **kwargs}.items():
            self[key] = value

    def merge_with(self, *others):
        for other in others:
            merge_into(self, wrapped(other))


class ListConfig(Container):
    def __init__(self, content, key_type=None, element_type=None, parent=None, ref_type=None, flags=None, **options):
        super().__init__([])
        if isinstance(content, ListConfig):
            content = content._content
        for value in content or []:
            self._content.append(wrapped(value, self))

    def __getitem__(self, index):
        if isinstance(index, slice):
            return ListConfig([self._resolved(value) for value in self._content[index]])
        try:
            return self._resolved(self._content[index])
        except IndexError:
            raise ConfigIndexError("list index out of range") from None

    def __setitem__(self, index, value):
        self._check_writable()
        self._content[index] = wrapped(value, self)

    def __delitem__(self, index):
        self._check_writable()
        del self._content[index]

    def __iter__(self):
        return iter([self._resolved(value) for value in self._content])

    def __contains__(self, item):
        return any(value == item for value in self)

    def __eq__(self, other):
        if isinstance(other, (list, tuple, ListConfig)):
            return plain(self, True) == plain(list(other), True)
        return NotImplemented

    def __ne__(self, other):
        return not self == other

    __hash__ = Container.__hash__

    def __add__(self, other):
        return ListConfig([*self, *other])

    def __radd__(self, other):
        return ListConfig([*other, *self])

    def __iadd__(self, other):
        self.extend(other)
        return self

    def append(self, item):
        self._check_writable()
        self._content.append(wrapped(item, self))

    def extend(self, items):
        for item in list(items):
            self.append(item)

    def insert(self, index, item):
        self._check_writable()
        self._content.insert(index, wrapped(item, self))

    def pop(self, index=-1):
        self._check_writable()
        return self._resolved(self._content.pop(index))

    def remove(self, item):
        del self[self.index(item)]

    def index(self, item):
        return list(self).index(item)

    def count(self, item):
        return list(self).count(item)

    def clear(self):
        self._content.clear()

    def sort(self, key=None, reverse=False):
        self._content.sort(key=key, reverse=reverse)

    def get(self, index, default_value=None):
        return self[index] if index < len(self._content) else default_value


def plain(node, resolve):
    if isinstance(node, (DictConfig, dict)):
        held = node.items() if resolve or isinstance(node, dict) else node._content.items()
        return {key: plain(value, resolve) for key, value in held}
    if isinstance(node, (ListConfig, list, tuple)):
        held = node if resolve or not isinstance(node, ListConfig) else node._content
        return [plain(value, resolve) for value in held]
    return node


def merge_into(target, source):
    if isinstance(source, ListConfig):
        target._content[:] = [wrapped(value, target) for value in source._content]
        return
    for key, value in source._content.items():
        held = target._content.get(key)
        if isinstance(held, DictConfig) and isinstance(value, DictConfig):
            merge_into(held, value)
        elif isinstance(value, str) and value == MISSING and key in target._content:
            continue
        else:
            if key not in target._content and target._flag("_struct"):
                msg = f"Key '{key}' is not in struct"
                raise ConfigKeyError(msg)
            target._content[key] = wrapped(value, target)
