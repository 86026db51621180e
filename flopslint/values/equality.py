"""Equality and hashing of the program's values, for everything that looks a value up.

Host containers compare host objects. An ``Instance`` has neither host equality nor host hash, so a class with its own
``__eq__`` and ``__hash__`` (a frozen dataclass, a mix-in enum) is found by searching. Every look-up in a dict, set or
list of the program goes through here.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from flopslint.values.context import Context
from flopslint.values.value import MISSING, Class, Instance, Undecided, Unknown, Value

PLAIN_KEYS: frozenset[type] = frozenset({str, int, float, bool, type(None), bytes, complex, type(...), range})
"""Types whose host equality and hash are the program's."""


def find_key(context: Context, mapping: Collection[Value], key: Value) -> Value:
    """The key of a dict (or item of a set) that the program finds with ``key``; MISSING if there is none.

    Raises:
        Undecided: if the answer rests on an unknown key.
        Raised: the program's TypeError if ``key`` cannot be hashed.
    """
    kind = type(key)
    if kind in PLAIN_KEYS:
        if key in mapping or not mapping:
            return key if mapping else MISSING
        if holds_plain_keys(mapping):
            return MISSING
        searched = True
    elif kind is Unknown:
        raise Undecided(key)
    else:
        searched = compares_by_value(key)
        code = hash_of(context, key)  # refuses what cannot be hashed
        if key in mapping:
            return key
        searched = searched or any(map(compares_by_value, mapping))
    if searched:
        code = hash_of(context, key)
        for candidate in mapping:
            if type(candidate) is Unknown or (kind in PLAIN_KEYS and type(candidate) in PLAIN_KEYS):
                continue
            if hash_of(context, candidate) == code and same(context, candidate, key):
                return candidate
    unknown = rest_of(mapping)
    if unknown is not None:
        raise Undecided(unknown)
    return MISSING


LARGE = 256
"""Keys from which on it is worth remembering that a dict has plain ones only."""


class _Filled:
    """The last large dict that was found to have plain keys only, and how many."""

    mapping: Any = None
    size = 0


def holds_plain_keys(mapping: Collection[Value]) -> bool:
    """Whether host equality serves for all keys.

    A large dict that has grown by one plain key since it was last asked for is not looked through again: filling one
    would take the square of its size.
    """
    size = len(mapping)
    is_last = _Filled.mapping is mapping and 0 <= size - _Filled.size <= 1
    if is_last and type(next(reversed(_Filled.mapping))) in PLAIN_KEYS:
        _Filled.size = size
        return True
    if not PLAIN_KEYS.issuperset(map(type, mapping)):
        return False
    if size > LARGE and isinstance(mapping, dict):
        _Filled.mapping, _Filled.size = mapping, size
    return True


def find_index(
    context: Context, items: Sequence[Value], value: Value, start: int = 0, stop: int | None = None
) -> int | None:
    """The first position whose item is ``value`` or equals it; None if there is none.

    Raises:
        Undecided: if the answer rests on an unknown item.
    """
    end = len(items) if stop is None else min(stop, len(items))
    for index in range(start, end):
        if same(context, items[index], value):
            return index
    return None


def contains(context: Context, container: Collection[Value], value: Value) -> bool:
    """``value in container`` for host containers: by hash for dicts and sets, in order for the others."""
    if isinstance(container, (dict, set, frozenset)) or type(container) is type({}.keys()):
        return find_key(context, container, value) is not MISSING
    if type(value) in PLAIN_KEYS and PLAIN_KEYS.issuperset(map(type, container)):
        return value in container
    undecided: Unknown | None = None
    for item in container:
        if type(item) is Unknown:
            undecided = item  # a later item may still be the one
        elif same(context, item, value):
            return True
    if undecided is not None:
        raise Undecided(undecided)
    return False


def same(context: Context, first: Value, second: Value) -> bool:
    """Identity or equality, as containers compare; one unknown may stand for two values."""
    if first is second and type(first) is not Unknown:
        return True
    if type(first) in PLAIN_KEYS and type(second) in PLAIN_KEYS:
        return bool(first == second)
    return context.truth(context.equal(first, second))


def rest_of(container: Iterable[Value]) -> Unknown | None:
    """The unknown that stands for further items of a container, or for one of its keys; None if all are known.

    In a list or tuple only an item marked ``rest`` counts; a dict or a set with any unknown key has lost count.
    """
    if isinstance(container, (list, tuple)):
        last = container[-1] if container else None
        return last if type(last) is Unknown and last.rest else None
    if Unknown not in set(map(type, container)):
        return None
    keyed = isinstance(container, (dict, set, frozenset)) or type(container) is type({}.keys())
    return next((item for item in container if type(item) is Unknown and (keyed or item.rest)), None)


def lost_count(container: Iterable[Value]) -> Unknown | None:
    """The unknown for which it is not known how many items a container has; None if it is known.

    A key of a dict may be absent if its value is marked ``rest``.
    """
    rest = rest_of(container)
    if rest is None and isinstance(container, dict) and Unknown in set(map(type, container.values())):
        rest = next((value for value in container.values() if type(value) is Unknown and value.rest), None)
    return rest


def without_rest(value: Value) -> Value:
    """An unknown as an ordinary value, no matter what it stood for in a container; any other value as it is."""
    return Unknown(value.gap) if type(value) is Unknown and value.rest else value


def compares_by_value(key: Value) -> bool:
    """Whether host identity does not decide equality: an instance with its own ``__eq__``, or a tuple with one."""
    if isinstance(key, (tuple, frozenset)):
        return any(compares_by_value(item) for item in key)
    return isinstance(key, Instance) and (key.payload is not None or _equality_owner(key.cls) is not None)


def hash_of(context: Context, value: Value) -> int:
    """A hash by which equal values of the program agree; the same in every run.

    Raises:
        Undecided: if the value, or a part of it, is unknown.
        Raised: the program's TypeError for what cannot be hashed.
    """
    kind = type(value)
    if kind is str or kind is bytes:
        return zlib.crc32(value.encode("utf-8", "surrogatepass") if kind is str else value)
    if kind in PLAIN_KEYS:
        return hash(value)
    if isinstance(value, tuple):
        return hash(tuple([hash_of(context, item) for item in value]))
    if isinstance(value, frozenset):
        return hash(frozenset([hash_of(context, item) for item in value]))
    if isinstance(value, Unknown):
        raise Undecided(value)
    if isinstance(value, Instance):
        return _hash_of_instance(context, value)
    if getattr(kind, "__hash__", None) is None or isinstance(value, slice):
        raise context.error("TypeError", f"unhashable type: '{context.type_of(value).name}'")
    return hash(value)


def _hash_of_instance(context: Context, value: Instance) -> int:
    found = value.cls.find("__hash__")
    owner = found[1] if found is not None else None
    if (found is not None and found[0] is None) or _hides_hash(value.cls, owner):
        raise context.error("TypeError", f"unhashable type: '{value.cls.name}'")
    if found is not None and owner is not None and not owner.native:
        result = context.call(found[0], (value,))
        if isinstance(result, Unknown):
            raise Undecided(result)
        return int(result)
    return hash(value) if value.payload is None else hash_of(context, value.payload)


def _hides_hash(cls: Class, owner: Class | None) -> bool:
    """Whether a class defines ``__eq__`` without ``__hash__``, below the class that has ``__hash__``."""
    for ancestor in cls.mro:
        if ancestor is owner:
            return False
        if "__eq__" in ancestor.namespace and not ancestor.native:
            return True
    return False


def _equality_owner(cls: Class) -> Class | None:
    """The class of the program that defines ``__eq__``; None where it is the one of ``object``."""
    found = cls.find("__eq__")
    return found[1] if found is not None and found[1].name != "object" else None


def store_key(context: Context, mapping: Collection[Any], key: Value) -> Value:
    """The key to store under: the one that is there already and equal, else ``key``.

    Raises:
        Raised: the program's TypeError if ``key`` cannot be hashed.
    """
    if type(key) in PLAIN_KEYS:
        if key in mapping or holds_plain_keys(mapping):
            return key
    elif not compares_by_value(key):
        hash_of(context, key)
        return key
    try:
        found = find_key(context, mapping, key)
    except Undecided:
        return key
    return key if found is MISSING else found
