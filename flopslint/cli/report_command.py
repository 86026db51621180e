"""``flopslint report``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from flopslint import __version__
from flopslint.cli.outputs import outputs_of, write
from flopslint.cli.settings import settings_of
from flopslint.project.results import Results
from flopslint.reporters.format import formats
from flopslint.reporters.text import Line, report_lines


def run(options: argparse.Namespace) -> int:
    """Prints the table of each model."""
    outputs = outputs_of(options)
    reports = Results(settings_of(options), options.target, is_cached=not options.no_cache).reports()
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
