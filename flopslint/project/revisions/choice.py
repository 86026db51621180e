"""Which two revisions are compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flopslint.core.errors import RevisionError
from flopslint.core.registry import nearest
from flopslint.project.revisions.repository import Repository

WORKING_TREE = "working tree"
_SHORT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One side: the id of its commit (None for the working tree), and how outputs name it."""

    commit: str | None
    shown: str


def choose(repository: Repository, base: str | None, head: str | None) -> tuple[Revision, Revision]:
    """The two sides; by default the merge base with the default branch, and the working tree.

    Raises:
        RevisionError: if there is no such revision, or nothing to compare with, in one sentence.
    """
    if base is not None and "..." in base and head is None:
        one, _, other = base.partition("...")
        second = _named(repository, other or "HEAD")
        return _merge_base(repository, one or "HEAD", other or "HEAD"), second
    if base is not None and ".." in base and head is None:
        one, _, other = base.partition("..")
        return _named(repository, one or "HEAD"), _named(repository, other or "HEAD")
    second = Revision(commit=None, shown=WORKING_TREE) if head is None else _named(repository, head)
    if base is not None:
        return _named(repository, base), second
    if repository.commit("HEAD") is None:
        raise RevisionError("the branch has no commit yet: there is nothing to compare with")
    return _merge_base(repository, _default_branch(repository), "HEAD"), second


def _named(repository: Repository, name: str) -> Revision:
    commit = repository.commit(name)
    if commit is None:
        if name == "HEAD" and not repository.references():
            raise RevisionError("the branch has no commit yet: there is nothing to compare with")
        known = repository.references()
        more = _shallow(repository) or (nearest(name, known) if known else "")
        raise RevisionError(f"no revision {name!r} in this repository{more}")
    return Revision(commit=commit, shown=name if commit.startswith(name) else f"{name} ({commit[:_SHORT]})")


def _merge_base(repository: Repository, branch: str, tip: str) -> Revision:
    _named(repository, branch)
    _named(repository, tip)
    found = repository.merge_base(branch, tip)
    if found is None:
        more = _shallow(repository) or ": name the revision to compare with, flopslint diff BASE"
        raise RevisionError(f"{tip} and {branch} have no commit in common{more}")
    return Revision(commit=found, shown=f"{found[:_SHORT]} (merge base with {branch})")


def _shallow(repository: Repository) -> str:
    if not repository.is_shallow:
        return ""
    return ": this clone is shallow, its history is cut off; get the rest with `git fetch --unshallow`"


def _default_branch(repository: Repository) -> str:
    """The branch that others start from: what the remote says, else one of the usual names."""
    for name in _candidates(repository):
        if repository.commit(name) is not None:
            return name
    raise RevisionError(
        "no default branch is known here (neither origin/HEAD nor a branch main or master)"
        f"{_shallow(repository) or ': name the revision to compare with, flopslint diff BASE'}"
    )


def _candidates(repository: Repository) -> Iterator[str]:
    pointed = repository.symbolic("refs/remotes/origin/HEAD")
    if pointed is not None:
        yield pointed
    names = dict.fromkeys((repository.setting("init.defaultBranch") or "main", "main", "master"))
    for remote in ("origin/", "upstream/", ""):
        yield from (f"{remote}{name}" for name in names)
