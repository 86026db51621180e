"""``isinstance`` and ``issubclass``."""

from __future__ import annotations

from flopslint.core.gap import GapKind
from flopslint.evaluator.machine import Machine
from flopslint.values.value import Alias, Class, Instance, ModuleValue, Undecided, Unknown, Value


def is_instance(machine: Machine, value: Value, given: Value) -> bool:
    """``isinstance(value, given)``; raises ``Undecided`` where either is unknown."""
    if type(given) is Unknown:
        raise Undecided(given)
    if isinstance(given, tuple):
        return _any(machine, value, given)
    if type(value) is Unknown:
        raise Undecided(value)
    if isinstance(given, Alias):
        if given.origin is None:
            return _any(machine, value, given.arguments)
        return is_instance(machine, value, given.origin)
    if given is None:
        return value is None
    if not isinstance(given, Class):
        raise machine.error("TypeError", "isinstance() arg 2 must be a type, a tuple of types, or a union")
    if given.metaclass is not None:
        hook = given.metaclass.find("__instancecheck__")
        if hook is not None and not hook[1].native:
            return machine.truth(machine.call(hook[0], (given, value)))
    cls = machine.type_of(value)
    if given in cls.mro:
        return True
    return _by_hook(machine, value, cls, given)


def _any(machine: Machine, value: Value, options: tuple[Value, ...]) -> bool:
    undecided: Unknown | None = None
    for option in options:
        try:
            if is_instance(machine, value, option):
                return True
        except Undecided as error:
            undecided = error.unknown
    if undecided is not None:
        raise Undecided(undecided)
    return False


def _by_hook(machine: Machine, value: Value, cls: Class, given: Class) -> bool:
    """Abstract classes of the catalog decide by what a value can do."""
    hook = given.namespace.get("__abc_check__") if given.native else None
    if hook is None:
        return False
    if isinstance(value, ModuleValue):
        return False
    result = machine.call(hook, (value,))
    if type(result) is Unknown:
        raise Undecided(result)
    return bool(result)


def undecided_class(machine: Machine, value: Instance) -> Unknown:
    """The class of an instance that is not known."""
    return machine.unknown(GapKind.UNKNOWN_ARGUMENT, f"the class of {value!r} is not known")
