"""Lowered nodes as short text: class and fields, without spans, defaults of fields left out."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from flopslint.core.source import SourceFile
from flopslint.frontend.lower import lower
from flopslint.ir import nodes as ir
from flopslint.ir.nodes import Scope

_SCOPES = {Scope.LOCAL: "L", Scope.CLOSURE: "C", Scope.GLOBAL: "G"}


def shown(node: Any) -> str:
    """A lowered node, or several, as text. A name is ``name.SCOPE``; in a class ``name.KSCOPE``."""
    if isinstance(node, ir.Name):
        scope = f"K{_SCOPES[node.outer]}" if node.scope is Scope.CLASS else _SCOPES[node.scope]
        return f"{node.id}.{scope}"
    if isinstance(node, ir.Constant):
        return repr(node.value)
    if isinstance(node, ir.Body):
        return shown(node.statements)
    if isinstance(node, tuple):
        return f"[{'; '.join(map(shown, node))}]"
    if is_dataclass(node):
        parts = [shown(getattr(node, one.name)) for one in fields(node) if one.name != "span"]
        return f"{type(node).__name__}({', '.join(parts)})"
    return repr(sorted(node)) if isinstance(node, frozenset) else repr(node)


def lowered(text: str) -> str:
    """The statements of a file as text."""
    return "; ".join(map(shown, lower(SourceFile.from_text("a.py", text)).body))
