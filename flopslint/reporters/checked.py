"""The result of a check as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flopslint.baseline.known import Scope
from flopslint.baseline.record import Key
from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.reporters.report import ModelReport


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDescription:
    """A rule that was on: its code, name, usual severity, one line about it, and its page as Markdown."""

    code: str
    name: str
    severity: Severity
    summary: str
    page: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CheckResult:
    """Findings in order, the models analyzed, and how many files were looked at.

    The files of all spans are named as they are shown. ``rules`` are those that were on, by code. ``lines`` holds the
    text of the lines, by file as shown and number, that findings and their related places begin or end on. ``scope`` is
    what was looked at. ``paths`` are the absolute paths of the files that may be changed. ``known`` counts the findings
    left out since the baseline knows them, None without a baseline; ``stale`` are those it knows that are gone.
    """

    findings: tuple[Diagnostic, ...]
    reports: tuple[ModelReport, ...]
    files: int
    rules: tuple[RuleDescription, ...] = ()
    lines: Mapping[tuple[str, int], str] = field(default_factory=dict)
    scope: Scope = field(default_factory=Scope)
    paths: Mapping[str, Path] = field(default_factory=dict)
    known: int | None = None
    stale: tuple[Key, ...] = ()
