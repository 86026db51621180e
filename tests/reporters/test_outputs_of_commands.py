"""Formats by the flags of the commands: several at once, and the status that does not depend on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flopslint.cli.main import main
from flopslint.reporters.format import formats
from tests.reporters.checked_samples import NET


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "net.py").write_text(NET, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", [name for name, one in formats().items() if one.check is not None])
def test_check(name: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "net.py", "--format", name]) == 1
    written = capsys.readouterr().out
    assert "net.py" in written
    assert main(["check", "net.py", "-o", f"{name}:out.txt"]) == 1
    assert capsys.readouterr().out == ""
    assert (project / "out.txt").read_text(encoding="utf-8") == written


@pytest.mark.parametrize("name", [name for name, one in formats().items() if one.report is not None])
def test_report(name: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "net.py", "--format", name]) == 0
    assert "torch.nn.Linear" in (text := capsys.readouterr().out) or "Linear" in text


def test_several_outputs_in_one_run(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "net.py", "-o", "sarif:a.sarif", "-o", "junit:b.xml", "-o", "github:-"]) == 1
    assert capsys.readouterr().out.startswith("::error ")
    assert json.loads((project / "a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (project / "b.xml").read_text(encoding="utf-8").startswith("<?xml")


def test_a_format_that_makes_no_sense_for_a_command(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["report", "net.py", "--format", "sarif"])
    assert "sarif" in capsys.readouterr().err
