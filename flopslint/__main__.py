"""``python -m flopslint``."""

from __future__ import annotations

import sys

from flopslint.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
