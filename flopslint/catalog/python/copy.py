"""``copy``: one memo by identity over everything that holds something else."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import Any

from flopslint.catalog.entry import function
from flopslint.core.dtype import DType
from flopslint.values.array import Array
from flopslint.values.context import Context
from flopslint.values.tensor import Device, Tensor
from flopslint.values.value import (
    BoundMethod,
    CounterDict,
    DefaultDict,
    Instance,
    Partial,
    Size,
    Undecided,
    Unknown,
    Value,
)

ATOMS = (int, float, complex, str, bytes, type(None), type(...), range, DType, Device, Size, slice)

Memo = dict[int, tuple[Value, Value]]
"""Copies by identity of what was copied; the original is held too, so that its identity stays its own."""


@function("copy.copy")
def copy(context: Context, x: Value) -> Value:
    """A new object of the same parts."""
    if isinstance(x, Instance):
        return _copy_instance(context, x)
    if isinstance(x, (dict, list, set, deque, bytearray)):
        return _same_kind(x)
    if isinstance(x, Partial):
        made = Partial(x.function, x.positional, dict(x.keywords))
        made.attributes.update(x.attributes)
        return made
    if isinstance(x, Tensor):
        return _copy_tensor(context, x, x.array, x.attributes)
    return x


def _same_kind(value: Any) -> Any:
    if isinstance(value, DefaultDict):
        made: Any = DefaultDict(value.factory)
    elif isinstance(value, CounterDict):
        made = CounterDict()
    else:
        return value.copy()
    made.update(value)
    return made


def _copy_instance(context: Context, value: Instance) -> Value:
    hook = value.cls.find("__copy__")
    if hook is not None and hook[0] is not None:
        return context.call(context.get_attribute(value, "__copy__"))
    made = _bare(context, value)
    if isinstance(value.payload, (dict, list, set, deque)):
        made.payload = _same_kind(value.payload)
    _give_state(context, value, made, value.attributes)
    return made


def _bare(context: Context, value: Instance) -> Instance:
    made = Instance(value.cls, value.made_at, value.payload)
    made.taint = value.taint
    return made


def _give_state(context: Context, value: Instance, made: Instance, attributes: dict[str, Value]) -> None:
    """Hands the state over through ``__getstate__`` and ``__setstate__`` where the program defines them."""
    get_state = value.cls.find("__getstate__")
    set_state = value.cls.find("__setstate__")
    state: Value = attributes
    if get_state is not None and not get_state[1].native:
        state = context.call(context.get_attribute(value, "__getstate__"))
    if set_state is not None and not set_state[1].native:
        context.call(context.get_attribute(made, "__setstate__"), (dict(state) if isinstance(state, dict) else state,))
    elif isinstance(state, dict):
        made.attributes.update(state)


def _copy_tensor(context: Context, value: Tensor, array: Array | None, attributes: dict[str, Any] | None) -> Tensor:
    made = context.tensor(value.shape, value.dtype, array=array, strides=value.strides)
    made.cls = value.cls
    made.requires_grad = value.requires_grad
    made.is_parameter = value.is_parameter
    made.is_leaf = value.is_leaf
    made.device = value.device
    made.made_at = value.made_at
    made.attributes = None if attributes is None else dict(attributes)
    return made


@function("copy.deepcopy")
def deepcopy(context: Context, x: Value, memo: Value = None, _nil: Value = None) -> Value:
    """A new object of new parts; classes, functions, modules and members of enumerations are kept."""
    if memo is None:
        return deep(context, x, {})
    held = memo.setdefault("", {}) if isinstance(memo, dict) else {}
    return deep(context, x, held)


def deep(context: Context, value: Value, memo: Memo) -> Value:
    """A deep copy within one memo."""
    if isinstance(value, (*ATOMS, Unknown)):
        return value
    known = memo.get(id(value))
    if known is not None:
        return known[1]
    made = _deep(context, value, memo)
    memo.setdefault(id(value), (value, made))
    return made


def _deep(context: Context, value: Value, memo: Memo) -> Value:
    if isinstance(value, Instance):
        return _deep_instance(context, value, memo)
    if isinstance(value, Tensor):
        return _deep_tensor(context, value, memo)
    if isinstance(value, dict):
        return _deep_dict(context, value, memo)
    if isinstance(value, list):
        items: list[Value] = []
        memo[id(value)] = (value, items)
        items.extend(deep(context, item, memo) for item in value)
        return items
    if isinstance(value, tuple):
        copied = tuple([deep(context, item, memo) for item in value])
        return value if all(a is b for a, b in zip(copied, value, strict=True)) else copied
    if isinstance(value, (set, frozenset)):
        return type(value)([deep(context, item, memo) for item in value])
    if isinstance(value, deque):
        return deque([deep(context, item, memo) for item in value], value.maxlen)
    if isinstance(value, bytearray):
        return bytearray(value)
    if isinstance(value, Partial):
        return _deep_partial(context, value, memo)
    if isinstance(value, BoundMethod):
        return BoundMethod(value.function, deep(context, value.receiver, memo))
    return value


def _deep_dict(context: Context, value: dict[Value, Value], memo: Memo) -> dict[Value, Value]:
    made: dict[Value, Value]
    if isinstance(value, DefaultDict):
        made = DefaultDict(value.factory)
    elif isinstance(value, CounterDict):
        made = CounterDict()
    else:
        made = OrderedDict() if isinstance(value, OrderedDict) else {}
    memo[id(value)] = (value, made)
    for key, item in value.items():
        made[deep(context, key, memo)] = deep(context, item, memo)
    return made


def _deep_partial(context: Context, value: Partial, memo: Memo) -> Partial:
    positional = tuple([deep(context, item, memo) for item in value.positional])
    keywords = {name: deep(context, item, memo) for name, item in value.keywords.items()}
    made = Partial(deep(context, value.function, memo), positional, keywords)
    made.attributes.update({name: deep(context, item, memo) for name, item in value.attributes.items()})
    return made


def _deep_instance(context: Context, value: Instance, memo: Memo) -> Value:
    hook = value.cls.find("__deepcopy__")
    if hook is not None and hook[0] is not None:
        result = context.call(context.get_attribute(value, "__deepcopy__"), ({"": memo},))
        if isinstance(result, Unknown):
            raise Undecided(result)
        return result
    made = _bare(context, value)
    memo[id(value)] = (value, made)
    made.payload = deep(context, value.payload, memo)
    _give_state(context, value, made, {name: deep(context, item, memo) for name, item in value.attributes.items()})
    return made


def _deep_tensor(context: Context, value: Tensor, memo: Memo) -> Tensor:
    array = value.array
    copied = None
    if array is not None and array.is_known:
        copied = Array.of(array.flat(), array.shape)
    attributes = None
    if value.attributes is not None:
        attributes = {name: deep(context, item, memo) for name, item in value.attributes.items()}
    return _copy_tensor(context, value, copied, attributes)
