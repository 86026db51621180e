"""A source file with its CST, and the places of the nodes that edits are about."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from flopslint.core.source import SourceFile
from flopslint.core.span import Span
from flopslint.frontend.parse import parse_ast, parse_cst
from flopslint.frontend.positions import Positions, find_positions


class ParsedFile:
    """One file, parsed when it is first asked for.

    Raises:
        SourceError: from each property, if the file cannot be parsed.
    """

    def __init__(self, source: SourceFile) -> None:
        self.source = source

    @cached_property
    def _tree(self) -> tuple[cst.Module, Positions]:
        tree = parse_ast(self.source)
        module = parse_cst(self.source, tree)
        return module, find_positions(module, tree, self.source)

    @property
    def module(self) -> cst.Module:
        """The CST."""
        return self._tree[0]

    def call_at(self, span: Span) -> cst.Call | None:
        """The call that stands exactly there."""
        spans = self._tree[1].spans
        found = (node for node, place in spans.items() if place == span and isinstance(node, cst.Call))
        return next(found, None)

    def statement_span(self, node: cst.CSTNode) -> Span:
        """The place of a statement."""
        return self._tree[1].spans[node]

    def spans_of(self, nodes: list[cst.CSTNode]) -> list[Span]:
        """The places of any nodes, without parentheses around them."""
        found = [self._ranges[node] for node in nodes]
        path = self.source.path
        return [Span(path, one.start.line, one.start.column, one.end.line, one.end.column) for one in found]

    @cached_property
    def _ranges(self) -> Mapping[cst.CSTNode, CodeRange]:
        return MetadataWrapper(self.module, unsafe_skip_copy=True).resolve(PositionProvider)
