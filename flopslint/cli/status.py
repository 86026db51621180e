"""The exit status that findings come to (section 4 of the contract)."""

from __future__ import annotations

from collections.abc import Iterable

from flopslint.core.diagnostic import Diagnostic, Severity

INTERNAL_ERROR = 3


def status_of(findings: Iterable[Diagnostic], fail_level: str, *, exit_zero: bool) -> int:
    """3 for an error of ours, 1 for a finding at or above the level, else 0."""
    found = tuple(findings)
    if any(finding.code == "FL009" for finding in found):
        return INTERNAL_ERROR
    if exit_zero or fail_level == "never":
        return 0
    level = Severity.ERROR if fail_level == "error" else Severity.WARNING
    return int(any(finding.severity >= level for finding in found))
