"""A call of the model that the project itself makes, whose arguments are known."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from flopslint.core.errors import SourceError
from flopslint.evaluator.runs.observing import Built
from flopslint.project.finding.found_calls import find_call
from flopslint.project.finding.ways import MOST_ENTRIES, called_by, place_of_call
from flopslint.project.job import Choice, Job
from flopslint.project.session import Session
from flopslint.values.value import Instance

MOST_CALLS = 3
"""Of the calls found, those tried."""


def calls_in_project(session: Session, job: Job, root: Instance) -> Iterator[Choice]:
    """The arguments of calls of the model: first of one built like this one, then of others of its class."""
    if job.path is None or job.in_part:
        return
    written = _written_call(session, job, root)
    if written is not None:
        yield written
    span = root.cls.span
    found = [
        one
        for one in _constructions(session, job)
        if one.call is not None
        and one.class_name == root.cls.qualified_name
        and one.class_path == (None if span is None else span.path)
    ]
    found.sort(key=lambda one: not _is_alike(session, one, job))
    for one in found[:MOST_CALLS]:
        place = place_of_call(one)
        where = "" if place is None else f" at {session.names.name(place.path)}:{place.start_line}"
        is_alike = _is_alike(session, one, job)
        yield Choice(arguments=one.call, origin=f"call{where}", is_for_another=not is_alike)


def _written_call(session: Session, job: Job, root: Instance) -> Choice | None:
    """A call in the model's own file that can be read where it stands."""
    if job.path is None or job.entry is not None:
        return None
    try:
        module = session.pipeline.lowered(job.path)
    except SourceError:
        return None
    found = find_call(module, job.expression)
    if found is None:
        return None
    return Choice(forward=found.arguments, origin=f"call at {session.names.name(str(job.path))}:{found.line}")


def _constructions(session: Session, job: Job) -> Iterator[Built]:
    """What code of the project builds that mentions the model; first the code that this one is built by."""
    code = session.project_code
    if job.path is None:
        return
    if job.entry is not None:
        yield from (one for one in code.built_by(job.entry, job.path) if one.ordinal == job.ordinal)
    for entry in islice(code.entries(job.path, job.expression.partition("(")[0].strip()), MOST_ENTRIES):
        made = code.built_by(entry, job.path)
        yield from made
        if any(one.call is not None and _is_alike(session, one, job) for one in made):
            return


def _is_alike(session: Session, built: Built, job: Job) -> bool:
    """Whether something was built as the model is."""
    if job.entry is not None:
        return built.entry == job.entry and built.ordinal == job.ordinal
    return called_by(session, built, job.expression)
