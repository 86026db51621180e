"""Progress on a real terminal: a pair of pseudo-terminals, with a run long enough to be seen."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

NET = """\
from torch import nn


class Net{number}(nn.Module):  # flopslint: input=1x8
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(*[nn.Sequential(nn.Linear(8, 8), nn.ReLU()) for _ in range(50)])

    def forward(self, x):
        return self.layers(x)
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that takes well over a second."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "flopslint.toml").touch()
    for number in range(30):
        (folder / f"net{number:02}.py").write_text(NET.format(number=number), encoding="utf-8")
    return folder


def _on_terminal(folder: Path, *arguments: str) -> tuple[str, str]:
    """Stdout, which is a pipe, and what a terminal gets on stderr."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "flopslint", "check", "--no-cache", *arguments]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=theirs, env=environment)
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    out, _ = process.communicate()
    os.close(ours)
    return out.decode(), shown.decode()


def test_a_long_run_shows_how_far_it_is(project: Path) -> None:
    out, shown = _on_terminal(project)
    assert "30 models in 30 files" in out
    assert "\x1b" not in out
    assert "/30" in shown
    assert "net" in shown
    assert shown.rstrip().endswith(("\x1b[2K", "\x1b[?25h", "\x1b[1A\x1b[2K")), "the bar is taken away"


def test_a_short_run_and_a_quiet_one_show_nothing(project: Path) -> None:
    assert _on_terminal(project, "--quiet")[1] == ""
    assert _on_terminal(project, "--show-files")[1] == ""


def test_nothing_goes_into_a_pipe(project: Path) -> None:
    command = [sys.executable, "-m", "flopslint", "check", "--no-cache"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
