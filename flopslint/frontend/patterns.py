"""``case`` patterns to the lowered language."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from flopslint.frontend.expressions import UnknownSyntaxError, expression, name_of, several
from flopslint.frontend.scopes import Block
from flopslint.ir import nodes as ir


def pattern(node: ast.pattern, block: Block) -> ir.Pattern:
    """Lower one pattern; the names it captures are bound in the block around the ``match``."""
    lower = _LOWER.get(type(node))
    if lower is None:
        raise UnknownSyntaxError(node)
    return lower(node, block)


def _patterns(nodes: list[ast.pattern], block: Block) -> tuple[ir.Pattern, ...]:
    return tuple([pattern(node, block) for node in nodes])


def _captured(node: ast.AST, name: str | None, block: Block) -> ir.Name | None:
    return None if name is None else name_of(node, name, block)


def _value(node: ast.MatchValue, block: Block) -> ir.Pattern:
    return ir.Pattern("value", block.span_of(node), value=expression(node.value, block))


def _singleton(node: ast.MatchSingleton, block: Block) -> ir.Pattern:
    span = block.span_of(node)
    return ir.Pattern("singleton", span, value=ir.Constant(span, node.value))


def _capture(node: ast.MatchAs, block: Block) -> ir.Pattern:
    inner = () if node.pattern is None else (pattern(node.pattern, block),)
    return ir.Pattern("capture", block.span_of(node), target=_captured(node, node.name, block), patterns=inner)


def _star(node: ast.MatchStar, block: Block) -> ir.Pattern:
    return ir.Pattern("star", block.span_of(node), target=_captured(node, node.name, block))


def _sequence(node: ast.MatchSequence, block: Block) -> ir.Pattern:
    return ir.Pattern("sequence", block.span_of(node), patterns=_patterns(node.patterns, block))


def _mapping(node: ast.MatchMapping, block: Block) -> ir.Pattern:
    return ir.Pattern(
        "mapping",
        block.span_of(node),
        target=_captured(node, node.rest, block),
        patterns=_patterns(node.patterns, block),
        keys=several(node.keys, block),
    )


def _class(node: ast.MatchClass, block: Block) -> ir.Pattern:
    return ir.Pattern(
        "class",
        block.span_of(node),
        value=expression(node.cls, block),
        patterns=_patterns([*node.patterns, *node.kwd_patterns], block),
        names=tuple(node.kwd_attrs),
    )


def _or(node: ast.MatchOr, block: Block) -> ir.Pattern:
    return ir.Pattern("or", block.span_of(node), patterns=_patterns(node.patterns, block))


_LOWER: dict[type[ast.pattern], Callable[[Any, Block], ir.Pattern]] = {
    ast.MatchValue: _value,
    ast.MatchSingleton: _singleton,
    ast.MatchAs: _capture,
    ast.MatchStar: _star,
    ast.MatchSequence: _sequence,
    ast.MatchMapping: _mapping,
    ast.MatchClass: _class,
    ast.MatchOr: _or,
}
