"""Small projects on disk for tests."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

import flopslint

NET = """\
from torch import nn


class Net(nn.Module):{comment}
    def __init__(self, width=4{parameters}):
        super().__init__()
        self.fc = nn.Linear(width, 2){remark}
{more}
    def forward(self, {annotated}):
        return self.fc(x)
{after}"""


def net(**parts: str) -> str:
    """The text of a file with one small model; parts put in by name."""
    given = dict.fromkeys(("comment", "remark", "parameters", "more", "after"), "") | {"annotated": "x"} | parts
    return NET.format(**{name: dedent(text) if name == "after" else text for name, text in given.items()})


def write(folder: Path, files: dict[str, str]) -> Path:
    """Writes files by relative path."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def document(target: Path | str, **options: Any) -> dict[str, Any]:
    """The report of a target as data."""
    return flopslint.analyze(str(target), **options).to_dict()
