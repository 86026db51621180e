"""Registries that are filled when modules are imported, asked before their modules ran.

Modules run when one of their names is first needed, so a dict that decorators fill may still lack a key. The modules of
its package whose text holds the key, quoted or as a function's or class's name, are run then, in path order. Where all
that is in such a container is asked for, the modules that Python would have imported by now and whose text names a
function that fills it are run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flopslint.core import files
from flopslint.core.gap import GapKind
from flopslint.evaluator.imports import modules
from flopslint.evaluator.imports.import_order import imported_modules
from flopslint.evaluator.imports.registering_functions import WRITE, fillers_of, writes_itself
from flopslint.evaluator.machine import Machine
from flopslint.values.value import MISSING, Class, Instance, ModuleValue, Unknown, Value

MODULE_LIMIT = 24
"""Modules that one missing key may bring in."""

COMPLETION_LIMIT = 160
"""Modules that asking for all that is in a container may bring in."""

FILE_LIMIT = 3_000
"""Files of a package whose text is searched."""


@dataclass(slots=True)
class _Holder:
    """A container, and by which name (and attribute of what has that name) the top level of a module holds it."""

    container: Value
    module: ModuleValue
    name: str
    classes: tuple[Class, ...] = ()
    fillers: list[str] | None = None
    pattern: re.Pattern[str] | None = None
    filling: list[Path] | None = None

    def filler_pattern(self, machine: Machine) -> re.Pattern[str] | None:
        """Finds the names of the functions and classes that fill the container; None if none does."""
        if self.fillers is None:
            found = [name for path in self._defining_files(machine) for name in self._fillers_in(machine, path)]
            self.fillers = list(dict.fromkeys(found))
            self.pattern = re.compile(rf"\b(?:{'|'.join(self.fillers)})\b") if self.fillers else None
        return self.pattern

    def files_that_fill(self, machine: Machine, files: list[Path]) -> list[Path]:
        """Files whose import runs what names a function that fills the container, or one called after such a function.

        What runs then stands at the left margin or in a class body. If no function fills it, the file has to write to
        the container itself, which has to be one that a module holds by name.
        """
        if self.filling is None:
            self.filler_pattern(machine)
            searched = self.fillers or ([] if self.classes else [self.name])
            names = "|".join(self.fillers or ()) or rf"\b{re.escape(self.name)}\b{WRITE}"
            mention = re.compile(rf"^ {{0,4}}(?:\S.*)?(?:{names})", re.MULTILINE)
            texts = ((path, machine.program.text_of(path)) for path in (files if searched else ()))
            named = ((path, text) for path, text in texts if any(name in text for name in searched))
            self.filling = [path for path, text in named if mention.search(text)]
        return self.filling

    def _fillers_in(self, machine: Machine, path: Path) -> list[str]:
        return fillers_of(machine.program.text_of(path), self.name)

    def _defining_files(self, machine: Machine) -> list[Path]:
        """Where the container stands, and where the classes of the object around it stand."""
        names = [self.module.name, *(cls.module for cls in self.classes if not cls.native)]
        found = (machine.modules.get(name) for name in dict.fromkeys(names))
        return [Path(module.path) for module in found if module is not None and module.path and not module.is_prelude]


def _held_by(module: ModuleValue, wanted: Value = MISSING) -> Iterator[_Holder]:
    """The containers that a module holds, or only that which is wanted."""
    for name, value in list(module.namespace.items()):
        if isinstance(value, (dict, set, list)):
            if wanted is MISSING or value is wanted:
                yield _Holder(value, module, name)
        elif isinstance(value, Instance) or (isinstance(value, Class) and not value.native):
            inner = value.attributes if isinstance(value, Instance) else value.namespace
            classes = value.cls.mro if isinstance(value, Instance) else value.mro
            for attribute, held in inner.items():
                if isinstance(held, (dict, set)) and (wanted is MISSING or held is wanted):
                    yield _Holder(held, module, attribute, tuple(classes))


class LateRegistries:
    """What is known of the packages whose registries were asked for a missing key."""

    def __init__(self) -> None:
        self._files: dict[Path, list[Path]] = {}
        self._filled: dict[int, dict[Value, Value]] = {}
        self._asked: set[tuple[int, str]] = set()
        self._holders: dict[int, _Holder] = {}
        self.watched: set[int] = set()

    def watch(self, module: ModuleValue) -> None:
        """A module has run: the containers it holds that are empty or that functions fill may not be complete."""
        for holder in _held_by(module):
            key = id(holder.container)
            if key not in self._holders and (not holder.container or key in self._filled):
                self._holders[key] = holder
                if not holder.classes:
                    self.watched.add(key)

    def complete(self, machine: Machine, container: Value) -> None:
        """All that is in a container is asked for: runs the modules that would have put something into it by now."""
        holder = self._holders[id(container)]
        mention = holder.filler_pattern(machine)
        frame = machine.current_frame
        if mention is not None and frame is not None and frame.code is not None and mention.fullmatch(frame.code.name):
            return  # the function that fills it looks at what is there
        self.watched.remove(id(container))
        if mention is None:
            return
        known = [
            m for m in list(machine.modules.values()) if m.path is not None and m.state != "new" and not m.is_prelude
        ]
        waiting = []
        for imported in imported_modules(machine, known):
            module = modules.find_module(machine, imported)
            if module is None or module.path is None or module.state != "new":
                continue
            if mention.search(machine.program.text_of(Path(module.path))):
                waiting.append(module)
        for module in waiting[:COMPLETION_LIMIT]:
            modules.run_module(machine, module)
        if len(waiting) > COMPLETION_LIMIT:
            reason = f"more than {COMPLETION_LIMIT} modules may add to '{holder.name}'; the rest were not run"
            _lose_count(machine, container, Unknown(machine.gap(GapKind.LIMIT, reason), rest=True))

    def note(self, mapping: dict[Value, Value]) -> None:
        """A function of the program has put an entry into a dict: it may be a registry."""
        self._filled[id(mapping)] = mapping

    def fill(self, machine: Machine, mapping: Value, key: Value) -> bool:
        """Runs the modules that may register a key; says whether the mapping has it now."""
        if not isinstance(key, str) or not key or (id(mapping), key) in self._asked:
            return False
        holder = self._holder(machine, mapping)
        if holder is None or _writes_itself(machine, holder) or self._is_being_registered(machine, holder, key):
            return False
        root = self._package_folder(machine, holder.module)
        if root is None:
            return False
        candidates = [
            modules.find_module(machine, machine.program.module_name(path))
            for path in self._files_registering(machine, root, holder, key)
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

    def _holder(self, machine: Machine, mapping: Value) -> _Holder | None:
        """Where the program's top level holds a container, itself or as an attribute of an object."""
        if id(mapping) in self._holders:
            return self._holders[id(mapping)]
        if mapping and id(mapping) not in self._filled:
            return None  # a table that its module wrote out
        for module in list(machine.modules.values()):
            if module.state == "running" and not module.is_prelude and module.namespace is not mapping:
                for holder in _held_by(module, mapping):
                    return holder
        return None

    def _is_being_registered(self, machine: Machine, holder: _Holder, key: str) -> bool:
        """Whether a module that runs now registers the key: then this is the registration, asking before it writes."""
        fillers = holder.filler_pattern(machine)
        if fillers is None:
            return False
        for module in reversed(machine.modules.values()):
            if module.state != "running" or module.lowered is None or module.path is None or module.is_prelude:
                continue
            text = machine.program.text_of(Path(module.path))
            if key in module.lowered.bound:
                if fillers.search(text):
                    return True
            elif any(fillers.search(line) for line in _lines_quoting(text, key)):
                return True
        return False

    def _package_folder(self, machine: Machine, holder: ModuleValue) -> Path | None:
        """The folder of the holder's top package, or of the holder itself."""
        top = machine.program.find(holder.name.partition(".")[0])
        if top is not None and top.is_package and top.path is not None:
            return top.path.parent
        return Path(holder.path).parent if holder.path else None

    def _files_registering(self, machine: Machine, root: Path, holder: _Holder, key: str) -> list[Path]:
        """Files of a package that fill a container and hold a key in quotes, as a defined name or as theirs."""
        if root not in self._files:
            self._files[root] = sorted(files.python_files_below(root))[:FILE_LIMIT]
        word = re.escape(key)
        mention = re.compile(rf"""(["']){word}\1|^[ \t]*(?:def|class)[ \t]+{word}\b""", re.MULTILINE)
        filling = holder.files_that_fill(machine, self._files[root])
        texts = ((path, machine.program.text_of(path)) for path in filling)
        return [path for path, text in texts if path.stem == key or (key in text and mention.search(text))]


def _writes_itself(machine: Machine, holder: _Holder) -> bool:
    """Whether the function that asks also fills the container: it registers, or keeps what it has made."""
    frame = machine.current_frame
    if frame is None or frame.code is None or frame.module.path is None:
        return False
    return writes_itself(machine.program.text_of(Path(frame.module.path)), frame.code.name, holder.name)


def _lines_quoting(text: str, key: str) -> Iterator[str]:
    """Lines in which a word stands in quotes."""
    for quoted in (f'"{key}"', f"'{key}'"):
        position = text.find(quoted)
        while position >= 0:
            start, end = text.rfind("\n", 0, position) + 1, text.find("\n", position)
            yield text[start : end if end >= 0 else len(text)]
            position = text.find(quoted, position + 1)


def _lose_count(machine: Machine, container: Value, rest: Unknown) -> None:
    machine.touch(container)
    if isinstance(container, dict):
        container[rest] = rest
    elif isinstance(container, set):
        container.add(rest)
    else:
        container.append(rest)


def find_late(machine: Machine, mapping: dict[Value, Value], key: Value) -> Value:
    """The value a registry has for a key once its modules ran, or ``MISSING``."""
    if machine.late_registries.fill(machine, mapping, key):
        return mapping[key]
    return MISSING
