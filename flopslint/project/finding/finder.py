"""Models that nobody named: which classes and builders of files are models, and how each is built.

They are those that no other one in the analyzed files constructs. A class that needs arguments is built as the code
does that gives them; where the text does not say whether something is a model, it is evaluated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from flopslint.core.conflict import ConflictKind
from flopslint.core.errors import SourceError, TargetError
from flopslint.core.inventory import Inventory
from flopslint.core.progress import tell
from flopslint.costs.model_costs import ModelCosts
from flopslint.project.finding.definitions import (
    has_open_parameters,
    only_to_derive_from,
    open_parameters,
    required_parameters,
)
from flopslint.project.finding.inputs import given_inputs
from flopslint.project.finding.models import Candidate, candidates_of, constant_calls, reached, roots
from flopslint.project.finding.references import References
from flopslint.project.finding.ways import ways_by_code, ways_by_configuration
from flopslint.project.job import Choice, Job, run_job
from flopslint.project.session import Session
from flopslint.values.events import ModelRun

_CLASS = "class, called without arguments"
_BUILDER = "builder function, called without arguments"


class Finder:
    """The models of files that are analyzed together."""

    def __init__(self, session: Session, paths: Sequence[Path]) -> None:
        self._session = session
        self._references = References(session, paths)
        self._paths = paths
        self._chosen: dict[Path, list[Job]] | None = None
        self._errors: dict[Path, SourceError] = {}

    def jobs(self, path: Path) -> list[Job]:
        """The models of one of the files, in the order of their definitions.

        Raises:
            SourceError: if it cannot be parsed.
        """
        if self._chosen is None:
            self._chosen = self._choose()
        if path in self._errors:
            raise self._errors[path]
        return self._chosen.get(path, [])

    def _choose(self) -> dict[Path, list[Job]]:
        files: dict[Path, _File] = {}
        for path in self._paths:
            try:
                if len(self._paths) == 1 or self._session.pipeline.names_framework(path):
                    files[path] = _File(self._session, path, self._references)
            except SourceError as error:
                self._errors[path] = error
        for position, (path, file) in enumerate(files.items()):
            tell(position, len(files), self._session.names.name(str(path)))
            file.choose_callable()
        if self._session.settings.all_classes:
            for file in files.values():
                file.choose_needy(frozenset())
            return {path: file.jobs(frozenset()) for path, file in files.items()}
        if any(file.has_classes for file in files.values()):
            for file in files.values():
                file.run_chosen()
        inside = self._held(files.values())
        for file in files.values():
            file.choose_needy(inside)
        inside = self._held(files.values())
        return {path: file.jobs(inside) for path, file in files.items()}

    def _held(self, files: Iterable[_File]) -> frozenset[tuple[str, str]]:
        """The classes, by file and name, of which a model holds a layer that its own code constructed."""
        runs = [job.first_run for file in files for job in file.chosen.values() if job.first_run is not None]
        return frozenset(key for run in runs for key in self._references.constructed_in(run))


class _File:
    """The candidates of one file and what was decided of each."""

    def __init__(self, session: Session, path: Path, references: References) -> None:
        self.session = session
        self.path = path
        self.chosen: dict[str, Job] = {}
        self._inventory: Inventory = session.pipeline.inventory(path)
        self._candidates = candidates_of(self._inventory)
        self._calls = constant_calls(self._inventory)
        self._constructed = references.constructed_elsewhere(path)
        self._bases = references.bases(path)
        self._needy: list[str] = []

    def choose_callable(self) -> None:
        """Chooses what is called without arguments, or with constants; keeps classes that need more for later.

        A builder that needs arguments, or that turns out to give no model, is looked through.
        """
        if self.session.settings.all_classes:
            for name in self._candidates:
                self._try(name)
            return
        pool = dict(self._candidates)
        covered = set(self._constructed)
        seen: set[str] = set()
        while waiting := [name for name in roots(pool, covered) if name not in seen]:
            for name in waiting:
                seen.add(name)
                if self._try(name):
                    covered |= reached(pool, name)
                elif pool[name].is_builder:
                    del pool[name]

    @property
    def has_classes(self) -> bool:
        """Whether classes are chosen or wait for it, which other models may turn out to hold."""
        return bool(self._needy) or any(not self._candidates[name].is_builder for name in self.chosen)

    def run_chosen(self) -> None:
        """Builds what is chosen, to see what it holds."""
        for name, job in self.chosen.items():
            if job.first_run is None:
                self.chosen[name] = replace(job, first_run=self._run(job))

    def choose_needy(self, held: frozenset[tuple[str, str]]) -> None:
        """Chooses how each class is built that needs arguments; one that other models hold is none."""
        for name in self._needy:
            if (str(self.path), name) in held or name in self._bases:
                continue
            job = self._built_by_others(name) or self._built_in_part(name)
            if job is not None:
                self.chosen[name] = job

    def jobs(self, held: frozenset[tuple[str, str]]) -> list[Job]:
        """The models in the order of their definitions, less the classes that other models hold."""
        return [
            self.chosen[name]
            for name, candidate in self._candidates.items()
            if name in self.chosen and (candidate.is_builder or (str(self.path), name) not in held)
        ]

    def _try(self, name: str) -> bool:
        """Whether a candidate is decided: chosen, or a class that needs arguments or is abstract."""
        one = self._candidates[name]
        if not one.needs_nothing and name in self._calls:
            call = self._calls[name]
            where = f"{self.session.names.name(str(self.path))}:{call.line}"
            kind = "builder function" if one.is_builder else "class"
            self.chosen[name] = self._job(call.text, f"{kind}, called as {where} does: {call.text}")
            return True
        if one.is_builder:
            return one.needs_nothing is True and self._try_builder(one)
        if one.needs_nothing is False:
            self._needy.append(name)
            return True
        return self._try_class(one)

    def _try_builder(self, one: Candidate) -> bool:
        job = self._job(one.name, _BUILDER)
        if one.certain and not self._has_open_parameters(one.name):
            self.chosen[one.name] = job
            return True
        run = self._run(job)
        is_model = run is not None and run.root is not None
        if run is not None and run.root is None and run.gave is None:
            is_model = one.certain and not self._lacks_arguments(run, one.name)
            is_model = is_model or any(conflict.kind is not ConflictKind.RAISES for conflict in run.conflicts)
        if is_model:
            self.chosen[one.name] = replace(job, first_run=run)
        return is_model

    def _try_class(self, one: Candidate) -> bool:
        if only_to_derive_from(self.session.pipeline.lowered(self.path), one.name, is_base=one.name in self._bases):
            return False
        job = self._job(one.name, _CLASS)
        run = self._run(job)
        if run is None or run.gave is not None or _is_abstract(run):
            return False
        if run.root is None and (not run.conflicts or self._lacks_arguments(run, one.name)):
            if one.certain or one.has_forward:
                self._needy.append(one.name)
            return one.certain or one.has_forward
        self.chosen[one.name] = replace(job, first_run=run)
        return True

    def _built_by_others(self, name: str) -> Job | None:
        """The class as the first code builds it that leaves its parameters exact, else the first that builds it."""
        best: Job | None = None
        job = self._job(name, _CLASS)
        for way in (*ways_by_code(self.session, job, name), *ways_by_configuration(self.session, job, name)):
            run = self._run(way)
            if run is None or run.root is None:
                continue
            found = replace(way, first_run=run)
            if ModelCosts(run).params.exact:
                return found
            best = best or found
        return best

    def _built_in_part(self, name: str) -> Job | None:
        module = self.session.pipeline.lowered(self.path)
        missing = [one.name for one in required_parameters(module, name)] or open_parameters(module, name)
        why = "nobody gives its arguments" if missing else "what it derives from is not known"
        job = replace(self._job(name, f"class, not built: {why}"), missing=tuple(missing), in_part=True)
        run = self._run(job)
        if run is None or (run.root is None and not self._candidates[name].certain):
            return None
        return replace(job, first_run=run)

    def _job(self, expression: str, chosen: str) -> Job:
        return Job(path=self.path, module=None, expression=expression, chosen=chosen)

    def _run(self, job: Job) -> ModelRun | None:
        try:
            return run_job(self.session, job, given_inputs(self.session, None) or Choice())
        except TargetError:
            return None

    def _lacks_arguments(self, run: ModelRun, name: str) -> bool:
        """Whether building may have failed for want of arguments that the signature does not call required."""
        return not run.build_ended and bool(run.conflicts) and self._has_open_parameters(name)

    def _has_open_parameters(self, name: str) -> bool:
        return has_open_parameters(self.session.pipeline.lowered(self.path), name)


def _is_abstract(run: ModelRun) -> bool:
    """Whether a class is only meant to be derived from."""
    return any(
        one.message.startswith("NotImplementedError") or "abstract class" in one.message for one in run.conflicts
    )
