"""Runs rules over facts; a rule that fails becomes a finding of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from flopslint.core.diagnostic import Diagnostic
from flopslint.core.span import Span
from flopslint.rules.analysis.internal_error import RULE as INTERNAL_ERROR
from flopslint.rules.facts import FileFacts, ModelFacts, SuppressionFacts, TargetFacts
from flopslint.rules.rule import rules

Facts: TypeAlias = "ModelFacts | FileFacts | SuppressionFacts | TargetFacts"


def run_rules(facts: Iterable[Facts], codes: frozenset[str]) -> list[Diagnostic]:
    """The findings of the rules of those codes, in order of place and code, each once."""
    found: list[Diagnostic] = []
    for one in facts:
        for rule in rules():
            if rule.code not in codes or rule.on is None or not isinstance(one, rule.on):
                continue
            try:
                found.extend(rule.check(one))
            except Exception as error:  # noqa: BLE001 - a fault of one rule must not hide the findings of the others
                target = one.path if isinstance(one, (FileFacts, SuppressionFacts)) else one.target
                found.append(
                    INTERNAL_ERROR.finding(
                        f"rule {rule.code} failed: {type(error).__name__}: {error}", model=target, subject=rule.code
                    )
                )
    return in_order(found)


def in_order(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings sorted by file, line, column and code, duplicates dropped."""
    return sorted(dict.fromkeys(findings), key=_place)


def _place(finding: Diagnostic) -> tuple[str, int, int, str, str, str, str]:
    span = finding.span or Span("", 0, 0, 0, 0)
    return (
        span.path, span.start_line, span.start_column, finding.code, finding.model or "", finding.layer or "",
        finding.message,
    )  # fmt: skip
