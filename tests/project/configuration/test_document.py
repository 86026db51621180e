"""The document lists the keys as they are."""

from __future__ import annotations

import re
from pathlib import Path

from flopslint.project.configuration.keys import KEYS, MODEL_KEYS
from flopslint.rules.budget import KEYS as BUDGETS
from flopslint.rules.budget import SHORT

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "configuration.md"


def test_keys() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (.*) \| `(.*)` \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [(key.name, key.about, key.example) for key in (*KEYS, *MODEL_KEYS)]


def test_budgets() -> None:
    words = re.findall(r"`([a-z-]+)`", DOCUMENT.read_text(encoding="utf-8"))
    assert {*BUDGETS, *SHORT} <= set(words)
