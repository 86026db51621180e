"""``set`` and ``frozenset``. Members are found by the program's equality."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from typing import Any

from flopslint.catalog.entry import constant, native_class
from flopslint.catalog.python.builtins_dict import lose_keys
from flopslint.catalog.python.plain import plain
from flopslint.catalog.python.receivers import method
from flopslint.catalog.python.sizes import collect
from flopslint.values import equality
from flopslint.values.context import Context
from flopslint.values.equality import find_key, hash_of, store_key
from flopslint.values.value import MISSING, Instance, Undecided, Unknown, Value

constant("builtins.set.__hash__", None)


def build(context: Context, items: Iterable[Value]) -> set[Value]:
    """A set of items, of which equal ones count once.

    Raises:
        Undecided: if an item is unknown.
        Raised: the program's TypeError if an item cannot be hashed.
    """
    result: set[Value] = set()
    for item in items:
        if isinstance(item, Unknown):
            raise Undecided(Unknown(item.gap))
        result.add(store_key(context, result, item))
    return result


@native_class("builtins.set", host=set, bases=("builtins.object",))
def set_(context: Context, cls: Value, iterable: Value = (), /) -> Value:
    """A set of the items."""
    return build(context, collect(context, iterable, "the set"))


@native_class("builtins.frozenset", host=frozenset, bases=("builtins.object",))
def frozenset_(context: Context, cls: Value, iterable: Value = (), /) -> Value:
    """A set that cannot be changed."""
    return frozenset(build(context, collect(context, iterable, "the set")))


@method("builtins.set.__init__", takes_unknown=True)
def init(context: Context, self: set[Value], iterable: Value = (), /) -> None:
    """Fills the set of a program's subclass."""
    context.touch(self)
    self.clear()
    update(context, self, iterable)


@method("builtins.set.add", takes_unknown=True)
def add(context: Context, self: set[Value], element: Value, /) -> None:
    """Puts an element in."""
    if isinstance(element, Unknown):
        lose_keys(context, self, element)
        return
    context.touch(self)
    self.add(store_key(context, self, element))


@method("builtins.set.discard", takes_unknown=True)
def discard(context: Context, self: set[Value], element: Value, /) -> None:
    """Takes an element out if it is there."""
    try:
        found = find_key(context, self, element)
    except Undecided as undecided:
        lose_keys(context, self, undecided.unknown)
        return
    if found is not MISSING:
        context.touch(self)
        self.discard(found)


@method("builtins.set.remove", takes_unknown=True)
def remove(context: Context, self: set[Value], element: Value, /) -> None:
    """Takes an element out."""
    try:
        found = find_key(context, self, element)
    except Undecided as undecided:
        lose_keys(context, self, undecided.unknown)
        return
    if found is MISSING:
        raise context.error("KeyError", str(context.representation_of(element)))
    context.touch(self)
    self.discard(found)


@method("builtins.set.pop")
def pop(context: Context, self: set[Value]) -> Value:
    """Takes out an element: the same one in every run."""
    _require_complete(self)
    if not self:
        raise context.error("KeyError", "pop from an empty set")
    element = min(self, key=lambda item: hash_of(context, item))
    context.touch(self)
    self.discard(element)
    return element


@method("builtins.set.clear")
def clear(context: Context, self: set[Value]) -> None:
    """Takes all elements out."""
    context.touch(self)
    self.clear()


@method("builtins.set.copy", "builtins.frozenset.copy")
def copy(context: Context, self: Any) -> Value:
    """A set of the same elements."""
    return self.copy()


@method("builtins.set.update", takes_unknown=True)
def update(context: Context, self: set[Value], *others: Value) -> None:
    """Puts in all elements of the others."""
    context.touch(self)
    for other in others:
        try:
            new = build(context, collect(context, other, "the set"))
        except Undecided as undecided:
            lose_keys(context, self, undecided.unknown)
            continue
        for item in new:
            self.add(store_key(context, self, item))


def _require_complete(elements: Iterable[Value]) -> None:
    rest = equality.rest_of(elements)
    if rest is not None:
        raise Undecided(Unknown(rest.gap))


def combine(context: Context, operation: str, first: Iterable[Value], second: Iterable[Value]) -> set[Value]:
    """Union, intersection, difference or symmetric difference by the program's equality."""
    _require_complete(first)
    _require_complete(second)
    left = set(first)
    if operation == "union":
        return build(context, (*left, *second))
    right = build(context, second)
    kept = {item for item in left if (find_key(context, right, item) is not MISSING) == (operation == "intersection")}
    if operation == "symmetric_difference":
        kept |= {item for item in right if find_key(context, left, item) is MISSING}
    return kept


SYMBOLS = {"|": "union", "&": "intersection", "-": "difference", "^": "symmetric_difference"}


def set_operator(context: Context, symbol: str, left: Value, right: Value) -> Value:
    """``left symbol right`` for two sets of which one has members that are not found by the host's equality.

    NotImplemented for others, which the host combines; unknown where one has lost count of its members.
    """
    if symbol not in SYMBOLS or not isinstance(left, SETS) or not isinstance(right, SETS):
        return NotImplemented
    if not any(isinstance(item, (Instance, Unknown, tuple)) for item in (*left, *right)):
        return NotImplemented
    try:
        result = combine(context, SYMBOLS[symbol], left, right)
    except Undecided as undecided:
        return undecided.unknown
    return frozenset(result) if isinstance(left, frozenset) else result


def compare_sets(context: Context, symbol: str, left: Value, right: Value) -> Value:
    """``left symbol right`` for ``== < <= > >=`` on two sets, by the program's equality; unknown if a count is lost."""
    if not any(isinstance(item, (Instance, Unknown, tuple)) for item in (*left, *right)):
        return COMPARISONS[symbol](left, right)
    try:
        _require_complete(left)
        _require_complete(right)
        smaller, larger = (right, left) if symbol in {">", ">="} else (left, right)
        if symbol in {"<", ">"} and len(smaller) >= len(larger):
            return False
        return (symbol != "==" or len(left) == len(right)) and _covers(context, larger, smaller)
    except Undecided as undecided:
        return undecided.unknown


COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
SETS: Any = (set, frozenset, type({}.keys()))
OPERATIONS = ("difference", "intersection", "symmetric_difference", "union")


def _register_operation(operation: str) -> None:
    def run(context: Context, self: Any, *others: Value) -> Value:
        result = set(self)
        for other in others:
            result = combine(context, operation, result, collect(context, other))
        return frozenset(result) if isinstance(self, frozenset) else result

    def run_in_place(context: Context, self: set[Value], *others: Value) -> None:
        result = run(context, self, *others)
        context.touch(self)
        self.clear()
        self.update(result)

    run.__name__ = operation
    method(f"builtins.set.{operation}", f"builtins.frozenset.{operation}")(run)
    if operation != "union":
        run_in_place.__name__ = f"{operation}_update"
        method(f"builtins.set.{operation}_update")(run_in_place)


for _operation in OPERATIONS:
    _register_operation(_operation)


def _register_test(name: str, test: Callable[[Context, Any, set[Value]], bool]) -> None:
    def run(context: Context, self: Any, other: Value, /) -> Value:
        _require_complete(self)
        return test(context, self, build(context, collect(context, plain(other))))

    run.__name__ = name
    method(f"builtins.set.{name}", f"builtins.frozenset.{name}")(run)


def _covers(context: Context, larger: Iterable[Value], smaller: Iterable[Value]) -> bool:
    return not combine(context, "difference", smaller, larger)


_register_test("issubset", lambda context, self, other: _covers(context, other, self))
_register_test("issuperset", _covers)
_register_test("isdisjoint", lambda context, self, other: not combine(context, "intersection", self, other))
