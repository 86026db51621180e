"""Reading attributes, by Python's protocol."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from flopslint.catalog.entry import NUMBER_CLASSES, AttributeEntry
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.objects.special_attributes import special_attribute
from flopslint.evaluator.unknowns.hidden import asked_for
from flopslint.values.context import Raised
from flopslint.values.equality import without_rest
from flopslint.values.tensor import Tensor
from flopslint.values.value import (
    MISSING,
    Alias,
    BoundMethod,
    Class,
    ClassMethod,
    Function,
    Instance,
    ModuleValue,
    NativeFunction,
    Partial,
    Property,
    Reference,
    StaticMethod,
    Super,
    Unknown,
    Value,
)

_TABLES = ("_parameters", "_buffers", "_modules")


def get_attribute(machine: Machine, value: Value, name: str) -> Value:
    """``value.name`` or ``MISSING``; exceptions of properties and ``__getattr__`` pass through."""
    reader = _READERS.get(type(value))
    if reader is not None:
        return reader(machine, value, name)
    return _of_plain(machine, value, name)


def bind(machine: Machine, raw: Value, receiver: Value, owner: Class) -> Value:
    """An attribute found in a class as its instance sees it."""
    kind = type(raw)
    if kind is Function:
        return BoundMethod(raw, receiver)
    if kind is NativeFunction:
        if owner.native:
            has_payload = owner.host is not None and isinstance(receiver, Instance) and receiver.payload is not None
            # The method that reads an item of a dict asks the object itself for ``__missing__``.
            if has_payload and not (raw.name.endswith(".__getitem__") and isinstance(receiver.payload, dict)):
                return BoundMethod(raw, receiver.payload)
            return BoundMethod(raw, receiver)
        return BoundMethod(raw, receiver) if raw.binds or machine.is_prelude_class(owner) else raw
    if kind is StaticMethod:
        return raw.function
    if kind is ClassMethod:
        return BoundMethod(raw.function, machine.type_of(receiver))
    if kind is Property:
        return read_property(machine, raw, receiver)
    if kind is AttributeEntry:
        held = receiver
        if owner.host is not None and isinstance(receiver, Instance) and not receiver.cls.native:
            held = receiver.payload
        return machine.natives.read(machine, raw, held)
    if kind is Reference:
        return machine.resolve(raw)
    if kind is Instance:
        getter = raw.cls.find("__get__")
        if getter is not None:
            return machine.call(getter[0], (raw, receiver, machine.type_of(receiver)))
    return raw


def read_property(machine: Machine, prop: Property, receiver: Value) -> Value:
    """The value of a property; an attribute missing inside falls through to ``__getattr__``, as in Python."""
    if prop.getter is None:
        raise machine.error("AttributeError", "unreadable attribute")
    return machine.call(prop.getter, (receiver,))


def _of_instance(machine: Machine, value: Instance, name: str) -> Value:
    cls = value.cls
    hook = cls.find("__getattribute__")
    if hook is not None and not hook[1].native:
        return _fall_through(machine, value, name, lambda: machine.call(hook[0], (value, name)))
    found = cls.find(name)
    attributes = value.attributes
    if found is not None and is_data_descriptor(found[0]):
        raw, owner = found
        if type(raw) is Property and raw.is_cached and name in attributes:
            return attributes[name]
        return _fall_through(machine, value, name, lambda: bind(machine, raw, value, owner))
    if name in attributes:
        held = attributes[name]
        if type(held) is Unknown:
            return without_rest(held)
        return held if type(held) is not Reference else machine.resolve(held)
    if found is not None:
        return bind(machine, found[0], value, found[1])
    special = special_attribute(machine, value, name)
    if special is not MISSING:
        return special
    if cls.is_layer:
        for table in _TABLES:
            held = attributes.get(table)
            if type(held) is dict and name in held:
                return without_rest(held[name])
    return _dynamic(machine, value, name)


def is_data_descriptor(raw: Value) -> bool:
    """Whether an attribute of the class comes before the instance's own."""
    kind = type(raw)
    if kind is Property or kind is AttributeEntry:
        return True
    return kind is Instance and raw.cls.find("__set__") is not None


def _fall_through(machine: Machine, value: Instance, name: str, read: Callable[[], Value]) -> Value:
    """A property that raises AttributeError gives ``__getattr__`` its turn, as in Python."""
    try:
        return read()
    except Raised as raised:
        if raised.value.cls.name != "AttributeError" or value.cls.find("__getattr__") is None:
            raise
    return _dynamic(machine, value, name)


def _dynamic(machine: Machine, value: Instance, name: str) -> Value:
    hook = value.cls.find("__getattr__")
    if hook is None:
        return MISSING
    return machine.call(hook[0], (value, name))


def _of_class(machine: Machine, cls: Class, name: str) -> Value:
    if name.startswith("__"):
        special = special_attribute(machine, cls, name)
        if special is not MISSING:
            return special
    metaclass = cls.metaclass or machine.find_class("builtins.type")
    inherited = metaclass.find(name)
    if inherited is not None and not inherited[1].native and is_data_descriptor(inherited[0]):
        return bind(machine, inherited[0], cls, inherited[1])
    found = cls.find(name)
    if found is not None and not (found[1].name == "object" and name in ("__class__", "__init_subclass__")):
        raw, owner = found
        kind = type(raw)
        if kind is StaticMethod:
            return raw.function
        if kind is ClassMethod:
            return BoundMethod(raw.function, cls)
        if kind is Reference:
            return machine.resolve(raw)
        if kind is Instance and raw.cls.find("__get__") is not None:
            return machine.call(machine.get_attribute(raw, "__get__"), (None, cls))
        if not (kind is AttributeEntry and owner.name == "object"):
            return raw
    if inherited is not None:
        return bind(machine, inherited[0], cls, inherited[1])
    hook = metaclass.find("__getattr__")
    if hook is not None:
        return machine.call(hook[0], (cls, name))
    return machine.natives.missing_member(machine, cls, name)


def _of_module(machine: Machine, value: ModuleValue, name: str) -> Value:
    return machine.module_attribute(value, name)


def _of_unknown(machine: Machine, value: Unknown, name: str) -> Value:
    if machine.heap.behind:
        asked_for(machine, value, name)
    return value


def _of_function(machine: Machine, value: Value, name: str) -> Value:
    if name in value.attributes:
        return value.attributes[name]
    special = special_attribute(machine, value, name)
    if special is MISSING and type(value) is NativeFunction:
        entry = machine.natives.catalog.find(f"{value.name}.{name}")
        if entry is not None:
            return machine.native_value(entry)
    return special if special is not MISSING else _of_plain(machine, value, name)


def _of_bound_method(machine: Machine, value: BoundMethod, name: str) -> Value:
    special = special_attribute(machine, value, name)
    return special if special is not MISSING else get_attribute(machine, value.function, name)


def _of_super(machine: Machine, value: Super, name: str) -> Value:
    mro = value.start.mro
    position = mro.index(value.after) + 1 if value.after in mro else 0
    for cls in mro[position:]:
        if name in cls.namespace:
            raw = cls.namespace[name]
            of_class = value.receiver is value.start  # else an instance, be it a class as one of its metaclass
            if of_class and type(raw) in (Function, NativeFunction):
                return raw
            if of_class and type(raw) is ClassMethod:
                return BoundMethod(raw.function, value.receiver)
            if type(raw) is ClassMethod:
                return BoundMethod(raw.function, value.start)
            return bind(machine, raw, value.receiver, cls)
    return special_attribute(machine, value, name)


def _of_tensor(machine: Machine, value: Tensor, name: str) -> Value:
    cls = machine.type_of(value)
    found = cls.find(name)
    if found is not None and type(found[0]) is AttributeEntry:
        return machine.natives.read(machine, found[0], value)
    if value.attributes is not None and name in value.attributes:
        return value.attributes[name]
    if found is not None:
        return bind(machine, found[0], value, found[1])
    special = special_attribute(machine, value, name)
    return special if special is not MISSING else machine.natives.missing_member(machine, cls, name)


def _of_alias(machine: Machine, value: Alias, name: str) -> Value:
    special = special_attribute(machine, value, name)
    if special is not MISSING:
        return special
    return MISSING if value.origin is None else get_attribute(machine, value.origin, name)


def _of_ordered_dict(machine: Machine, value: OrderedDict[Value, Value], name: str) -> Value:
    """Unlike a plain dict, one that is ordered has attributes of its own."""
    return value.__dict__[name] if name in value.__dict__ else _of_plain(machine, value, name)


def _of_reference(machine: Machine, value: Reference, name: str) -> Value:
    return get_attribute(machine, machine.resolve(value), name)


def _of_plain(machine: Machine, value: Value, name: str) -> Value:
    cls = machine.type_of(value)
    found = cls.find(name)
    if found is not None:
        return bind(machine, found[0], value, found[1])
    special = special_attribute(machine, value, name)
    if special is not MISSING:
        return special
    if isinstance(value, (int, float, complex)):
        for module, dotted_name in NUMBER_CLASSES.items():
            found = machine.find_class(dotted_name).find(name) if module in machine.modules else None
            if found is not None:
                return bind(machine, found[0], value, found[1])
    return machine.natives.missing_member(machine, cls, name)


_READERS: dict[type, Callable[[Machine, Any, str], Value]] = {
    Instance: _of_instance,
    Class: _of_class,
    ModuleValue: _of_module,
    Unknown: _of_unknown,
    Function: _of_function,
    NativeFunction: _of_function,
    Partial: _of_function,
    BoundMethod: _of_bound_method,
    Super: _of_super,
    Tensor: _of_tensor,
    Alias: _of_alias,
    Reference: _of_reference,
    OrderedDict: _of_ordered_dict,
}
