"""What outputs show beside findings: the lines they stand on, and the rules that were on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from flopslint.core.diagnostic import Diagnostic
from flopslint.core.errors import SourceError
from flopslint.project.session import Session
from flopslint.reporters.checked import RuleDescription
from flopslint.rules.rule import rules


def described(codes: Collection[str]) -> tuple[RuleDescription, ...]:
    """The rules of these codes, in order."""
    return tuple(
        RuleDescription(
            code=rule.code,
            name=rule.name,
            severity=rule.severity,
            summary=rule.summary,
            page=rule.page,
            group=rule.group,
        )
        for rule in rules()
        if rule.code in codes
    )


def lines_of(session: Session, findings: Iterable[Diagnostic]) -> dict[tuple[str, int], str]:
    """The text of the lines that findings, related places and fixes begin or end on, files named as they are shown.

    ``findings`` name their files by absolute paths. Lines that cannot be read, those of a configuration for one, are
    left out.
    """
    found: dict[tuple[str, int], str] = {}
    for finding in findings:
        edits = () if finding.fix is None else finding.fix.edits
        for span in (finding.span, *(one.span for one in finding.related), *(edit.span for edit in edits)):
            if span is None or not span.path.endswith(".py"):
                continue
            try:
                source = session.pipeline.source(Path(span.path))
            except SourceError:
                continue
            for number in {span.start_line, span.end_line}:
                found[session.names.name(span.path), number] = source.line(number)
    return found
