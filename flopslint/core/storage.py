"""Where folders and files are: on the disk, unless something else stands in for it."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

FILE, FOLDER, OTHER, ABSENT = "file", "folder", "other", ""
"""What can be at a path."""


class Entry(NamedTuple):
    """One name in a folder; ``is_folder`` is said of what a link leads to."""

    name: str
    is_folder: bool
    is_link: bool


class Storage(Protocol):
    """Folders and files, by absolute paths."""

    def kind(self, path: str) -> str:
        """What is there, symbolic links followed: ``FILE``, ``FOLDER``, ``OTHER`` or ``ABSENT``."""

    def names(self, folder: str) -> frozenset[str]:
        """The names in a folder; none where it cannot be read."""

    def entries(self, folder: str) -> list[Entry]:
        """What is in a folder, in no order; nothing where it cannot be read."""

    def real(self, path: str) -> str:
        """The path with symbolic links followed."""

    def read(self, path: str, most: int) -> bytes:
        """The first ``most`` bytes of a file.

        Raises:
            OSError: if it cannot be read.
            ValueError: if no file can have such a name.
        """


class Disk:
    """What the operating system has. Paths are texts: many are asked for."""

    def kind(self, path: str) -> str:
        """What is there, symbolic links followed."""
        try:
            mode = os.stat(path).st_mode  # noqa: PTH116 - no object for each of many paths
        except (OSError, ValueError):
            return ABSENT
        return FILE if stat.S_ISREG(mode) else FOLDER if stat.S_ISDIR(mode) else OTHER

    def names(self, folder: str) -> frozenset[str]:
        """The names in a folder."""
        try:
            return frozenset(os.listdir(folder))  # noqa: PTH208 - no object for each of many names
        except (OSError, ValueError):
            return frozenset()

    def entries(self, folder: str) -> list[Entry]:
        """What is in a folder."""
        try:
            with os.scandir(folder) as found:
                return [Entry(one.name, one.is_dir(), one.is_symlink()) for one in found]
        except (OSError, ValueError):
            return []

    def real(self, path: str) -> str:
        """The path with symbolic links followed."""
        return os.path.realpath(path)

    def read(self, path: str, most: int) -> bytes:
        """The first ``most`` bytes of a file."""
        with Path(path).open("rb") as stream:
            return stream.read(most)


DISK = Disk()


class Overlaid:
    """Another storage, in which some files have other contents; files that it lacks are there too."""

    def __init__(self, below: Storage, contents: Mapping[str, bytes]) -> None:
        self._below = below
        self._contents = dict(contents)
        self._folders: dict[str, set[str]] = {}
        for path in self._contents:
            folder, _, name = path.rpartition(os.sep)
            self._folders.setdefault(folder, set()).add(name)

    def kind(self, path: str) -> str:
        """What is there, symbolic links followed."""
        return FILE if path in self._contents else self._below.kind(path)

    def names(self, folder: str) -> frozenset[str]:
        """The names in a folder."""
        return self._below.names(folder) | self._folders.get(folder, set())

    def entries(self, folder: str) -> list[Entry]:
        """What is in a folder."""
        found = self._below.entries(folder)
        more = self._folders.get(folder, set()) - {one.name for one in found}
        return [*found, *(Entry(name, is_folder=False, is_link=False) for name in more)]

    def real(self, path: str) -> str:
        """The path with symbolic links followed."""
        return path if path in self._contents else self._below.real(path)

    def read(self, path: str, most: int) -> bytes:
        """The first ``most`` bytes of a file."""
        found = self._contents.get(path)
        return self._below.read(path, most) if found is None else found[:most]
