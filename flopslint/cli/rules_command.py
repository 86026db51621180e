"""``flopslint rules``."""

from __future__ import annotations

import argparse
import json

from flopslint.rules.rule import rules


def run(options: argparse.Namespace) -> int:
    """Prints the catalog of rules."""
    if options.format == "json":
        entries = [
            {
                "code": rule.code, "name": rule.name, "severity": rule.severity.word, "summary": rule.summary,
                "since": rule.since,
            }
            for rule in rules()
        ]  # fmt: skip
        print(json.dumps({"schema": 1, "rules": entries}, indent=2))
        return 0
    longest = max(len(rule.name) for rule in rules())
    for rule in rules():
        print(f"{rule.code}  {rule.name:<{longest}}  {rule.severity.word:<7}  {rule.summary}")
    return 0
