"""A statement taken out that assigns the result of a call."""

from __future__ import annotations

import libcst as cst

from flopslint.core.fix import Edit
from flopslint.core.span import Span
from flopslint.fixes.parsed import ParsedFile
from flopslint.frontend.cst_walk import walk


def statement_edit(file: ParsedFile, call: Span) -> Edit | None:
    """Takes out ``target = call(...)`` with its line; None where the call is more or less than such a statement.

    A statement that is not alone on its lines, or alone in its block, stays.
    """
    node = file.call_at(call)
    found: list[tuple[cst.SimpleStatementLine, cst.Assign | cst.AnnAssign]] = []

    def visit(block: cst.CSTNode) -> None:
        statements = getattr(block, "body", ())
        for statement in statements if len(statements) > 1 else ():
            if isinstance(statement, cst.SimpleStatementLine) and len(statement.body) == 1:
                only = statement.body[0]
                if isinstance(only, cst.Assign | cst.AnnAssign) and only.value is node and _has_one_target(only):
                    found.append((statement, only))

    walk(file.module, {cst.IndentedBlock: visit, cst.Module: visit}, {})
    if node is None or len(found) != 1:
        return None
    span = file.statement_span(found[0][1])
    source = file.source
    return Edit(source.span(source.offset(span.start_line, 0), source.offset(span.end_line + 1, 0)), "")


def _has_one_target(node: cst.Assign | cst.AnnAssign) -> bool:
    return isinstance(node, cst.AnnAssign) or len(node.targets) == 1
