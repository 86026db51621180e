"""Names of a package that puts a lazy object in its own place.

Such a package lists its names twice: as imports below ``if TYPE_CHECKING:``, and in the ``else`` as data for the
object that it stores in ``sys.modules[__name__]``. The imports say where each name comes from, and so one name is found
without reading all the modules that the data speak of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from flopslint.core import files
from flopslint.evaluator.machine import Machine
from flopslint.ir import nodes as ir
from flopslint.ir.walk import bound_names
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


def constant_bound(code: ir.Module, name: str) -> ir.Constant | None:
    """The constant that the top level of such a package gives to a name, if it does so once."""
    values = _assigned(code, name) if is_lazy(code) else []
    return values[0] if len(values) == 1 and isinstance(values[0], ir.Constant) else None


def may_give(machine: Machine, module: ModuleValue, name: str) -> bool:
    """Whether a star import of a module may bind a name, by its text and, for a package, all texts below it."""
    if module.path is None:
        return False
    path = Path(module.path)
    paths = files.python_files_below(path.parent) if module.is_package else iter([path])
    return any(_may_export(machine.program.text_of(file), name) for file in paths)


def _may_export(text: str, name: str) -> bool:
    if name not in text:
        return False
    if "__all__" in text:
        return f'"{name}"' in text or f"'{name}'" in text
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def _assigned(code: ir.Module, name: str) -> list[ir.Expression]:
    """What a module's top level assigns to a name; nothing where the name is bound in other ways too."""
    found: list[ir.Expression] = []
    for statement in code.body:
        if isinstance(statement, ir.Assign):
            if any(isinstance(target, ir.Name) and target.id == name for target in statement.targets):
                found.append(statement.value)
        elif name in bound_names(statement):
            return []
    return found


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
