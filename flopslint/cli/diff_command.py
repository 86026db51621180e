"""``flopslint diff``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from flopslint import __version__
from flopslint.cli.outputs import outputs_of, write
from flopslint.cli.rule_flags import selection_of_flags
from flopslint.cli.settings import settings_of
from flopslint.cli.status import status_of
from flopslint.project.checks.checking import budgets_of_flags
from flopslint.project.revisions.diffing import Judging, diff
from flopslint.reporters.changes import DiffResult
from flopslint.reporters.diff_github import diff_github
from flopslint.reporters.diff_json import diff_json
from flopslint.reporters.diff_markdown import diff_markdown
from flopslint.reporters.diff_text import diff_lines
from flopslint.reporters.format import formats
from flopslint.reporters.text import Line

_OWN = {"github": diff_github, "json": diff_json, "markdown": diff_markdown}
"""The formats that show what changed; the others show the findings, as they do those of a check."""


def run(options: argparse.Namespace) -> int:
    """Compares two revisions; the status says whether a change rule fires."""
    outputs = outputs_of(options)
    judging = Judging(
        budgets=budgets_of_flags(options.budget), selection_of=lambda session: selection_of_flags(session, options)
    )
    result = diff(settings_of(options), judging, options.base, options.head)
    for output in outputs:

        def render(width: int, name: str = output.format) -> Sequence[Line] | str:
            return _rendered(result, name)

        write(output, render, options.color)
    if not options.quiet and all(output.format != "text" for output in outputs):
        sys.stderr.writelines(f"flopslint: {note}\n" for note in result.notes)
    return status_of(result.findings, options.fail_level, exit_zero=options.exit_zero)


def _rendered(result: DiffResult, name: str) -> Sequence[Line] | str:
    if name in _OWN:
        return _OWN[name](result, __version__)
    found = formats().get(name)
    if found is not None and found.check is not None:
        return found.check(result.as_check(), __version__)
    return diff_lines(result)
