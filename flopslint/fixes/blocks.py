"""Whether one call of a file is made whenever another one is, as far as its blocks and conditions tell."""

from __future__ import annotations

import libcst as cst

from flopslint.fixes.parsed import ParsedFile
from flopslint.frontend.cst_walk import walk

_CONDITIONAL: tuple[type[cst.CSTNode], ...] = (
    cst.IndentedBlock, cst.SimpleStatementSuite, cst.IfExp, cst.BooleanOperation, cst.Lambda, cst.GeneratorExp,
    cst.ListComp, cst.SetComp, cst.DictComp,
)  # fmt: skip


def goes_with(file: ParsedFile, call: cst.Call, other: cst.Call) -> bool:
    """Whether ``other`` is in no block or condition that ``call`` is not in: then it is made whenever that one is."""
    around: list[cst.CSTNode] = []
    found: dict[cst.CSTNode, tuple[cst.CSTNode, ...]] = {}

    def enter(node: cst.CSTNode) -> None:
        around.append(node)

    def leave(node: cst.CSTNode) -> None:
        around.pop()

    def note(node: cst.CSTNode) -> None:
        if node is call or node is other:
            found[node] = tuple(around)

    walk(
        file.module,
        {**dict.fromkeys(_CONDITIONAL, enter), cst.Call: note},
        dict.fromkeys(_CONDITIONAL, leave),
    )
    blocks = found[other]
    return found[call][: len(blocks)] == blocks
