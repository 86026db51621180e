"""Something may stand in for the disk: every question then goes to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from flopslint.core import files
from flopslint.core.storage import ABSENT, FILE, FOLDER, Entry


class Memory:
    """One folder with one file, which is not on the disk."""

    def kind(self, path: str) -> str:
        return {"/made": FOLDER, "/made/net.py": FILE}.get(path, ABSENT)

    def names(self, folder: str) -> frozenset[str]:
        return frozenset(one.name for one in self.entries(folder))

    def entries(self, folder: str) -> list[Entry]:
        return [Entry("net.py", is_folder=False, is_link=False)] if folder == "/made" else []

    def real(self, path: str) -> str:
        return path

    def read(self, path: str, most: int) -> bytes:
        if path != "/made/net.py":
            raise FileNotFoundError(2, "No such file", path)
        return b"import torch"[:most]


def test_what_stands_in_for_the_disk_answers_everything() -> None:
    with files.served_by(Memory()):
        assert files.is_folder("/made")
        assert files.is_file("/made/net.py")
        assert "net.py" in files.names_in("/made")
        assert files.all_in("/made") == [("net.py", False)]
        assert list(files.python_files_below(Path("/made"))) == [Path("/made/net.py")]
        assert files.read("/made/net.py", 6) == b"import"
        assert not files.exists(__file__)
    assert files.exists(__file__)
    assert not files.exists("/made")


def test_a_trace_holds_only_where_it_was_recorded() -> None:
    with files.served_by(Memory()):
        with files.traced() as trace:
            files.read("/made/net.py", 100)
            files.is_file("/made/other.py")
        assert files.still_holds(trace)
    assert not files.still_holds(trace)


def test_what_is_not_there_raises_as_on_the_disk(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        files.read(tmp_path / "no.py", 10)
    with files.served_by(Memory()), pytest.raises(FileNotFoundError):
        files.read("/made/no.py", 10)
