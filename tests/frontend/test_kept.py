"""Lowered files that are kept for later runs."""

from __future__ import annotations

from pathlib import Path

import pytest

import flopslint
from flopslint.core.source import SourceFile
from flopslint.frontend import kept
from flopslint.frontend.kept import lower_or_recall

NET = """
from torch import nn
from sizes import WIDTH

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, WIDTH)
"""


@pytest.fixture
def little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "KEPT_CHARACTERS", 40)


def test_a_file_of_the_same_text_is_lowered_once() -> None:
    source = SourceFile.from_text("a.py", "def f(): return 1\n")
    assert lower_or_recall(source) is lower_or_recall(SourceFile.from_text("a.py", source.text))


def test_spans_name_the_file_that_was_asked_for() -> None:
    text = "def f(): return 2\n"
    lower_or_recall(SourceFile.from_text("a.py", text))
    assert lower_or_recall(SourceFile.from_text("b.py", text)).path == "b.py"


def test_a_change_is_seen_by_the_next_analysis(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(NET)
    for width in (2, 3, 2):
        (tmp_path / "sizes.py").write_text(f"WIDTH = {width}\n")
        assert flopslint.analyze(f"{tmp_path}/net.py::Net()", cache=False).params == 9 * width


@pytest.mark.usefixtures("little_room")
def test_files_asked_for_longest_ago_are_dropped() -> None:
    sources = [SourceFile.from_text(f"{name}.py", f"NAME = 'file number {name}'\n") for name in "xyz"]
    lowered = [lower_or_recall(source) for source in sources]
    assert lower_or_recall(sources[2]) is lowered[2]
    assert lower_or_recall(sources[0]) is not lowered[0]
