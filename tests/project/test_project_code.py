"""Code of a project that may build a model, found by its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from flopslint.project.session import Settings, open_session
from tests.project.projects import net, write


@pytest.mark.parametrize(
    ("after", "entries"),
    [
        ('__all__ = ["Net"]\n', []),
        ("SIZES = {Net: 3}\n", []),
        ("model = Net()\n", [None]),
        ("def build():\n    return Net()\n", ["build"]),
        ('if __name__ == "__main__":\n    print(Net())\n', [None]),
    ],
)
def test_what_calls_nothing_builds_nothing(after: str, entries: list[str | None], tmp_path: Path) -> None:
    """The top level of a file is followed where it calls something, and functions where they name the model."""
    write(tmp_path, {"net.py": net(after=after)})
    session = open_session(Settings(), [str(tmp_path)], tmp_path)
    found = session.project_code.entries(tmp_path / "net.py", "Net")
    assert [entry.function for entry in found] == entries
