"""``flopslint init``."""

from __future__ import annotations

import argparse
import sys

from flopslint.cli.settings import settings_of
from flopslint.project.checks.initial import initial
from flopslint.project.session import open_session
from flopslint.project.written import replace_file


def run(options: argparse.Namespace) -> int:
    """Writes a first configuration, with the models found and their present costs as budgets."""
    made = initial(lambda: open_session(settings_of(options), []))
    replace_file(made.path, made.data)
    if not options.quiet:
        models = f"{made.models} model{'' if made.models == 1 else 's'}"
        sys.stdout.write(f"{made.path.name}: {models} with the present costs as budgets\n")
    return 0
