"""What is asked of the file system about analyzed source: the one door, so that it is known what a result rests on.

Every question is recorded with its answer in the traces that are open: what was read, and also what was looked for and
was not there. While all answers of a trace are still the same, what was found out under it is still true.

Answers come from the disk, or from what stands in for it: a revision of the project that is not checked out.
"""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeAlias

from flopslint.core.storage import ABSENT, DISK, FILE, FOLDER, OTHER, Storage

__all__ = [
    "ABSENT", "FILE", "FOLDER", "OTHER", "UNINTERESTING", "Entries", "Names", "Question", "Trace", "all_in", "entries",
    "exists", "is_file", "is_folder", "kind", "matching", "names_in", "note", "python_files_below", "read", "real",
    "served_by", "still_holds", "traced",
]  # fmt: skip

UNINTERESTING = frozenset({
    "__pycache__", ".flopslint_cache", ".git", ".hg", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".svn",
    "node_modules",
})  # fmt: skip
"""Folders in which no source of a project is: that they come and go changes no answer."""

LARGEST = 100_000_000
"""Bytes that are read at most, whatever is asked for."""

_OWN = f"{Path(__file__).resolve().parents[1]}{os.sep}"


class Question(NamedTuple):
    """One question: a verb (a key of ``_ASK``), the path it is about, and what else it needs."""

    verb: str
    path: str
    detail: str = ""


Trace: TypeAlias = dict[Question, str]
"""Questions with their answers, each as a short text. Those about flopslint's own files are not in it."""

_open: list[Trace] = []
_serving: list[Storage] = [DISK]
"""Where answers come from: the last one."""


class Entries(NamedTuple):
    """The names in a folder that matter to a search for source, sorted.

    ``folders`` are those that may hold some, ``links`` symbolic links to such folders, ``files`` what is no folder
    and is named ``*.py`` or ``.gitignore``.
    """

    folders: tuple[str, ...]
    links: tuple[str, ...]
    files: tuple[str, ...]


@contextmanager
def served_by(storage: Storage) -> Iterator[None]:
    """Lets something stand in for the disk meanwhile."""
    _serving.append(storage)
    try:
        yield
    finally:
        _serving.pop()


@contextmanager
def traced() -> Iterator[Trace]:
    """Records every question asked meanwhile, by whatever thread."""
    trace: Trace = {}
    _open.append(trace)
    try:
        yield trace
    finally:
        _open[:] = [one for one in _open if one is not trace]


def note(answers: Mapping[Question, str]) -> None:
    """Records questions that another process asked."""
    for trace in _open:
        trace.update(answers)


def still_holds(trace: Mapping[Question, str]) -> bool:
    """Whether every question of a trace would be answered as it was."""
    listed: dict[str, frozenset[str]] = {}
    for question, answer in trace.items():
        ask = _ASK.get(question.verb)
        if question.verb == "has":
            if question.path not in listed:
                listed[question.path] = _names(question.path)
            if _has(listed[question.path], question.detail) != answer:
                return False
        elif ask is None or ask(question.path, question.detail) != answer:
            return False
    return True


def read(path: str | os.PathLike[str], most: int) -> bytes:
    """The first ``most`` bytes of a file.

    Raises:
        OSError: if it cannot be read.
        ValueError: if no file can have such a name.
    """
    place = os.fspath(path)
    question = Question("read", place, str(most))
    try:
        data = _serving[-1].read(place, min(most, LARGEST))
    except (OSError, ValueError):
        _record(question, "")
        raise
    if _open:
        _record(question, _digest(data))
    return data


def kind(path: str | os.PathLike[str]) -> str:
    """What is there, symbolic links followed: ``FILE``, ``FOLDER``, ``OTHER`` or ``ABSENT``."""
    place = os.fspath(path)
    answer = _kind(place)
    _record(Question("kind", place), answer)
    return answer


def is_file(path: str | os.PathLike[str]) -> bool:
    """Whether it is a regular file."""
    return kind(path) == FILE


def is_folder(path: str | os.PathLike[str]) -> bool:
    """Whether it is a folder."""
    return kind(path) == FOLDER


def exists(path: str | os.PathLike[str]) -> bool:
    """Whether anything is there."""
    return kind(path) != ABSENT


def real(path: str | os.PathLike[str]) -> Path:
    """The path with symbolic links followed."""
    place = os.fspath(path)
    answer = _serving[-1].real(place)
    if answer != place:
        _record(Question("real", place), answer)
    return Path(answer)


class Names:
    """The names in a folder, to be asked for one by one: only those asked for are what a result rests on."""

    __slots__ = ("_folder", "_names")

    def __init__(self, folder: str, names: frozenset[str]) -> None:
        self._folder = folder
        self._names = names

    def __contains__(self, name: str) -> bool:
        is_there = name in self._names
        _record(Question("has", self._folder, name), _has(self._names, name))
        return is_there

    def __bool__(self) -> bool:
        _record(Question("any", self._folder), "1" if self._names else "")
        return bool(self._names)


def names_in(folder: str | os.PathLike[str]) -> Names:
    """The names in a folder; none where it cannot be read."""
    place = os.fspath(folder)
    return Names(place, _names(place))


def all_in(folder: str | os.PathLike[str]) -> list[tuple[str, bool]]:
    """All names in a folder, sorted, and whether each is a folder; none where it cannot be read."""
    place = os.fspath(folder)
    _record(Question("all", place), _all(place, ""))
    return _listed(place)


def entries(folder: str | os.PathLike[str]) -> Entries:
    """The names in a folder that matter to a search for source; none where it cannot be read."""
    place = os.fspath(folder)
    found = _entries(place)
    if _open:
        _record(Question("entries", place), _digest(repr(found).encode("utf-8", "surrogatepass")))
    return found


def matching(folder: Path, pattern: str) -> list[Path]:
    """What is below a folder and matches a pattern such as ``lib/python3*/site-packages``, sorted."""
    found = _matching(os.fspath(folder), pattern)
    _record(Question("match", os.fspath(folder), pattern), repr(found))
    return [folder / name for name in found]


def python_files_below(folder: Path) -> Iterator[Path]:
    """The Python files below a folder: its own first, then those of each folder in it; links are not followed."""
    found = entries(folder)
    for name in found.files:
        if name.endswith(".py"):
            yield folder / name
    for name in found.folders:
        yield from python_files_below(folder / name)


def _record(question: Question, answer: str) -> None:
    if _open and not question.path.startswith(_OWN):
        for trace in _open:
            trace[question] = answer


# -- answers as short texts ---------------------------------------------------------------------------------------
def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:32]


def _read_again(path: str, most: str) -> str:
    try:
        return _digest(_serving[-1].read(path, min(max(int(most), 0), LARGEST))) if _kind(path) == FILE else ""
    except (OSError, ValueError):
        return ""


def _matching(folder: str, pattern: str) -> list[str]:
    found = [""]
    for part in pattern.split("/"):
        places = ((place, f"{folder}{os.sep}{place}" if place else folder) for place in found)
        found = [
            f"{place}/{name}" if place else name
            for place, path in places
            for name in fnmatch.filter(_names(path), part)
        ]
    return sorted(found)


def _kind(path: str, detail: str = "") -> str:
    return _serving[-1].kind(path)


def _names(folder: str) -> frozenset[str]:
    return _serving[-1].names(folder)


def _has(names: frozenset[str], name: str) -> str:
    return "1" if name in names else ""


def _listed(folder: str) -> list[tuple[str, bool]]:
    found = _serving[-1].entries(folder)
    return sorted((one.name, one.is_folder) for one in found if one.name not in UNINTERESTING)


def _all(folder: str, detail: str) -> str:
    return _digest(repr(_listed(folder)).encode("utf-8", "surrogatepass"))


def _entries(folder: str) -> Entries:
    folders: list[str] = []
    links: list[str] = []
    files: list[str] = []
    for one in _serving[-1].entries(folder):
        if one.is_folder:
            if one.name not in UNINTERESTING:
                (links if one.is_link else folders).append(one.name)
        elif one.name.endswith(".py") or one.name == ".gitignore":
            files.append(one.name)
    return Entries(tuple(sorted(folders)), tuple(sorted(links)), tuple(sorted(files)))


_ASK: dict[str, Callable[[str, str], str]] = {
    "read": _read_again,
    "kind": _kind,
    "has": lambda path, name: _has(_names(path), name),
    "match": lambda path, pattern: repr(_matching(path, pattern)),
    "real": lambda path, _: _serving[-1].real(path),
    "all": _all,
    "any": lambda path, _: "1" if _names(path) else "",
    "entries": lambda path, _: _digest(repr(_entries(path)).encode("utf-8", "surrogatepass")),
}
