"""Analyze one target in 1 GiB of address space and print the report, or what was raised, as JSON.

    python limited.py TARGET INPUT

A process of its own, because a limit on memory cannot be taken back.
"""

from __future__ import annotations

import json
import resource
import sys

MEMORY = 1 << 30


def main() -> None:
    """Analyzes the target of the command line."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    import flopslint

    target, spec = sys.argv[1:]
    try:
        document = flopslint.analyze(target, inputs=[spec], cache=False).to_dict()
    except flopslint.FlopslintError as error:
        document = {"raised": type(error).__name__, "message": str(error)}
    sys.stdout.write(json.dumps(document))


if __name__ == "__main__":
    main()
