"""Writes the JSON schema of the configuration, from the keys that its reader goes by.

Run it after a key, a rule, a convention or a budget has changed::

    python flopslint/devtools/write_config_schema.py
"""

from __future__ import annotations

import json
from pathlib import Path

from flopslint.project.configuration import schema as made

FILE = Path(made.__file__).with_name(made.FILE)


def text() -> str:
    """What the file holds."""
    return json.dumps(made.schema(), indent=2) + "\n"


def main() -> None:
    """Writes the file."""
    FILE.write_text(text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
