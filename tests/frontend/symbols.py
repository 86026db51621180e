"""The names of each block as the lowering classified them, beside those of CPython's ``symtable``."""

from __future__ import annotations

import re
import symtable
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from flopslint.core.source import SourceFile
from flopslint.frontend.lower import lower
from flopslint.ir import nodes as ir
from flopslint.ir.nodes import Scope

Key = tuple[str, str, int]
_COMPREHENSIONS = {"list": "listcomp", "set": "setcomp", "dict": "dictcomp", "generator": "genexpr"}


@dataclass
class IrBlock:
    """One block of the lowered file: its names by scope, and the local names of a function."""

    key: Key
    names: set[tuple[str, Scope, Scope]] = field(default_factory=set)
    local_names: frozenset[str] | None = None
    inlined: set[str] = field(default_factory=set)


def ir_blocks(module: ir.Module) -> list[IrBlock]:
    """All blocks of a lowered file."""
    blocks = [IrBlock(("module", "top", 0))]
    _visit(module.body, blocks[0], blocks)
    return blocks


def _visit(node: Any, block: IrBlock, blocks: list[IrBlock]) -> None:
    if isinstance(node, tuple):
        for one in node:
            _visit(one, block, blocks)
    elif isinstance(node, ir.Name):
        block.names.add((node.id, node.scope, node.outer))
    elif isinstance(node, ir.Comprehension):
        _visit_comprehension(node, block, blocks)
    elif isinstance(node, ir.Code):
        _visit(node.parameters, block, blocks)
        name = "lambda" if node.name == "<lambda>" else node.name
        inner = IrBlock(("function", name, node.span.start_line), local_names=node.local_names)
        blocks.append(inner)
        _visit(node.body.statements, inner, blocks)
    elif isinstance(node, ir.ClassDef):
        _visit((node.target, node.bases, node.keywords, node.decorators), block, blocks)
        # A private class within a class is bound under a mangled name, but keeps its own.
        name = re.sub(r"^_[^_]\w*?(?=__)", "", node.target.id)
        inner = IrBlock(("class", name, node.span.start_line))
        blocks.append(inner)
        _visit(node.body, inner, blocks)
    elif isinstance(node, ir.AnnotatedAssign):
        _visit((node.target, node.value), block, blocks)
    elif isinstance(node, ir.Parameter):
        _visit(node.default, block, blocks)
    elif is_dataclass(node):
        for one in fields(node):
            _visit(getattr(node, one.name), block, blocks)


def _visit_comprehension(node: ir.Comprehension, block: IrBlock, blocks: list[IrBlock]) -> None:
    first, *others = node.generators
    inner = IrBlock(("function", _COMPREHENSIONS[node.kind], node.span.start_line))
    blocks.append(inner)
    _visit(first.iterable, block, blocks)
    _visit((first.target, first.conditions, tuple(others), node.element, node.value), inner, blocks)
    if sys.version_info >= (3, 12):
        block.inlined |= inner.inlined | {name for name, scope, _ in inner.names if scope is Scope.LOCAL}


def _tables(text: str) -> dict[Key, list[symtable.SymbolTable]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found: dict[Key, list[symtable.SymbolTable]] = defaultdict(list)
        pending = [symtable.symtable(text, "sample.py", "exec")]
    while pending:
        table = pending.pop()
        found[str(table.get_type()), table.get_name(), table.get_lineno()].append(table)
        pending += table.get_children()
    return found


def _mismatches(block: IrBlock, table: symtable.SymbolTable) -> Iterator[str]:
    for name, scope, outer in block.names:
        try:
            symbol = table.lookup(name)
        except KeyError:
            yield f"{block.key}: {name} is not in the table"
            continue
        if block.key[0] == "module":
            expected = scope is Scope.GLOBAL
        elif block.key[0] == "class":
            expected = _matches_class(symbol, scope, outer)
        else:
            expected = scope is _scope_of(symbol)
        if not expected:
            yield f"{block.key}: {name} is {scope!r}, outer {outer!r}, not {symbol!r}"
    if block.local_names is not None and isinstance(table, symtable.Function):
        # Since Python 3.12 a comprehension's own names show as names of the function that it was inlined into.
        local = frozenset(table.get_locals()) - (block.inlined - block.local_names)
        if local != block.local_names:
            yield f"{block.key}: local names differ in {sorted(local ^ block.local_names)}"


def _scope_of(symbol: symtable.Symbol) -> Scope:
    if symbol.is_global():
        return Scope.GLOBAL
    return Scope.CLOSURE if symbol.is_free() else Scope.LOCAL


def _matches_class(symbol: symtable.Symbol, scope: Scope, outer: Scope) -> bool:
    if symbol.is_declared_global():
        return scope is Scope.GLOBAL
    if symbol.is_free():
        is_declared = symbol.is_nonlocal()
        return scope is Scope.CLOSURE if is_declared else (scope, outer) == (Scope.CLASS, Scope.CLOSURE)
    return (scope, outer) == (Scope.CLASS, Scope.GLOBAL)


def scope_differences(text: str) -> list[str]:
    """Where the lowering's scopes differ from CPython's; empty if nowhere."""
    tables = _tables(text)
    problems: list[str] = []
    for block in ir_blocks(lower(SourceFile.from_text("sample.py", text))):
        candidates = tables.get(block.key, [])
        found = [list(_mismatches(block, table)) for table in candidates]
        if not candidates and block.key[1] in _COMPREHENSIONS.values() and sys.version_info >= (3, 12):
            continue
        if not candidates:
            problems.append(f"{block.key}: no such table")
        elif all(found):
            problems += min((len(one), one) for one in found)[1]
    return problems
