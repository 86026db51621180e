"""Containers and iterators that Python has no type for that could hold the program's values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flopslint.values.unknown import Undecided, Unknown, Value


class IteratorValue:
    """An iterator over values: of a generator, ``zip``, ``map`` and the like. ``kind`` is its type's name."""

    __slots__ = ("iterator", "kind")

    def __init__(self, iterator: Iterator[Value], kind: str = "iterator") -> None:
        self.iterator = iterator
        self.kind = kind


class DefaultDict(dict[Value, Value]):
    """``collections.defaultdict``: its factory is a value of the program."""

    __slots__ = ("factory",)

    def __init__(self, factory: Value = None) -> None:
        super().__init__()
        self.factory = factory


class CounterDict(dict[Value, Value]):
    """``collections.Counter``; its operators keep positive counts only."""

    __slots__ = ()

    def __add__(self, other: object) -> CounterDict:
        return self._combined(other, lambda mine, theirs: mine + theirs)

    def __sub__(self, other: object) -> CounterDict:
        return self._combined(other, lambda mine, theirs: mine - theirs)

    def __and__(self, other: object) -> CounterDict:
        return self._combined(other, min)

    def __or__(self, other: object) -> CounterDict:
        return self._combined(other, max)

    def _combined(self, other: object, combine: Callable[[Any, Any], Any]) -> CounterDict:
        if not isinstance(other, CounterDict):
            raise TypeError(f"unsupported operand type(s) for Counter: {type(other).__name__!r}")
        made = CounterDict()
        for key in dict.fromkeys((*self, *other)):
            mine, theirs = self.get(key, 0), other.get(key, 0)
            for count in (mine, theirs):
                if isinstance(count, Unknown):
                    raise Undecided(count)
            total = combine(mine, theirs)
            if total > 0:
                made[key] = total
        return made


class Size(tuple[int, ...]):
    """``torch.Size``."""

    __slots__ = ()


class Alias:
    """A subscripted class or typing construct (``list[int]``, ``Optional[X]``, ``int | None``).

    ``origin`` is what was subscripted, or None for a union; ``arguments`` what stood in the brackets.
    """

    __slots__ = ("arguments", "name", "origin")

    def __init__(self, origin: Value, arguments: tuple[Value, ...], name: str = "") -> None:
        self.origin = origin
        self.arguments = arguments
        self.name = name

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Alias):
            return NotImplemented
        return (self.origin, self.arguments, self.name) == (other.origin, other.arguments, other.name)

    def __hash__(self) -> int:
        return hash((id(self.origin), len(self.arguments), self.name))
