"""Expressions of the lowered language, and the scopes of names."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from flopslint.ir.functions import Code
from flopslint.ir.node import Expression, node


class Scope(IntEnum):
    """Where a name is bound: found by the lowering, by Python's own rules."""

    LOCAL = 0  # bound in this function or comprehension
    CLOSURE = 1  # bound in an enclosing function (or comprehension)
    GLOBAL = 2  # bound in the module, or a builtin
    CLASS = 3  # used in a class body: the class's own names first, then as CLOSURE or GLOBAL


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
