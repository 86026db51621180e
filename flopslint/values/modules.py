"""Modules, and the names that imports bind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flopslint.values.unknown import MISSING, Value

if TYPE_CHECKING:
    from flopslint.core.span import Span
    from flopslint.ir import nodes as ir


class ModuleValue:
    """A module: of the program (``ir`` and ``path``), or of the catalog.

    ``namespace`` is live while the module runs. ``state`` is "new", "running" or "done".
    """

    __slots__ = ("is_package", "is_prelude", "lowered", "name", "namespace", "path", "state")

    def __init__(self, name: str, path: str | None = None, is_package: bool = False, is_prelude: bool = False) -> None:
        self.name = name
        self.path = path
        self.is_package = is_package
        self.is_prelude = is_prelude
        self.lowered: ir.Module | None = None
        self.namespace: dict[str, Value] = {}
        self.state = "new"

    def __repr__(self) -> str:
        return f"<module {self.name}>"


class Reference:
    """A name bound by an import: ``attribute`` of ``module``, or the module itself.

    It is looked up when it is first needed; ``value`` is what was found then.
    """

    __slots__ = ("attribute", "importer", "module", "span", "value")

    def __init__(self, module: str, attribute: str | None, importer: str, span: Span | None) -> None:
        self.module = module
        self.attribute = attribute
        self.importer = importer
        self.span = span
        self.value: Value = MISSING
