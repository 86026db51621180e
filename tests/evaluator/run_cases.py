"""Run case files in CPython and print, for each check, the description of its result as JSON.

python -m tests.evaluator.run_cases FILE...
"""

from __future__ import annotations

import contextlib
import io
import json
import runpy
import sys
from pathlib import Path

from tests.evaluator.description import describe


def main() -> None:
    """Runs the files named on the command line."""
    outcome = {}
    for path in map(Path, sys.argv[1:]):
        sys.path.insert(0, str(path.parent))
        with contextlib.redirect_stdout(io.StringIO()):
            names = runpy.run_path(str(path), run_name=path.stem)
        outcome[path.stem] = {check: describe(value) for check, value in names["RESULT"].items()}
    sys.stdout.write(json.dumps(outcome))


if __name__ == "__main__":
    main()
