"""How a class is built that needs arguments: by code of the project that gives them, or by a configuration class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from flopslint.core.span import Span
from flopslint.evaluator.runs.observing import Built
from flopslint.ir import nodes as ir
from flopslint.project.finding.definitions import required_parameters
from flopslint.project.job import Job
from flopslint.project.session import Session

MOST_ENTRIES = 8
"""Scripts and functions that are followed to find how one class is built."""

MOST_CONSTRUCTIONS = 3
"""Of all constructions found, those tried."""

_LONGEST = 60
_CONFIGURATION = re.compile(r"(?i)(config(uration)?|cfg|args?|arguments|options?|opts?|h(yper)?params|settings)$")


def ways_by_code(session: Session, job: Job, name: str) -> Iterator[Job]:
    """The class built as code of the project does: first where all its arguments are known."""
    if job.path is None:
        return
    code = session.project_code
    found: list[Built] = []
    for entry in islice(code.entries(job.path, name), MOST_ENTRIES):
        built = code.built_by(entry, job.path)
        made = [one for one in built if one.class_name == name and one.class_path == str(job.path)]
        known = [one for one in made if one.is_known]
        found.extend(made)
        if known:
            break
    found.sort(key=lambda one: (not one.is_known, one.call is None))
    for one in found[:MOST_CONSTRUCTIONS]:
        yield replace(job, entry=one.entry, ordinal=one.ordinal, chosen=_built_as(session, one))


def ways_by_configuration(session: Session, job: Job, name: str) -> Iterator[Job]:
    """The class built with configuration objects that need no arguments themselves, one for each parameter."""
    if job.path is None:
        return
    module = session.pipeline.lowered(job.path)
    parameters = required_parameters(module, name)
    if not parameters:
        return
    given = [_configuration_for(module, name, one, is_only=len(parameters) == 1) for one in parameters]
    texts = [f"{one.name}={cls}()" for one, cls in zip(parameters, given, strict=True) if cls is not None]
    if len(texts) == len(parameters):
        listed = ", ".join(texts)
        yield replace(job, expression=f"{name}({listed})", chosen=f"class, built with the defaults of {listed}")


def _built_as(session: Session, built: Built) -> str:
    """Where and how a class is built: the innermost call in the file of the entry."""
    file = str(built.entry.path)
    place = next((one for one in built.places if one.path == file), None)
    where = session.names.name(file)
    if place is None:
        return f"class, built by {where}"
    text = " ".join(session.text_at(place).split())
    shortened = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."
    function = f" in {built.entry.function}()" if built.entry.function else ""
    return f"class, built as {where}:{place.start_line} does{function}: {shortened}"


def called_by(session: Session, built: Built, expression: str) -> bool:
    """Whether a construction came about by a call that reads like a target's expression."""
    wanted = "".join((expression if expression.endswith(")") else f"{expression}()").split())
    return any("".join(session.text_at(place).split()) == wanted for place in built.places)


def place_of_call(built: Built) -> Span | None:
    """The call of the model in the file of the entry, else wherever it is."""
    file = str(built.entry.path)
    return next((one for one in built.called_at if one.path == file), next(iter(built.called_at), None))


# -- configuration classes ------------------------------------------------------------------------------------
def _configuration_for(module: ir.Module, name: str, parameter: ir.Parameter, *, is_only: bool) -> str | None:
    """The class of a parameter: by its annotation, else the one configuration class there is for the model."""
    annotation = _annotated_class(parameter.annotation)
    if annotation is not None:
        return annotation if annotation in module.bound and annotation[:1].isupper() else None
    if parameter.annotation is not None or not is_only or not _CONFIGURATION.search(parameter.name):
        return None
    fitting = [one for one in module.bound if one[:1].isupper() and _CONFIGURATION.search(one)]
    own = [one for one in fitting if one.lower().startswith(name.lower())]
    chosen = own or fitting
    return chosen[0] if len(chosen) == 1 else None


def _annotated_class(annotation: ir.Expression | None) -> str | None:
    if isinstance(annotation, ir.Name):
        return annotation.id
    if isinstance(annotation, ir.Constant) and isinstance(annotation.value, str) and annotation.value.isidentifier():
        return annotation.value
    return None
