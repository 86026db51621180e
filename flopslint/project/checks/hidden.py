"""Findings that comments and the configuration hide, and comments that hide nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from flopslint.core.diagnostic import Diagnostic
from flopslint.core.errors import ConfigError, SourceError
from flopslint.core.inventory import Suppression
from flopslint.project.remarks import covers, hiding, is_past
from flopslint.project.session import Session
from flopslint.rules.facts import SuppressionFacts
from flopslint.rules.runner import run_rules
from flopslint.rules.selection import Selection, codes_of


def visible(
    session: Session, findings: Iterable[Diagnostic], selection: Selection, files: Iterable[Path]
) -> list[Diagnostic]:
    """What is left to show; ``files`` are those whose comments are judged too, for hiding nothing."""
    today = datetime.now(tz=UTC).date()
    used: set[tuple[int, str]] = set()
    kept = []
    for finding in findings:
        if not _is_selected(session, finding, selection):
            continue
        comments = hiding(session, finding, today)
        used.update((id(one), code) for one in comments for code in one.codes if covers(code, finding))
        if not comments:
            kept.append(finding)
    facts: list[SuppressionFacts] = []
    for path in files:
        with suppress(SourceError):
            directives = session.pipeline.comments(path).suppressions
            facts.extend(_facts(path, one, selection, today, used) for one in directives)
    judged = run_rules(facts, selection.codes)
    return kept + [one for one in judged if _is_selected(session, one, selection) and not hiding(session, one, today)]


def _is_selected(session: Session, finding: Diagnostic, selection: Selection) -> bool:
    file = None if finding.span is None else session.names.name(finding.span.path)
    return selection.allows(finding.code, file)


def _facts(
    path: Path, comment: Suppression, selection: Selection, today: date, used: Collection[tuple[int, str]]
) -> SuppressionFacts:
    """A comment as rules judge it. A ``noqa`` with a code that is no rule of ours may be meant for another tool."""
    known: list[str] = []
    unknown: list[str] = []
    for code in comment.codes:
        try:
            if codes_of(code) <= selection.codes:
                known.append(code)
        except ConfigError:
            unknown.append(code)
    return SuppressionFacts(
        path=str(path),
        suppression=comment,
        is_past=is_past(comment, today) and len(known) == len(comment.codes),
        unused=tuple(code for code in known if (id(comment), code) not in used),
        unknown=() if comment.is_noqa else tuple(unknown),
    )
