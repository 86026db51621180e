"""Operators on values: on plain data as Python has them, within limits of size; on others by their special methods."""

from __future__ import annotations

import operator as host
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Any

from flopslint.catalog.python.builtins_set import set_operator
from flopslint.core.dim import TracedDim
from flopslint.core.gap import GapKind
from flopslint.evaluator.limits import NUMBER_BITS, SIZE_LIMIT
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.unknowns.open_items import known_so_far
from flopslint.values.equality import rest_of, without_rest
from flopslint.values.tensor import Tensor
from flopslint.values.value import (
    MISSING,
    Alias,
    Class,
    CounterDict,
    DefaultDict,
    Function,
    Instance,
    Size,
    Unknown,
    Value,
)

NUMBERS = frozenset((int, float, bool, complex, TracedDim))
PLAIN: tuple[type, ...] = (
    int, float, bool, complex, TracedDim, str, bytes, bytearray, list, tuple, dict, set, frozenset, deque, range,
    type(None), Size, DefaultDict, CounterDict, OrderedDict, slice, type(...), type({}.keys()), type({}.items()),
    type({}.values()),
)  # fmt: skip
_PLAIN_SET = frozenset(PLAIN)

BINARY: dict[str, tuple[str, Callable[[Any, Any], Any]]] = {
    "+": ("add", host.add),
    "-": ("sub", host.sub),
    "*": ("mul", host.mul),
    "/": ("truediv", host.truediv),
    "//": ("floordiv", host.floordiv),
    "%": ("mod", host.mod),
    "**": ("pow", host.pow),
    "@": ("matmul", host.matmul),
    "&": ("and", host.and_),
    "|": ("or", host.or_),
    "^": ("xor", host.xor),
    "<<": ("lshift", host.lshift),
    ">>": ("rshift", host.rshift),
}

_COMMON = frozenset((int, float))
_GROWING = frozenset(("*", "**", "<<"))

UNARY: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "-": ("__neg__", host.neg),
    "+": ("__pos__", host.pos),
    "~": ("__invert__", host.invert),
}


def binary(machine: Machine, operator: str, left: Value, right: Value) -> Value:
    """``left operator right``; raises the program's TypeError and the like."""
    kind_left, kind_right = type(left), type(right)
    if kind_left is Unknown:
        return _with_unknown(machine, operator, left, right)
    if kind_right is Unknown:
        return _with_unknown(machine, operator, right, left)
    if kind_left in _PLAIN_SET and kind_right in _PLAIN_SET:
        return plain_binary(machine, operator, left, right)
    name = BINARY[operator][0]
    if operator == "|" and _is_type_like(left) and _is_type_like(right):
        return Alias(None, (left, right), "Union")
    result = _by_methods(machine, f"__{name}__", f"__r{name}__", left, right)
    if result is not NotImplemented:
        return result
    left, right = unwrapped(left), unwrapped(right)
    if operator == "*":
        left, right = _as_times(machine, left, right), _as_times(machine, right, left)
    if type(left) in _PLAIN_SET and type(right) in _PLAIN_SET:
        return plain_binary(machine, operator, left, right)
    raise machine.error(
        "TypeError",
        f"unsupported operand type(s) for {operator}: '{machine.type_of(left).name}' and "
        f"'{machine.type_of(right).name}'",
    )


def _as_times(machine: Machine, times: Value, sequence: Value) -> Value:
    """How often a sequence is to be repeated, where that is an object with ``__index__``."""
    if isinstance(sequence, (str, bytes, list, tuple)) and isinstance(times, Instance):
        found = times.cls.find("__index__")
        if found is not None:
            return machine.call(found[0], (times,))
    return times


def _with_unknown(machine: Machine, operator: str, unknown: Unknown, other: Value) -> Value:
    if type(other) is Tensor or operator == "@":
        machine.record_unknown_op(operator, unknown, other)
    return unknown


def _is_type_like(value: Value) -> bool:
    if isinstance(value, Instance):
        return value.cls.name == "TypeVar"
    return value is None or isinstance(value, (Class, Alias))


def unwrapped(value: Value) -> Value:
    """The plain data of an instance of a class that derives from such; other values as they are."""
    return value.payload if isinstance(value, Instance) and value.payload is not None else value


def _by_methods(machine: Machine, forward: str, backward: str, left: Value, right: Value) -> Value:
    class_left, class_right = machine.type_of(left), machine.type_of(right)
    attempts = [(left, class_left, forward, right), (right, class_right, backward, left)]
    if class_right is not class_left and class_right.is_subclass_of(class_left):
        attempts.reverse()
    for receiver, cls, name, other in attempts:
        found = cls.find(name)
        if found is not None and not (found[1].native and found[1].host is not None):
            result = machine.call(machine.get_class_attribute(receiver, name), (other,))
            if result is not NotImplemented:
                return result
    return NotImplemented


def plain_binary(machine: Machine, operator: str, left: Value, right: Value) -> Value:
    """A binary operator on plain data; what would be too large is a gap."""
    if type(left) in _COMMON and type(right) in _COMMON:  # most operands by far
        return _of_numbers(machine, operator, left, right)
    if operator == "%" and isinstance(left, (str, bytes)):
        return machine.format_percent(left, right)
    refused = _too_large(operator, left, right)
    if refused:
        return machine.unknown(GapKind.LIMIT, refused)
    if operator in {"+", "*"} and (_is_open(left) or _is_open(right)):
        return _with_rest(operator, left, right)
    if operator == "+" and isinstance(left, Size) and isinstance(right, tuple):
        return Size((*left, *right))
    combined = set_operator(machine, operator, left, right)
    if combined is not NotImplemented:
        return combined
    try:
        result = BINARY[operator][1](left, right)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError) as error:
        raise machine.error(type(error).__name__, str(error)) from None
    if isinstance(result, (str, bytes, list, tuple)):
        machine.count_size(len(result))
    return result


def _of_numbers(machine: Machine, operator: str, left: float, right: float) -> Value:
    if operator in _GROWING and type(left) is int and type(right) is int:
        refused = _too_large(operator, left, right)
        if refused:
            return machine.unknown(GapKind.LIMIT, refused)
    try:
        return BINARY[operator][1](left, right)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError) as error:
        raise machine.error(type(error).__name__, str(error)) from None


def _is_open(value: Value) -> bool:
    return isinstance(value, (list, tuple)) and rest_of(value) is not None


def _with_rest(operator: str, left: Value, right: Value) -> Value:
    """Concatenation and repetition where the number of items is not known: what follows the rest is part of it."""
    if operator == "*":
        rest = left[-1] if isinstance(left, (list, tuple)) else right[-1]
        return [rest] if isinstance(left, list) or isinstance(right, list) else without_rest(rest)
    if _is_open(left) and type(left) is type(right):
        return left[:]
    return BINARY["+"][1](left, right)


def _too_large(operator: str, left: Value, right: Value) -> str:
    """Why a result would be too large to compute, or nothing."""
    if operator == "*":
        for sequence, times in ((left, right), (right, left)):
            is_repeated = isinstance(sequence, (str, bytes, list, tuple, bytearray)) and isinstance(times, int)
            if is_repeated and len(sequence) * max(times, 0) > SIZE_LIMIT:
                return f"a sequence of {len(sequence)} items repeated {_shown(times)} times is too large"
    if operator == "+" and isinstance(left, (str, bytes, list, tuple)) and type(left) is type(right):
        return "the joined sequence is too large" if len(left) + len(right) > SIZE_LIMIT else ""
    if isinstance(left, int) and isinstance(right, int):
        bits = {
            "*": left.bit_length() + right.bit_length(),
            "**": left.bit_length() * max(right, 0),
            "<<": left.bit_length() + max(right, 0),
        }.get(operator, 0)
        return "the number is too large" if bits > NUMBER_BITS else ""
    return ""


def _shown(number: int) -> str:
    return str(number) if number.bit_length() < 200 else "very many"


def binary_in_place(machine: Machine, operator: str, left: Value, right: Value) -> Value:
    """``left operator= right``: in place for lists, sets, dicts and tensors."""
    if type(left) is Unknown:
        machine.heap.lose_hidden(left.gap)
        return left
    name = f"__i{BINARY[operator][0]}__"
    if type(left) in (list, deque) and operator == "+":
        return _extend_in_place(machine, left, right)
    if type(left) is list and operator == "*":
        return _repeat_in_place(machine, left, right)
    if type(left) in (set, dict, DefaultDict, OrderedDict, CounterDict) and operator in ("|", "&", "-", "^"):
        return _update_in_place(machine, operator, left, right)
    if type(left) in _PLAIN_SET:
        return binary(machine, operator, left, right)
    found = machine.type_of(left).find(name)
    if found is not None and (type(right) is not Unknown or isinstance(found[0], Function)):
        result = machine.call(machine.get_class_attribute(left, name), (right,))
        if result is not NotImplemented:
            return result
    if type(left) is Tensor and type(right) is Unknown and left.array is not None:
        machine.heap.touch(left.array.storage)
        left.array.storage.data = None
    if isinstance(left, Instance) and isinstance(left.payload, (list, set, dict, deque)):
        left.payload = binary_in_place(machine, operator, left.payload, unwrapped(right))
        return left
    return binary(machine, operator, left, right)


def _extend_in_place(machine: Machine, left: list[Value], right: Value) -> Value:
    items = known_so_far(machine, right)
    machine.heap.touch(left)
    if len(left) + len(items) > SIZE_LIMIT:
        items = [machine.unknown(GapKind.LIMIT, "the list is too large")]
        items[0].rest = True
    if rest_of(left) is None:
        left.extend(items)
    return left


def _repeat_in_place(machine: Machine, left: list[Value], right: Value) -> Value:
    result = binary(machine, "*", left, right)
    if not isinstance(result, (list, Unknown)):
        return result
    machine.heap.touch(left)
    left[:] = result if isinstance(result, list) else [Unknown(result.gap, rest=True)]
    return left


def _update_in_place(machine: Machine, operator: str, left: Value, right: Value) -> Value:
    if type(right) is Unknown:
        if isinstance(left, set):
            machine.heap.touch(left)
            left.clear()
            left.add(Unknown(right.gap, rest=True))
        else:
            machine.set_item(left, right, right)
        return left
    result = plain_binary(machine, operator, left, unwrapped(right))
    if type(result) is Unknown:
        return result
    machine.heap.touch(left)
    left.clear()
    left.update(result)
    return left


def unary(machine: Machine, operator: str, operand: Value) -> Value:
    """``-x``, ``+x`` and ``~x``."""
    if type(operand) is Unknown:
        return operand
    name, function = UNARY[operator]
    if type(operand) in NUMBERS:
        try:
            return function(operand)
        except TypeError as error:
            raise machine.error("TypeError", str(error)) from None
    method = machine.type_of(operand).find(name)
    if method is not None and not (method[1].native and method[1].host is not None):
        return machine.call(machine.get_class_attribute(operand, name))
    if type(unwrapped(operand)) in NUMBERS:
        return function(unwrapped(operand))
    raise machine.error("TypeError", f"bad operand type for unary {operator}: '{machine.type_of(operand).name}'")


def is_callable_class(value: Value) -> bool:
    """Whether a value is a function or class of the program."""
    return isinstance(value, (Function, Class)) or value is MISSING
