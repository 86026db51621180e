"""Which files and settings are in force, and source from stdin."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from flopslint.cli.main import main
from tests.project.projects import net, write

NET = net(comment="  # flopslint: input=1x4, params<=9")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with files that are excluded, ignored by git, and neither."""
    settings = 'exclude = ["old/"]\nconvention = "mac-bias"\nbudget = { params = "30M" }\n'
    write(tmp_path, {
        "pyproject.toml": f"[tool.flopslint]\n{settings}", "plain.py": "x = 1\n",
        ".gitignore": "made/\n*_pb2.py\n", "old/net.py": NET, "made/net.py": NET, "a_pb2.py": NET,
        ".venv/lib/x.py": NET, "src/net.py": NET, "src/.gitignore": "gen.py\n", "src/gen.py": NET,
    })  # fmt: skip
    monkeypatch.chdir(tmp_path)
    return tmp_path


def stdin(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))


def listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(["check", "--show-files", *arguments]) == 0
    return capsys.readouterr().out.splitlines()


def test_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(capsys) == ["plain.py", "src/net.py"]
    assert listed(capsys, "src", "old/net.py", "made/net.py") == ["made/net.py", "old/net.py", "src/net.py"]


def test_named_files_that_are_excluded(capsys: pytest.CaptureFixture[str]) -> None:
    named = ["old/net.py", ".venv/lib/x.py", "src/net.py"]
    assert listed(capsys, *named) == [".venv/lib/x.py", "old/net.py", "src/net.py"]
    assert listed(capsys, "--force-exclude", *named) == ["src/net.py"]
    assert main(["check", "old/net.py"]) == 1
    assert main(["check", "--force-exclude", "old/net.py"]) == 0
    assert main(["check", "--force-exclude", "old/net.py::Net"]) == 0
    assert main(["check", "--force-exclude", *named]) == 1


def test_settings_say_where_they_come_from(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--show-settings", "--budget", "layer-macs=1M", "--select", "FL1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert 'convention = "mac-bias"  # pyproject.toml' in lines
    assert 'budget = { "model-params" = "30M", "layer-macs" = "1M" }  # command line' in lines
    assert 'exclude = ["old/"]  # pyproject.toml' in lines
    assert "require-complete = false  # default" in lines
    (select,) = (line for line in lines if line.startswith("select"))
    assert select.startswith('select = ["FL101", ')
    assert select.endswith("  # command line")
    assert main(["check", "--show-settings", "--convention", "mac"]) == 0
    assert 'convention = "mac"  # command line' in capsys.readouterr().out


def test_source_from_stdin(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--stdin-filename", "src/net.py"], ["-", "--stdin-filename", "src/new.py"]):
        stdin(NET.replace("width=4", "width=4, *, x=None").replace("params<=9", "params<=8"), monkeypatch)
        assert main(["check", "--format", "json", *arguments]) == 1
        (finding,) = json.loads(capsys.readouterr().out)["findings"]
        assert (finding["file"], finding["budget"]) == (arguments[-1], 8)
    assert (here / "src/net.py").read_text(encoding="utf-8") == NET
    assert not (here / "src/new.py").exists()


def test_what_is_imported_is_read_beside_the_file_that_stdin_stands_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin("import net\n\n\ndef build():  # flopslint: input=1x4\n    return net.Net(width=4)\n", monkeypatch)
    assert main(["report", "src/x.py::build()", "--stdin-filename", "src/x.py", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["models"][0]["params"]["total"] == 10


def test_a_diff_of_stdin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    stdin("import torch\nx = 1  # flopslint: ignore[FL101]\n", monkeypatch)
    assert main(["check", "--stdin-filename", "new.py", "--diff"]) == 1
    assert "+x = 1\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["-"], "--stdin-filename FILE"), (["--stdin-filename", "a.py", "--fix"], "--diff shows"),
     (["--stdin-filename", "a.py", "--add-ignore"], "cannot be changed")],
)  # fmt: skip
def test_what_stdin_cannot_be_asked_for(
    arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(NET, monkeypatch)
    assert main(["check", *arguments]) == 2
    assert said in capsys.readouterr().err
