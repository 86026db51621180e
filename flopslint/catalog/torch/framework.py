"""The protocol of layers: attribute access that registers, and calls that run hooks around ``forward``.

``torch.nn.Module`` itself is prelude source; what its every attribute and call goes through is here, under
``_flopslint.*``. Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from flopslint.catalog.entry import function
from flopslint.catalog.torch.layer_tables import (
    BUFFERS,
    MODULES,
    NON_PERSISTENT,
    OPEN_NAMES,
    PARAMETERS,
    TABLES,
    Uninitialized,
    check_name,
    drop,
    forget_elsewhere,
    is_layer,
    is_parameter,
    table_of,
    type_name,
    write,
)  # fmt: skip
from flopslint.core.gap import GapKind
from flopslint.values.tensor import Tensor
from flopslint.values.value import Instance, Property, Unknown, Value

if TYPE_CHECKING:
    from flopslint.values.context import Context, Raised

HOOK_TABLES = frozenset({
    "_forward_hooks", "_forward_hooks_with_kwargs", "_forward_hooks_always_called", "_forward_pre_hooks",
    "_forward_pre_hooks_with_kwargs", "_backward_hooks", "_backward_pre_hooks", "_state_dict_hooks",
    "_state_dict_pre_hooks", "_load_state_dict_pre_hooks", "_load_state_dict_post_hooks",
})  # fmt: skip
"""Tables of a layer that are made when something first asks for them; most layers never have a hook."""


@function("_flopslint.module_init", takes_unknown=True)
def module_init(context: Context, self: Instance, args: tuple[Value, ...], kwargs: dict[str, Value]) -> bool:
    """Gives a layer its empty tables; says whether the class wants the next ``__init__`` called too.

    Raises:
        Raised: TypeError for any argument, unless the class says ``call_super_init``.
    """
    found = self.cls.find("call_super_init")
    goes_on = found is not None and found[0] is True
    if not goes_on and (args or kwargs):
        name = self.cls.name
        if kwargs:
            text = f"{name}.__init__() got an unexpected keyword argument '{next(iter(kwargs))}'"
        else:
            text = f"{name}.__init__() takes 1 positional argument but {len(args) + 1} were given"
        raise context.error("TypeError", text)
    context.touch(self.attributes)
    self.attributes.update(training=True, _parameters={}, _buffers={}, _non_persistent_buffers_set=set(), _modules={})
    return goes_on


@function("_flopslint.module_setattr", takes_unknown=True)
def module_setattr(context: Context, self: Instance, name: Value, value: Value) -> None:
    """``Module.__setattr__``: parameters first, then modules, then buffers, then the ordinary protocol.

    Raises:
        Raised: AttributeError before ``Module.__init__``; TypeError for another type over a registered name.
    """
    if isinstance(value, Unknown) or not isinstance(name, str):
        _set_unknown(context, self, name, value)
        return
    attributes = self.attributes
    parameters = attributes.get(PARAMETERS)
    if isinstance(value, Tensor) and value.is_parameter:
        if parameters is None:
            raise context.error("AttributeError", "cannot assign parameters before Module.__init__() call")
        forget_elsewhere(context, self, name, PARAMETERS)
        put_parameter(context, self, name, value)
        return
    if parameters is not None and name in parameters:
        if value is not None:
            raise _wrong_type(context, value, "parameter", name, "torch.nn.Parameter or None")
        put_parameter(context, self, name, None)
        return
    modules = attributes.get(MODULES)
    if isinstance(value, Instance) and value.cls.is_layer:
        if modules is None:
            raise context.error("AttributeError", "cannot assign module before Module.__init__() call")
        forget_elsewhere(context, self, name, MODULES)
        write(context, modules, name, value)
        return
    if modules is not None and name in modules:
        if value is not None:
            raise _wrong_type(context, value, "child module", name, "torch.nn.Module or None")
        write(context, modules, name, None)
        return
    buffers = attributes.get(BUFFERS)
    is_new_buffer = isinstance(value, Tensor) and value.attributes is not None and "_is_buffer" in value.attributes
    if is_new_buffer or (buffers is not None and name in buffers):
        _set_buffer(context, self, name, value)
        return
    set_plain(context, self, name, value)


def _wrong_type(context: Context, value: Value, kind: str, name: str, expected: str) -> Raised:
    given = type_name(context, value)
    return context.error("TypeError", f"cannot assign '{given}' as {kind} '{name}' ({expected} expected)")


def _set_buffer(context: Context, layer: Instance, name: str, value: Value) -> None:
    if value is not None and not isinstance(value, Tensor):
        raise _wrong_type(context, value, "buffer", name, "torch.nn.Buffer, torch.Tensor or None")
    if BUFFERS not in layer.attributes:
        raise context.error("AttributeError", "cannot assign buffer before Module.__init__() call")
    if name in layer.attributes[BUFFERS]:
        write(context, layer.attributes[BUFFERS], name, value)
        return
    forget_elsewhere(context, layer, name, BUFFERS)
    persistent = isinstance(value, Tensor) and (value.attributes or {}).get("persistent", True)
    put_buffer(context, layer, name, value, persistent is not False)


def _set_unknown(context: Context, layer: Instance, name: Value, value: Value) -> None:
    """An unknown may be a layer or a parameter: it takes the name, and what is registered becomes "at least"."""
    if not isinstance(name, str):
        unknown = context.unknown(GapKind.UNKNOWN_ARGUMENT, "the name of what is registered is not known")
        gap = name.gap if isinstance(name, Unknown) else unknown.gap
        context.taint(layer, gap)
        write(context, layer.attributes, OPEN_NAMES, Unknown(gap))
        return
    found = layer.cls.find(name)
    if found is not None and isinstance(found[0], Property) and not found[0].is_cached:
        set_plain(context, layer, name, value)
        return
    if isinstance(value, Uninitialized):
        table = BUFFERS if value.is_buffer else PARAMETERS
        forget_elsewhere(context, layer, name, table)
        write(context, layer.attributes[table], name, value)
        return
    context.taint(layer, value.gap)
    for table_name in TABLES:
        held = table_of(layer, table_name)
        if name in held:  # keeps its place in the order, so that loops over the table meet the unknown
            write(context, held, name, value)
            return
    forget_elsewhere(context, layer, name, None)
    write(context, layer.attributes, name, value)


def set_plain(context: Context, layer: Instance, name: str, value: Value) -> None:
    """``object.__setattr__``: data descriptors of the class, else the instance dict."""
    if name == "__class__" or layer.cls.find(name) is not None:
        context.default_set_attribute(layer, name, value)
    else:
        write(context, layer.attributes, name, value)


@function("_flopslint.module_getattr", takes_unknown=True)
def module_getattr(context: Context, self: Instance, name: Value) -> Value:
    """``Module.__getattr__``: the registered parameter, buffer or child of that name.

    Raises:
        Raised: AttributeError if there is none.
    """
    if isinstance(name, Unknown):
        return name
    attributes = self.attributes
    for table_name in TABLES:
        table = attributes.get(table_name)
        if table is not None and name in table:
            return table[name]
    if name in HOOK_TABLES and MODULES in attributes:
        write(context, attributes, name, OrderedDict())
        return attributes[name]
    if OPEN_NAMES in attributes:
        return attributes[OPEN_NAMES]
    raise context.error("AttributeError", f"'{self.cls.name}' object has no attribute '{name}'")


@function("_flopslint.module_delattr")
def module_delattr(context: Context, self: Instance, name: str) -> None:
    """``Module.__delattr__``.

    Raises:
        Raised: AttributeError if there is nothing of that name.
    """
    for table_name in TABLES:
        if name in table_of(self, table_name):
            drop(context, table_of(self, table_name), name)
            non_persistent = self.attributes.get(NON_PERSISTENT)
            if table_name == BUFFERS and non_persistent:
                context.touch(non_persistent)
                non_persistent.discard(name)
            return
    context.default_delete_attribute(self, name)


def put_parameter(context: Context, layer: Instance, name: str, value: Value) -> None:
    """Registers a checked parameter, or None.

    Raises:
        Raised: KeyError for a name that is taken or not allowed.
    """
    table = layer.attributes[PARAMETERS]
    if name not in table:
        check_name(context, layer, "parameter", name, PARAMETERS)
    write(context, table, name, value)


def put_buffer(context: Context, layer: Instance, name: str, value: Value, persistent: bool) -> None:
    """Registers a checked buffer, or None."""
    write(context, layer.attributes[BUFFERS], name, value)
    non_persistent = layer.attributes[NON_PERSISTENT]
    context.touch(non_persistent)
    if persistent:
        non_persistent.discard(name)
    else:
        non_persistent.add(name)


@function("_flopslint.register_parameter", takes_unknown=True)
def register_parameter(context: Context, self: Instance, name: Value, param: Value) -> None:
    """``Module.register_parameter``.

    Raises:
        Raised: AttributeError before ``Module.__init__``; KeyError for the name; TypeError for another type.
    """
    if PARAMETERS not in self.attributes:
        raise context.error("AttributeError", "cannot assign parameter before Module.__init__() call")
    if isinstance(name, Unknown) or isinstance(param, Unknown):
        _set_unknown(context, self, name, param)
        return
    check_name(context, self, "parameter", name, PARAMETERS)
    if param is not None and not is_parameter(param):
        given = type_name(context, param)
        text = f"cannot assign '{given}' object to parameter '{name}' (torch.nn.Parameter or None required)"
        raise context.error("TypeError", text)
    write(context, self.attributes[PARAMETERS], name, param)


@function("_flopslint.register_buffer", takes_unknown=True)
def register_buffer(context: Context, self: Instance, name: Value, tensor: Value, persistent: Value) -> None:
    """``Module.register_buffer``.

    Raises:
        Raised: AttributeError before ``Module.__init__``; KeyError for the name; TypeError for another type.
    """
    if BUFFERS not in self.attributes:
        raise context.error("AttributeError", "cannot assign buffer before Module.__init__() call")
    if isinstance(name, Unknown) or isinstance(tensor, Unknown):
        _set_unknown(context, self, name, tensor)
        return
    check_name(context, self, "buffer", name, BUFFERS)
    if tensor is not None and not isinstance(tensor, Tensor):
        given = type_name(context, tensor)
        text = f"cannot assign '{given}' object to buffer '{name}' (torch Tensor or None required)"
        raise context.error("TypeError", text)
    put_buffer(context, self, name, tensor, True if isinstance(persistent, Unknown) else context.truth(persistent))


@function("_flopslint.add_module", takes_unknown=True)
def add_module(context: Context, self: Instance, name: Value, module: Value) -> None:
    """``Module.add_module``; an unknown child keeps its place in the order.

    Raises:
        Raised: TypeError for what is no Module; KeyError for the name.
    """
    if MODULES not in self.attributes:
        raise context.error("AttributeError", f"'{self.cls.name}' object has no attribute '{MODULES}'")
    if isinstance(name, Unknown):
        _set_unknown(context, self, name, module)
        return
    if isinstance(module, Unknown):
        register_unknown_child(context, self, name, module)
        return
    if module is not None and not is_layer(module):
        raise context.error("TypeError", f"{type_name(context, module)} is not a Module subclass")
    check_name(context, self, "module", name, MODULES)
    write(context, self.attributes[MODULES], name, module)


def register_unknown_child(context: Context, layer: Instance, name: str, module: Unknown) -> None:
    """Keeps an unknown among the children, so that loops over them meet it in its place."""
    context.taint(layer, module.gap)
    forget_elsewhere(context, layer, name, MODULES)
    write(context, layer.attributes[MODULES], name, module)


@function("_flopslint.module_call", takes_unknown=True)
def module_call(context: Context, self: Instance, /, *args: Value, **kwargs: Value) -> Value:
    """``Module.__call__``: pre-hooks, ``forward``, hooks, recorded as one call of the layer."""
    attributes = self.attributes
    forward = context.get_attribute(self, "forward")
    if not (attributes.get("_forward_pre_hooks") or attributes.get("_forward_hooks")):
        return context.layer_call(self, args, kwargs, lambda: context.call(forward, args, kwargs))
    return context.layer_call(self, args, kwargs, lambda: _call_with_hooks(context, self, args, kwargs))


def _call_with_hooks(context: Context, layer: Instance, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
    with_kwargs = layer.attributes.get("_forward_pre_hooks_with_kwargs") or {}
    for key, hook in list((layer.attributes.get("_forward_pre_hooks") or {}).items()):
        if key in with_kwargs:
            result = context.call(hook, (layer, args, dict(kwargs)))
            if isinstance(result, tuple) and len(result) == 2:
                args, kwargs = tuple(context.iterate(result[0])), result[1]
            elif isinstance(result, Unknown):
                return result
        else:
            result = context.call(hook, (layer, args))
            if isinstance(result, Unknown):
                return result
            if result is not None:
                args = result if isinstance(result, tuple) else (result,)
    # Looked up after the pre-hooks: the one of a lazy layer changes the layer's class.
    output = context.call(context.get_attribute(layer, "forward"), args, kwargs)
    with_kwargs = layer.attributes.get("_forward_hooks_with_kwargs") or {}
    for key, hook in list((layer.attributes.get("_forward_hooks") or {}).items()):
        given = (layer, args, dict(kwargs), output) if key in with_kwargs else (layer, args, output)
        result = context.call(hook, given)
        if result is not None:
            output = result
    return output
