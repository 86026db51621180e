"""Statements of the lowered language."""

from __future__ import annotations

from flopslint.core.span import Span
from flopslint.ir.expressions import Keyword, Name
from flopslint.ir.functions import Code
from flopslint.ir.node import Expression, Statement, node


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
    import, to that import; names bound otherwise map to None. ``stars`` are the top-level star imports.
    """

    path: str
    digest: str
    body: tuple[Statement, ...]
    bound: dict[str, ImportFrom | Import | None]
    stars: tuple[ImportFrom, ...]
    docstring: str | None
