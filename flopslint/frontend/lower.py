"""The entry points of the one lowering: from text to the lowered language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from flopslint.core.errors import SourceError
from flopslint.core.source import SourceFile
from flopslint.core.span import Span
from flopslint.frontend.bindings import Bindings, bindings_of
from flopslint.frontend.expressions import UnknownSyntaxError, expression
from flopslint.frontend.limits import check_limits
from flopslint.frontend.parse import parse_ast, parse_text
from flopslint.frontend.scopes import Block, FileContext, module_block
from flopslint.frontend.spans import fixed_span, spans_of
from flopslint.frontend.statements import split_docstring, statements
from flopslint.ir import nodes as ir

_TOO_DEEP = "the file nests too deeply to be analyzed"
_GLOBAL_STATEMENT = re.compile(r"\bglobal[ \t]+(\w+(?:[ \t]*,[ \t]*\w+)*)")
# What a text of arguments is put into to be parsed; its place in columns is taken off the spans again.
_CALL_HEAD = "f("


def lower(source: SourceFile) -> ir.Module:
    """Lower a file. Bodies of functions are lowered when they are first asked for.

    Raises:
        SourceError: the text is over the limits, is not Python, or nests too deeply. A body that is lowered later
            may raise it as well.
    """
    return lower_tree(source, parse_ast(source))


def lower_tree(source: SourceFile, tree: ast.Module) -> ir.Module:
    """Lower a file that was parsed already.

    Raises:
        SourceError: the tree nests too deeply.
    """
    block = module_block(FileContext(source, spans_of(source)))
    docstring, rest = split_docstring(tree.body)
    try:
        body = statements(rest, block)
    except RecursionError as error:
        raise SourceError(_TOO_DEEP, source.span(0, 0)) from error
    in_expressions = block.file.binding_lines.within(1, len(source.line_starts))
    bound = _bound(source.text, body, bindings_of(tree.body, "", in_expressions))
    stars = tuple(one for one in body if isinstance(one, ir.ImportFrom) and one.target is None)
    return ir.Module(source.path, source.digest, body, bound, stars, docstring)


def lower_expression(text: str, path: str, *, local_names: Iterable[str] = (), at: Span | None = None) -> ir.Expression:
    """Lower one expression given as text. Its names are global, except ``local_names``.

    Spans are within the text, less white space around it, unless ``at`` gives the one place they all stand for (that
    of the string of an ``eval``).

    Raises:
        SourceError: the text is not one expression, or is over the limits.
    """
    source = SourceFile.from_text(path, text.strip())
    return _lower_text(source, local_names, at, 0)


def lower_statements(text: str, path: str, at: Span) -> tuple[ir.Statement, ...]:
    """Lower statements given as text, as at the top of a module. All spans are the one place they stand for.

    Raises:
        SourceError: the text is not Python, or is over the limits.
    """
    source = SourceFile.from_text(path, text)
    try:
        check_limits(source)
        tree = parse_text(source, "exec")
        if not isinstance(tree, ast.Module):
            raise SourceError("not valid Python: not statements", at)
        return statements(tree.body, module_block(FileContext(source, fixed_span(at))))
    except SourceError as error:
        raise SourceError(error.reason, at) from error
    except RecursionError as error:
        raise SourceError(_TOO_DEEP, at) from error


def parse_call_arguments(text: str, path: str, *, local_names: Iterable[str] = (), at: Span | None = None) -> ir.Call:
    """Lower the arguments of a call, given as text without the call: ``torch.zeros(1), t=3``.

    The ``function`` of the result is a name without characters.

    Raises:
        SourceError: the text is not an argument list, or is over the limits.
    """
    source = SourceFile.from_text(path, f"{_CALL_HEAD}{text}\n)")
    call = _lower_text(source, local_names, at, len(_CALL_HEAD))
    # Text such as "1)(2" closes our bracket and makes another expression of it.
    if not isinstance(call, ir.Call) or not isinstance(call.function, ir.Name) or call.function.id != _CALL_HEAD[0]:
        raise SourceError("not valid Python: not the arguments of one call", Span(path, 1, 0, 1, len(text)))
    function = ir.Name(call.function.span, "", ir.Scope.GLOBAL)
    return ir.Call(call.span, function, call.positional, call.keywords, call.plain)


def _lower_text(source: SourceFile, local_names: Iterable[str], at: Span | None, shift: int) -> ir.Expression:
    try:
        check_limits(source)
        tree = parse_text(source, "eval")
    except SourceError as error:
        raise SourceError(error.reason, at or _shifted(error.span, shift)) from error
    if not isinstance(tree, ast.Expression):
        raise SourceError("not valid Python: not an expression", at or source.span(0, 0))
    if shift:
        _shift(tree, shift)
    block = module_block(FileContext(source, fixed_span(at) if at else spans_of(source)), local_names)
    return _lower_in(tree.body, block, at or source.span(0, 0))


def _lower_in(node: ast.expr, block: Block, span: Span) -> ir.Expression:
    try:
        return expression(node, block)
    except RecursionError as error:
        raise SourceError("the expression nests too deeply to be analyzed", span) from error
    except UnknownSyntaxError as error:
        raise SourceError(f"the syntax {error} is not understood", span) from error


def _shifted(span: Span, shift: int) -> Span:
    start = max(span.start_column - shift, 0) if span.start_line == 1 else span.start_column
    end = max(span.end_column - shift, 0) if span.end_line == 1 else span.end_column
    return Span(span.path, span.start_line, start, span.end_line, end)


def _shift(tree: ast.AST, shift: int) -> None:
    """Take what was put before the text off the columns of the first line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.expr | ast.keyword | ast.arg):
            if node.lineno == 1:
                node.col_offset = max(node.col_offset - shift, 0)
            if node.end_lineno == 1 and node.end_col_offset is not None:
                node.end_col_offset = max(node.end_col_offset - shift, 0)


def _bound(text: str, body: Iterable[ir.Statement], found: Bindings) -> dict[str, ir.ImportFrom | ir.Import | None]:
    """The names of the module, with the import of those that an import alone binds, once and unconditionally."""
    bound: dict[str, ir.ImportFrom | ir.Import | None] = dict.fromkeys(sorted(found.bound))
    rebound = found.rebound | _declared_global(text)
    for one in body:
        if isinstance(one, ir.Import | ir.ImportFrom) and one.target is not None and one.target.id not in rebound:
            bound[one.target.id] = one
    return bound


def _declared_global(text: str) -> set[str]:
    """Names that some function may rebind; words of a comment among them cost only laziness."""
    names: set[str] = set()
    if "global" in text:
        for match in _GLOBAL_STATEMENT.finditer(text):
            names.update(part.strip() for part in match[1].split(","))
    return names
