"""One side of a comparison: where its files are, its configuration, and the models in the files looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from flopslint.core import files
from flopslint.core.errors import SourceError, TargetError
from flopslint.core.input_spec import InputSpec
from flopslint.core.progress import tell
from flopslint.core.storage import Storage
from flopslint.project.analysis import Analysis, analyze_job, report_of
from flopslint.project.checks.configured import JobKey, configured_jobs, key_of_job
from flopslint.project.discover import discover
from flopslint.project.finding.finder import Finder
from flopslint.project.job import Choice, Job, shown_target
from flopslint.project.session import Session
from flopslint.reporters.report import ModelReport


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Analyzed:
    """A model of one side."""

    job: Job
    analysis: Analysis
    report: ModelReport


@dataclass(slots=True, kw_only=True, eq=False)
class Side:
    """One revision. ``shown`` is how messages name it; ``broken`` are files that cannot be read or parsed, and why."""

    session: Session
    storage: Storage
    shown: str
    broken: dict[Path, str] = field(default_factory=dict)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Meanwhile, all that is read is of this revision."""
        with files.served_by(self.storage):
            yield self.session

    def sources(self) -> list[Path]:
        """All Python files of the project, whatever the configuration includes."""
        with self.reading() as session:
            return discover([session.root], session.root, (), ())

    def models(self, paths: frozenset[Path], targets: frozenset[str]) -> list[Analyzed]:
        """The models of some files, and those of some targets of the configuration."""
        with self.reading() as session:
            found = []
            jobs = self._jobs(session, paths, targets)
            for position, job in enumerate(jobs):
                tell(position, len(jobs), f"{self.shown}: {shown_target(session, job)}")
                one = self._analyze(session, job)
                if one is not None:
                    found.append(one)
            return found

    def model(self, path: Path, name: str) -> Analyzed | None:
        """A class or function of a file, if it has one of that name."""
        with self.reading() as session:
            if not files.is_file(path) or path in self.broken:
                return None
            inventory = session.pipeline.inventory(path)
            if name not in {*(one.name for one in inventory.models), *(one.name for one in inventory.builders)}:
                return None
            return self._analyze(session, Job(path=path, module=None, expression=name))

    def with_inputs(self, one: Analyzed, inputs: tuple[InputSpec, ...]) -> Analyzed:
        """A model run with inputs of the other side; as it was, if they do not fit."""
        choice = Choice(inputs=inputs, origin="the other revision")
        with self.reading() as session:
            found = self._analyze(session, replace(one.job, given=choice))
        return one if found is None or found.report.conflicts else found

    def text(self, path: Path) -> str:
        """The text of a file; empty where there is none."""
        with self.reading() as session:
            try:
                return session.pipeline.source(path).text
            except SourceError:
                return ""

    def _jobs(self, session: Session, paths: frozenset[Path], targets: frozenset[str]) -> list[Job]:
        config = session.config
        configured: dict[JobKey, Job] = {}
        for model in config.models:
            try:
                jobs = configured_jobs(session, model)
            except (TargetError, SourceError):
                continue
            if model.target in targets:
                configured |= {key_of_job(job): job for job in jobs}
            else:
                configured |= {key_of_job(job): job for job in jobs if job.path in paths}
        looked_at = self._readable(
            session, discover([session.root], session.root, config.include, config.exclude), paths
        )
        finder = Finder(session, looked_at)
        found: dict[JobKey, Job] = {}
        for path in looked_at:
            try:
                found |= {key_of_job(job): job for job in finder.jobs(path)}
            except SourceError as error:
                self._note(path, error)
        return list((found | configured).values())

    def _readable(self, session: Session, paths: Sequence[Path], wanted: frozenset[Path]) -> list[Path]:
        """Those of the paths that are wanted and name a framework."""
        found = []
        for path in paths:
            if path not in wanted:
                continue
            session.know(path)
            try:
                if session.pipeline.names_framework(path):
                    session.pipeline.lowered(path)
                    found.append(path)
            except SourceError as error:
                self._note(path, error)
        return found

    def _analyze(self, session: Session, job: Job) -> Analyzed | None:
        if job.path is not None:
            session.know(job.path)
        try:
            analysis = analyze_job(session, job)
        except TargetError:
            return None
        return Analyzed(job=job, analysis=analysis, report=report_of(session, analysis))

    def _note(self, path: Path, error: SourceError) -> None:
        name = self.session.names.name(str(path))
        self.broken[path] = f"{name}:{error.span.start_line}: {error.reason}"
