"""What the visitor of a CST notes down, before names are resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from flopslint.core.inventory import Argument
from flopslint.core.span import Span


class OwnerKind(Enum):
    """What holds a piece of code."""

    MODULE = "module"
    CLASS = "class"
    FUNCTION = "function"


class Origin(Enum):
    """Where a name comes from."""

    IMPORT = "import"
    CLASS = "class"
    FUNCTION = "function"
    ALIAS = "alias"
    VARIABLE = "variable"


@dataclass(slots=True)
class Binding:
    """What a name stands for: a dotted name, or for a class or function of the file its qualified name."""

    origin: Origin
    target: str


@dataclass(slots=True, eq=False)
class Owner:
    """The module, a class or a function: its names, and what was seen directly in it."""

    kind: OwnerKind
    name: str
    parent: Owner | None
    span: Span
    first_line: int
    bindings: dict[str, Binding] = field(default_factory=dict)
    methods: list[str] = field(default_factory=list)
    bases: list[Base] = field(default_factory=list)
    required_parameters: list[str] = field(default_factory=list)
    returns: list[Result] = field(default_factory=list)
    results: dict[str, Result] = field(default_factory=dict)
    mentions: set[str] = field(default_factory=set)

    def bind(self, name: str, origin: Origin, target: str) -> None:
        """Bind a name. The first binding that says what it stands for is kept: "try: import a; except: a = b"."""
        known = self.bindings.get(name)
        if known is None or known.origin is Origin.VARIABLE:
            self.bindings[name] = Binding(origin, target)

    def outwards(self) -> Iterator[Owner]:
        """This owner and those whose names it sees, from the nearest: classes around a function are skipped."""
        yield self
        owner = self.parent
        while owner is not None:
            if owner.kind is not OwnerKind.CLASS:
                yield owner
            owner = owner.parent

    def outermost(self) -> Owner | None:
        """The class or function of the module's top level that this is in, or is."""
        owner = self
        while owner.parent is not None and owner.parent.kind is not OwnerKind.MODULE:
            owner = owner.parent
        return owner if owner.parent is not None else None


@dataclass(slots=True)
class Base:
    """A base of a class: its dotted name, or None for another expression, which then mentions names."""

    name: str | None
    text: str
    mentions: tuple[str, ...]


@dataclass(slots=True)
class Result:
    """An expression that a function returns or assigns, as far as its own form says what it gives.

    ``callee`` is the dotted name called and ``passed`` the names passed to it, or ``name`` a plain name.
    """

    callee: str | None = None
    passed: tuple[str, ...] = ()
    name: str | None = None


@dataclass(slots=True, eq=False)
class Call:
    """One call."""

    callee: str | None
    arguments: tuple[Argument, ...]
    span: Span
    owner: Owner
    target: str | None


@dataclass(slots=True)
class Facts:
    """All that was noted down about one file."""

    module: Owner
    owners: list[Owner] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    imports: list[tuple[str, str, Span]] = field(default_factory=list)
    stars: list[str] = field(default_factory=list)
