"""The catalog as the evaluator sees it: entries by dotted name, loaded a library at a time."""

from __future__ import annotations

import sys
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path

from flopslint.catalog.entry import ENTRIES, Entry
from flopslint.catalog.known_names import KnownNames, known_names

ROOT = Path(__file__).parent
PYTHON = "python"
PRIVATE_LIBRARIES = {"_flopslint": "torch", "_python": PYTHON, "builtins": PYTHON}
"""Libraries of names that no distribution has; ``_flopslint`` and ``_python`` are for our own prelude sources."""

OPERATORS = "torch.ops."
COMPILED = "_ops"
"""``torch.ops.X`` are the compiled operators of library X: they have the folder ``X_ops``."""

MODULES_BESIDE_ENTRIES = frozenset({"__init__"})


class Catalog:
    """Entries, prelude files and known names of all modelled libraries.

    A library is a folder beside this file: its modules are entries, ``prelude/`` below it holds source evaluated like
    the program's, and ``names.txt`` lists the public dotted names of the real library, one a line, those
    of modules with a colon behind. The standard library is the folder "python".
    """

    def __init__(self) -> None:
        self._loaded: set[str] = set()
        self._members: dict[str, dict[str, Entry]] = {}
        self._preludes: dict[str, Path | None] = {}
        self._folders: dict[str, str | None] = {}

    @cached_property
    def libraries(self) -> frozenset[str]:
        """Names of the folders."""
        return frozenset(p.name for p in ROOT.iterdir() if (p / "__init__.py").is_file())

    def library_of(self, dotted_name: str) -> str | None:
        """The folder that a dotted name belongs to; None for a name of no modelled library."""
        top = dotted_name.partition(".")[0]
        if top in PRIVATE_LIBRARIES:
            return PRIVATE_LIBRARIES[top]
        if dotted_name.startswith(OPERATORS):
            compiled = dotted_name.split(".")[2] + COMPILED
            if compiled in self.libraries:
                return compiled
        if top != PYTHON and top in self.libraries:
            return top
        return PYTHON if top in sys.stdlib_module_names else self._folder_with_prelude(top)

    def find(self, dotted_name: str) -> Entry | None:
        """The entry of that dotted name; None if there is none."""
        entry = ENTRIES.get(dotted_name)
        if entry is None and self._load(self.library_of(dotted_name)):
            entry = ENTRIES.get(dotted_name)
        return entry

    def members(self, dotted_class: str) -> dict[str, Entry]:
        """Entries keyed below a class (or a module) by the last part of their names."""
        self._load(self.library_of(dotted_class))
        return self._members.get(dotted_class, {})

    def has_module(self, dotted_name: str) -> bool:
        """Whether that is a module of a modelled library or of the standard library."""
        if dotted_name in sys.stdlib_module_names or dotted_name in self.libraries - {PYTHON}:
            return True
        library = self.library_of(dotted_name)
        if library is None:
            return False
        if dotted_name in PRIVATE_LIBRARIES or self.prelude_path(dotted_name) is not None:
            return True
        self._load(library)
        if dotted_name in self._members and not self._is_class(dotted_name):
            return True
        return self._known(library).has_module(dotted_name)

    def is_known_name(self, dotted_name: str) -> bool:
        """Whether the real library has that public name, as far as its ``names.txt`` says."""
        library = self.library_of(dotted_name)
        return library is not None and dotted_name in self._known(library)

    def lists_names(self, dotted_name: str) -> bool:
        """Whether the public names of that name's library are listed, so that one not listed does not exist."""
        library = self.library_of(dotted_name)
        if library is None or not self._known(library).lines:
            return False
        return not self.has_module(dotted_name) or self._known(library).lists_any_in(dotted_name)

    def names_in(self, dotted_module: str) -> set[str]:
        """Names directly in a module, as far as the library's list, its entries and its members say."""
        library = self.library_of(dotted_module)
        if library is None:
            return set()
        return self._known(library).directly_in(dotted_module) | set(self.members(dotted_module))

    def prelude_path(self, dotted_module: str) -> Path | None:
        """The prelude file of a module: ``a/b.py`` or ``a/b/__init__.py`` below the library's ``prelude/``."""
        try:
            return self._preludes[dotted_module]
        except KeyError:
            library = self.library_of(dotted_module) or self._stand_in(dotted_module)
            path = None if library is None else _prelude_file(library, dotted_module)
            self._preludes[dotted_module] = path
            return path

    def _load(self, library: str | None) -> bool:
        """Imports a library's entry modules in sorted order, once. Says whether entries came in by this call."""
        if library is None or library in self._loaded:
            return False
        self._loaded.add(library)
        for dotted in _entry_modules(ROOT / library, f"{__package__}.{library}"):
            import_module(dotted)
        self._index()
        return True

    def _index(self) -> None:
        members: dict[str, dict[str, Entry]] = {}
        for name, entry in ENTRIES.items():
            parent, _, last = name.rpartition(".")
            members.setdefault(parent, {})[last] = entry
        self._members = members

    def _is_class(self, dotted_name: str) -> bool:
        return dotted_name in ENTRIES

    def _known(self, library: str) -> KnownNames:
        return known_names(ROOT / library / "names.txt")

    def _stand_in(self, dotted_module: str) -> str | None:
        """The folder of a library's compiled operators, whose prelude may stand for single modules of the library."""
        folder = dotted_module.partition(".")[0] + COMPILED
        return folder if folder in self.libraries else None

    def _folder_with_prelude(self, top: str) -> str | None:
        """The library whose prelude has a top-level module of that name, so that one folder may serve several."""
        if top not in self._folders:
            libraries = sorted(self.libraries) if top.isidentifier() else ()
            found = (library for library in libraries if _prelude_file(library, top) is not None)
            self._folders[top] = next(found, None)
        return self._folders[top]


@cache
def catalog() -> Catalog:
    """The catalog: the same for all runs of a process, since nothing that a program does changes it."""
    return Catalog()


def _prelude_file(library: str, dotted_module: str) -> Path | None:
    base = (ROOT / library / "prelude").joinpath(*dotted_module.split("."))
    for candidate in (base.with_name(f"{base.name}.py"), base / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None


def _entry_modules(folder: Path, package: str) -> list[str]:
    """Dotted names of the modules that hold entries: all below the folder but those of ``prelude/``."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix == ".py" and path.stem not in MODULES_BESIDE_ENTRIES:
            found.append(f"{package}.{path.stem}")
        elif path.is_dir() and path.name != "prelude" and (path / "__init__.py").is_file():
            found += _entry_modules(path, f"{package}.{path.name}")
    return found
