"""``ast`` statements to the lowered language. One statement may become several (imports) or none (``pass``)."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Sequence
from typing import Any

from flopslint.frontend.bindings import bindings_of, type_parameters
from flopslint.frontend.expressions import (
    BINARY_OPERATORS,
    UnknownSyntaxError,
    expression,
    guarded,
    keywords,
    name_of,
    optional,
    parameter_names,
    parameters,
    several,
)
from flopslint.frontend.patterns import pattern
from flopslint.frontend.scopes import Block, class_block, function_block
from flopslint.ir import nodes as ir

Lowered = list[ir.Statement]
Lower = Callable[[Any, Block, Lowered], None]


def statements(nodes: Sequence[ast.stmt], block: Block) -> tuple[ir.Statement, ...]:
    """Lower the statements of a block in order."""
    out: Lowered = []
    for node in nodes:
        lower = _LOWER.get(type(node))
        count = len(out)
        try:
            if lower is None:
                raise UnknownSyntaxError(node)
            lower(node, block, out)
        except UnknownSyntaxError as error:
            del out[count:]
            out.append(ir.Opaque(block.span_of(node), f"the syntax {error} is not understood"))
    return tuple(out)


def split_docstring(body: list[ast.stmt]) -> tuple[str | None, list[ast.stmt]]:
    """A body's docstring as written, and the statements after it."""
    if body:
        first = body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            return first.value.value, body[1:]
    return None, body


def _evaluate(node: ast.Expr, block: Block, out: Lowered) -> None:
    # A literal on its own, such as "..." or a string used as a comment, does nothing.
    if not isinstance(node.value, ast.Constant):
        out.append(ir.Evaluate(block.span_of(node), expression(node.value, block)))


def _assign(node: ast.Assign, block: Block, out: Lowered) -> None:
    out.append(ir.Assign(block.span_of(node), several(node.targets, block), expression(node.value, block)))


def _augmented(node: ast.AugAssign, block: Block, out: Lowered) -> None:
    target, value = expression(node.target, block), expression(node.value, block)
    out.append(ir.AugmentedAssign(block.span_of(node), target, BINARY_OPERATORS[type(node.op)], value))


def _annotated(node: ast.AnnAssign, block: Block, out: Lowered) -> None:
    target, annotation = expression(node.target, block), expression(node.annotation, block)
    out.append(ir.AnnotatedAssign(block.span_of(node), target, annotation, optional(node.value, block)))


def _delete(node: ast.Delete, block: Block, out: Lowered) -> None:
    out.append(ir.Delete(block.span_of(node), several(node.targets, block)))


def _return(node: ast.Return, block: Block, out: Lowered) -> None:
    out.append(ir.Return(block.span_of(node), optional(node.value, block)))


def _jump(kind: str) -> Lower:
    def lower(node: ast.Break | ast.Continue, block: Block, out: Lowered) -> None:
        out.append(ir.Jump(block.span_of(node), kind))

    return lower


def _if(node: ast.If, block: Block, out: Lowered) -> None:
    # A chain of "elif" is a list here, built up from its end, so that its length costs no stack.
    chain = [node]
    while len(chain[-1].orelse) == 1 and isinstance(chain[-1].orelse[0], ast.If):
        chain.append(chain[-1].orelse[0])
    orelse = statements(chain[-1].orelse, block)
    for link in reversed(chain):
        test = expression(link.test, block)
        orelse = (ir.If(block.span_of(link), test, statements(link.body, block), orelse),)
    out += orelse


def _for(is_async: bool) -> Lower:
    def lower(node: ast.For | ast.AsyncFor, block: Block, out: Lowered) -> None:
        target, iterable = expression(node.target, block), expression(node.iter, block)
        body, orelse = statements(node.body, block), statements(node.orelse, block)
        out.append(ir.For(block.span_of(node), target, iterable, body, orelse, is_async))

    return lower


def _while(node: ast.While, block: Block, out: Lowered) -> None:
    body, orelse = statements(node.body, block), statements(node.orelse, block)
    out.append(ir.While(block.span_of(node), expression(node.test, block), body, orelse))


def _with(is_async: bool) -> Lower:
    def lower(node: ast.With | ast.AsyncWith, block: Block, out: Lowered) -> None:
        items = tuple(
            [ir.WithItem(expression(one.context_expr, block), optional(one.optional_vars, block)) for one in node.items]
        )
        out.append(ir.With(block.span_of(node), items, statements(node.body, block), is_async))

    return lower


def _handler(node: ast.ExceptHandler, block: Block) -> ir.Handler:
    name = None if node.name is None else name_of(node, node.name, block)
    return ir.Handler(optional(node.type, block), name, statements(node.body, block), block.span_of(node))


def _try(is_group: bool) -> Lower:
    def lower(node: ast.Try | ast.TryStar, block: Block, out: Lowered) -> None:
        handlers = tuple([_handler(one, block) for one in node.handlers])
        body, orelse = statements(node.body, block), statements(node.orelse, block)
        final = statements(node.finalbody, block)
        out.append(ir.Try(block.span_of(node), body, handlers, orelse, final, is_group))

    return lower


def _raise(node: ast.Raise, block: Block, out: Lowered) -> None:
    out.append(ir.Raise(block.span_of(node), optional(node.exc, block), optional(node.cause, block)))


def _assert(node: ast.Assert, block: Block, out: Lowered) -> None:
    out.append(ir.Assert(block.span_of(node), expression(node.test, block), optional(node.msg, block)))


def _import(node: ast.Import, block: Block, out: Lowered) -> None:
    for alias in node.names:
        target = name_of(alias, alias.asname or alias.name.partition(".")[0], block)
        out.append(ir.Import(block.span_of(alias), alias.name, target, alias.asname is not None))


def _import_from(node: ast.ImportFrom, block: Block, out: Lowered) -> None:
    if node.module == "__future__" and not node.level:
        return  # a directive to the compiler; the names it binds are of no use
    for alias in node.names:
        target = None if alias.name == "*" else name_of(alias, alias.asname or alias.name, block)
        out.append(ir.ImportFrom(block.span_of(alias), node.module or "", node.level, alias.name, target))


def _nothing(node: ast.stmt, block: Block, out: Lowered) -> None:
    pass


def _function(is_async: bool) -> Lower:
    def lower(node: ast.FunctionDef | ast.AsyncFunctionDef, block: Block, out: Lowered) -> None:
        out += _type_variables(node, block)
        code = _code(node, block, is_async)
        target = name_of(node, node.name, block)
        out.append(ir.FunctionDef(block.span_of(node), target, code, several(node.decorator_list, block)))

    return lower


def _code(node: ast.FunctionDef | ast.AsyncFunctionDef, block: Block, is_async: bool) -> ir.Code:
    span = block.span_of(node)
    in_expressions = block.file.binding_lines.within(span.start_line, span.end_line)
    found = bindings_of(node.body, block.private, in_expressions)
    for one in type_parameters(node):
        found.bind(one.name)
    lowered = parameters(node.args, block)
    inner, local = function_block(block, found, parameter_names(lowered))
    docstring, rest = split_docstring(node.body)
    body = guarded(lambda: (*_type_variables(node, inner), *statements(rest, inner)), node, block)
    returns = optional(node.returns, block)
    return ir.Code(node.name, span, lowered, body, local, found.yields, is_async, docstring, returns)


def _class(node: ast.ClassDef, block: Block, out: Lowered) -> None:
    out += _type_variables(node, block)
    span = block.span_of(node)
    private = node.name.lstrip("_")
    in_expressions = block.file.binding_lines.within(span.start_line, span.end_line)
    inner = class_block(block, bindings_of(node.body, private, in_expressions))
    docstring, rest = split_docstring(node.body)
    bases, named = several(node.bases, block), keywords(node.keywords, block)
    decorators = several(node.decorator_list, block)
    target = name_of(node, node.name, block)
    out.append(ir.ClassDef(span, target, bases, named, statements(rest, inner), decorators, docstring))


def _type_variables(node: ast.AST, block: Block) -> Lowered:
    """Type parameters as names of ``typing``: they stand for nothing that has a shape.

    They are bound in the block around the definition, where its annotations and bases are lowered, and again in a
    function's own.
    """
    return [
        ir.ImportFrom(block.span_of(one), "typing", 0, type(one).__name__, name_of(one, one.name, block))
        for one in type_parameters(node)
    ]


def _match(node: ast.Match, block: Block, out: Lowered) -> None:
    cases = tuple(
        [
            ir.Case(pattern(one.pattern, block), optional(one.guard, block), statements(one.body, block))
            for one in node.cases
        ]
    )
    out.append(ir.Match(block.span_of(node), expression(node.subject, block), cases))


_LOWER: dict[type[ast.stmt], Lower] = {
    ast.Expr: _evaluate,
    ast.Assign: _assign,
    ast.AugAssign: _augmented,
    ast.AnnAssign: _annotated,
    ast.Delete: _delete,
    ast.Return: _return,
    ast.Break: _jump("break"),
    ast.Continue: _jump("continue"),
    ast.If: _if,
    ast.For: _for(is_async=False),
    ast.AsyncFor: _for(is_async=True),
    ast.While: _while,
    ast.With: _with(is_async=False),
    ast.AsyncWith: _with(is_async=True),
    ast.Try: _try(is_group=False),
    ast.TryStar: _try(is_group=True),
    ast.Raise: _raise,
    ast.Assert: _assert,
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    ast.Global: _nothing,
    ast.Nonlocal: _nothing,
    ast.Pass: _nothing,
    ast.FunctionDef: _function(is_async=False),
    ast.AsyncFunctionDef: _function(is_async=True),
    ast.ClassDef: _class,
    ast.Match: _match,
}

if sys.version_info >= (3, 12):

    def _alias(node: ast.TypeAlias, block: Block, out: Lowered) -> None:
        out += _type_variables(node, block)
        target, value = name_of(node.name, node.name.id, block), expression(node.value, block)
        out.append(ir.Assign(block.span_of(node), (target,), value))

    _LOWER[ast.TypeAlias] = _alias
