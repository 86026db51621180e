"""``python -m flopslint.devtools COMMAND``: tools for those who develop flopslint. Not in the wheel."""

from __future__ import annotations

import sys

from flopslint.devtools import gaps

COMMANDS = {"gaps": gaps.main}


def main(arguments: list[str]) -> int:
    """Runs one tool; the status is its own, 2 for one that does not exist."""
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        print(f"usage: python -m flopslint.devtools {{{','.join(sorted(COMMANDS))}}} ...", file=sys.stderr)
        return 2
    return command(arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
