"""``flopslint report``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from flopslint import __version__
from flopslint.cli.outputs import outputs_of, write
from flopslint.cli.settings import settings_of
from flopslint.core.errors import SourceError, TargetError
from flopslint.project.analysis import analyze_job, jobs_of, report_of
from flopslint.project.session import Session, open_session
from flopslint.reporters.format import formats
from flopslint.reporters.report import ModelReport
from flopslint.reporters.text import Line, report_lines


def run(options: argparse.Namespace) -> int:
    """Prints the table of each model."""
    outputs = outputs_of(options)
    session = open_session(settings_of(options), options.target)
    reports = reports_of(session, options.target)
    for output in outputs:

        def render(width: int, name: str = output.format) -> Sequence[Line] | str:
            if name == "json":
                from flopslint.reporters.json import report_json

                return report_json(reports, __version__)
            found = formats().get(name)
            if found is not None and found.report is not None:
                return found.report(reports, __version__)
            return report_lines(reports, width)

        write(output, render, options.color)
    return 0


def reports_of(session: Session, targets: Sequence[str]) -> list[ModelReport]:
    """The reports of all models of the targets.

    Raises:
        TargetError: if one does not exist, cannot be parsed, or has no model.
    """
    reports: list[ModelReport] = []
    for text in targets:
        try:
            jobs = jobs_of(session, session.target(text))
        except SourceError as error:
            raise session.unreadable(error) from None
        if not jobs:
            raise TargetError(f"no model in {text}")
        reports.extend(report_of(session, analyze_job(session, job)) for job in jobs)
    return reports
