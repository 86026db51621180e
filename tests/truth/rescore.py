"""Score flopslint against the recorded tables anew: `python -m tests.truth.rescore [--write] [TABLE...]`.

Prints how many figures are exact, partial and wrong, and the most frequent reasons; with `--write` also puts the rows
that are not exact into `known_partial.txt`. Exit status 1 if any figure is wrong.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.conftest import CORPUS
from tests.truth.table import (
    FOLDER,
    KNOWN_PARTIAL,
    LIBRARIES,
    TABLES,
    Row,
    Verdict,
    answer,
    judge,
    known_partial,
    load,
)

Outcome = tuple[str, dict[str, Verdict], list[str], float]


def score(table: str, row: Row) -> Outcome:
    """A row's name, verdicts, reasons for what is missing, and seconds."""
    search_path: Path = CORPUS if table in LIBRARIES else FOLDER
    started = time.perf_counter()
    document = answer(row, search_path)
    seconds = time.perf_counter() - started
    reasons = [f"{gap['kind']}: {gap['reason']}" for gap in document["unresolved"]]
    return row["id"], judge(row, document), reasons, seconds


def summarize(table: str, outcomes: list[Outcome]) -> None:
    """Prints one table's figures."""
    verdicts = Counter(verdict.value for _, row, _, _ in outcomes for verdict in row.values())
    print(f"{table}: {len(outcomes)} rows, figures: {dict(verdicts)}")
    slowest = max(outcomes, key=lambda outcome: outcome[3])
    print(f"  {sum(o[3] for o in outcomes):.0f} s in all, slowest {slowest[0]} with {slowest[3]:.1f} s")
    for name, row, _, _ in outcomes:
        if Verdict.WRONG in row.values():
            print(f"  WRONG {name}: {[figure for figure, verdict in row.items() if verdict is Verdict.WRONG]}")
    reasons = Counter(reason for _, row, found, _ in outcomes if Verdict.PARTIAL in row.values() for reason in found)
    for reason, times in reasons.most_common(8):
        print(f"  {times:4} {reason}")


def write(scored: list[Outcome], tables: list[str]) -> None:
    """Replaces the known partial rows of the scored tables."""
    kept = {name: figures for name, figures in known_partial().items() if name.split("/")[0] not in tables}
    for name, row, _, _ in scored:
        missing = {figure for figure, verdict in row.items() if verdict is Verdict.PARTIAL}
        if missing:
            kept[name] = missing
    lines = [f"{','.join(sorted(kept[name]))} | {name}\n" for name in sorted(kept)]
    KNOWN_PARTIAL.write_text("".join(lines), encoding="utf-8")


def main() -> int:
    """Scores the tables named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("tables", nargs="*", default=TABLES)
    parser.add_argument("--write", action="store_true", help="replace known_partial.txt")
    options = parser.parse_args()
    scored: list[Outcome] = []
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        for table in options.tables:
            rows = load(table)
            outcomes = list(workers.map(score, [table] * len(rows), rows, chunksize=4))
            summarize(table, outcomes)
            scored += outcomes
    if options.write:
        write(scored, list(options.tables))
    return int(any(Verdict.WRONG in row.values() for _, row, _, _ in scored))


if __name__ == "__main__":
    sys.exit(main())
