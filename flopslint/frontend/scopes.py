"""Where each name is bound, by Python's own rules.

Source: https://docs.python.org/3/reference/executionmodel.html#naming-and-binding
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from flopslint.core.source import SourceFile
from flopslint.frontend.bindings import BindingLines, Bindings, mangled
from flopslint.frontend.spans import SpanOf
from flopslint.ir.nodes import Scope

Place = tuple[Scope, Scope]
"""A name's scope, and for ``Scope.CLASS`` where to look next."""

_LOCAL: Place = (Scope.LOCAL, Scope.GLOBAL)
_CLOSURE: Place = (Scope.CLOSURE, Scope.GLOBAL)
_GLOBAL: Place = (Scope.GLOBAL, Scope.GLOBAL)
_CLASS_THEN_CLOSURE: Place = (Scope.CLASS, Scope.CLOSURE)
_CLASS_THEN_GLOBAL: Place = (Scope.CLASS, Scope.GLOBAL)


class BlockKind(IntEnum):
    """The three kinds of block; a comprehension and a lambda are functions."""

    MODULE = 0
    FUNCTION = 1
    CLASS = 2


class FileContext:
    """What the lowering of one file shares: the spans of its nodes, and the lines where expressions bind names."""

    __slots__ = ("binding_lines", "span_of")

    def __init__(self, source: SourceFile, span_of: SpanOf) -> None:
        self.span_of = span_of
        self.binding_lines = BindingLines(source.text, source.position)


class Block:
    """One block of code: the names known in it, and the block around it."""

    __slots__ = ("file", "kind", "outside", "places", "private", "span_of")

    def __init__(
        self, kind: BlockKind, file: FileContext, outside: Block | None, private: str, places: dict[str, Place]
    ) -> None:
        self.kind = kind
        self.file = file
        self.span_of = file.span_of
        self.outside = outside
        self.private = private
        self.places = places

    def place(self, name: str) -> Place:
        """The scope of a (mangled) name used in this block."""
        found = self.places.get(name)
        if found is None:
            found = self.places[name] = self._place_outside(name)
        return found

    def spelled(self, name: str) -> str:
        """A name as the compiler spells it here: private names of a class are mangled."""
        return mangled(name, self.private) if self.private and name.startswith("__") else name

    def _place_outside(self, name: str) -> Place:
        if self.outside is None:
            return _GLOBAL
        scope = self.outside.seen_from_within(name)
        if self.kind is BlockKind.CLASS:
            return _CLASS_THEN_CLOSURE if scope is Scope.CLOSURE else _CLASS_THEN_GLOBAL
        return _CLOSURE if scope is Scope.CLOSURE else _GLOBAL

    def seen_from_within(self, name: str) -> Scope:
        """The scope of a name for a block directly inside this one: the nearest function that knows it decides."""
        block: Block | None = self
        while block is not None:
            if block.kind is BlockKind.FUNCTION:
                known = block.places.get(name)
                if known is not None:
                    return Scope.GLOBAL if known[0] is Scope.GLOBAL else Scope.CLOSURE
            elif block.kind is BlockKind.CLASS and name == "__class__":
                return Scope.CLOSURE
            block = block.outside
        return Scope.GLOBAL


def module_block(file: FileContext, local_names: Iterable[str] = ()) -> Block:
    """The block of a module: all its names are global. ``local_names`` are those of a frame that ``eval`` sees."""
    return Block(BlockKind.MODULE, file, None, "", dict.fromkeys(local_names, _LOCAL))


def function_block(outside: Block, found: Bindings, parameters: Iterable[str]) -> tuple[Block, frozenset[str]]:
    """The block of a function that binds these names, and its local names, parameters included."""
    declared = found.global_names | found.nonlocal_names
    local = frozenset(found.bound.union(parameters) - declared)
    places = dict.fromkeys(local, _LOCAL)
    _declare(places, outside, found)
    return Block(BlockKind.FUNCTION, outside.file, outside, found.private, places), local


def comprehension_block(outside: Block, targets: Iterable[str]) -> Block:
    """The block of a comprehension that binds its targets."""
    return Block(BlockKind.FUNCTION, outside.file, outside, outside.private, dict.fromkeys(targets, _LOCAL))


def class_block(outside: Block, found: Bindings) -> Block:
    """The block of a class body. A name bound in it is next looked up in the module, never in a function around."""
    places = dict.fromkeys(found.bound, _CLASS_THEN_GLOBAL)
    _declare(places, outside, found)
    return Block(BlockKind.CLASS, outside.file, outside, found.private, places)


def _declare(places: dict[str, Place], outside: Block, found: Bindings) -> None:
    places.update(dict.fromkeys(found.global_names, _GLOBAL))
    for name in found.nonlocal_names:
        # Python refuses a "nonlocal" that no function around binds; here it then means the module's name.
        places[name] = _CLOSURE if outside.seen_from_within(name) is Scope.CLOSURE else _GLOBAL
