"""``flopslint check``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from flopslint import __version__
from flopslint.cli.outputs import outputs_of, write
from flopslint.cli.settings import settings_of
from flopslint.core.diagnostic import Severity
from flopslint.project.checking import budgets_of_flags, check_targets, selection_of
from flopslint.project.session import open_session
from flopslint.reporters.checked import CheckResult
from flopslint.reporters.findings import check_lines, concise_lines
from flopslint.reporters.format import formats
from flopslint.reporters.json import check_json
from flopslint.reporters.text import Line, plain

INTERNAL_ERROR = 3


def run(options: argparse.Namespace) -> int:
    """Lints; the status says whether there are findings at or above the fail level."""
    outputs = outputs_of(options)
    session = open_session(settings_of(options), options.target)
    selection = selection_of(
        session, _split(options.select), _split(options.extend_select) or (), _split(options.ignore) or ()
    )
    result = check_targets(session, options.target, budgets_of_flags(options.budget), selection)
    for output in outputs:

        def render(width: int, name: str = output.format) -> Sequence[Line] | str:
            return _rendered(result, name, quiet=options.quiet)

        write(output, render, options.color)
    if not options.quiet and any(output.format == "concise" for output in outputs):
        sys.stderr.write(plain([check_lines(result)[-1]]))
    return _status(result, options.fail_level, exit_zero=options.exit_zero)


def _rendered(result: CheckResult, name: str, *, quiet: bool) -> Sequence[Line] | str:
    if name == "json":
        return check_json(result, __version__)
    found = formats().get(name)
    if found is not None and found.check is not None:
        return found.check(result, __version__)
    if name == "concise" or quiet:
        return concise_lines(result.findings)
    return check_lines(result)


def _status(result: CheckResult, fail_level: str, *, exit_zero: bool) -> int:
    if any(finding.code == "FL009" for finding in result.findings):
        return INTERNAL_ERROR
    if exit_zero or fail_level == "never":
        return 0
    level = Severity.ERROR if fail_level == "error" else Severity.WARNING
    return int(any(finding.severity >= level for finding in result.findings))


def _split(selectors: Sequence[str] | None) -> list[str] | None:
    """Selectors of a repeated flag, each perhaps several with commas."""
    if selectors is None:
        return None
    return [part.strip() for text in selectors for part in text.split(",") if part.strip()]
