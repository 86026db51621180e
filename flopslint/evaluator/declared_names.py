"""Names of a package that puts a lazy object in its own place.

Such a package lists its names twice: as imports below ``if TYPE_CHECKING:``, and in the ``else`` as data for the
object that it stores in ``sys.modules[__name__]``. The imports say where each name comes from, and so one name is found
without reading all the modules that the data speak of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from flopslint.evaluator.machine import Machine
from flopslint.ir import nodes as ir
from flopslint.values.value import ModuleValue

_FLAG = "TYPE_CHECKING"


def declared_imports(code: ir.Module, name: str) -> Iterator[ir.ImportFrom]:
    """The imports of such a package that may bind a name: first those that name it, then the stars, last first."""
    stars: list[ir.ImportFrom] = []
    for one in _imports(_declarations(code)):
        if one.target is None:
            stars.insert(0, one)
        elif one.target.id == name:
            yield one
    yield from stars


def is_lazy(code: ir.Module) -> bool:
    """Whether the code is that of such a package."""
    return bool(_declarations(code))


def mentions(machine: Machine, module: ModuleValue, name: str) -> bool:
    """Whether the text of a module or, for a package, of a module directly in it holds a name as a word."""
    if module.path is None:
        return False
    path = Path(module.path)
    word = re.compile(rf"\b{re.escape(name)}\b")
    files = sorted(path.parent.glob("*.py")) if module.is_package else [path]
    return any(word.search(machine.program.text_of(file)) for file in files)


def _declarations(code: ir.Module) -> tuple[ir.Statement, ...]:
    """What stands below ``if TYPE_CHECKING:`` where the ``else`` replaces the module."""
    if _FLAG in code.bound:
        for statement in code.body:
            if isinstance(statement, ir.If) and _tests_flag(statement.test) and _replaces_module(statement.orelse):
                return statement.body
    return ()


def _tests_flag(test: ir.Expression) -> bool:
    """``TYPE_CHECKING``, alone or as the first of several conditions joined by ``or``."""
    if isinstance(test, ir.Boolean) and test.operator == "or":
        return _tests_flag(test.operands[0])
    if isinstance(test, ir.Attribute):
        return test.name == _FLAG
    return isinstance(test, ir.Name) and test.id == _FLAG


def _replaces_module(block: tuple[ir.Statement, ...]) -> bool:
    """Whether a block assigns to ``sys.modules[...]``."""
    for statement in block:
        for target in statement.targets if isinstance(statement, ir.Assign) else ():
            if isinstance(target, ir.Subscript) and isinstance(target.value, ir.Attribute):
                holder = target.value.value
                if target.value.name == "modules" and isinstance(holder, ir.Name) and holder.id == "sys":
                    return True
    return False


def _imports(block: tuple[ir.Statement, ...]) -> Iterator[ir.ImportFrom]:
    """Imports in the order written; what stands in a handler is for an absent dependency, and is left out."""
    for statement in block:
        if isinstance(statement, ir.ImportFrom):
            yield statement
        elif isinstance(statement, ir.If | ir.Try):
            yield from _imports(statement.body)
            yield from _imports(statement.orelse)
