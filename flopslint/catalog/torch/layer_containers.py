"""What containers of layers do with what they are given; an unknown keeps its place among the children.

Source: https://docs.pytorch.org/docs/stable/nn.html#containers
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flopslint.catalog.entry import function
from flopslint.catalog.torch.framework import add_module, register_unknown_child
from flopslint.catalog.torch.layer_parts import parameter_of
from flopslint.catalog.torch.layer_tables import MODULES, OPEN_NAMES, is_parameter, table_of
from flopslint.values.tensor import Tensor
from flopslint.values.value import Instance, Unknown, Value

if TYPE_CHECKING:
    from flopslint.values.context import Context


@function("_flopslint.fill_sequential", takes_unknown=True)
def fill_sequential(context: Context, self: Instance, args: Value) -> None:
    """Registers what ``Sequential`` was given: layers by number, or the entries of one ``OrderedDict`` by name.

    Raises:
        Raised: TypeError for an item that is no Module.
    """
    if isinstance(args, Unknown):
        register_unknown_child(context, self, OPEN_NAMES, Unknown(args.gap, rest=True))
        return
    if len(args) == 1:
        given = args[0].payload if isinstance(args[0], Instance) and not args[0].cls.is_layer else args[0]
        if isinstance(given, OrderedDict):
            for name, module in list(given.items()):
                add_module(context, self, name, module)
            return
    _register(context, self, args)


@function("_flopslint.extend_modules", takes_unknown=True)
def extend_modules(context: Context, self: Instance, modules: Value) -> None:
    """Registers the items of an iterable by number, after those that are there.

    Raises:
        Raised: TypeError for an item that is no Module.
    """
    if isinstance(modules, Unknown):
        register_unknown_child(context, self, OPEN_NAMES, Unknown(modules.gap, rest=True))
    else:
        _register(context, self, context.iterate(modules))


def _register(context: Context, layer: Instance, modules: Iterable[Value]) -> None:
    for position, module in enumerate(modules, len(table_of(layer, MODULES))):
        if isinstance(module, Unknown) and module.rest:
            register_unknown_child(context, layer, OPEN_NAMES, module)
        else:
            add_module(context, layer, str(position), module)


@function("_flopslint.count_modules")
def count_modules(context: Context, self: Instance) -> int | Unknown:
    """``len`` of a container; unknown where one of its entries stands for any number."""
    modules = table_of(self, MODULES)
    for module in modules.values():
        if isinstance(module, Unknown) and module.rest:
            return Unknown(module.gap)
    return len(modules)


@function("_flopslint.module_at")
def module_at(context: Context, self: Instance, position: Value) -> Value:
    """The child at an index, counted from the end if it is negative.

    Raises:
        Raised: IndexError beyond the ends; TypeError for what is no index.
    """
    modules = list(table_of(self, MODULES).values())
    index = _index(context, position)
    if isinstance(index, Unknown):
        return index
    for at, module in enumerate(modules):
        if isinstance(module, Unknown) and module.rest and (index < 0 or index >= at):
            return Unknown(module.gap)
    if not -len(modules) <= index < len(modules):
        raise context.error("IndexError", f"index {index} is out of range")
    return modules[index]


def _index(context: Context, position: Value) -> int | Unknown:
    if isinstance(position, int):
        return int(position)
    if isinstance(position, Tensor) and position.count == 1:
        array = position.array
        if array is not None and array.is_known:
            return int(array.flat()[0])
    if isinstance(position, Instance) and isinstance(position.payload, int):
        return position.payload
    method = context.get_attribute(position, "__index__", None)
    if method is None:
        name = context.type_of(position).name
        raise context.error("TypeError", f"'{name}' object cannot be interpreted as an integer")
    result = context.call(method)
    return result if isinstance(result, int | Unknown) else 0


@function("_flopslint.as_parameter", takes_unknown=True)
def as_parameter(context: Context, value: Value) -> Value:
    """A plain tensor as a parameter; anything else as it is."""
    return parameter_of(context, value) if isinstance(value, Tensor) and not is_parameter(value) else value


@function("_flopslint.may_be_iterable", takes_unknown=True)
def may_be_iterable(context: Context, value: Value) -> bool:
    """Whether a value can be iterated over, or is not known."""
    if value is None or isinstance(value, int | float):
        return False
    return not isinstance(value, Instance) or value.payload is not None or value.cls.find("__iter__") is not None
