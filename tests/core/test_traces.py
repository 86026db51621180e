from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from flopslint.core import files

MOST = 1_000


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "net.py").write_text("net")
    (tmp_path / "readme.txt").write_text("text")
    return tmp_path


ASK: dict[str, Callable[[Path], object]] = {
    "content": lambda place: files.read(place / "package" / "net.py", MOST),
    "kind": lambda place: files.kind(place / "package" / "net.py"),
    "absent": lambda place: files.kind(place / "package" / "other.py"),
    "name that is there": lambda place: "net.py" in files.names_in(place / "package"),
    "name that is not there": lambda place: "other.py" in files.names_in(place / "package"),
    "all names": lambda place: files.all_in(place / "package"),
    "entries": lambda place: files.entries(place / "package"),
    "files below": lambda place: list(files.python_files_below(place)),
    "pattern": lambda place: files.matching(place, "*/*.py"),
    "anything": lambda place: bool(files.names_in(place / "nothing")),
    "link": lambda place: files.real(place / "link"),
}
CHANGE: dict[str, Callable[[Path], object]] = {
    "other content": lambda place: (place / "package" / "net.py").write_text("ten"),
    "gone": lambda place: (place / "package" / "net.py").unlink(),
    "new file": lambda place: (place / "package" / "other.py").write_text(""),
    "new folder": lambda place: (place / "nothing" / "more").mkdir(parents=True),
    "new text file": lambda place: (place / "other.txt").write_text(""),
    "folder of compiled code": lambda place: (place / "package" / "__pycache__").mkdir(),
}
NOTICED = {
    "other content": {"content"},
    "gone": {"all names", "content", "entries", "files below", "kind", "name that is there", "pattern"},
    "new file": {"absent", "all names", "entries", "files below", "name that is not there", "pattern"},
    "new folder": {"anything", "files below"},
    "new text file": set(),
    "folder of compiled code": set(),
}


@pytest.mark.parametrize("change", CHANGE)
def test_what_notices_a_change(place: Path, change: str) -> None:
    traces = {}
    for name, ask in ASK.items():
        with files.traced() as traces[name]:
            ask(place)
        assert name == "link" or traces[name]
    assert all(files.still_holds(trace) for trace in traces.values())
    CHANGE[change](place)
    assert {name for name, trace in traces.items() if not files.still_holds(trace)} == NOTICED[change]


def test_a_link_that_leads_elsewhere_is_noticed(place: Path) -> None:
    (place / "link").symlink_to(place / "package")
    with files.traced() as trace:
        assert files.real(place / "link") == place / "package"
    (place / "link").unlink()
    (place / "link").symlink_to(place)
    assert not files.still_holds(trace)


def test_what_cannot_be_read_is_part_of_the_answer(place: Path) -> None:
    with files.traced() as trace, pytest.raises(OSError, match="other"):
        files.read(place / "other.py", MOST)
    assert files.still_holds(trace)
    (place / "other.py").write_text("")
    assert not files.still_holds(trace)


def test_a_pipe_is_never_read_again(place: Path) -> None:
    with files.traced() as trace:
        files.read(place / "package" / "net.py", MOST)
    (place / "package" / "net.py").unlink()
    os.mkfifo(place / "package" / "net.py")
    assert not files.still_holds(trace)


def test_unknown_questions_hold_nothing() -> None:
    assert not files.still_holds({files.Question("guess", "/"): ""})


def test_a_trace_is_closed_at_its_end(place: Path) -> None:
    with files.traced() as outer:
        with files.traced() as inner:
            files.kind(place)
        files.kind(place / "package")
    files.kind(place / "nothing")
    assert len(inner) == 1
    assert len(outer) == 2


def test_own_files_are_not_recorded() -> None:
    with files.traced() as trace:
        files.read(files.__file__, MOST)
    assert trace == {}
