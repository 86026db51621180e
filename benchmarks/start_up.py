"""What starting flopslint costs over starting Python: `python benchmarks/start_up.py [--rounds 20]`."""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

GOAL = 0.100  # seconds
SIDES = {
    "python -c pass": ["-c", "pass"],
    "import flopslint": ["-c", "import flopslint"],
    "flopslint --version": ["-m", "flopslint", "--version"],
    "flopslint --help": ["-m", "flopslint", "--help"],
}


def seconds(arguments: list[str]) -> float:
    """Wall time of one start."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - started


def main() -> int:
    """Times all sides by turns; exit status 1 if `--version` costs more than the goal."""
    parser = argparse.ArgumentParser(description="start-up time")
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    times: dict[str, list[float]] = {name: [] for name in SIDES}
    for _ in range(rounds):
        for name, arguments in SIDES.items():
            times[name].append(seconds(arguments))
    bare = statistics.median(times["python -c pass"])
    for name, found in times.items():
        median = statistics.median(found)
        print(f"{name:22} {1000 * median:6.1f} ms   {1000 * (median - bare):+6.1f} ms")
    return int(statistics.median(times["flopslint --version"]) - bare > GOAL)


if __name__ == "__main__":
    sys.exit(main())
