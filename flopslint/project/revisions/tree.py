"""A revision as folders and files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from posixpath import normpath

from flopslint.core.storage import ABSENT, DISK, FILE, FOLDER, Entry
from flopslint.project.revisions.objects import ObjectStore
from flopslint.project.revisions.repository import TreeEntry

_LINK = "120000"
_SUBMODULE = "160000"
_TREE = ""
_MOST_LINKS = 20
_NOWHERE = "\0"


class RevisionStorage:
    """What a commit holds below the top folder of the working tree; everything else is on the disk.

    ``from_disk`` are folders below the top that belong to no revision: environments, and libraries that nobody tracks.
    A submodule is read from the disk too, unless it is another commit's there (it is among ``changed``): then it is
    empty.
    """

    def __init__(
        self,
        top: str,
        tree: Mapping[str, TreeEntry],
        store: ObjectStore,
        from_disk: Iterable[str] = (),
        changed: frozenset[str] = frozenset(),
    ) -> None:
        self._top = top
        self._below = top.rstrip(os.sep) + os.sep
        self._real = os.path.realpath(top)
        self._tree = tree
        self._store = store
        submodules = (path for path, one in tree.items() if one.mode == _SUBMODULE and path not in changed)
        self._from_disk = (*from_disk, f"{self._below}.git", *(self._below + path for path in submodules))
        self._folders: dict[str, dict[str, str]] = {"": {}}
        for path, entry in tree.items():
            self._add(path, entry.mode)
        self._has_links = any(entry.mode == _LINK for entry in tree.values())

    def _add(self, path: str, mode: str) -> None:
        folder, _, name = path.rpartition("/")
        is_known = folder in self._folders
        self._folders.setdefault(folder, {})[name] = mode
        if not is_known:
            self._add(folder, _TREE)

    def kind(self, path: str) -> str:
        """What is there, symbolic links followed."""
        inner = self._inner(path)
        if inner is None:
            return DISK.kind(path)
        if inner in self._folders:
            return FOLDER
        return FILE if inner in self._tree and self._tree[inner].mode != _SUBMODULE else ABSENT

    def names(self, folder: str) -> frozenset[str]:
        """The names in a folder."""
        inner = self._inner(folder)
        return DISK.names(folder) if inner is None else frozenset(self._folders.get(inner, ()))

    def entries(self, folder: str) -> list[Entry]:
        """What is in a folder."""
        inner = self._inner(folder)
        if inner is None:
            return DISK.entries(folder)
        found = []
        for name, mode in self._folders.get(inner, {}).items():
            is_folder = self.kind(f"{folder}/{name}") == FOLDER if mode == _LINK else mode in {_TREE, _SUBMODULE}
            found.append(Entry(name, is_folder, mode == _LINK))
        return found

    def real(self, path: str) -> str:
        """The path with symbolic links followed."""
        inner = self._inner(path)
        if inner is None:
            return DISK.real(path)
        return f"{self._real}/{inner}" if inner else self._real

    def read(self, path: str, most: int) -> bytes:
        """The first ``most`` bytes of a file."""
        inner = self._inner(path)
        if inner is None:
            return DISK.read(path, most)
        entry = self._tree.get(inner)
        if entry is None or entry.mode == _SUBMODULE:
            raise FileNotFoundError(2, "No such file in the revision", path)
        return self._store.read(entry.id, most)

    def _inner(self, path: str) -> str | None:
        """A path relative to the top, links of the revision followed; None where it is on the disk."""
        if path == self._top:
            return ""
        if not path.startswith(self._below):
            return None
        if any(path == folder or path.startswith(f"{folder}{os.sep}") for folder in self._from_disk):
            return None
        inner = path[len(self._below) :].replace(os.sep, "/").rstrip("/")
        return self._followed(inner) if self._has_links and inner not in self._folders else inner

    def _followed(self, inner: str) -> str:
        """Follows the links in a path; one that leads out of the repository, or nowhere, leads to nothing."""
        for _ in range(_MOST_LINKS):
            link = self._first_link(inner)
            if link is None:
                return inner
            target = os.fsdecode(self._store.read(self._tree[link].id))
            joined = normpath(str(PurePosixPath(link).parent / target / inner[len(link) :].lstrip("/")))
            inner = _NOWHERE if joined.startswith(("..", "/")) else ("" if joined == "." else joined)
        return _NOWHERE

    def _first_link(self, inner: str) -> str | None:
        position = 0
        while position >= 0:
            position = inner.find("/", position + 1)
            part = inner if position < 0 else inner[:position]
            entry = self._tree.get(part)
            if entry is not None:
                return part if entry.mode == _LINK else None
        return None
