"""Findings with the edits that would take them away."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from flopslint.core.diagnostic import Diagnostic
from flopslint.core.errors import SourceError
from flopslint.project.session import Session


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

    found = []
    for one in listed:
        file = None if one.suggestion is None or one.span is None else file_of(one.suggestion.change.place.path)
        fix = None if file is None or one.suggestion is None else fix_of(one.suggestion, file)
        found.append(one if fix is None else replace(one, fix=fix))
    return found


def changeable_files(session: Session, findings: Iterable[Diagnostic], checked: Collection[Path]) -> list[Path]:
    """The files with findings or fixes that may be changed, sorted."""
    listed = list(findings)
    spans = [one.span for one in listed if one.span is not None]
    spans += [edit.span for one in listed if one.fix is not None for edit in one.fix.edits]
    paths = sorted({Path(span.path) for span in spans if span.path.endswith(".py")})
    return [path for path in paths if _is_changeable(session, path, checked)]


def _is_changeable(session: Session, path: Path, checked: Collection[Path]) -> bool:
    return path in checked or session.may_change(path)
