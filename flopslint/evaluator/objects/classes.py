"""Making classes and instances."""

from __future__ import annotations

from flopslint.catalog.python.builtins_object import refuse_abstract
from flopslint.core.gap import GapKind
from flopslint.core.span import Site
from flopslint.evaluator.limits import STEPS_OF_LAYER
from flopslint.evaluator.machine import Machine
from flopslint.values.context import Raised
from flopslint.values.value import (
    MISSING,
    Class,
    ClassMethod,
    Function,
    InconsistentBases,
    Instance,
    NativeFunction,
    StaticMethod,
    Unknown,
    Value,
)

IMMUTABLE_HOSTS = (int, float, complex, str, bytes, tuple, frozenset, bool)


def make_class(
    machine: Machine, name: str, bases: list[Value], names: dict[str, Value], keywords: dict[str, Value], site: Site
) -> Value:
    """A class from what its statement gave, through its metaclass."""
    entries: list[Value] = []
    for base in bases:
        entries.extend(_base_classes(machine, base))
    unknown = next((base for base in entries if not isinstance(base, Class)), None)
    if unknown is not None:
        return (
            unknown
            if type(unknown) is Unknown
            else machine.unknown(
                GapKind.UNKNOWN_FUNCTION, f"class {name} derives from a {machine.type_of(unknown).name}"
            )
        )
    rest = dict(keywords)
    metaclass = rest.pop("metaclass", None)
    for base in entries:
        if metaclass is None or (
            isinstance(metaclass, Class) and base.metaclass is not None and base.metaclass.is_subclass_of(metaclass)
        ):
            metaclass = base.metaclass or metaclass
    if type(metaclass) is Unknown:
        return metaclass
    if metaclass is not None and not (isinstance(metaclass, Class) and metaclass.native):
        return machine.call_at(metaclass, (name, tuple(entries), dict(names)), rest, site)
    return create_class(machine, name, tuple(entries), names, rest, metaclass)


def _base_classes(machine: Machine, base: Value) -> list[Value]:
    if isinstance(base, Class) or type(base) is Unknown:
        return [base]
    replaced = machine.get_attribute(base, "__mro_entries__", MISSING)
    if replaced is MISSING:
        return [base]
    return list(machine.call(replaced, ((base,),)))


def create_class(
    machine: Machine,
    name: str,
    bases: tuple[Class, ...],
    names: dict[str, Value],
    keywords: dict[str, Value],
    metaclass: Class | None,
) -> Value:
    """What ``type.__new__`` does: the class, ``__set_name__`` and ``__init_subclass__``."""
    namespace = dict(names)
    for special, wrapper in (
        ("__new__", StaticMethod), ("__init_subclass__", ClassMethod), ("__class_getitem__", ClassMethod),
    ):  # fmt: skip
        if isinstance(namespace.get(special), Function):
            namespace[special] = wrapper(namespace[special])
    module = namespace.get("__module__", machine.frame.module.name)
    try:
        cls = Class(
            name,
            bases=bases or (machine.find_class("builtins.object"),),
            namespace=namespace,
            module=module,
            qualified_name=namespace.get("__qualname__", name),
            metaclass=metaclass,
        )
    except InconsistentBases:
        raise machine.error("TypeError", "Cannot create a consistent method resolution order (MRO) for bases") from None
    public = machine.frame.module.namespace.get("__public_module__")
    if isinstance(public, str) and machine.frame.module.is_prelude:
        cls.public_name = f"{public}.{cls.qualified_name}"
    for key, value in list(namespace.items()):
        if isinstance(value, Instance) and value.cls.find("__set_name__") is not None:
            machine.call(machine.get_attribute(value, "__set_name__"), (cls, key))
    finished = machine.finish_class(cls)
    _init_subclass(machine, cls, keywords)
    return finished


def _init_subclass(machine: Machine, cls: Class, keywords: dict[str, Value]) -> None:
    for base in cls.mro[1:]:
        hook = base.namespace.get("__init_subclass__")
        if isinstance(hook, ClassMethod):
            machine.call(hook.function, (cls,), keywords)
            return
        if hook is not None:
            return


def instantiate(
    machine: Machine, cls: Class, positional: tuple[Value, ...], keywords: dict[str, Value], site: Site | None
) -> Value:
    """``cls(...)``: ``__new__``, then ``__init__`` where it gave an instance of the class."""
    if cls.metaclass is not None:
        found = cls.metaclass.find("__call__")
        if found is not None and not (found[1].native and found[1].name == "type"):
            return machine.call_at(found[0], (cls, *positional), keywords, site)
    if cls.native:
        return machine.natives.make(machine, cls, positional, keywords, site)
    return make_instance(machine, cls, positional, keywords, site)


def make_instance(
    machine: Machine, cls: Class, positional: tuple[Value, ...], keywords: dict[str, Value], site: Site | None
) -> Value:
    """What ``type.__call__`` does for a class of the program."""
    new = cls.find("__new__")
    init = cls.find("__init__")
    own_init = init is not None and not (isinstance(init[0], NativeFunction) and init[1].name == "object")
    if new is not None and isinstance(new[0], StaticMethod) and not new[1].native:
        value = machine.call_at(new[0].function, (cls, *positional), keywords, site)
        if isinstance(value, Instance) and value.made_at is None:
            value.made_at = site
        if not machine.is_instance(value, cls) or not own_init:
            return value
    else:
        if not own_init and (positional or keywords) and _takes_no_arguments(machine, cls):
            raise machine.error("TypeError", f"{cls.name}() takes no arguments")
        value = allocate(machine, cls, positional, keywords, site, fill=not own_init)
    if own_init and init is not None and type(value) is not Unknown:
        machine.call_at(init[0], (value, *positional), keywords, site)
    return value


def _takes_no_arguments(machine: Machine, cls: Class) -> bool:
    return machine.natives.base_entry(cls) is None


def allocate(
    machine: Machine,
    cls: Class,
    positional: tuple[Value, ...],
    keywords: dict[str, Value],
    site: Site | None,
    fill: bool,
) -> Value:
    """What ``object.__new__`` gives: an instance, with the plain data below it where its class derives from such.

    ``fill``: the arguments go into the plain data, as no ``__init__`` of the program's own takes them.
    """
    base = machine.natives.base_entry(cls)
    if cls.metaclass is not None:
        refuse_abstract(machine, cls)
    if base is None:
        machine.steps += STEPS_OF_LAYER if cls.is_layer else 0
        return Instance(cls, site)
    host_class, entry = base
    if host_class.host is None:
        value = machine.natives.call_class_entry(machine, entry, cls, positional, keywords, site)
        if isinstance(value, Instance) and value.cls is not cls and value.cls.native:
            value.cls = cls
        return value
    instance = Instance(cls, site)
    if fill or issubclass(host_class.host, IMMUTABLE_HOSTS):
        payload = machine.natives.call_class_entry(machine, entry, host_class, positional, keywords, site)
        if type(payload) is Unknown:
            return payload
    else:
        payload = machine.natives.call_class_entry(machine, entry, host_class, (), {}, site)
    instance.payload = payload.payload if isinstance(payload, Instance) else payload
    return instance


def raise_type_error(machine: Machine, message: str) -> Raised:
    """A TypeError of the program."""
    return machine.error("TypeError", message)
