"""Counts what is not understood in the models of a folder: a ranked work list for ourselves.

``python -m flopslint.devtools gaps FOLDER [--input SPEC ...] [--json]``
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flopslint.core.errors import FlopslintError, SourceError
from flopslint.core.input_spec import parse_input_spec
from flopslint.project.analysis import analyze_job, report_of
from flopslint.project.discover import discover
from flopslint.project.finding.finder import Finder
from flopslint.project.session import Session, Settings, open_session
from flopslint.reporters.report import ModelReport

CONFLICT = "conflict: "
"""Before the kind of a conflict: in code that works, each of them is a bug of ours."""

_LONGEST = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One thing not understood in one model; ``place`` is file and line, "" where there is none."""

    kind: str
    place: str
    reason: str
    model: str


@dataclass(slots=True, kw_only=True)
class KindCount:
    """How often one kind was met: in how many models, and at how many places; with the first of the most frequent."""

    kind: str
    models: set[str] = field(default_factory=set)
    places: dict[tuple[str, str], list[Sighting]] = field(default_factory=dict)

    def add(self, one: Sighting) -> None:
        """Counts one more."""
        self.models.add(one.model)
        self.places.setdefault((one.place, one.reason), []).append(one)

    def ranked(self) -> list[list[Sighting]]:
        """The places, those of the most models first."""
        return sorted(self.places.values(), key=lambda seen: (-len(seen), seen[0].place, seen[0].reason))


@dataclass(slots=True, kw_only=True)
class WorkList:
    """What was looked at and what was not understood in it.

    ``exact`` counts models with exact parameters and, where they have an input, exact FLOPs.
    """

    files: int = 0
    models: int = 0
    exact: int = 0
    without_input: int = 0
    not_built: int = 0
    failures: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, KindCount] = field(default_factory=dict)

    def add(self, report: ModelReport) -> None:
        """Counts one model."""
        self.models += 1
        was_run = report.costs.run.was_run
        self.without_input += not was_run
        self.exact += report.params.exact and (report.cost().total.exact or not was_run)
        for one in sightings(report):
            self.kinds.setdefault(one.kind, KindCount(kind=one.kind)).add(one)

    def ranked(self) -> list[KindCount]:
        """The kinds, those of the most models first."""
        return sorted(self.kinds.values(), key=lambda one: (-len(one.models), -len(one.places), one.kind))


def sightings(report: ModelReport) -> Iterator[Sighting]:
    """What leaves figures of a model inexact, and what would raise."""
    for gap in report.unresolved:
        place = f"{gap.file}:{gap.line}" if gap.file else ""
        yield Sighting(kind=gap.kind, place=place, reason=gap.reason, model=report.target)
    for conflict in report.conflicts:
        place = f"{conflict.file}:{conflict.line}" if conflict.file else ""
        yield Sighting(kind=f"{CONFLICT}{conflict.kind}", place=place, reason=conflict.message, model=report.target)


def work_list(session: Session, folder: Path) -> WorkList:
    """Analyzes the models of each file below a folder, one file after the other."""
    found = WorkList()
    for path in discover([folder], session.root, (), session.config.exclude):
        try:
            if not session.pipeline.names_framework(path):
                continue
            found.files += 1
            session.know(path)
            jobs = Finder(session, [path]).jobs(path)
        except SourceError as error:
            found.failures[str(path)] = error.reason
            continue
        for job in jobs:
            if job.in_part:
                found.not_built += 1
                continue
            try:
                found.add(report_of(session, analyze_job(session, job)))
            except FlopslintError as error:
                found.failures[f"{path}::{job.expression}"] = str(error)
    return found


def lines(found: WorkList, places: int) -> Iterator[str]:
    """The work list as text; ``places`` of each kind."""
    yield (
        f"{found.models} models in {found.files} files: {found.exact} exact, "
        f"{found.without_input} without an input, {found.not_built} classes not built, {len(found.failures)} failures"
    )
    for kind in found.ranked():
        yield ""
        yield f"{kind.kind}: {len(kind.models)} models, {len(kind.places)} places"
        for seen in kind.ranked()[:places]:
            reason = seen[0].reason if len(seen[0].reason) <= _LONGEST else f"{seen[0].reason[: _LONGEST - 3]}..."
            yield f"  {len(seen):>4} x {seen[0].place or '-'}: {reason} ({seen[0].model})"
    for target, reason in sorted(found.failures.items()):
        yield f"failed: {target}: {reason}"


def document(found: WorkList, places: int) -> dict[str, object]:
    """The work list as plain data."""
    return {
        "files": found.files,
        "models": found.models,
        "exact": found.exact,
        "without_input": found.without_input,
        "not_built": found.not_built,
        "failures": found.failures,
        "kinds": [
            {
                "kind": kind.kind,
                "models": len(kind.models),
                "places": len(kind.places),
                "examples": [
                    {"place": seen[0].place, "reason": seen[0].reason, "model": seen[0].model, "count": len(seen)}
                    for seen in kind.ranked()[:places]
                ],
            }
            for kind in found.ranked()
        ],
    }


def main(arguments: Sequence[str]) -> int:
    """``gaps FOLDER``: prints the work list."""
    parser = argparse.ArgumentParser(prog="flopslint.devtools gaps", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--input", action="append", default=[], metavar="SPEC", help="for every model; repeats")
    parser.add_argument("--search-path", action="append", default=[], type=Path, metavar="DIR")
    parser.add_argument("--places", type=int, default=1, metavar="N", help="places shown of each kind")
    parser.add_argument("--json", action="store_true", help="plain data instead of text")
    options = parser.parse_args(arguments)
    try:
        settings = Settings(
            inputs=tuple(parse_input_spec(text) for text in options.input) or None,
            search_path=tuple(options.search_path),
        )
        session = open_session(settings, [str(options.folder)])
        folder = session.target(str(options.folder)).path or options.folder
    except FlopslintError as error:
        print(f"gaps: {error}", file=sys.stderr)
        return 2
    found = work_list(session, folder)
    if options.json:
        print(json.dumps(document(found, options.places), indent=2))
    else:
        print("\n".join(lines(found, options.places)))
    return 0
