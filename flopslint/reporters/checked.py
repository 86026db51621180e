"""The result of a check as data."""

from __future__ import annotations

from dataclasses import dataclass

from flopslint.core.diagnostic import Diagnostic
from flopslint.reporters.report import ModelReport


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CheckResult:
    """Findings in order, the models analyzed, and how many files were looked at.

    The files of all spans are named as they are shown.
    """

    findings: tuple[Diagnostic, ...]
    reports: tuple[ModelReport, ...]
    files: int
