"""Which names a block of statements binds, without its nested functions and classes."""

from __future__ import annotations

import ast
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Any

# Only these bind a name or make a generator from within an expression, and most functions have neither.
_BINDING_WORDS = (":=", "yield")


class Bindings:
    """The names that one block binds or declares, mangled as the compiler does; ``rebound`` were bound twice."""

    __slots__ = ("bound", "global_names", "nonlocal_names", "private", "rebound", "yields")

    def __init__(self, private: str) -> None:
        self.private = private
        self.bound: set[str] = set()
        self.rebound: set[str] = set()
        self.global_names: set[str] = set()
        self.nonlocal_names: set[str] = set()
        self.yields = False

    def bind(self, name: str) -> None:
        """Note that the block binds a name."""
        if name.startswith("__"):
            name = mangled(name, self.private)
        if name in self.bound:
            self.rebound.add(name)
        else:
            self.bound.add(name)


class BindingLines:
    """The lines of a text where an expression may bind a name or yield."""

    __slots__ = ("_lines",)

    def __init__(self, text: str, position: Callable[[int], tuple[int, int]]) -> None:
        lines = set()
        for word in _BINDING_WORDS:
            offset = text.find(word)
            while offset >= 0:
                lines.add(position(offset)[0])
                offset = text.find(word, offset + len(word))
        self._lines = sorted(lines)

    def within(self, first: int, last: int) -> bool:
        """Whether one of them lies between two lines, both included."""
        index = bisect_left(self._lines, first)
        return index < len(self._lines) and self._lines[index] <= last


def mangled(name: str, private: str) -> str:
    """A name as the compiler spells it in a class whose name, less leading underscores, is ``private``."""
    if not private or not name.startswith("__") or name.endswith("__") or "." in name:
        return name
    return f"_{private}{name}"


def bindings_of(body: Sequence[ast.stmt], private: str, in_expressions: bool) -> Bindings:
    """The names that a block binds; expressions are searched only on request (see ``BindingLines``)."""
    found = Bindings(private)
    blocks: list[Sequence[ast.stmt]] = [body]
    while blocks:
        for statement in blocks.pop():
            bind = _BINDERS.get(type(statement))
            if bind is not None:
                bind(statement, found, blocks)
            if in_expressions:
                _search(_expressions_of(statement), found)
    return found


def bindings_in_expression(expression: ast.expr, private: str) -> Bindings:
    """The names that an expression binds in the function around it, and whether it yields."""
    found = Bindings(private)
    _search([expression], found)
    return found


def bind_target(target: ast.expr, found: Bindings) -> None:
    """Bind the names of an assignment's target; attributes and items bind none."""
    if isinstance(target, ast.Name):
        found.bind(target.id)
        return
    targets: list[ast.expr] = [target]
    while targets:
        target = targets.pop()
        if isinstance(target, ast.Name):
            found.bind(target.id)
        elif isinstance(target, ast.Tuple | ast.List):
            targets += target.elts
        elif isinstance(target, ast.Starred):
            targets.append(target.value)


Blocks = list[Sequence[ast.stmt]]


def _assign(node: ast.Assign, found: Bindings, blocks: Blocks) -> None:
    for target in node.targets:
        bind_target(target, found)


def _annotated(node: ast.AnnAssign, found: Bindings, blocks: Blocks) -> None:
    # "(name): int" declares nothing, "name: int" makes the name local even without a value.
    if node.simple or node.value is not None:
        bind_target(node.target, found)


def _augmented(node: ast.AugAssign, found: Bindings, blocks: Blocks) -> None:
    bind_target(node.target, found)


def _delete(node: ast.Delete, found: Bindings, blocks: Blocks) -> None:
    for target in node.targets:
        bind_target(target, found)


def _for(node: ast.For | ast.AsyncFor, found: Bindings, blocks: Blocks) -> None:
    bind_target(node.target, found)
    blocks += (node.body, node.orelse)


def _branches(node: ast.If | ast.While, found: Bindings, blocks: Blocks) -> None:
    blocks += (node.body, node.orelse)


def _with(node: ast.With | ast.AsyncWith, found: Bindings, blocks: Blocks) -> None:
    for item in node.items:
        if item.optional_vars is not None:
            bind_target(item.optional_vars, found)
    blocks.append(node.body)


def _try(node: ast.Try | ast.TryStar, found: Bindings, blocks: Blocks) -> None:
    blocks += (node.body, node.orelse, node.finalbody)
    for handler in node.handlers:
        if handler.name is not None:
            found.bind(handler.name)
        blocks.append(handler.body)


def _match(node: ast.Match, found: Bindings, blocks: Blocks) -> None:
    for case in node.cases:
        for pattern in ast.walk(case.pattern):
            name = pattern.rest if isinstance(pattern, ast.MatchMapping) else getattr(pattern, "name", None)
            if name is not None and isinstance(pattern, ast.pattern):
                found.bind(name)
        blocks.append(case.body)


def _definition(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, found: Bindings, blocks: Blocks) -> None:
    found.bind(node.name)
    for parameter in type_parameters(node):
        found.bind(parameter.name)


def _import(node: ast.Import, found: Bindings, blocks: Blocks) -> None:
    for alias in node.names:
        found.bind(alias.asname or alias.name.partition(".")[0])


def _import_from(node: ast.ImportFrom, found: Bindings, blocks: Blocks) -> None:
    if node.module == "__future__" and not node.level:
        return
    for alias in node.names:
        if alias.name != "*":
            found.bind(alias.asname or alias.name)


def _global(node: ast.Global, found: Bindings, blocks: Blocks) -> None:
    found.global_names.update(mangled(name, found.private) for name in node.names)


def _nonlocal(node: ast.Nonlocal, found: Bindings, blocks: Blocks) -> None:
    found.nonlocal_names.update(mangled(name, found.private) for name in node.names)


def type_parameters(node: ast.AST) -> Sequence[Any]:
    """The type parameters of a definition (Python 3.12), each with a name."""
    return getattr(node, "type_params", ())


_BINDERS: dict[type[ast.stmt], Callable[[Any, Bindings, Blocks], None]] = {
    ast.Assign: _assign,
    ast.AnnAssign: _annotated,
    ast.AugAssign: _augmented,
    ast.Delete: _delete,
    ast.For: _for,
    ast.AsyncFor: _for,
    ast.If: _branches,
    ast.While: _branches,
    ast.With: _with,
    ast.AsyncWith: _with,
    ast.Try: _try,
    ast.TryStar: _try,
    ast.Match: _match,
    ast.FunctionDef: _definition,
    ast.AsyncFunctionDef: _definition,
    ast.ClassDef: _definition,
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    ast.Global: _global,
    ast.Nonlocal: _nonlocal,
}

if sys.version_info >= (3, 12):

    def _alias(node: ast.TypeAlias, found: Bindings, blocks: Blocks) -> None:
        bind_target(node.name, found)
        for parameter in type_parameters(node):
            found.bind(parameter.name)

    _BINDERS[ast.TypeAlias] = _alias


def _expressions_of(node: ast.AST) -> list[ast.AST]:
    """The parts of a node that are evaluated in its own block: no statement of an inner block, no function's body."""
    if isinstance(node, ast.Lambda):
        return _evaluated_by_parameters(node.args, annotations=False)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        parts = _evaluated_by_parameters(node.args, annotations=True)
        return [*node.decorator_list, *parts, *([node.returns] if node.returns else [])]
    return [
        child
        for child in ast.iter_child_nodes(node)
        if not isinstance(child, ast.stmt | ast.expr_context | ast.operator | ast.cmpop)
    ]


def _evaluated_by_parameters(arguments: ast.arguments, annotations: bool) -> list[ast.AST]:
    parts: list[ast.AST] = [*arguments.defaults, *(default for default in arguments.kw_defaults if default)]
    if annotations:
        named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
        parts += [argument.annotation for argument in named if argument is not None and argument.annotation]
    return parts


def _search(expressions: Iterable[ast.AST], found: Bindings) -> None:
    """Names bound by ``:=`` and whether there is a ``yield``. A comprehension's ``:=`` binds around it."""
    nodes = list(expressions)
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.NamedExpr):
            found.bind(node.target.id)
        elif isinstance(node, ast.Yield | ast.YieldFrom):
            found.yields = True
        nodes += _expressions_of(node)
