"""Registries that are filled when modules are imported, asked before their modules ran.

Modules run when one of their names is first needed, so a dict that decorators fill may still lack a key. The modules of
its package whose text holds the key, quoted or as a function's or class's name, are run then, in path order.
"""

from __future__ import annotations

import re
from pathlib import Path

from flopslint.core.gap import GapKind
from flopslint.evaluator import modules
from flopslint.evaluator.machine import Machine
from flopslint.values.value import MISSING, Instance, ModuleValue, Value

MODULE_LIMIT = 24
"""Modules that one missing key may bring in."""

FILE_LIMIT = 3_000
"""Files of a package whose text is searched."""


class LateRegistries:
    """What is known of the packages whose registries were asked for a missing key."""

    def __init__(self) -> None:
        self._texts: dict[Path, list[tuple[Path, str]]] = {}
        self._asked: set[tuple[int, str]] = set()

    def fill(self, machine: Machine, mapping: dict[Value, Value], key: Value) -> bool:
        """Runs the modules that may register a key; says whether the mapping has it now."""
        if not isinstance(key, str) or not key or (id(mapping), key) in self._asked:
            return False
        self._asked.add((id(mapping), key))
        holder = _holder(machine, mapping)
        if holder is None or holder.path is None:
            return False
        root = self._package_folder(machine, holder)
        if root is None:
            return False
        wanted = re.compile(rf"""["']{re.escape(key)}["']|\b(?:def|class)\s+{re.escape(key)}\b""")
        brought = 0
        for path, text in self._texts_of(root):
            if not wanted.search(text):
                continue
            module = modules.find_module(machine, machine.program.module_name(path))
            if module is None or module.state != "new":
                continue
            brought += 1
            if brought > MODULE_LIMIT:
                reason = f"more than {MODULE_LIMIT} modules may register '{key}'; the rest were not run"
                machine.assume(machine.gap(GapKind.LIMIT, reason))
                break
            modules.run_module(machine, module)
            if key in mapping:
                return True
        return key in mapping

    def _package_folder(self, machine: Machine, holder: ModuleValue) -> Path | None:
        """The folder of the holder's top package, or of the holder itself."""
        top = machine.program.find(holder.name.partition(".")[0])
        if top is not None and top.is_package and top.path is not None:
            return top.path.parent
        return Path(holder.path).parent if holder.path else None

    def _texts_of(self, root: Path) -> list[tuple[Path, str]]:
        if root not in self._texts:
            listed = []
            for path in sorted(root.rglob("*.py"))[:FILE_LIMIT]:
                try:
                    listed.append((path, path.read_text(encoding="utf-8", errors="replace")))
                except OSError:
                    continue
            self._texts[root] = listed
        return self._texts[root]


def _holder(machine: Machine, mapping: dict[Value, Value]) -> ModuleValue | None:
    """The module of the program that holds a dict at its top level, itself or as an attribute of an object."""
    for module in list(machine.modules.values()):
        if module.is_prelude or module.path is None or module.namespace is mapping:
            continue
        for value in module.namespace.values():
            if value is mapping:
                return module
            if isinstance(value, Instance) and any(held is mapping for held in value.attributes.values()):
                return module
    return None


def find_late(machine: Machine, mapping: dict[Value, Value], key: Value) -> Value:
    """The value a registry has for a key once its modules ran, or ``MISSING``."""
    if machine.late_registries.fill(machine, mapping, key):
        return mapping[key]
    return MISSING
