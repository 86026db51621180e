"""Catalog entries, and the decorators that write them.

An entry's key is the dotted name by which the program reaches it. A method or attribute of a native class is
keyed below the class: "builtins.list.append", "torch.Tensor.view". Entries are found by importing the modules of a
library's folder in sorted order (``catalog.loader``); a duplicate key is refused.

The signature of an entry is that of its Python function, less the leading ``context``: names, order, defaults and
keyword-only parameters are exactly those of the function described.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flopslint.core.errors import CatalogError
from flopslint.values.signature import Signature
from flopslint.values.value import Value

F = TypeVar("F", bound=Callable[..., Any])

NUMBER_CLASSES: dict[str, str] = {}
"""By the module that brings them: classes of elements that are plain numbers here, but have more methods."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Entry:
    """Base of the entries; ``name`` is the first of its dotted names."""

    name: str
    function: Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FunctionEntry(Entry):
    """A function evaluated by ours: ``function(context, *arguments)``.

    Unless ``takes_unknown``, a call with an unknown argument gives that unknown without calling ``function``.
    ``opens_arguments`` says that the call may change what it is given in ways not followed.
    """

    signature: Signature
    takes_unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OpEntry(Entry):
    """An operation on tensors: every call of it is recorded as an op call.

    ``function(context, *arguments)`` applies the shape rule, says its work by ``context.work``, and returns a
    tensor, or a tuple, list or named structure that holds tensors.
    """

    signature: Signature

    @property
    def source(self) -> str:
        """The page its rule came from, as its docstring gives it."""
        text = self.function.__doc__ or ""
        return text.partition(SOURCE)[2].partition("\n")[0].strip()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LiftedEntry(Entry):
    """A pure host function applied to plain known data as it is.

    Its ``ValueError``, ``TypeError`` and the like become the program's exceptions. With an argument that is not plain
    data (tensors, instances, functions) the result is unknown.
    """


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AttributeEntry(Entry):
    """A computed attribute of a native class: ``function(context, value)``; ``setter(context, value, new)``."""

    setter: Callable[..., Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ConstantEntry(Entry):
    """A value: ``function()`` makes it once, when it is first asked for."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ClassEntry(Entry):
    """A native class: ``function(context, cls, *arguments)`` makes a value of it.

    ``host`` is the Python type of its values where these are plain data. ``bases`` are dotted names. With
    ``opaque_new`` the function gets unknown arguments too.
    """

    signature: Signature
    host: type | None = None
    bases: tuple[str, ...] = ()
    takes_unknown: bool = False
    metadata: dict[str, Any] = field(default_factory=dict)


SOURCE = "Source:"
"""What stands before the link in an op's docstring."""

ENTRIES: dict[str, Entry] = {}
"""All entries loaded so far, by each of their dotted names."""


def register(names: Iterable[str], entry: Entry) -> None:
    """Adds an entry under its names.

    Raises:
        CatalogError: if one of the names is taken.
    """
    for name in names:
        if name in ENTRIES:
            raise CatalogError(f"{name} is in the catalog twice")
        ENTRIES[name] = entry


def op(*names: str) -> Callable[[F], F]:
    """An operation on tensors under its dotted names (functions and methods alike).

    The docstring has a ``Source:`` line, and ``Shape:`` and ``Work:`` lines where these are more than obvious.

    Raises:
        CatalogError: if the docstring gives no source.
    """

    def decorate(function: F) -> F:
        if SOURCE not in (function.__doc__ or ""):
            raise CatalogError(f"the docstring of {names[0]} has no '{SOURCE}' line")
        register(names, OpEntry(name=names[0], function=function, signature=Signature.of(function, skip=1)))
        return function

    return decorate


def function(*names: str, takes_unknown: bool = False) -> Callable[[F], F]:
    """A function of the program's world that is no op on tensors."""

    def decorate(function: F) -> F:
        register(
            names,
            FunctionEntry(
                name=names[0],
                function=function,
                signature=Signature.of(function, skip=1),
                takes_unknown=takes_unknown,
            ),
        )
        return function

    return decorate


def lift(name: str, host: Callable[..., Any]) -> None:
    """A pure host function, applied to plain known data as it is."""
    register((name,), LiftedEntry(name=name, function=host))


def attribute(*names: str, setter: Callable[..., Any] | None = None) -> Callable[[F], F]:
    """A computed attribute of a native class: ``function(context, value)``."""

    def decorate(function: F) -> F:
        register(names, AttributeEntry(name=names[0], function=function, setter=setter))
        return function

    return decorate


def constant(name: str, value: Value) -> None:
    """A value under a dotted name."""
    register((name,), ConstantEntry(name=name, function=lambda: value))


def native_class(
    *names: str, host: type | None = None, bases: tuple[str, ...] = (), takes_unknown: bool = False
) -> Callable[[F], F]:
    """A native class: the decorated ``function(context, cls, *arguments)`` makes a value of it."""

    def decorate(function: F) -> F:
        register(
            names,
            ClassEntry(
                name=names[0],
                function=function,
                signature=Signature.of(function, skip=2),
                host=host,
                bases=bases,
                takes_unknown=takes_unknown,
            ),
        )
        return function

    return decorate
