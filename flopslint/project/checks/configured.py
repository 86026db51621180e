"""The models that the configuration names, as jobs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from flopslint.project.analysis import jobs_of
from flopslint.project.configuration.config import ConfiguredModel
from flopslint.project.job import Choice, Job
from flopslint.project.session import Session
from flopslint.project.target import resolve_target

JobKey: TypeAlias = tuple[Path | None, str | None, str]
"""What tells one model from another: file, module and expression, blanks aside."""


def key_of_job(job: Job) -> JobKey:
    """What a job is known by."""
    return job.path, job.module, "".join(job.expression.split())


def configured_jobs(session: Session, model: ConfiguredModel) -> list[Job]:
    """A model of the configuration, with its input and budgets; of a file or folder, all models in it.

    Raises:
        TargetError: if its target does not exist.
        SourceError: if its file cannot be parsed.
    """
    target = resolve_target(model.target, session.root, session.search_path_of(None))
    given: Choice | None = None
    if model.forward is not None:
        given = Choice(forward=session.pipeline.arguments(model.forward), origin="configuration")
    elif model.inputs:
        given = Choice(inputs=model.inputs, origin="configuration")
    return [
        replace(job, given=given, budgets=model.budgets, named_at=model.named_at) for job in jobs_of(session, target)
    ]
