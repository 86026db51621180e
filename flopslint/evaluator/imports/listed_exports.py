"""The names that a star import of a module gives, read off its ``__all__`` without running the module."""

from __future__ import annotations

import re

from flopslint.ir import nodes as ir
from flopslint.values.value import Value

_NAME = "__all__"
_DECORATED = re.compile(r"^@", re.MULTILINE)


def listed_exports(code: ir.Module, text: str) -> list[Value] | None:
    """The list written out at the top level of a module, None where what the module runs may give another.

    A decorator may add what it decorates, so a module with one at its top level has to be run.
    """
    if text.count(_NAME) != 1 or _DECORATED.search(text):
        return None
    for statement in code.body:
        if isinstance(statement, ir.Assign) and len(statement.targets) == 1:
            target, value = statement.targets[0], statement.value
            if isinstance(target, ir.Name) and target.id == _NAME and isinstance(value, ir.Collection):
                return _texts(value)
    return None


def _texts(value: ir.Collection) -> list[Value] | None:
    found: list[Value] = [
        item.value for item in value.items if isinstance(item, ir.Constant) and isinstance(item.value, str)
    ]
    return found if len(found) == len(value.items) else None
