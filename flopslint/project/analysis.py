"""Analyzes models: which input, which run, which report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flopslint.core import files
from flopslint.core.errors import SourceError, TargetError
from flopslint.costs.model_costs import ModelCosts
from flopslint.project.discover import discover
from flopslint.project.finding.finder import Finder
from flopslint.project.finding.inputs import choices, given_inputs
from flopslint.project.job import Choice, Job, run_job, shown_target
from flopslint.project.session import CATALOG, Session
from flopslint.project.target import Target
from flopslint.reporters.evaluated import Evaluated
from flopslint.reporters.report import ModelReport
from flopslint.values.events import ModelRun

__all__ = ["Analysis", "Job", "analyze_job", "jobs_of", "report_of"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Analysis:
    """One analyzed model; ``input_is_guess`` says that its input was taken from its constructor.

    ``run_in_training`` builds it once more and runs it, on the same input, as ``train()`` leaves it.
    """

    job: Job
    target: str
    costs: ModelCosts
    input_is_guess: bool
    run_in_training: Callable[[], ModelRun]


def jobs_of(session: Session, target: Target, finder: Finder | None = None) -> list[Job]:
    """The models a target stands for; of a folder those of all its files.

    ``finder`` is that of all files that are analyzed together, where there are others.

    Raises:
        SourceError: if a file named as the target cannot be parsed.
    """
    if target.expression is not None:
        return [Job(path=target.path, module=target.module, expression=target.expression)]
    if target.path is None:
        raise TargetError(f"{target.text} is no file")
    if files.is_folder(target.path):
        paths = discover([target.path], session.root, (), session.config.exclude)
        chosen = finder or Finder(session, paths)
        return [job for path in paths for job in _readable(chosen, path)]
    return (finder or Finder(session, [target.path])).jobs(target.path)


def _readable(finder: Finder, path: Path) -> list[Job]:
    """The models of a file of a folder; one that cannot be read has none."""
    try:
        return finder.jobs(path)
    except SourceError:
        return []


def analyze_job(session: Session, job: Job) -> Analysis:
    """Builds and runs one model; where no input is given, once without, to see what it is, and once with what is found.

    Raises:
        TargetError: if there is no such name, or the file cannot be parsed.
    """
    given = given_inputs(session, job.given)
    try:
        run = job.first_run if job.given is None else None
        run = run or run_job(session, job, given or Choice())
        chosen, run = _with_input(session, job, run) if given is None else (given, run)
    except SourceError as error:
        raise session.unreadable(error) from None
    return Analysis(
        job=job,
        target=shown_target(session, job),
        costs=ModelCosts(run),
        input_is_guess=chosen.is_guess,
        run_in_training=lambda: run_job(session, job, chosen, training=True),
    )


def _with_input(session: Session, job: Job, run: ModelRun) -> tuple[Choice, ModelRun]:
    """A model that was built without an input, run with the first that the source gives it and that fits.

    An input that code of the project gives another model of the same class may not fit this one: then it says nothing.
    """
    if run.root is None or run.was_run or not run.build_ended:
        return Choice(), run
    for choice in choices(session, job, run):
        found = run_job(session, job, choice)
        if not choice.is_for_another or (not found.conflicts and found.forward_ended):
            return choice, found
    return Choice(), run


def report_of(session: Session, analysis: Analysis) -> ModelReport:
    """The report of an analyzed model."""
    span = analysis.costs.run.span
    shown = None if span is None or session.is_prelude(span.path) else session.names.span(span)
    path = analysis.job.path
    evaluated = Evaluated(costs=analysis.costs, names=session.names, prelude=str(CATALOG))
    figures = evaluated.figures(
        target=analysis.target,
        file=shown.path if shown else (None if path is None else session.names.name(str(path))),
        line=shown.start_line if shown else None,
        convention=session.convention,
        chosen=analysis.job.chosen,
    )
    return ModelReport(figures=figures, evaluate=lambda: evaluated)
