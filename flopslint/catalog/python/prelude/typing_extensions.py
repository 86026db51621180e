"""Back-ports of ``typing``: here they are the same things."""

from typing import *  # noqa: F403
from typing import (
    TYPE_CHECKING,
    ParamSpec,
    Protocol,
    Text,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
    runtime_checkable,
)

from _python import special_form

Buffer = bytes
Doc = special_form("Doc")
ReadOnly = special_form("ReadOnly")
TypeIs = special_form("TypeIs")


def deprecated(message, /, *, category=DeprecationWarning, stacklevel=1):
    return lambda obj: obj


def override(method, /):
    return method


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    from inspect import get_annotations as read

    return read(obj)


def get_original_bases(cls, /):
    return cls.__dict__.get("__orig_bases__", cls.__bases__)


def is_protocol(tp, /):
    return isinstance(tp, type) and Protocol in tp.__bases__


def type_repr(value):
    return value.__qualname__ if isinstance(value, type) else repr(value)


def disjoint_base(cls):
    return cls


class NoDefault:
    pass


class NoExtraItems:
    pass


class Sentinel:
    def __init__(self, name, repr=None):
        self._name = name


class TypeAliasType:
    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self.__value__ = value
        self.__type_params__ = type_params


runtime = runtime_checkable
TypeForm = special_form("TypeForm")
