"""Comparisons, membership and truth."""

from __future__ import annotations

import operator as host
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Any

from flopslint.catalog.python.builtins_set import SETS, compare_sets
from flopslint.core.dim import TracedDim
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.operations.operators import NUMBERS, PLAIN, unwrapped
from flopslint.values import equality
from flopslint.values.context import Raised
from flopslint.values.tensor import Tensor
from flopslint.values.value import (
    MISSING,
    Alias,
    BoundMethod,
    Class,
    Instance,
    ModuleValue,
    Undecided,
    Unknown,
    Value,
)

_PLAIN_SET = frozenset(PLAIN)
_TEXT = frozenset((str,))
_ATOMS = frozenset((int, float, bool, complex, TracedDim, str, bytes, type(None), type(...)))

ORDER: dict[str, tuple[str, str, Callable[[Any, Any], Any]]] = {
    "==": ("__eq__", "__eq__", host.eq),
    "!=": ("__ne__", "__ne__", host.ne),
    "<": ("__lt__", "__gt__", host.lt),
    "<=": ("__le__", "__ge__", host.le),
    ">": ("__gt__", "__lt__", host.gt),
    ">=": ("__ge__", "__le__", host.ge),
}


def compare(machine: Machine, operator: str, left: Value, right: Value) -> Value:
    """One comparison by its operator as written; a bool, an unknown or what a special method gave."""
    if operator in {"is", "is not"}:
        same = identical(machine, left, right)
        return same if type(same) is Unknown else same is (operator == "is")
    if operator in {"in", "not in"}:
        held = contains(machine, right, left)
        return held if type(held) is Unknown else held is (operator == "in")
    if type(left) is Unknown:
        return left
    if type(right) is Unknown:
        return right
    if type(left) in _ATOMS and type(right) in _ATOMS:
        return _plain(machine, operator, left, right)
    if operator == "==":
        return equal(machine, left, right)
    if operator == "!=":
        return _not_equal(machine, left, right)
    return _ordered(machine, operator, left, right)


def identical(machine: Machine, left: Value, right: Value) -> Value:
    """``left is right``: equal small plain data counts as the same object, as in CPython."""
    if type(left) is Unknown:
        return left
    if type(right) is Unknown:
        return right
    if left is right:
        return True
    if type(left) in _ATOMS and type(left) is type(right):
        return bool(left == right)
    if isinstance(left, Alias) and isinstance(right, Alias):
        return left == right
    return False


def _plain(machine: Machine, operator: str, left: Value, right: Value) -> Value:
    try:
        return ORDER[operator][2](left, right)
    except TypeError:
        raise _unordered(machine, operator, left, right) from None


def _unordered(machine: Machine, operator: str, left: Value, right: Value) -> Raised:
    return machine.error(
        "TypeError",
        f"'{operator}' not supported between instances of '{machine.type_of(left).name}' and "
        f"'{machine.type_of(right).name}'",
    )


def equal(machine: Machine, left: Value, right: Value) -> Value:
    """``left == right`` by the full protocol."""
    if type(left) is Unknown or type(right) is Unknown:
        return left if type(left) is Unknown else right
    if left is right and type(left) is not Tensor and left == left:  # noqa: PLR0124 - nan differs from itself
        return True
    if isinstance(left, (list, tuple, deque)) and isinstance(right, (list, tuple, deque)):
        return _equal_items(machine, left, right)
    if isinstance(left, dict) and isinstance(right, dict):
        return _equal_mappings(machine, left, right)
    if isinstance(left, SETS) and isinstance(right, SETS):
        return compare_sets(machine, "==", left, right)
    if type(left) in _PLAIN_SET and type(right) in _PLAIN_SET:
        return bool(left == right)
    for receiver, other in ((left, right), (right, left)):
        if isinstance(receiver, (Instance, Tensor)):
            found = machine.type_of(receiver).find("__eq__")
            if found is not None and not (found[1].native and (found[1].name == "object" or found[1].host)):
                result = machine.call(machine.get_class_attribute(receiver, "__eq__"), (other,))
                if result is not NotImplemented:
                    return result
    held_left, held_right = unwrapped(left), unwrapped(right)
    if held_left is not left or held_right is not right:
        return equal(machine, held_left, held_right)
    if isinstance(left, (Instance, Class, ModuleValue)) or isinstance(right, (Instance, Class, ModuleValue)):
        return left is right
    if isinstance(left, (BoundMethod, Alias)):
        return bool(left == right)
    try:
        return bool(left == right)
    except TypeError:
        return False


def _equal_items(machine: Machine, left: Value, right: Value) -> Value:
    if isinstance(left, list) != isinstance(right, list):
        return False
    if len(left) != len(right):
        return _not_equal_unless_open(left, right)
    result: Value = True
    for a, b in zip(left, right, strict=True):
        same = _same_item(machine, a, b)
        if type(same) is Unknown:
            result = same
        elif not same:
            return False
    if isinstance(left, OrderedDict) and isinstance(right, OrderedDict) and result is True:
        return list(left) == list(right)  # equal keys in another order
    return result


def _not_equal_unless_open(left: Value, right: Value) -> Value:
    """Collections of different size are not equal, where the size of both is known."""
    for container in (left, right):
        lost = equality.lost_count(container)
        if lost is not None:
            return equality.without_rest(lost)
    return False


def _same_item(machine: Machine, left: Value, right: Value) -> bool | Unknown:
    """Containers take one object for equal to itself without asking it; two unknowns need not be one object."""
    if left is right and type(left) is not Unknown:
        return True
    machine.count_step()
    return machine.decide(equal(machine, left, right))


def _equal_mappings(machine: Machine, left: dict[Value, Value], right: dict[Value, Value]) -> Value:
    if len(left) != len(right):
        return _not_equal_unless_open(left, right)
    result: Value = True
    for key, value in left.items():
        if key not in right:
            return _not_equal_unless_open(left, right)
        same = _same_item(machine, value, right[key])
        if type(same) is Unknown:
            result = same
        elif not same:
            return False
    if result is True and isinstance(left, OrderedDict) and isinstance(right, OrderedDict):
        return list(left) == list(right)  # equal pairs in another order
    return result


def _not_equal(machine: Machine, left: Value, right: Value) -> Value:
    for receiver, other in ((left, right), (right, left)):
        if isinstance(receiver, (Instance, Tensor)):
            found = machine.type_of(receiver).find("__ne__")
            if found is not None and not (found[1].native and (found[1].name == "object" or found[1].host)):
                result = machine.call(machine.get_class_attribute(receiver, "__ne__"), (other,))
                if result is not NotImplemented:
                    return result
    decided = machine.decide(equal(machine, left, right))
    return decided if type(decided) is Unknown else not decided


def _ordered(machine: Machine, operator: str, left: Value, right: Value) -> Value:
    forward, backward, function = ORDER[operator]
    for receiver, name, other in ((left, forward, right), (right, backward, left)):
        found = machine.type_of(receiver).find(name)
        if found is not None and not (found[1].native and (found[1].name == "object" or found[1].host is not None)):
            result = machine.call(machine.get_class_attribute(receiver, name), (other,))
            if result is not NotImplemented:
                return result
    left, right = unwrapped(left), unwrapped(right)
    if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)) and not _all_atoms(left, right):
        return _ordered_items(machine, operator, left, right)
    if isinstance(left, SETS) and isinstance(right, SETS):
        return compare_sets(machine, operator, left, right)
    if type(left) in _PLAIN_SET and type(right) in _PLAIN_SET:
        try:
            return function(left, right)
        except TypeError:
            pass
    raise _unordered(machine, operator, left, right)


def _all_atoms(left: Value, right: Value) -> bool:
    return all(type(item) in _ATOMS for item in left) and all(type(item) in _ATOMS for item in right)


def _ordered_items(machine: Machine, operator: str, left: Value, right: Value) -> Value:
    for a, b in zip(left, right, strict=False):
        same = machine.decide(equal(machine, a, b))
        if type(same) is Unknown:
            return same
        if not same:
            return compare(machine, operator, a, b)
    return ORDER[operator][2](len(left), len(right))


def contains(machine: Machine, container: Value, item: Value) -> Value:
    """``item in container``: a bool, or an unknown."""
    if type(container) is Unknown:
        return container
    if isinstance(container, (dict, set, frozenset)):
        return _contains_key(machine, container, item)
    kind = machine.type_of(container)
    method = kind.find("__contains__")
    if method is not None and not (method[1].native and method[1].host is not None):
        return machine.decide(machine.call(machine.get_class_attribute(container, "__contains__"), (item,)))
    held = unwrapped(container)
    if isinstance(held, (dict, set, frozenset)):
        return _contains_key(machine, held, item)
    if isinstance(held, (str, bytes, range)) and not isinstance(item, (Instance, Unknown)):
        if isinstance(held, range) and not isinstance(item, int):
            # The host would compare with each number.
            return isinstance(item, float) and item.is_integer() and int(item) in held
        try:
            return item in held
        except TypeError as error:
            raise machine.error("TypeError", str(error)) from None
    if _holds_nothing(held, kind):
        raise machine.error("TypeError", f"argument of type '{kind.name}' is not iterable")
    if type(item) is str and type(held) in (list, tuple):
        machine.complete(held)
        if set(map(type, held)) <= _TEXT:
            machine.count_size(len(held))
            return item in held
    unknown: Unknown | None = item if type(item) is Unknown else None
    try:
        for candidate in machine.iterate_lazily(held):
            same = _same_item(machine, candidate, item)
            if type(same) is Unknown:
                unknown = same
            elif same:
                return True
    except Undecided as undecided:
        return equality.without_rest(undecided.unknown)
    return False if unknown is None else equality.without_rest(unknown)


def _holds_nothing(value: Value, kind: Class) -> bool:
    """Whether a value that is asked whether it contains something is no container at all."""
    if type(value) in _PLAIN_SET and not (value is None or type(value) in NUMBERS):
        return False
    return all(kind.find(name) is None for name in ("__iter__", "__getitem__", "__next__"))


def _contains_key(machine: Machine, container: Value, item: Value) -> Value:
    if type(item) is Unknown:
        machine.complete(container)
        return item if container else False
    try:
        found = machine.find_key(container, item)
    except Undecided as undecided:
        return equality.without_rest(undecided.unknown)
    if found is MISSING and machine.late_registries.fill(machine, container, item):
        return True
    if found is not MISSING and isinstance(container, dict):
        held = container[found]
        if type(held) is Unknown and held.rest:
            return equality.without_rest(held)
    return found is not MISSING


def _holds_something(container: Value) -> bool | Unknown:
    """Whether a container that looks filled surely is: not where all that is in it may be absent."""
    may_be_absent = None
    for item in container.values() if isinstance(container, dict) else container:
        if not (type(item) is Unknown and item.rest):
            return True
        may_be_absent = item
    return Unknown(may_be_absent.gap) if may_be_absent is not None else True


def decide(machine: Machine, value: Value) -> bool | Unknown:
    """The truth of a value, or the unknown it rests on."""
    kind = type(value)
    if kind is bool:
        return bool(value)
    if kind is Unknown:
        return value  # type: ignore[no-any-return]
    if kind in NUMBERS or kind is str or value is None:
        return bool(value)
    if kind in _PLAIN_SET:
        if not value:
            machine.complete(value)
        if value and isinstance(value, (list, dict, set, deque)):
            return _holds_something(value)
        return bool(value)
    cls = machine.type_of(value)
    for name in ("__bool__", "__len__"):
        found = cls.find(name)
        if found is not None and not (found[1].native and found[1].host is not None):
            result = machine.call(machine.get_class_attribute(value, name))
            return result if type(result) is Unknown else bool(result)
    held = unwrapped(value)
    return bool(held) if held is not value else True
