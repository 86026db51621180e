"""One model to analyze, and a run of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from flopslint.core.input_spec import InputSpec
from flopslint.core.span import Span
from flopslint.evaluator.runs.observing import Arguments, Entry, detached_arguments
from flopslint.evaluator.runs.run import Request
from flopslint.ir import nodes as ir
from flopslint.project.session import Session
from flopslint.rules.budget import Budget
from flopslint.values.events import ModelRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An input, as specs or as the arguments of a call, and where it came from.

    ``is_guess``: from the constructor. ``arguments`` are those of a call that code of the project makes;
    ``is_for_another``: of a model of the same class that was given other arguments.
    """

    inputs: tuple[InputSpec, ...] | None = None
    forward: ir.Call | None = None
    arguments: Arguments | None = None
    origin: str = ""
    is_guess: bool = False
    is_for_another: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One model to analyze: an expression in the scope of a file or module.

    ``given`` is the input that the configuration gives it. ``named_at`` is where the configuration names it. ``chosen``
    says why it is a model and how it is built, None where somebody named it. It is built by the expression, or as its
    construction of number ``ordinal`` by the code of ``entry``, or ``in_part``, without its parameters ``missing``.
    ``first_run`` is its run without an input from the source, where choosing it took one.
    """

    path: Path | None
    module: str | None
    expression: str
    given: Choice | None = None
    budgets: tuple[Budget, ...] = ()
    named_at: Span | None = None
    chosen: str | None = None
    entry: Entry | None = None
    ordinal: int = 0
    missing: tuple[str, ...] = ()
    in_part: bool = False
    first_run: ModelRun | None = field(default=None, compare=False, repr=False)


def run_job(session: Session, job: Job, choice: Choice, *, training: bool = False) -> ModelRun:
    """Builds a model and runs it with an input.

    Raises:
        TargetError: if there is no such name.
        SourceError: if the file cannot be parsed.
    """
    arguments = choice.arguments
    request = Request(
        path=job.path,
        module=job.module,
        expression=session.pipeline.expression(job.expression),
        target=shown_target(session, job),
        name=model_name(job.expression),
        inputs=choice.inputs,
        origin=choice.origin,
        forward=choice.forward,
        training=training,
        entry=job.entry,
        ordinal=job.ordinal,
        missing=job.missing if job.in_part else None,
        is_found=job.chosen is not None,
        arguments=None if arguments is None else lambda: detached_arguments(arguments),
    )
    return session.pipeline.evaluate(request)


def shown_target(session: Session, job: Job) -> str:
    """A model's target as outputs write it."""
    if job.module is not None:
        return f"{job.module}:{job.expression}"
    return f"{session.names.name(str(job.path))}::{job.expression}"


def model_name(expression: str) -> str:
    """What a model is called: the name that is called, without arguments and package."""
    return expression.partition("(")[0].strip().rpartition(".")[2] or expression
