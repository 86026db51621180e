"""Frozen data to and from plain JSON values, every value checked against the type that its field is declared with.

What is read may have been written by anyone: it makes instances of the given class and of those its fields name, and
nothing else, or it is refused. Annotations are read as text, never evaluated.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from inspect import get_annotations
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, NamedTuple

from flopslint.core.count import Count, Reason

Plain = Any
"""None, a boolean, a number, a string, or a list or dict of such."""

_TOKEN = re.compile(r"[\w.]+|[\[\],|]")
_DEEPEST = 40


class PlainError(ValueError):
    """What was read is not data of the type that was asked for."""


class _Kind(NamedTuple):
    """How values of one type are written and read."""

    fits: Callable[[Any], bool]
    write: Callable[[Any], Plain]
    read: Callable[[Plain], Any]


def to_plain(value: Any) -> Plain:
    """Frozen data, an instance of a dataclass, as plain JSON values."""
    return _kind_of(value.__class__).write(value)


def from_plain(cls: type, data: Plain) -> Any:
    """The instance of a dataclass that plain values describe.

    Raises:
        PlainError: if they are none of such an instance.
    """
    try:
        return _kind_of(cls).read(data)
    except PlainError:
        raise
    except (TypeError, ValueError, KeyError, AttributeError, IndexError, RecursionError, OverflowError) as error:
        raise PlainError(f"{cls.__name__}: {error}") from None


@cache
def _kind_of(cls: Any) -> _Kind:
    if cls is Count:
        return _Kind(lambda value: isinstance(value, Count), _write_count, _read_count)
    if isinstance(cls, type) and cls in {bool, int, float, str, NoneType}:
        return _atom(cls)
    if cls is Path:
        return _Kind(lambda value: isinstance(value, Path), str, lambda data: Path(_atom(str).read(data)))
    if isinstance(cls, UnionType):
        return _one_of([_kind_of(member) for member in cls.__args__])
    if cls is Any:
        return _Kind(lambda value: True, _write_any, _read_any)
    if isinstance(cls, type) and issubclass(cls, Enum):
        return _Kind(lambda value: isinstance(value, cls), lambda value: value.value, cls)
    if isinstance(cls, type) and (is_dataclass(cls) or hasattr(cls, "_fields")):
        return _record(cls)
    raise TypeError(f"{cls} is no type of stored data")


def _atom(cls: type) -> _Kind:
    allowed = (int, float) if cls is float else (cls,)

    def read(data: Plain) -> Any:
        if type(data) not in allowed:
            raise PlainError(f"expected {cls.__name__}, got {type(data).__name__}")
        return data

    def write(value: Any) -> Plain:
        if type(value) in allowed:
            return value
        if isinstance(value, allowed) and cls not in {bool, NoneType}:
            return cls(value)
        raise TypeError(f"expected {cls.__name__}, got {type(value).__name__}")

    return _Kind(lambda value: isinstance(value, allowed) and (cls is bool or type(value) is not bool), write, read)


def _record(cls: type) -> _Kind:
    """A dataclass or a named tuple: a list of its fields' values in order, less those marked as not stored."""
    is_tuple = hasattr(cls, "_fields")
    stored = () if is_tuple else tuple(one.name for one in fields(cls) if one.metadata.get("is_stored", True))
    names: tuple[str, ...] = getattr(cls, "_fields", stored)
    kinds: list[_Kind] = []  # filled when first used: a class may be a part of itself

    def all_kinds() -> list[_Kind]:
        if not kinds:
            kinds.extend([_kind_of_field(cls, name) for name in names])
        return kinds

    def write(value: Any) -> Plain:
        return [kind.write(getattr(value, name)) for name, kind in zip(names, all_kinds(), strict=True)]

    def read(data: Plain) -> Any:
        if type(data) is not list or len(data) != len(names):
            raise PlainError(f"no {cls.__name__}")
        values = [kind.read(item) for kind, item in zip(all_kinds(), data, strict=True)]
        return cls(*values) if is_tuple else cls(**dict(zip(names, values, strict=True)))

    return _Kind(lambda value: isinstance(value, cls), write, read)


def _kind_of_field(cls: type, name: str) -> _Kind:
    for owner in cls.__mro__:
        text = get_annotations(owner).get(name)
        if text is not None:
            return _Annotation(str(getattr(text, "__forward_arg__", text)), vars(sys.modules[owner.__module__])).kind()
    raise TypeError(f"{cls.__name__}.{name} has no annotation")


class _Annotation:
    """Reads an annotation such as ``tuple[Related, ...] | None``."""

    def __init__(self, text: str, names: Mapping[str, Any]) -> None:
        self._text = text
        self._names = names
        self._tokens = _TOKEN.findall(text)

    def kind(self) -> _Kind:
        found = self._union()
        if self._tokens:
            raise TypeError(f"{self._text!r} is no type of stored data")
        return found

    def _union(self) -> _Kind:
        members = [self._member()]
        while self._tokens and self._tokens[0] == "|":
            self._tokens.pop(0)
            members.append(self._member())
        return members[0] if len(members) == 1 else _one_of(members)

    def _member(self) -> _Kind:
        name = self._tokens.pop(0)
        if not self._tokens or self._tokens[0] != "[":
            return _kind_of(self._named(name))
        self._tokens.pop(0)
        inside: list[_Kind | None] = []
        while self._tokens[0] != "]":
            if self._tokens[0] == "...":
                inside.append(None)
                self._tokens.pop(0)
            else:
                inside.append(self._union())
            if self._tokens[0] == ",":
                self._tokens.pop(0)
        self._tokens.pop(0)
        return _container(name, inside)

    def _named(self, name: str) -> Any:
        plain = {"bool": bool, "int": int, "float": float, "str": str, "None": NoneType, "Any": Any}
        if name in plain:
            return plain[name]
        if name not in self._names:
            raise TypeError(f"{name} of {self._text!r} is not imported where it is written")
        return self._names[name]


def _one_of(members: list[_Kind]) -> _Kind:
    def write(value: Any) -> Plain:
        for position, kind in enumerate(members):
            if kind.fits(value):
                return None if value is None else [position, kind.write(value)]
        raise TypeError(f"{value!r} fits no member of its field's type")

    def read(data: Plain) -> Any:
        if data is None:
            if any(kind.fits(None) for kind in members):
                return None
            raise PlainError("nothing where something was expected")
        position, inside = data
        if type(position) is not int or not 0 <= position < len(members):
            raise PlainError("no such member")
        return members[position].read(inside)

    return _Kind(lambda value: any(kind.fits(value) for kind in members), write, read)


def _container(name: str, inside: list[_Kind | None]) -> _Kind:
    first = inside[0]
    if name in {"Mapping", "dict"} and len(inside) == 2:
        key, value = inside
        if key is not None and value is not None:
            return _mapping(key, value)
    if name in {"tuple", "frozenset"} and first is not None and (name == "frozenset" or inside[1:] == [None]):
        return _many(frozenset if name == "frozenset" else tuple, first)
    if name == "tuple" and None not in inside:
        return _fixed([kind for kind in inside if kind is not None])
    raise TypeError(f"{name}[...] is no type of stored data")


def _many(make: type, item: _Kind) -> _Kind:
    def write(value: Any) -> Plain:
        return [item.write(one) for one in (value if make is tuple else sorted(value))]

    def read(data: Plain) -> Any:
        return make(item.read(one) for one in _listed(data))

    return _Kind(lambda value: isinstance(value, make), write, read)


def _fixed(items: list[_Kind]) -> _Kind:
    def write(value: Any) -> Plain:
        return [kind.write(one) for kind, one in zip(items, value, strict=True)]

    def read(data: Plain) -> Any:
        return tuple(kind.read(one) for kind, one in zip(items, _listed(data), strict=True))

    return _Kind(lambda value: isinstance(value, tuple) and len(value) == len(items), write, read)


def _mapping(key: _Kind, value: _Kind) -> _Kind:
    def write(given: Any) -> Plain:
        return [[key.write(name), value.write(item)] for name, item in given.items()]

    def read(data: Plain) -> Any:
        return {key.read(name): value.read(item) for name, item in _pairs(data)}

    return _Kind(lambda given: isinstance(given, Mapping), write, read)


def _listed(data: Plain) -> list[Plain]:
    if type(data) is not list:
        raise PlainError("no list")
    return data


def _pairs(data: Plain) -> Iterator[tuple[Plain, Plain]]:
    for pair in _listed(data):
        name, item = pair
        yield name, item


# -- counts, and data of any form ---------------------------------------------------------------------------------
def _write_count(count: Count) -> Plain:
    if count.exact:
        return count.min
    return [count.min, count.max, [_kind_of(Reason).write(reason) for reason in count.reasons]]


def _read_count(data: Plain) -> Count:
    if type(data) is int:
        return Count(data, data)
    minimum, maximum, reasons = _listed(data)
    if not all(limit is None or type(limit) is int for limit in (minimum, maximum)):
        raise PlainError("no count")
    return Count(minimum, maximum, [_kind_of(Reason).read(reason) for reason in _listed(reasons)])


def _write_any(value: Any) -> Plain:
    """As it is; ``read`` gives back the same where there is nothing in it but what JSON knows."""
    return value


def _read_any(data: Plain, depth: int = 0) -> Any:
    if depth > _DEEPEST:
        raise PlainError("too deep")
    if isinstance(data, list):
        return [_read_any(one, depth + 1) for one in data]
    if isinstance(data, dict):
        return {name: _read_any(one, depth + 1) for name, one in data.items()}
    return data
