"""The undo journal over everything the analyzed program can change in place.

While a side of an undecided branch is explored, every container is copied before its first change, so that the
side's effects can be captured, undone, applied again or joined with those of the other side.
"""

from __future__ import annotations

import contextlib
import itertools
from collections import deque
from collections.abc import Iterator
from typing import Any, TypeAlias

from flopslint.core.gap import Gap
from flopslint.values.array import Storage
from flopslint.values.join import TENSOR_SLOTS, Views
from flopslint.values.tensor import Tensor
from flopslint.values.value import Class, Instance, IteratorValue, Unknown, Value

Snapshot: TypeAlias = Any
Contents: TypeAlias = "dict[int, tuple[Value, Snapshot]]"
"""Containers by identity, each with a copy of what it held at some moment."""


Links: TypeAlias = "dict[int, list[tuple[Value, Value, Gap]]]"
"""From a container by identity: the container itself, another that it may be or that may be it, and why."""


class Heap:
    """A stack of levels; each remembers what the containers changed since it was opened held before."""

    __slots__ = ("_copies", "_originals", "behind", "is_recording", "levels")

    def __init__(self) -> None:
        self.levels: list[Contents] = []
        self.is_recording = False
        self._copies: Links = {}
        self._originals: Links = {}
        self.behind: dict[int, tuple[Gap, list[Value]]] = {}

    def touch(self, container: Value) -> None:
        """Call it before every change in place by the program: remembers what the container held before."""
        if self._copies and (id(container) in self._copies or id(container) in self._originals):
            self._lose_others(container)
        if self.is_recording:
            self.remember(container)

    def remember(self, container: Value) -> None:
        """Keeps a container's contents for ``undo``, where they have not been kept in this level."""
        if self.is_recording:
            saved = self.levels[-1]
            if id(container) not in saved:
                saved[id(container)] = (container, snapshot(container))

    def entangle(self, views: Views) -> None:
        """Notes which new containers may be one of two others: a change of either may be a change of both."""
        for copy, first, second in views.copies:
            for original in (first, second):
                self._copies.setdefault(id(original), []).append((original, copy, views.gap))
                self._originals.setdefault(id(copy), []).append((copy, original, views.gap))
        for gap, value in views.behind:
            self.hide(gap, value)

    def hide(self, gap: Gap, value: Value) -> None:
        """Notes that an unknown of a gap may be a thing that can change."""
        known = self.behind.setdefault(id(gap), (gap, []))[1]
        if not any(value is other for other in known):
            known.append(value)

    def hidden(self, gap: Gap) -> tuple[Value, ...]:
        """The things that can change which an unknown of a gap may be."""
        entry = self.behind.get(id(gap))
        return () if entry is None else tuple(entry[1])

    def lose_hidden(self, gap: Gap) -> None:
        """Containers that an unknown of a gap may be are not known any more: it was changed."""
        for value in self.hidden(gap):
            if isinstance(value, (list, dict, set, deque)):
                self.touch(value)
                _lose(value, Unknown(gap, rest=True))

    def _lose_others(self, container: Value) -> None:
        """Whatever may be the same object as a container that changes is not known any more."""
        below = {id(container): container}
        gaps = _follow(self._originals, below)
        all_of_them = dict(below)
        gaps |= _follow(self._copies, all_of_them)
        for key, other in all_of_them.items():
            if other is not container:
                self.remember(other)
                _lose(other, Unknown(gaps[key], rest=True))

    @contextlib.contextmanager
    def aside(self) -> Iterator[None]:
        """What is changed meanwhile counts as changed before every open level: it is not undone with them."""
        if not self.is_recording:
            yield
            return
        levels, self.levels = self.levels, [{}]
        try:
            yield
        finally:
            changed, self.levels = self.levels[0], levels
            for saved in levels:
                for key in changed.keys() & saved.keys():
                    container, before = changed[key]
                    saved[key] = (container, _with_changes(saved[key][1], before, snapshot(container)))

    def open(self) -> None:
        """Begins a level."""
        self.levels.append({})
        self.is_recording = True

    def capture(self) -> Contents:
        """What the containers changed in the current level hold now."""
        return {key: (container, snapshot(container)) for key, (container, _) in self.levels[-1].items()}

    def undo(self) -> Contents:
        """Ends the current level with every container as it was when the level began; returns what that was."""
        saved = self.levels.pop()
        self.is_recording = bool(self.levels)
        for container, before in saved.values():
            restore(container, before)
        return saved

    def apply(self, contents: Contents) -> None:
        """Gives containers what they held when ``contents`` was captured, as an ordinary change."""
        for container, held in contents.values():
            self.remember(container)
            restore(container, held)


def _with_changes(held: Snapshot, before: Snapshot, after: Snapshot) -> Snapshot:
    """A snapshot with the entries that a container got meanwhile."""
    if isinstance(held, dict):
        return {**held, **{k: value for k, value in after.items() if k not in before or before[k] is not value}}
    if isinstance(held, list):
        known = {id(item) for item in before}
        return [*held, *(item for item in after if id(item) not in known)]
    return held


def snapshot(container: Value) -> Snapshot:
    """A copy of what a container holds."""
    kind = type(container)
    if isinstance(container, dict):
        return dict(container)
    if kind is list or isinstance(container, (set, deque, list, bytearray)):
        return list(container)
    if kind is Storage:
        return None if container.data is None else list(container.data)
    if kind is Tensor:
        return tuple(getattr(container, slot) for slot in TENSOR_SLOTS)
    if kind is Instance:
        return (container.cls, container.payload, container.taint, container.attributes)
    if kind is Class:
        return dict(container.namespace)
    if kind is IteratorValue:
        container.iterator, copy = itertools.tee(container.iterator)
        return copy
    raise TypeError(f"the heap cannot follow a {kind.__name__}")


def restore(container: Value, held: Snapshot) -> None:
    """Gives a container what a snapshot says it held."""
    kind = type(container)
    if isinstance(container, (dict, set)):
        container.clear()
        container.update(held)
    elif isinstance(container, deque):
        container.clear()
        container.extend(held)
    elif isinstance(container, (list, bytearray)):
        container[:] = held
    elif kind is Storage:
        container.data = None if held is None else list(held)
    elif kind is Tensor:
        for slot, value in zip(TENSOR_SLOTS, held, strict=True):
            setattr(container, slot, value)
    elif kind is Instance:
        container.cls, container.payload, container.taint, container.attributes = held
    elif kind is Class:
        container.namespace.clear()
        container.namespace.update(held)
        container.forget_all()
    elif kind is IteratorValue:
        container.iterator, _ = itertools.tee(held)


def _follow(links: Links, reached: dict[int, Value]) -> dict[int, Gap]:
    """Adds to ``reached`` all containers that links lead to, and says why each is among them."""
    gaps: dict[int, Gap] = {}
    waiting = list(reached)
    while waiting:
        for _, other, gap in links.get(waiting.pop(), ()):
            if id(other) not in reached:
                reached[id(other)] = other
                gaps[id(other)] = gap
                waiting.append(id(other))
    return gaps


def _lose(container: Value, rest: Unknown) -> None:
    """Makes all that a container holds unknown, and how much that is."""
    if isinstance(container, dict):
        for key in container:
            container[key] = rest
        if not any(type(key) is Unknown for key in container):
            container[rest] = rest
    elif isinstance(container, set):
        container.clear()
        container.add(rest)
    else:
        container.clear()
        container.append(rest)
