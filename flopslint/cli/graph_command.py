"""``flopslint graph``."""

from __future__ import annotations

import argparse

from flopslint import __version__
from flopslint.cli.outputs import Output, outputs_of, write
from flopslint.cli.settings import settings_of
from flopslint.project.results import reports_of
from flopslint.project.session import open_session
from flopslint.reporters.drawings.drawing import drawing_of
from flopslint.reporters.drawings.written import written


def run(options: argparse.Namespace) -> int:
    """Draws the layer graph of a model."""
    targets = [options.target]
    outputs = outputs_of(options) if options.output or options.format else [Output("dot", None)]
    drawings = [drawing_of(report) for report in reports_of(open_session(settings_of(options), targets), targets)]
    texts = [(output, written(drawings, output.format, __version__)) for output in outputs]
    for output, text in texts:
        write(output, lambda _, text=text: text, options.color)  # type: ignore[misc]
    return 0
