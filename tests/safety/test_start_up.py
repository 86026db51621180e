"""What is imported, and how long it takes, before there is anything to do."""

from __future__ import annotations

import subprocess
import sys
import time

ROUNDS = 7
ALLOWED = 0.100  # seconds more than Python itself


def _seconds(*arguments: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - started


def test_import_is_light() -> None:
    heavy = "libcst", "networkx", "rich", "pathspec", "torch", "numpy"
    program = f"import sys, flopslint; print(*[name for name in {heavy!r} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert result.stdout.split() == []
