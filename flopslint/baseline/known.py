"""Which findings are known, and which known findings are no longer there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flopslint.baseline.record import Baseline, Findings, Key, Known
from flopslint.core.diagnostic import Diagnostic, Severity

NEVER_KNOWN = ("FL009", "FL5")
"""Codes that are always shown: bugs of flopslint, and growth, which the recorded costs take care of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Findings that are not known, how many are, and the known ones that are no longer there."""

    findings: tuple[Diagnostic, ...]
    known: int
    stale: tuple[Key, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a run looked at: the rules that were on, and models and files by the names they are known by.

    ``everything`` says that it was the whole project, so that what it did not meet is gone.
    """

    codes: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    everything: bool = False

    def covers(self, key: Key) -> bool:
        """Whether the run would have met a finding, if it was still there."""
        if key.code not in self.codes:
            return False
        return self.everything or key.owner in self.owners or key.owner.partition("::")[0] in self.owners


def findings_of(findings: Iterable[Diagnostic]) -> dict[Key, Known]:
    """Findings as a baseline holds them, without notes; their files are named as they are shown."""
    found: dict[Key, Known] = {}
    for finding in findings:
        key = key_of(finding)
        if key is None:
            continue
        before = found.get(key)
        if before is None:
            found[key] = Known(finding.value)
        else:
            figures = [figure for figure in (before.figure, finding.value) if figure is not None]
            found[key] = Known(max(figures, default=None), before.count + 1)
    return found


def judge(findings: Iterable[Diagnostic], baseline: Baseline, scope: Scope) -> Judged:
    """Takes out the known findings.

    A finding is known until its figure grows, or until there are more like it than there were: then all of them are
    shown, since nobody can say which is the new one.
    """
    listed = list(findings)
    present = findings_of(listed)
    quiet = {key for key, now in present.items() if _is_known(now, baseline.findings.get(key))}
    kept = tuple(one for one in listed if key_of(one) not in quiet)
    return Judged(findings=kept, known=len(listed) - len(kept), stale=stale(baseline.findings, present, scope))


def stale(before: Findings, present: Findings, scope: Scope) -> tuple[Key, ...]:
    """The known findings that a run would have met and did not."""
    return tuple(sorted(key for key in before if key not in present and scope.covers(key)))


def key_of(finding: Diagnostic) -> Key | None:
    """What a finding is known by; None for one that cannot be known."""
    if finding.severity is Severity.NOTE or finding.code.startswith(NEVER_KNOWN):
        return None
    part = finding.layer or ""
    if finding.subject:
        part = f"{part} ({finding.subject})" if part else f"({finding.subject})"
    return Key(finding.code, finding.model or finding.file or "", part)


def _is_known(now: Known, before: Known | None) -> bool:
    if before is None or now.count > before.count:
        return False
    if now.figure is None or before.figure is None:
        return now.figure is None and before.figure is None
    return now.figure <= before.figure
