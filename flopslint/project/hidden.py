"""Findings that comments and the configuration hide, and comments that hide nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from flopslint.core.diagnostic import Diagnostic
from flopslint.core.errors import ConfigError, SourceError
from flopslint.project.remarks import hiding, is_past
from flopslint.project.session import Session
from flopslint.rules.facts import SuppressionFacts
from flopslint.rules.runner import run_rules
from flopslint.rules.selection import Selection, codes_of


def visible(
    session: Session, findings: Iterable[Diagnostic], selection: Selection, files: Iterable[Path]
) -> list[Diagnostic]:
    """What is left to show; ``files`` are those whose comments are judged too, for hiding nothing."""
    today = datetime.now(tz=UTC).date()
    used: set[int] = set()
    kept = []
    for finding in findings:
        if not _is_selected(session, finding, selection):
            continue
        comments = hiding(session, finding, today)
        used.update(map(id, comments))
        if not comments:
            kept.append(finding)
    facts: list[SuppressionFacts] = []
    for path in files:
        try:
            comments = list(session.pipeline.comments(path).suppressions)
        except SourceError:
            continue
        facts.extend(
            SuppressionFacts(path=str(path), suppression=one, is_past=is_past(one, today), is_used=id(one) in used)
            for one in comments
            if _are_selected(one.codes, selection)
        )
    judged = run_rules(facts, selection.codes)
    return kept + [one for one in judged if _is_selected(session, one, selection) and not hiding(session, one, today)]


def _is_selected(session: Session, finding: Diagnostic, selection: Selection) -> bool:
    file = None if finding.span is None else session.names.name(finding.span.path)
    return selection.allows(finding.code, file)


def _are_selected(codes: Iterable[str], selection: Selection) -> bool:
    """Whether all rules that a comment names are there and on: only then can it be said to hide nothing."""
    for code in codes:
        try:
            named = codes_of(code)
        except ConfigError:
            return False
        if not named or not named <= selection.codes:
            return False
    return True
