"""Text to ``ast``, and from there to a CST where one is wanted."""

from __future__ import annotations

import ast
import re
import sys
import warnings
from typing import TYPE_CHECKING

from flopslint.core.errors import SourceError
from flopslint.core.source import SourceFile
from flopslint.core.span import Span
from flopslint.frontend.limits import check_limits

if TYPE_CHECKING:
    import libcst

# LibCST's native parser was seen to survive a depth of 2,900 on a stack of 8 MB and to crash at 10,000.
MAX_DEPTH = 1_000

_TOO_DEEP = "the file nests too deeply to be parsed"

# Syntax that came with a version of Python, by what the refused line looks like.
_NEWER_SYNTAX = (
    ((3, 12), re.compile(r"^\s*type\s+\w+\s*(\[.*\]\s*)?="), "the 'type' statement"),
    ((3, 12), re.compile(r"^\s*(async\s+)?(def|class)\s+\w+\s*\["), "type parameters"),
    ((3, 14), re.compile(r"\b([tT][rR]?|[rR][tT])(\"|')"), "a template string"),
    ((3, 14), re.compile(r"^\s*except\*?\s+\w[\w.]*\s*,[^()]*:"), "'except' without parentheses"),
)


def parse_ast(source: SourceFile) -> ast.Module:
    """Parse a file with the running interpreter's grammar.

    Raises:
        SourceError: the text is over the limits, is not Python, or nests too deeply.
    """
    check_limits(source)
    tree = parse_text(source, "exec")
    if not isinstance(tree, ast.Module):
        raise SourceError("the file is not a module", source.span(0, 0))
    return tree


def parse_text(source: SourceFile, mode: str) -> ast.AST:
    """``ast.parse`` with everything that it can raise turned into a ``SourceError``; ``mode`` is "exec" or "eval".

    Raises:
        SourceError: as said.
    """
    try:
        # Invalid escapes and the like warn, and under "error" filters a warning becomes a syntax error.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source.text, filename=source.path, mode=mode)
    except SyntaxError as error:
        span = _span_of(error, source)
        raise SourceError(_reason(error, source, span), span) from error
    except (MemoryError, RecursionError) as error:
        raise SourceError(_TOO_DEEP, source.span(0, 0)) from error
    except ValueError as error:
        raise _unreadable(source) from error


def parse_cst(source: SourceFile, tree: ast.Module) -> libcst.Module:
    """Parse a file with LibCST, only after ``ast`` accepted it as ``tree``.

    Raises:
        SourceError: the tree is deeper than LibCST's parser can bear, or LibCST does not know the syntax.
    """
    if _is_deeper_than(tree, MAX_DEPTH):
        raise SourceError(_TOO_DEEP, source.span(0, 0))
    import libcst  # a quarter of a second, and warm runs do without it

    try:
        return libcst.parse_module(source.text)
    except libcst.ParserSyntaxError as error:
        span = Span(source.path, error.raw_line, error.raw_column, error.raw_line, error.raw_column)
        raise SourceError("Python accepts the file, but LibCST does not know its syntax", span) from error
    except (ImportError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the native parser does not derive from Exception
        raise SourceError(f"LibCST cannot parse the file: {error}", source.span(0, 0)) from error


def _unreadable(source: SourceFile) -> SourceError:
    offset = source.text.find("\0")
    if offset >= 0:
        return SourceError("the file holds a null byte, so it is not Python source", source.span(offset, offset + 1))
    return SourceError("the file holds characters that cannot be encoded", source.span(0, 0))


def _reason(error: SyntaxError, source: SourceFile, span: Span) -> str:
    message = error.msg or "invalid syntax"
    if "null byte" in message:
        return _unreadable(source).reason
    line = source.line(span.start_line)
    for version, pattern, name in _NEWER_SYNTAX:
        if sys.version_info < version and pattern.search(line):
            return _newer(name, version)
    if sys.version_info < (3, 12) and message.startswith("f-string"):
        return f"not valid Python {_running()}: {message} (Python 3.12 allows more inside an f-string)"
    return f"not valid Python: {message}"


def _newer(name: str, version: tuple[int, int]) -> str:
    return f"{name} is syntax of Python {version[0]}.{version[1]}, and flopslint runs on Python {_running()}"


def _running() -> str:
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def _span_of(error: SyntaxError, source: SourceFile) -> Span:
    """The error's place as a span within the text: lines and columns may be missing, zero or past the end."""
    line = min(max(error.lineno or 1, 1), len(source.line_starts))
    column = min(max((error.offset or 1) - 1, 0), len(source.line(line)))
    end_line = min(max(error.end_lineno or line, line), len(source.line_starts))
    end_column = max((error.end_offset or 0) - 1, 0)
    if end_line == line and end_column <= column:
        end_column = column + 1
    return Span(source.path, line, column, end_line, end_column)


def _is_deeper_than(tree: ast.AST, limit: int) -> bool:
    """Whether the tree is deeper than a limit, level by level so that no stack is needed."""
    level: list[ast.AST] = [tree]
    for _ in range(limit):
        below: list[ast.AST] = []
        for node in level:
            for name in node._fields:
                child = getattr(node, name, None)
                if isinstance(child, list):
                    below += [item for item in child if isinstance(item, ast.AST)]
                elif isinstance(child, ast.AST):
                    below.append(child)
        if not below:
            return False
        level = below
    return True
