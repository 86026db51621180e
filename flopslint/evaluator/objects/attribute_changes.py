"""Writing and deleting attributes, by Python's protocol."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from flopslint.catalog.entry import AttributeEntry
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.unknowns.hidden import attribute_changed
from flopslint.values.tensor import Tensor
from flopslint.values.value import (
    MISSING,
    BoundMethod,
    Class,
    Function,
    Instance,
    ModuleValue,
    Property,
    Super,
    Unknown,
    Value,
)


def set_attribute(machine: Machine, value: Value, name: str, new: Value) -> None:
    """``value.name = new``; raises the program's AttributeError where that is not possible."""
    writer = _WRITERS.get(type(value))
    if writer is not None:
        writer(machine, value, name, new)
    elif hasattr(value, "attributes"):
        machine.heap.touch(value.attributes)
        value.attributes[name] = new
    else:
        raise machine.error("AttributeError", f"'{machine.type_of(value).name}' object has no attribute '{name}'")


def _set_on_instance(machine: Machine, value: Instance, name: str, new: Value) -> None:
    setter = value.cls.find("__setattr__")
    if setter is not None and not (setter[1].native and setter[1].name == "object"):
        machine.call(setter[0], (value, name, new))
        return
    set_plain(machine, value, name, new)


def _set_on_class(machine: Machine, value: Class, name: str, new: Value) -> None:
    hook = value.metaclass.find("__setattr__") if value.metaclass is not None else None
    if hook is not None and not (hook[1].native and hook[1].name in {"object", "type"}):
        machine.call(hook[0], (value, name, new))
        return
    machine.heap.touch(value)
    value.namespace[name] = new
    value.forget(name)


def _set_on_module(machine: Machine, value: ModuleValue, name: str, new: Value) -> None:
    machine.heap.touch(value.namespace)
    value.namespace[name] = new


def _set_on_unknown(machine: Machine, value: Unknown, name: str, new: Value) -> None:
    """Whatever it is, it is not known before and after."""
    if machine.heap.behind:
        attribute_changed(machine, value, name)


def _set_on_function(machine: Machine, value: Function, name: str, new: Value) -> None:
    found = machine.type_of(value).find(name)
    if found is not None and type(found[0]) is AttributeEntry and found[0].setter is not None:
        found[0].setter(machine, value, new)
        return
    machine.heap.touch(value.attributes)
    value.attributes[name] = new


def _set_on_ordered_dict(machine: Machine, value: OrderedDict[Value, Value], name: str, new: Value) -> None:
    machine.heap.touch(value.__dict__)
    value.__dict__[name] = new


def set_plain(machine: Machine, value: Instance, name: str, new: Value) -> None:
    """What ``object.__setattr__`` does: property setters and descriptors first, then the instance's own dict."""
    found = value.cls.find(name)
    if found is not None:
        raw = found[0]
        if type(raw) is Property and not raw.is_cached:
            if raw.setter is None:
                raise machine.error("AttributeError", f"property '{name}' of '{value.cls.name}' object has no setter")
            machine.call(raw.setter, (value, new))
            return
        if type(raw) is AttributeEntry and raw.setter is not None:
            raw.setter(machine, value, new)
            return
        if type(raw) is Instance and raw.cls.find("__set__") is not None:
            machine.call(machine.get_attribute(raw, "__set__"), (value, new))
            return
    if name == "__class__" and isinstance(new, Class):
        machine.heap.touch(value)
        value.cls = new
        return
    if name == "__dict__" and isinstance(new, dict):
        machine.heap.touch(value)
        value.attributes = new
        return
    if value.cls.find("__slots__") is not None and not may_hold(value.cls, name):
        raise machine.missing_attribute(value, name)
    if machine.heap.is_recording:
        machine.heap.touch(value.attributes)
    value.attributes[name] = new


def may_hold(cls: Class, name: str) -> bool:
    """Whether instances may get an attribute of that name: not where all classes list their slots without it."""
    for ancestor in cls.mro:
        if ancestor.native:
            if ancestor.name != "object" and ancestor.host is None:
                return True
            continue
        slots = ancestor.namespace.get("__slots__", MISSING)
        if slots is MISSING or not isinstance(slots, (str, tuple, list, set, frozenset, dict)):
            return True
        listed = (slots,) if isinstance(slots, str) else tuple(slots)
        private = f"_{ancestor.name.lstrip('_')}"
        if any(slot in ("__dict__", name) or f"{private}{slot}" == name for slot in listed):
            return True
        if any(type(slot) is Unknown for slot in listed):
            return True
    return False


def _set_on_tensor(machine: Machine, value: Tensor, name: str, new: Value) -> None:
    machine.heap.touch(value)
    found = machine.type_of(value).find(name)
    if found is not None and type(found[0]) is AttributeEntry:
        if found[0].setter is not None:
            found[0].setter(machine, value, new)
            return
        raise machine.error("AttributeError", f"attribute '{name}' of 'torch._C.TensorBase' objects is not writable")
    attributes = dict(value.attributes or {})
    attributes[name] = new
    value.attributes = attributes


def delete_attribute(machine: Machine, value: Value, name: str) -> None:
    """``del value.name``; raises the program's AttributeError where there is none."""
    if isinstance(value, Instance):
        hook = value.cls.find("__delattr__")
        if hook is not None and not (hook[1].native and hook[1].name == "object"):
            machine.call(hook[0], (value, name))
            return
        if delete_by_descriptor(machine, value, name):
            return
    holder = value.namespace if isinstance(value, (Class, ModuleValue)) else getattr(value, "attributes", None)
    if type(value) is OrderedDict:
        holder = value.__dict__
    if holder is None or name not in holder:
        if type(value) is Unknown:
            attribute_changed(machine, value, name)
            return
        raise machine.error("AttributeError", f"'{machine.type_of(value).name}' object has no attribute '{name}'")
    machine.heap.touch(value if isinstance(value, Class) else holder)
    del holder[name]
    if isinstance(value, Class):
        value.forget(name)


def delete_by_descriptor(machine: Machine, value: Instance, name: str) -> bool:
    """Lets a property or descriptor of the class delete an attribute; says whether there is one."""
    found = value.cls.find(name)
    if found is None:
        return False
    raw = found[0]
    if type(raw) is Property and not raw.is_cached:
        if raw.deleter is None:
            raise machine.error("AttributeError", f"property '{name}' of '{value.cls.name}' object has no deleter")
        machine.call(raw.deleter, (value,))
        return True
    if type(raw) is Instance and raw.cls.find("__delete__") is not None:
        machine.call(machine.get_attribute(raw, "__delete__"), (value,))
        return True
    return False


_WRITERS: dict[type, Callable[[Machine, Any, str, Value], None]] = {
    Instance: _set_on_instance,
    Class: _set_on_class,
    ModuleValue: _set_on_module,
    Unknown: _set_on_unknown,
    Tensor: _set_on_tensor,
    BoundMethod: lambda machine, value, name, new: set_attribute(machine, value.function, name, new),
    Function: _set_on_function,
    OrderedDict: _set_on_ordered_dict,
    Super: lambda machine, value, name, new: set_attribute(machine, value.receiver, name, new),
}
