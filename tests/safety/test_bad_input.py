"""Wrong input of every kind: one clear sentence, the right exit status, no traceback."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

GOOD = """from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 2)

    def forward(self, x):
        return self.fc(x)
"""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the command line in a folder with a good and several bad files."""
    (tmp_path / "net.py").write_text(GOOD, encoding="utf-8")
    (tmp_path / "broken.py").write_text(GOOD + "\ndef f(:\n", encoding="utf-8")
    (tmp_path / "latin.py").write_bytes(GOOD.encode() + b"\n# caf\xe9\n")
    (tmp_path / "empty.py").write_text("", encoding="utf-8")

    def start(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "flopslint", *arguments]
        result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
        assert "Traceback" not in result.stderr + result.stdout
        return result

    return start


USAGE = {
    "missing file": (["report", "missing.py"], "missing.py"),
    "missing file to check": (["check", "missing.py"], "missing.py"),
    "missing folder": (["check", "missing/"], "missing"),
    "missing name": (["report", "net.py::Missing"], "Missing"),
    "missing name to check": (["check", "net.py::Missing"], "Missing"),
    "missing name in a call": (["report", "net.py::missing(3)"], "missing"),
    "broken call": (["report", "net.py::Net("], "Net("),
    "no target": (["report"], "TARGET"),
    "syntax error": (["report", "broken.py"], "broken.py"),
    "not UTF-8": (["report", "latin.py"], "latin.py"),
    "empty file": (["report", "empty.py"], "empty.py"),
    "letters for dims": (["report", "net.py::Net", "--input", "axb"], "axb"),
    "empty input": (["report", "net.py::Net", "--input", ""], "input"),
    "negative dim": (["report", "net.py::Net", "--input", "1x-4"], "1x-4"),
    "trailing x": (["report", "net.py::Net", "--input", "1x4x"], "1x4x"),
    "unknown element type": (["report", "net.py::Net", "--input", "1x4:flaot32"], "flaot32"),
    "broken forward": (["report", "net.py::Net", "--forward", "torch.zeros("], "torch.zeros("),
    "unknown convention": (["report", "net.py::Net", "--convention", "macs"], "macs"),
    "unknown format": (["report", "net.py::Net", "--format", "xlm"], "xlm"),
    "unknown budget": (["check", "net.py::Net", "--budget", "model-parms=3M"], "model-parms"),
    "unreadable figure": (["check", "net.py::Net", "--budget", "model-params=3X"], "3X"),
    "unknown flag": (["report", "net.py::Net", "--inputs", "1x4"], "--input"),
    "unknown command": (["raport", "net.py::Net"], "raport"),
    "missing configuration": (["check", "net.py", "--config", "no.toml"], "no.toml"),
}


@pytest.mark.parametrize("name", sorted(USAGE))
def test_wrong_usage(name: str, run: Run) -> None:
    arguments, named = USAGE[name]
    result = run(*arguments)
    assert result.returncode == 2, (result.stdout, result.stderr)
    said = result.stderr.strip().splitlines()
    assert any(named in line for line in said), said
    assert len(said) <= 4, said
    assert len(said[-1]) < 500


@pytest.mark.parametrize(("name", "code"), [("broken.py", "FL001"), ("latin.py", "FL001")])
def test_a_file_that_cannot_be_read_is_a_finding(name: str, code: str, run: Run) -> None:
    result = run("check", name)
    assert result.returncode == 1
    assert code in result.stdout
    assert name in result.stdout


def test_checking_an_empty_file_claims_nothing(run: Run) -> None:
    result = run("check", "empty.py")
    assert result.returncode == 0
    assert "clean" not in result.stdout.lower()


def test_a_good_file_beside_bad_ones(run: Run) -> None:
    result = run("report", "net.py::Net", "--input", "1x4")
    assert result.returncode == 0, result.stderr
    assert "10" in result.stdout
