"""Nodes of the lowered language.

Python's syntax reduced to what evaluation distinguishes. Every node is frozen and knows its span. Names are
classified once, when a function is lowered (``Scope``), so that evaluation never searches for a scope.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from flopslint.core.span import Span

node = dataclass(frozen=True, slots=True, eq=False)


class Scope(IntEnum):
    """Where a name is bound: found by the lowering, by Python's own rules."""

    LOCAL = 0  # bound in this function or comprehension
    CLOSURE = 1  # bound in an enclosing function (or comprehension)
    GLOBAL = 2  # bound in the module, or a builtin
    CLASS = 3  # used in a class body: the class's own names first, then as CLOSURE or GLOBAL


@node
class Expression:
    """Base of the expressions."""

    span: Span


@node
class Constant(Expression):
    """A literal: ``None``, ``True``, a number, a string, bytes or ``...``."""

    value: Any


@node
class Name(Expression):
    """A name, read, written or deleted. ``outer`` says for ``Scope.CLASS`` where to look next."""

    id: str
    scope: Scope
    outer: Scope = Scope.GLOBAL


@node
class Attribute(Expression):
    """``value.name``."""

    value: Expression
    name: str


@node
class Subscript(Expression):
    """``value[index]``; several indices are a ``Collection`` of kind "tuple"."""

    value: Expression
    index: Expression


@node
class Slice(Expression):
    """``lower:upper:step`` inside a subscript."""

    lower: Expression | None
    upper: Expression | None
    step: Expression | None


@node
class Starred(Expression):
    """``*value`` in a call, a display or an assignment target."""

    value: Expression


@node
class Keyword:
    """``name=value`` in a call; ``**value`` where ``name`` is None."""

    name: str | None
    value: Expression


@node
class Call(Expression):
    """``function(*positional, **keywords)``; ``plain`` where neither ``*`` nor ``**`` occurs."""

    function: Expression
    positional: tuple[Expression, ...]
    keywords: tuple[Keyword, ...]
    plain: bool


@node
class Unary(Expression):
    """``-``, ``+``, ``~`` or ``not`` before an operand."""

    operator: str
    operand: Expression


@node
class Binary(Expression):
    """``left operator right``, with the operator as written: ``+ - * / // % ** @ & | ^ << >>``."""

    operator: str
    left: Expression
    right: Expression


@node
class Compare(Expression):
    """A chain of comparisons, with operators as written: ``== != < <= > >= is``, ``is not``, ``in``, ``not in``."""

    left: Expression
    operators: tuple[str, ...]
    comparators: tuple[Expression, ...]


@node
class Boolean(Expression):
    """``and`` or ``or`` over two or more operands."""

    operator: str
    operands: tuple[Expression, ...]


@node
class Conditional(Expression):
    """``body if test else orelse``."""

    test: Expression
    body: Expression
    orelse: Expression


@node
class Collection(Expression):
    """A display of kind "list", "tuple" or "set"; also a target to unpack into."""

    kind: str
    items: tuple[Expression, ...]


@node
class DictDisplay(Expression):
    """``{key: value}``; a key of None means ``**value``."""

    keys: tuple[Expression | None, ...]
    values: tuple[Expression, ...]


@node
class Generator:
    """One ``for target in iterable if ...`` of a comprehension."""

    target: Expression
    iterable: Expression
    conditions: tuple[Expression, ...]
    is_async: bool


@node
class Comprehension(Expression):
    """A comprehension of kind "list", "set", "dict" or "generator"; ``value`` only for "dict".

    Its own names are LOCAL; the first iterable is lowered in, and evaluated in, the enclosing scope.
    """

    kind: str
    element: Expression
    value: Expression | None
    generators: tuple[Generator, ...]


@node
class Lambda(Expression):
    """An anonymous function; the body of ``code`` is one ``Return``."""

    code: Code


@node
class FormattedValue(Expression):
    """One replacement field of an f-string; ``conversion`` is "", "s", "r" or "a"."""

    value: Expression
    conversion: str
    format_spec: Expression | None


@node
class FormattedString(Expression):
    """An f-string: constants and replacement fields in order."""

    parts: tuple[Expression, ...]


@node
class Walrus(Expression):
    """``target := value``."""

    target: Name
    value: Expression


@node
class Yield(Expression):
    """``yield value``."""

    value: Expression | None


@node
class YieldFrom(Expression):
    """``yield from value``."""

    value: Expression


@node
class Await(Expression):
    """``await value``."""

    value: Expression


class Body:
    """The statements of a function, lowered when they are first asked for: most functions never run."""

    __slots__ = ("_lower", "_statements")

    def __init__(self, lower: Callable[[], tuple[Statement, ...]]) -> None:
        self._lower: Callable[[], tuple[Statement, ...]] | None = lower
        self._statements: tuple[Statement, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements; the syntax tree they came from is dropped after the first call."""
        if self._lower is not None:
            self._statements = self._lower()
            self._lower = None
        return self._statements


@node
class Parameter:
    """One parameter of a function. The annotation is lowered but evaluated only on demand."""

    name: str
    default: Expression | None
    annotation: Expression | None
    span: Span


@node
class Parameters:
    """The parameters of a function by kind."""

    positional_only: tuple[Parameter, ...]
    positional: tuple[Parameter, ...]
    vararg: Parameter | None
    keyword_only: tuple[Parameter, ...]
    kwarg: Parameter | None


@node
class Code:
    """What a ``def`` or a ``lambda`` holds: shared by all function values made from it."""

    name: str
    span: Span
    parameters: Parameters
    body: Body
    local_names: frozenset[str]
    is_generator: bool
    is_async: bool
    docstring: str | None
    returns: Expression | None


@node
class Statement:
    """Base of the statements."""

    span: Span


@node
class Evaluate(Statement):
    """An expression for its effect."""

    value: Expression


@node
class Assign(Statement):
    """``target = ... = value``; several targets are assigned left to right."""

    targets: tuple[Expression, ...]
    value: Expression


@node
class AugmentedAssign(Statement):
    """``target operator= value``, the operator without its ``=``."""

    target: Expression
    operator: str
    value: Expression


@node
class AnnotatedAssign(Statement):
    """``target: annotation`` or ``target: annotation = value``."""

    target: Expression
    annotation: Expression
    value: Expression | None


@node
class Delete(Statement):
    """``del target, ...``."""

    targets: tuple[Expression, ...]


@node
class Return(Statement):
    """``return value``."""

    value: Expression | None


@node
class Jump(Statement):
    """``break`` or ``continue``."""

    kind: str


@node
class If(Statement):
    """``if test: body else: orelse``."""

    test: Expression
    body: tuple[Statement, ...]
    orelse: tuple[Statement, ...]


@node
class For(Statement):
    """``for target in iterable: body else: orelse``."""

    target: Expression
    iterable: Expression
    body: tuple[Statement, ...]
    orelse: tuple[Statement, ...]
    is_async: bool


@node
class While(Statement):
    """``while test: body else: orelse``."""

    test: Expression
    body: tuple[Statement, ...]
    orelse: tuple[Statement, ...]


@node
class WithItem:
    """One context manager of a ``with``."""

    manager: Expression
    target: Expression | None


@node
class With(Statement):
    """``with manager as target: body``."""

    items: tuple[WithItem, ...]
    body: tuple[Statement, ...]
    is_async: bool


@node
class Handler:
    """``except type as name: body``; ``type`` is None for a bare ``except``."""

    type: Expression | None
    name: Name | None
    body: tuple[Statement, ...]
    span: Span


@node
class Try(Statement):
    """``try: body except ...: else: orelse finally: final``."""

    body: tuple[Statement, ...]
    handlers: tuple[Handler, ...]
    orelse: tuple[Statement, ...]
    final: tuple[Statement, ...]
    is_group: bool


@node
class Raise(Statement):
    """``raise value from cause``."""

    value: Expression | None
    cause: Expression | None


@node
class Assert(Statement):
    """``assert test, message``."""

    test: Expression
    message: Expression | None


@node
class Import(Statement):
    """``import module`` or ``import module as name``, one statement a module.

    Without ``as``, ``target`` is the first part of the dotted name.
    """

    module: str
    target: Name
    binds_last: bool


@node
class ImportFrom(Statement):
    """``from module import name as target``, one statement a name; ``level`` counts leading dots.

    ``name`` is "*" for a star import, and ``target`` then None.
    """

    module: str
    level: int
    name: str
    target: Name | None


@node
class FunctionDef(Statement):
    """``def``, decorators outermost first."""

    target: Name
    code: Code
    decorators: tuple[Expression, ...]


@node
class ClassDef(Statement):
    """``class``, decorators outermost first. Names of the body have ``Scope.CLASS``."""

    target: Name
    bases: tuple[Expression, ...]
    keywords: tuple[Keyword, ...]
    body: tuple[Statement, ...]
    decorators: tuple[Expression, ...]
    docstring: str | None


@node
class Pattern:
    """A ``case`` pattern: ``kind`` with the parts that kind uses.

    "value" (value), "singleton" (value), "capture" (target or None for ``_``; ``patterns`` holds the inner
    pattern of ``pattern as name``), "star" (target), "sequence" (patterns), "mapping" (keys, patterns, target
    for ``**rest``), "class" (value, patterns, then keyword names in ``names`` for the last of the patterns),
    "or" (patterns).
    """

    kind: str
    span: Span
    value: Expression | None = None
    target: Name | None = None
    patterns: tuple[Pattern, ...] = ()
    keys: tuple[Expression, ...] = ()
    names: tuple[str, ...] = ()


@node
class Case:
    """``case pattern if guard: body``."""

    pattern: Pattern
    guard: Expression | None
    body: tuple[Statement, ...]


@node
class Match(Statement):
    """``match subject: case ...``."""

    subject: Expression
    cases: tuple[Case, ...]


@node
class Opaque(Statement):
    """A statement that evaluation does not know; reaching it is a gap."""

    reason: str


@node
class Module:
    """One lowered file. ``bound`` maps each name that top-level statements bind, once and unconditionally by an
    import, to that import; names bound otherwise map to None. ``stars`` are the top-level star imports."""

    path: str
    digest: str
    body: tuple[Statement, ...]
    bound: dict[str, ImportFrom | Import | None]
    stars: tuple[ImportFrom, ...]
    docstring: str | None
