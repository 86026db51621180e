"""Findings with the edits that would take them away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from flopslint.core.diagnostic import Diagnostic
from flopslint.core.errors import SourceError
from flopslint.core.fix import Change, DropComment, Fix
from flopslint.project.session import Session
from flopslint.reporters.report import ModelReport


def with_fixes(session: Session, findings: Iterable[Diagnostic], checked: Collection[Path]) -> list[Diagnostic]:
    """The findings, each with its fix where what its rule suggests can be written as an edit.

    Only files that are ``checked`` and others of the project itself are ever changed.
    """
    listed = list(findings)
    if not any(one.suggestion for one in listed):
        return listed
    from flopslint.fixes.parsed import ParsedFile  # imports LibCST, a quarter of a second
    from flopslint.fixes.resolve import fix_of

    files: dict[str, ParsedFile | None] = {}

    def file_of(path: str) -> ParsedFile | None:
        place = Path(path)
        if path not in files:
            files[path] = None
            if _is_changeable(session, place, checked):
                with suppress(SourceError):
                    files[path] = ParsedFile(session.pipeline.source(place))
        return files[path]

    return [_fixed(one, fix_of(one.suggestion, file_of)) if one.suggestion is not None else one for one in listed]


def _fixed(finding: Diagnostic, made: tuple[Fix, Change] | None) -> Diagnostic:
    if made is None or finding.suggestion is None:
        return finding
    fix, change = made
    return replace(finding, fix=fix, suggestion=replace(finding.suggestion, change=change, others=()))


def agreed(findings: Iterable[Diagnostic], reports: Iterable[ModelReport]) -> list[Diagnostic]:
    """The findings, their files named as shown, without the fixes that not all models want which they concern."""
    listed = list(findings)
    builders: dict[tuple[str | None, int | None, int | None], set[str]] = {}
    for report in reports:
        for row in report.layers:
            builders.setdefault((row.file, row.line, row.column), set()).add(report.target)
    wanted: dict[Fix, set[str | None]] = {}
    for one in listed:
        if one.fix is not None:
            wanted.setdefault(one.fix, set()).add(one.model)
    return [
        replace(one, fix=None) if one.fix is not None and not _concerned(one, builders) <= wanted[one.fix] else one
        for one in listed
    ]


def _concerned(finding: Diagnostic, builders: Mapping[tuple[str | None, int | None, int | None], set[str]]) -> set[str]:
    """The models that build a layer with the call that a fix changes."""
    if finding.suggestion is None or isinstance(finding.suggestion.change, DropComment):
        return set()
    place = finding.suggestion.change.place
    return builders.get((place.path, place.start_line, place.start_column + 1), set())


def changeable_files(session: Session, findings: Iterable[Diagnostic], checked: Collection[Path]) -> list[Path]:
    """The files with findings or fixes that may be changed, sorted."""
    listed = list(findings)
    spans = [one.span for one in listed if one.span is not None]
    spans += [edit.span for one in listed if one.fix is not None for edit in one.fix.edits]
    paths = sorted({Path(span.path) for span in spans if span.path.endswith(".py")})
    return [path for path in paths if _is_changeable(session, path, checked)]


def _is_changeable(session: Session, path: Path, checked: Collection[Path]) -> bool:
    return path in checked or session.may_change(path)
