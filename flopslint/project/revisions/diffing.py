"""Two revisions of a project, compared model by model."""

from __future__ import annotations

import os.path
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from flopslint.core import files
from flopslint.core.errors import ConfigError
from flopslint.core.storage import DISK, Storage
from flopslint.project.checks.hidden import visible
from flopslint.project.checks.judged import named
from flopslint.project.checks.presented import described, lines_of
from flopslint.project.configuration.config import Config
from flopslint.project.configuration.load import load_config
from flopslint.project.revisions.affected import affected_files, changed_models
from flopslint.project.revisions.choice import Revision, choose
from flopslint.project.revisions.comparing import model_change
from flopslint.project.revisions.growth import GROUP, growth_findings
from flopslint.project.revisions.objects import ObjectStore
from flopslint.project.revisions.pairing import paired, with_same_input
from flopslint.project.revisions.repository import Repository, TreeEntry, open_repository
from flopslint.project.revisions.side import Side
from flopslint.project.revisions.tree import RevisionStorage
from flopslint.project.session import Session, Settings, open_session
from flopslint.reporters.changes import DiffResult
from flopslint.rules.budget import Budget
from flopslint.rules.runner import in_order
from flopslint.rules.selection import Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """What is judged of the changes: budgets of the caller, and the rules that are on in a project."""

    budgets: tuple[Budget, ...]
    selection_of: Callable[[Session], Selection]


def diff(settings: Settings, judging: Judging, base: str | None = None, head: str | None = None) -> DiffResult:
    """What changed from one revision to another, read from git's object store.

    By default from the merge base with the default branch, to the working tree.

    Raises:
        RevisionError: if there is nothing to compare, in one sentence.
        ConfigError: for what is wrong in the configuration of the head.
    """
    here = Path(os.path.normpath(Path.cwd()))
    repository = open_repository(here)
    before, after = choose(repository, base, head)
    with ObjectStore(repository.top) as store:
        return _Comparison(settings, repository, store, before, after).result(judging)


class _Comparison:
    """The two sides, opened, and the files that differ."""

    def __init__(
        self, settings: Settings, repository: Repository, store: ObjectStore, base: Revision, head: Revision
    ) -> None:
        self._repository = repository
        self._store = store
        self._base, self._head = base, head
        self._trees = {one.commit: repository.tree(one.commit) for one in (base, head) if one.commit is not None}
        self._changed = self._changed_paths()
        self._on_disk = open_session(settings, [])
        self.head = self._side(head, self._config_of_head)
        self.base = self._side(base, self._config_of_base)

    def result(self, judging: Judging) -> DiffResult:
        """Everything compared."""
        selection = judging.selection_of(self.head.session)
        top = self._repository.top
        changed = frozenset(top / path for path in self._changed)
        paths = affected_files(self.base, self.head, changed)
        targets = changed_models(self.base.session.config, self.head.session.config)
        before, after = self.base.models(paths, targets), self.head.models(paths, targets)
        matched = (with_same_input(self.base, pair) for pair in paired(self.base, self.head, before, after))
        pairs = [(pair, model_change(pair)) for pair in matched]
        with self.head.reading() as session:
            findings = growth_findings(self.base, self.head, pairs, judging.budgets, selection)
            findings = visible(session, findings, selection, ())
            return DiffResult(
                base=self._base.shown,
                head=self._head.shown,
                base_id=self._base.commit,
                head_id=self._head.commit,
                files=len(changed),
                models=tuple(change for _, change in pairs),
                reports=tuple(one.report for one in after),
                findings=tuple(in_order(named(session, one) for one in findings)),
                notes=self._notes(),
                rules=described([code for code in selection.codes if code.startswith(GROUP)]),
                lines=lines_of(session, findings),
            )

    def _notes(self) -> tuple[str, ...]:
        """The files whose models could not be compared."""
        sides = ((self.base, self._base.shown), (self.head, self._head.shown))
        return tuple(
            f"{reason} (in {shown}): its models are not compared"
            for side, shown in sides
            for _, reason in sorted(side.broken.items())
        )

    def _changed_paths(self) -> frozenset[str]:
        if self._base.commit is None:
            return frozenset()
        before = self._trees[self._base.commit]
        if self._head.commit is None:
            return frozenset(self._repository.changed_since(self._base.commit))
        after = self._trees[self._head.commit]
        return frozenset(path for path in {*before, *after} if before.get(path) != after.get(path))

    def _side(self, revision: Revision, config_of: Callable[[], Config]) -> Side:
        storage = self._storage(revision)
        disk = self._on_disk
        with files.served_by(storage):
            config = config_of()
        session = Session(
            settings=replace(disk.settings, convention=disk.settings.convention or config.convention),
            working=disk.working,
            config=config,
            extra=(*disk.extra[: len(disk.settings.search_path)], *config.search_path),
            environment=disk.environment,
        )
        return Side(session=session, storage=storage, shown=revision.shown)

    def _storage(self, revision: Revision) -> Storage:
        if revision.commit is None:
            return DISK
        tree = self._trees[revision.commit]
        return RevisionStorage(
            str(self._repository.top), tree, self._store, from_disk=self._untracked(), changed=self._changed
        )

    def _untracked(self) -> list[str]:
        """The folders of environments and libraries of which no revision holds anything."""
        top = self._repository.top
        below = [one for one in (*self._on_disk.environment, *self._on_disk.extra) if one.is_relative_to(top)]
        return [str(one) for one in below if not self._is_tracked(one.relative_to(top).as_posix())]

    def _is_tracked(self, folder: str) -> bool:
        trees: list[dict[str, TreeEntry]] = list(self._trees.values())
        return folder == "." or any(path.startswith(f"{folder}/") for tree in trees for path in tree)

    def _config_of_head(self) -> Config:
        disk = self._on_disk
        if self._head.commit is None:
            return disk.config
        file = None if disk.settings.config is None else disk.working / disk.settings.config
        return load_config(disk.working, disk.working, file)

    def _config_of_base(self) -> Config:
        """That of the same file; where the base has none, or one that cannot be read, that of the head."""
        head = self.head.session.config
        if head.path is None:
            return head
        try:
            found = load_config(head.root, head.root, head.path)
        except ConfigError:
            return head
        return replace(found, root=head.root, convention=head.convention)
