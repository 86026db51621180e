"""Analyzes models: which input, which run, which report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flopslint.core.errors import SourceError, TargetError
from flopslint.core.span import Span
from flopslint.costs.model_costs import ModelCosts
from flopslint.evaluator.run import Request
from flopslint.project.inputs import Choice, choose_inputs, given_inputs
from flopslint.project.models import models_of
from flopslint.project.session import CATALOG, Session
from flopslint.project.target import Target
from flopslint.reporters.report import ModelReport
from flopslint.rules.budget import Budget
from flopslint.values.events import ModelRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One model to analyze: an expression in the scope of a file or module.

    ``given`` is the input that the configuration gives it. ``named_at`` is where the configuration names it.
    """

    path: Path | None
    module: str | None
    expression: str
    given: Choice | None = None
    budgets: tuple[Budget, ...] = ()
    named_at: Span | None = None


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


def jobs_of(session: Session, target: Target, constructed_elsewhere: frozenset[str] = frozenset()) -> list[Job]:
    """The models a target stands for; of a folder those of all its files.

    ``constructed_elsewhere`` are the names of the file that models of other analyzed files construct.

    Raises:
        SourceError: if a file named as the target cannot be parsed.
    """
    if target.expression is not None:
        return [Job(path=target.path, module=target.module, expression=target.expression)]
    if target.path is None:
        raise TargetError(f"{target.text} is no file")
    inventory = session.pipeline.inventory(target.path)
    names = models_of(inventory, constructed_elsewhere=constructed_elsewhere, all_classes=session.settings.all_classes)
    return [Job(path=target.path, module=None, expression=name) for name in names]


def analyze_job(session: Session, job: Job) -> Analysis:
    """Builds and runs one model; where no input is given, once without, to see what it is, and once with what is found.

    Raises:
        TargetError: if there is no such name, or the file cannot be parsed.
    """
    expression = session.pipeline.expression(job.expression)
    given = given_inputs(session, job.given)

    def run_with(choice: Choice, *, training: bool = False) -> ModelRun:
        request = Request(
            path=job.path,
            module=job.module,
            expression=expression,
            target=shown_target(session, job),
            name=_name(job.expression),
            inputs=choice.inputs,
            origin=choice.origin,
            forward=choice.forward,
            training=training,
        )
        return session.pipeline.evaluate(request)

    try:
        chosen = given or Choice()
        run = run_with(chosen)
        if given is None and run.root is not None and not run.was_run:
            found = choose_inputs(session, job.path, job.expression, run)
            if found is not None:
                chosen = found
                run = run_with(found)
    except SourceError as error:
        raise session.unreadable(error) from None
    return Analysis(
        job=job,
        target=shown_target(session, job),
        costs=ModelCosts(run),
        input_is_guess=chosen.is_guess,
        run_in_training=lambda: run_with(chosen, training=True),
    )


def report_of(session: Session, analysis: Analysis) -> ModelReport:
    """The report of an analyzed model."""
    span = analysis.costs.run.span
    shown = None if span is None or session.is_prelude(span.path) else session.names.span(span)
    path = analysis.job.path
    return ModelReport(
        target=analysis.target,
        name=analysis.costs.run.name,
        file=shown.path if shown else (None if path is None else session.names.name(str(path))),
        line=shown.start_line if shown else None,
        convention=session.convention,
        costs=analysis.costs,
        names=session.names,
        prelude=str(CATALOG),
    )


def shown_target(session: Session, job: Job) -> str:
    """A model's target as outputs write it."""
    if job.module is not None:
        return f"{job.module}:{job.expression}"
    return f"{session.names.name(str(job.path))}::{job.expression}"


def _name(expression: str) -> str:
    """What a model is called: the name that is called, without arguments and package."""
    return expression.partition("(")[0].strip().rpartition(".")[2] or expression
