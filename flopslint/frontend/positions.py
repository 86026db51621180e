"""Positions of CST nodes, borrowed from the ``ast`` of the same text.

LibCST computes positions by printing the tree again, which takes twice as long as parsing. Instead, the k-th call to
close in the CST is the k-th call of the ``ast`` by end, and the k-th statement to open is the k-th by start. The
grammar of the running interpreter decides whether that holds, so every pair is compared, and where one differs all
positions come from LibCST after all.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from flopslint.core.source import SourceFile
from flopslint.core.span import Span
from flopslint.frontend.cst_walk import walk
from flopslint.frontend.spans import spans_of

# How LibCST's statements are called in ``ast``, where the names differ.
_AST_NAMES = {cst.Del: ("Delete",), cst.For: ("For", "AsyncFor"), cst.With: ("With", "AsyncWith"),
              cst.FunctionDef: ("FunctionDef", "AsyncFunctionDef")}  # fmt: skip

_STATEMENTS: dict[type[cst.CSTNode], tuple[str, ...]] = {
    kind: _AST_NAMES.get(kind, (kind.__name__,))
    for kind in (
        cst.AnnAssign, cst.Assert, cst.Assign, cst.AugAssign, cst.Break, cst.ClassDef, cst.Continue, cst.Del, cst.Expr,
        cst.For, cst.FunctionDef, cst.Global, cst.If, cst.Import, cst.ImportFrom, cst.Match, cst.Nonlocal, cst.Pass,
        cst.Raise, cst.Return, cst.Try, cst.TryStar, cst.TypeAlias, cst.While, cst.With,
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Positions:
    """The spans of a CST's calls and statements; ``borrowed`` tells whether they are those of the ``ast``.

    ``first_lines`` holds the line of the first decorator of definitions that have one.
    """

    spans: dict[cst.CSTNode, Span]
    first_lines: dict[cst.CSTNode, int]
    borrowed: bool

    def of(self, node: cst.CSTNode) -> Span:
        """The span of a call or a statement of the tree."""
        return self.spans[node]

    def first_line(self, node: cst.CSTNode) -> int:
        """The line where a statement begins, decorators included."""
        return self.first_lines.get(node, self.spans[node].start_line)


def find_positions(module: cst.Module, tree: ast.Module, source: SourceFile) -> Positions:
    """The positions of all calls and statements of a CST, from the ``ast`` of the same text where they pair."""
    calls: list[cst.CSTNode] = []
    statements: list[cst.CSTNode] = []
    walk(module, dict.fromkeys(_STATEMENTS, statements.append), {cst.Call: calls.append})
    ast_calls, ast_statements = _census(tree)
    span_of = spans_of(source)
    if _pair(calls, statements, ast_calls, ast_statements):
        spans = {node: span_of(other) for node, other in zip(calls, ast_calls, strict=True)}
        first_lines = {}
        for node, statement in zip(statements, ast_statements, strict=True):
            spans[node] = span_of(statement)
            decorators = getattr(statement, "decorator_list", ())
            if decorators:
                first_lines[node] = decorators[0].lineno
        return Positions(spans, first_lines, borrowed=True)
    return _provided(module, [*calls, *statements], source)


def _provided(module: cst.Module, nodes: list[cst.CSTNode], source: SourceFile) -> Positions:
    first = {
        node: node.decorators[0]
        for node in nodes
        if isinstance(node, cst.ClassDef | cst.FunctionDef) and node.decorators
    }
    spans = provided_spans(module, [*nodes, *first.values()], source)
    first_lines: dict[cst.CSTNode, int] = {node: spans[decorator].start_line for node, decorator in first.items()}
    return Positions(spans, first_lines, borrowed=False)


def provided_spans(module: cst.Module, nodes: list[cst.CSTNode], source: SourceFile) -> dict[cst.CSTNode, Span]:
    """The spans of nodes as LibCST computes them."""
    ranges = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    spans = {}
    for node in nodes:
        start, end = ranges[node].start, ranges[node].end
        spans[node] = Span(source.path, start.line, start.column, end.line, end.column)
    return spans


def _census(tree: ast.Module) -> tuple[list[ast.Call], list[ast.stmt]]:
    """The calls by end and the statements by start."""
    calls: list[ast.Call] = []
    statements: list[ast.stmt] = []
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.stmt):
            statements.append(node)
        elif isinstance(node, ast.Call):
            calls.append(node)
        for name in node._fields:
            child = getattr(node, name, None)
            if type(child) is list:
                pending += [one for one in child if isinstance(one, ast.AST)]
            elif isinstance(child, ast.AST):
                pending.append(child)
    calls.sort(key=lambda node: (node.end_lineno, node.end_col_offset))
    statements.sort(key=lambda node: (node.lineno, node.col_offset))
    return calls, statements


def _pair(
    calls: list[cst.CSTNode],
    statements: list[cst.CSTNode],
    ast_calls: list[ast.Call],
    ast_statements: list[ast.stmt],
) -> bool:
    """Whether each call and statement of the CST looks like the one of the ``ast`` at the same place."""
    if len(calls) != len(ast_calls) or len(statements) != len(ast_statements):
        return False
    if not all(map(_same_call, calls, ast_calls)):
        return False
    return all(
        type(other).__name__ in _STATEMENTS[type(node)] for node, other in zip(statements, ast_statements, strict=True)
    )


def _same_call(node: cst.CSTNode, other: ast.Call) -> bool:
    if not isinstance(node, cst.Call) or len(node.args) != len(other.args) + len(other.keywords):
        return False
    function, other_function = node.func, other.func
    if isinstance(function, cst.Name):
        return isinstance(other_function, ast.Name) and function.value == other_function.id
    if isinstance(function, cst.Attribute):
        return isinstance(other_function, ast.Attribute) and function.attr.value == other_function.attr
    return not isinstance(other_function, ast.Name | ast.Attribute)
