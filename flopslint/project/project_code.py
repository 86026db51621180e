"""Code of the project that may build a model: scripts, and functions that can be called without arguments."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flopslint.core import files
from flopslint.core.errors import SourceError
from flopslint.evaluator.runs.observing import Built, Entry
from flopslint.ir import nodes as ir
from flopslint.project.discover import SKIPPED
from flopslint.project.pipeline import Pipeline
from flopslint.project.search_path import import_root

MOST_FILES = 600
"""Files that are searched, the nearest to the model's first."""

MOST_NAMES_LISTED = 30_000
"""Names in folders that are looked at to find them."""

ROUNDS = 3
"""How many functions may lie between the code that begins and the constructor, each in another file."""

_WORD = re.compile(r"[^\W\d]\w*")
_IMPORT = re.compile(r"^[ \t]*(?:from[ \t.]+[\w.]*[ \t]*import\b.*|import[ \t]+\w.*)$", re.MULTILINE)
_SINGLE_FILES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class _Code:
    """The words of one file: of its top-level statements, and of each function and each class that is no layer."""

    path: Path
    top: frozenset[str]
    parts: dict[str, frozenset[str]]
    callable: frozenset[str]

    def reaching(self, names: frozenset[str]) -> frozenset[str]:
        """The functions and classes that mention one of the names, or another one that does."""
        found: set[str] = set()
        while True:
            wanted = names | found
            new = {name for name, words in self.parts.items() if name not in found and (words - {name}) & wanted}
            if not new:
                return frozenset(found)
            found |= new


class ProjectCode:
    """Finds code that builds models, and says what it builds. Everything is worked out once."""

    def __init__(self, pipeline: Pipeline, root: Path) -> None:
        self._pipeline = pipeline
        self._root = root
        self._near: dict[Path, tuple[Path, ...]] = {}
        self._codes: dict[Path, _Code | None] = {}
        self._imports: dict[Path, frozenset[str]] = {}
        self._words: dict[Path, frozenset[str]] = {}
        self._entries: dict[tuple[Path, str], tuple[Entry, ...]] = {}
        self._built: dict[tuple[Entry, Path], tuple[Built, ...]] = {}

    def built_by(self, entry: Entry, model: Path) -> tuple[Built, ...]:
        """What the code of an entry builds, in order; nothing where it cannot be followed.

        ``model`` is the file of the model that is looked for: what it imports is in reach.
        """
        key = entry, import_root(model)
        if key not in self._built:
            try:
                self._built[key] = self._pipeline.observe(entry, model)
            except SourceError:
                self._built[key] = ()
        return self._built[key]

    def entries(self, path: Path, name: str) -> tuple[Entry, ...]:
        """Code that may build what is called ``name`` in a file: that file's first, then by nearness, tests last."""
        key = path, name
        if key not in self._entries:
            self._entries[key] = tuple(self._search(path, name))
        return self._entries[key]

    def _search(self, path: Path, name: str) -> Iterator[Entry]:
        found: dict[Entry, int] = {}
        wanted: dict[Path, frozenset[str]] = {path: frozenset((name,))}
        files = [path, *(one for one in self._files_near(path) if one != path)]
        for _ in range(ROUNDS):
            leading: dict[Path, frozenset[str]] = {}
            for file in files:
                names = self._wanted_in(file, wanted)
                code = self._code(file) if names else None
                if code is None:
                    continue
                reaching = code.reaching(names)
                leading[file] = reaching
                for entry in _entries_of(code, names | reaching, reaching):
                    found.setdefault(entry, len(found))
            wanted = {file: new for file, names in leading.items() if (new := names - wanted.get(file, frozenset()))}
            if not wanted:
                break
        yield from sorted(found, key=lambda entry: (_is_test(entry), entry.path != path, found[entry]))

    def _wanted_in(self, file: Path, wanted: dict[Path, frozenset[str]]) -> frozenset[str]:
        """Those names, wanted by the file that defines them, that a file mentions and may have got from there."""
        words = self._words_of(file)
        found: set[str] = set()
        for home, names in wanted.items():
            mentioned = names & words
            if mentioned and (home == file or self._imports_of(file) & (mentioned | _names_of_module(home))):
                found |= mentioned
        return frozenset(found)

    def _imports_of(self, path: Path) -> frozenset[str]:
        """The words of a file's import statements; those of its package for a relative one."""
        if path not in self._imports:
            try:
                lines = _IMPORT.findall(self._pipeline.source(path).text)
            except SourceError:
                lines = []
            words = {word for line in lines for word in _WORD.findall(line)}
            if any(line.lstrip().startswith(("from .", "from\t.")) for line in lines):
                words |= _names_of_module(path) - {path.stem}
            self._imports[path] = frozenset(words)
        return self._imports[path]

    def _files_near(self, path: Path) -> tuple[Path, ...]:
        """Python files of the project, those nearest to ``path`` first."""
        folder = path.parent
        if folder not in self._near:
            is_inside = folder.is_relative_to(self._root)
            outwards = (folder, *folder.parents) if is_inside else (folder,)
            tops = [one for one in outwards if one.is_relative_to(self._root) or not is_inside]
            self._near[folder] = tuple(_walk(tops, MOST_FILES if is_inside else _SINGLE_FILES))
        return self._near[folder]

    def _words_of(self, path: Path) -> frozenset[str]:
        if path not in self._words:
            try:
                self._words[path] = frozenset(_WORD.findall(self._pipeline.source(path).text))
            except SourceError:
                self._words[path] = frozenset()
        return self._words[path]

    def _code(self, path: Path) -> _Code | None:
        if path not in self._codes:
            try:
                self._codes[path] = self._read(path)
            except SourceError:
                self._codes[path] = None
        return self._codes[path]

    def _read(self, path: Path) -> _Code:
        source = self._pipeline.source(path)
        top: set[str] = set()
        parts: dict[str, frozenset[str]] = {}
        free: set[str] = set()
        for statement in self._pipeline.lowered(path).body:
            first, last = statement.span.start_line, statement.span.end_line
            words = frozenset(word for line in range(first, last + 1) for word in _WORD.findall(source.line(line)))
            if isinstance(statement, ir.FunctionDef):
                parts[statement.target.id] = words
                if _needs_nothing(statement.code.parameters):
                    free.add(statement.target.id)
            elif isinstance(statement, ir.ClassDef):
                if not any(isinstance(one, ir.FunctionDef) and one.target.id == "forward" for one in statement.body):
                    parts[statement.target.id] = words
            elif not isinstance(statement, (ir.Import, ir.ImportFrom)):
                top |= words
        return _Code(path=path, top=frozenset(top), parts=parts, callable=frozenset(free))


def _entries_of(code: _Code, names: frozenset[str], reaching: frozenset[str]) -> Iterator[Entry]:
    """The script of a file if it reaches one of the names, and the functions that do and that it does not call."""
    called: frozenset[str] = frozenset()
    if code.top & names:
        called = code.top
        yield Entry(path=code.path)
    for name in code.parts:
        if name in reaching and name in code.callable and name not in called:
            yield Entry(path=code.path, function=name)


def _needs_nothing(parameters: ir.Parameters) -> bool:
    plain = (*parameters.positional_only, *parameters.positional, *parameters.keyword_only)
    return all(one.default is not None for one in plain)


def _names_of_module(path: Path) -> frozenset[str]:
    """A file's module and the packages it is in, by their last names."""
    return frozenset(path.relative_to(import_root(path)).with_suffix("").parts) - {"__init__"}


def _is_test(entry: Entry) -> bool:
    names = (*entry.path.parts[-3:-1], entry.path.stem, entry.function or "")
    return any(name.startswith("test") or name.endswith(("_test", "_tests")) for name in names)


def _walk(tops: Iterable[Path], limit: int) -> Iterator[Path]:
    """Python files below folders, each folder's own before those of its subfolders; each once."""
    seen: set[Path] = set()
    listed = given = 0
    for top in tops:
        waiting = deque([top])
        while waiting:
            folder = waiting.popleft()
            if folder in seen:
                continue
            seen.add(folder)
            found = files.entries(folder)
            for name in sorted((*found.files, *found.folders, *found.links)):
                listed += 1
                if listed > MOST_NAMES_LISTED or given >= limit:
                    return
                if name in found.files:
                    if name.endswith(".py"):
                        given += 1
                        yield folder / name
                elif "." not in name and name not in SKIPPED:
                    waiting.append(folder / name)
