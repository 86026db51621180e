"""Git, as a process: the only program that flopslint starts. Everything it is asked only reads."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from flopslint.core.errors import RevisionError

_SETTINGS = ("-c", "core.fsmonitor=false")
"""A program that a repository's settings name is not started."""

_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",  # the index is not refreshed: nothing is written
    "GIT_NO_LAZY_FETCH": "1",  # a partial clone fetches nothing
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class TreeEntry(NamedTuple):
    """A file, link or submodule of a revision."""

    mode: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A git repository. ``top`` is the folder of its working tree; ``is_shallow`` says that history is cut off."""

    top: Path
    is_shallow: bool

    def commit(self, name: str) -> str | None:
        """The id of the commit that a name stands for; None where there is none."""
        found = self._try("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        return None if found is None else found.strip()

    def symbolic(self, name: str) -> str | None:
        """What a symbolic reference leads to, in short."""
        found = self._try("symbolic-ref", "--quiet", "--short", name)
        return None if found is None else found.strip()

    def setting(self, name: str) -> str | None:
        """A setting of git."""
        found = self._try("config", "--get", name)
        return None if found is None else found.strip()

    def merge_base(self, one: str, other: str) -> str | None:
        """The last commit that two have in common; None without one."""
        found = self._try("merge-base", one, other)
        return None if found is None else found.split()[0]

    def references(self) -> list[str]:
        """The short names of branches and tags."""
        return (self._try("for-each-ref", "--format=%(refname:short)") or "").split()

    def tree(self, commit: str) -> dict[str, TreeEntry]:
        """All that a commit holds, by path relative to the top."""
        found = {}
        for line in self._fields("ls-tree", "-r", "-z", "--full-tree", commit):
            entry, _, path = line.partition("\t")
            mode, _, identifier = entry.split(" ")
            found[path] = TreeEntry(mode, identifier)
        return found

    def changed_since(self, commit: str) -> set[str]:
        """The paths whose content in the working tree is not that of a commit, untracked files included."""
        options = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty")
        changed = set(self._fields("diff", *options, commit, "--"))
        return changed | set(self._fields("ls-files", "-z", "--others", "--exclude-standard"))

    def _fields(self, *arguments: str) -> Iterator[str]:
        done = _run(self.top, arguments)
        if done.returncode:
            raise RevisionError(f"git {arguments[0]} failed: {_complaint(done)}")
        return (os.fsdecode(field) for field in done.stdout.split(b"\0") if field)

    def _try(self, *arguments: str) -> str | None:
        """What git prints; None if it fails."""
        done = _run(self.top, arguments)
        return None if done.returncode else os.fsdecode(done.stdout)


def open_repository(folder: Path) -> Repository:
    """The repository that a folder is in.

    Raises:
        RevisionError: if it is in none, or git cannot be run or refuses.
    """
    done = _run(folder, ("rev-parse", "--is-shallow-repository", "--show-toplevel"))
    if done.returncode:
        complaint = _complaint(done)
        if "not a git repository" in complaint:
            raise RevisionError("diff compares revisions of a git repository, and this folder is in none")
        if "must be run in a work tree" in complaint:
            raise RevisionError("diff needs the working tree of a repository; this one has none (it is bare)")
        raise RevisionError(f"git does not read the repository: {complaint}")
    is_shallow, top = os.fsdecode(done.stdout).splitlines()
    return Repository(top=_as_written(folder, Path(top)), is_shallow=is_shallow == "true")


def _as_written(folder: Path, top: Path) -> Path:
    """The top folder as the user's path to it has it: git follows links, and files are named by what was written."""
    return next((one for one in (folder, *folder.parents) if one.resolve() == top.resolve()), top)


def _run(folder: Path, arguments: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            command(*arguments),
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise RevisionError("diff needs git, and there is no program of that name on the PATH") from None
    except OSError as error:
        raise RevisionError(f"git cannot be run: {error.strerror}") from None


def command(*arguments: str) -> list[str]:
    """The command line of git."""
    return ["git", *_SETTINGS, *arguments]


def environment() -> dict[str, str]:
    """The environment that git runs in."""
    return {**os.environ, **_ENVIRONMENT}


def _complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = os.fsdecode(done.stderr).strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else f"status {done.returncode}"
