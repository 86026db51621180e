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

_MENTION = re.compile(r"""["']([\w./-]{1,80})["']|^[ \t]*(?:def|class)[ \t]+(\w+)""", re.MULTILINE)


class LateRegistries:
    """What is known of the packages whose registries were asked for a missing key."""

    def __init__(self) -> None:
        self._mentions: dict[Path, dict[str, list[Path]]] = {}
        self._texts: dict[Path, str] = {}
        self._filled: dict[int, dict[Value, Value]] = {}
        self._asked: set[tuple[int, str]] = set()

    def note(self, mapping: dict[Value, Value]) -> None:
        """A function of the program has put an entry into a dict: it may be a registry."""
        self._filled[id(mapping)] = mapping

    def fill(self, machine: Machine, mapping: dict[Value, Value], key: Value) -> bool:
        """Runs the modules that may register a key; says whether the mapping has it now."""
        if not isinstance(key, str) or not key or (id(mapping), key) in self._asked:
            return False
        if mapping and id(mapping) not in self._filled:
            return False  # a table that its module wrote out
        if self._is_being_registered(machine, key):
            return False
        holder = _holder(machine, mapping)
        if holder is None or holder.path is None:
            return False
        root = self._package_folder(machine, holder)
        if root is None:
            return False
        candidates = [
            modules.find_module(machine, machine.program.module_name(path))
            for path in self._mentions_of(root).get(key, ())
        ]
        if any(module is not None and module.state == "running" for module in candidates):
            return False  # the key is being registered right now
        self._asked.add((id(mapping), key))
        waiting = [module for module in candidates if module is not None and module.state == "new"]
        for module in waiting[:MODULE_LIMIT]:
            modules.run_module(machine, module)
            if key in mapping:
                return True
        if len(waiting) > MODULE_LIMIT:
            reason = f"more than {MODULE_LIMIT} modules may register '{key}'; the rest were not run"
            machine.assume(machine.gap(GapKind.LIMIT, reason))
        return key in mapping

    def _is_being_registered(self, machine: Machine, key: str) -> bool:
        """Whether a module that runs now names the key: then this is the registration, asking before it writes."""
        for module in machine.modules.values():
            if module.state != "running" or module.lowered is None or module.is_prelude:
                continue
            if key in module.lowered.bound:
                return True
            if module.path is not None:
                text = self._text_of(Path(module.path))
                if f'"{key}"' in text or f"'{key}'" in text:
                    return True
        return False

    def _text_of(self, path: Path) -> str:
        if path not in self._texts:
            try:
                self._texts[path] = path.read_text(encoding="utf-8", errors="replace")
            except OSError:
                self._texts[path] = ""
        return self._texts[path]

    def _package_folder(self, machine: Machine, holder: ModuleValue) -> Path | None:
        """The folder of the holder's top package, or of the holder itself."""
        top = machine.program.find(holder.name.partition(".")[0])
        if top is not None and top.is_package and top.path is not None:
            return top.path.parent
        return Path(holder.path).parent if holder.path else None

    def _mentions_of(self, root: Path) -> dict[str, list[Path]]:
        """Files of a package by each word they hold in quotes or as the name of a function or class."""
        if root not in self._mentions:
            mentions: dict[str, list[Path]] = {}
            for path in sorted(root.rglob("*.py"))[:FILE_LIMIT]:
                words = {quoted or named for quoted, named in _MENTION.findall(self._text_of(path))}
                for word in words:
                    mentions.setdefault(word, []).append(path)
            self._mentions[root] = mentions
        return self._mentions[root]


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
