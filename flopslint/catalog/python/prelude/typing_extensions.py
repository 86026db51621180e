"""Back-ports of ``typing``: here they are the same things."""

from typing import *  # noqa: F403
from typing import TYPE_CHECKING, ParamSpec, Text, TypeVar, get_args, get_origin, get_type_hints

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
