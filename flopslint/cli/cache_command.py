"""``flopslint cache``."""

from __future__ import annotations

import argparse
from pathlib import Path

from flopslint.cache.folder import cache_folder, clean
from flopslint.project.configuration.file import nearest_file
from flopslint.project.settings import normal


def run(options: argparse.Namespace) -> int:
    """Empties the cache of the project of the working directory."""
    here = normal(Path.cwd().absolute())
    configuration = here / options.config if options.config is not None else nearest_file(here)
    folder = cache_folder(options.cache_dir, here, None if configuration is None else configuration.parent)
    removed = 0 if folder is None else clean(folder)
    if not options.quiet:
        print(f"{removed} entr{'y' if removed == 1 else 'ies'} removed")
    return 0
