"""Conversion of a layer's tensors to another element type, and its state dict.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from flopslint.catalog.entry import function
from flopslint.catalog.torch.layer_tables import BUFFERS, NON_PERSISTENT, PARAMETERS, table_of, write
from flopslint.catalog.torch.layer_tree import children_of, unknown_rest, walk
from flopslint.core.dtype import DTYPES, DType
from flopslint.values.tensor import Device, Tensor
from flopslint.values.value import Instance, Unknown, Value

if TYPE_CHECKING:
    from flopslint.values.context import Context


def _tensors(layer: Instance) -> Iterator[Tensor]:
    for item in walk(layer, memo=set()):
        if isinstance(item, Unknown):
            continue
        for table in (PARAMETERS, BUFFERS):
            for value in table_of(item[1], table).values():
                if isinstance(value, Tensor):
                    yield value


@function("_flopslint.convert")
def convert(context: Context, self: Instance, dtype: str, only_floating: bool = True) -> Instance:
    """``Module.float``, ``half`` and the like: floating parameters and buffers keep their identity."""
    _convert(context, self, DTYPES[dtype], only_floating)
    return self


def _convert(context: Context, layer: Instance, dtype: DType, only_floating: bool) -> None:
    for tensor in _tensors(layer):
        if not only_floating or tensor.dtype.is_floating_point or tensor.dtype.is_complex:
            context.touch(tensor)
            tensor.dtype = dtype


def _device_of(value: Value) -> Device | None:
    if isinstance(value, Device):
        return value
    if isinstance(value, str):
        kind, _, index = value.partition(":")
        return Device(kind, int(index) if index.isdigit() else None)
    return None


@function("_flopslint.module_to", takes_unknown=True)
def module_to(context: Context, self: Instance, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Instance:
    """``Module.to``: a device, an element type, or both as a tensor has them.

    Raises:
        Raised: TypeError for an element type that is neither floating nor complex.
    """
    device: Device | None = None
    dtype: DType | None = None
    for value in (*args, kwargs.get("device"), kwargs.get("dtype"), kwargs.get("tensor")):
        if isinstance(value, Tensor):
            device, dtype = value.device, value.dtype
        elif isinstance(value, DType):
            dtype = value
        else:
            device = _device_of(value) or device
    if dtype is not None:
        if not (dtype.is_floating_point or dtype.is_complex):
            text = "nn.Module.to only accepts floating point or complex dtypes, but got desired dtype="
            raise context.invalid(f"{text}{dtype!r}", exception="TypeError")
        _convert(context, self, dtype, only_floating=True)
    if device is not None:
        for tensor in _tensors(self):
            context.touch(tensor)
            tensor.device = device
    return self


@function("_flopslint.apply_to_tensors")
def apply_to_tensors(context: Context, self: Instance, fn: Value, recurse: bool) -> Instance:
    """``Module._apply``: parameters keep their identity and take element type and shape of what ``fn`` returns."""
    for item in walk(self, memo=set()):
        if isinstance(item, Unknown) or (not recurse and item[1] is not self):
            continue
        layer = item[1]
        for value in table_of(layer, PARAMETERS).values():
            if isinstance(value, Tensor):
                new = context.call(fn, (value,))
                if isinstance(new, Tensor):
                    context.touch(value)
                    value.dtype, value.shape, value.strides, value.array = new.dtype, new.shape, new.strides, new.array
        for name, value in list(table_of(layer, BUFFERS).items()):
            if isinstance(value, Tensor):
                write(context, table_of(layer, BUFFERS), name, context.call(fn, (value,)))
    return self


@function("_flopslint.state_dict")
def state_dict(context: Context, self: Instance, destination: Value, prefix: str, keep_vars: bool) -> Value:
    """``Module.state_dict``: parameters and persistent buffers by dotted name, parents before children."""
    result = OrderedDict() if destination is None else destination
    context.touch(result)
    _save(context, self, result, prefix, keep_vars)
    return result


def _save(context: Context, layer: Instance, result: dict[Value, Value], prefix: str, keep_vars: bool) -> None:
    for name, value in _own_state(layer):
        if isinstance(value, Tensor) and not keep_vars:
            detached = context.tensor(value.shape, value.dtype, array=value.array, strides=value.strides, base=value)
            detached.device = value.device
            result[prefix + name] = detached
        else:
            result[prefix + name] = value
    found = layer.cls.find("get_extra_state")
    if found is not None and found[1].namespace.get("__is_layer_base__") is not True:
        result[f"{prefix}_extra_state"] = context.call(context.get_attribute(layer, "get_extra_state"))
    for name, child in children_of(layer):
        if isinstance(child, Instance):
            _save(context, child, result, f"{prefix}{name}.", keep_vars)
    for unknown in unknown_rest(layer):
        result.setdefault(f"{prefix}*", unknown)


def _own_state(layer: Instance) -> Iterator[tuple[str, Value]]:
    non_persistent = layer.attributes.get(NON_PERSISTENT) or ()
    for table in (PARAMETERS, BUFFERS):
        for name, value in table_of(layer, table).items():
            if value is not None and not (table == BUFFERS and name in non_persistent):
                yield name, value


@function("_flopslint.load_state_dict", takes_unknown=True)
def load_state_dict(
    context: Context, self: Instance, state: Value, strict: Value
) -> tuple[list[Value], list[Value]] | Unknown:
    """``Module.load_state_dict``: the missing and the unexpected keys; values change, shapes do not.

    Raises:
        Raised: RuntimeError where keys or shapes do not fit; never where some of them are not known.
    """
    own: dict[Value, Value] = {}
    _save(context, self, own, "", keep_vars=True)
    for value in own.values():
        if isinstance(value, Tensor) and value.array is not None:
            context.touch(value.array.storage)
            value.array.storage.data = None
    if isinstance(state, Unknown) or not isinstance(state, dict):
        return state if isinstance(state, Unknown) else ([], [])
    open_ended = [v for v in (*state.values(), *own.values()) if isinstance(v, Unknown) and v.rest]
    if open_ended:
        return open_ended[0]
    missing: list[Value] = [key for key in own if key not in state]
    unexpected: list[Value] = [key for key in state if key not in own]
    problems = [
        f"size mismatch for {key}: copying a param with shape {_size(state[key])} from checkpoint, "
        f"the shape in current model is {_size(value)}."
        for key, value in own.items()
        if isinstance(value, Tensor) and isinstance(state.get(key), Tensor) and state[key].shape != value.shape
    ]
    if strict is True and unexpected:
        problems.insert(0, "Unexpected key(s) in state_dict: " + ", ".join(f'"{k}"' for k in unexpected) + ". ")
    if strict is True and missing:
        problems.insert(0, "Missing key(s) in state_dict: " + ", ".join(f'"{k}"' for k in missing) + ". ")
    if problems:
        text = f"Error(s) in loading state_dict for {self.cls.name}:\n\t" + "\n\t".join(problems)
        raise context.misfit(text)
    return missing, unexpected


def _size(tensor: Tensor) -> str:
    return f"torch.Size([{', '.join(map(str, tensor.shape))}])"
