"""The baseline through the command line: what it knows stays quiet until its figure grows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flopslint.cli.main import main
from tests.project.projects import net, write

FILE = "flopslint-baseline.json"
LIMITS = '[budget]\nmodel-params = "9"\nlayer-params = "9"\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two models, each over its budget: 10 parameters where 9 are allowed."""
    write(tmp_path, {"flopslint.toml": LIMITS, "a.py": _model(4), "b.py": _model(4)})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _model(width: int, before: str = "") -> str:
    return before + net(comment=f"  # flopslint: input=1x{width}").replace("width=4", f"width={width}")


def _recorded(folder: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return document


def test_it_holds_figures_and_no_lines(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline"]) == 0
    assert capsys.readouterr().out == f"{FILE}: 4 findings and the costs of 2 models\n"
    text = (project / FILE).read_text(encoding="utf-8")
    assert "line" not in text
    document = _recorded(project)
    assert text == json.dumps(document, indent=2, sort_keys=True) + "\n"
    assert document["findings"]["FL103"] == {"a.py::Net": {"": {"figure": 10}}, "b.py::Net": {"": {"figure": 10}}}
    assert document["findings"]["FL101"]["a.py::Net"] == {"fc": {"figure": 10}}
    assert document["models"]["a.py::Net"] == {"macs": 8, "params": 10}


def test_known_findings_are_quiet_wherever_they_move(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 1
    main(["baseline"])
    capsys.readouterr()
    assert main(["check"]) == 0
    assert capsys.readouterr().out.startswith("no findings, 4 known by the baseline; 2 models in 2 files")
    write(project, {"a.py": _model(4, before="# moved\n\n\n")})
    assert main(["check"]) == 0
    write(project, {"a.py": _model(3)})  # 8 parameters: fewer is no reason to complain
    assert main(["check"]) == 0


def test_a_figure_that_grows_is_shown_again(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline"])
    write(project, {"a.py": _model(5)})
    capsys.readouterr()
    assert main(["check", "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert [(one["code"], one["file"], one["value"]) for one in document["findings"]] == [
        ("FL103", "a.py", 12), ("FL101", "a.py", 12),
    ]  # fmt: skip
    assert document["summary"] == {"files": 2, "models": 2, "findings": 2, "known": 2, "stale": 0}


def test_a_second_of_its_kind_is_shown_with_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    comment = "x = 1  # flopslint: ignore[FL101]\n"
    write(tmp_path, {"a.py": "import torch\n" + comment})
    main(["baseline"])
    assert _recorded(tmp_path)["findings"] == {"FL004": {"a.py": {"(FL101)": {"figure": None}}}}
    assert main(["check"]) == 0
    write(tmp_path, {"a.py": "import torch\n" + comment * 2})
    assert main(["check"]) == 1
    main(["baseline"])
    assert _recorded(tmp_path)["findings"]["FL004"]["a.py"]["(FL101)"] == {"figure": None, "count": 2}
    assert main(["check"]) == 0


def test_notes_are_not_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"a.py": net()})
    main(["baseline"])
    document = _recorded(tmp_path)
    assert document["findings"] == {}
    assert document["models"]["a.py::Net"]["macs"] == {"max": None, "min": None}


def test_what_is_no_longer_there(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline"])
    write(project, {"a.py": _model(3)})
    assert main(["check"]) == 0
    assert main(["check", "b.py", "--error-stale-baseline"]) == 0
    assert main(["check", "--select", "FL2", "--error-stale-baseline"]) == 0
    capsys.readouterr()
    assert main(["check", "--error-stale-baseline"]) == 1
    captured = capsys.readouterr()
    assert f"{FILE}: FL101 of a.py::Net fc is no longer there" in captured.err
    assert "2 of the baseline no longer there" in captured.out
    (project / "b.py").unlink()
    assert main(["baseline", "--prune"]) == 0
    assert _recorded(project) == {
        "schema": 1, "findings": {}, "models": {"a.py::Net": {"macs": 8, "params": 10}},
    }  # fmt: skip
    assert main(["check", "--error-stale-baseline"]) == 0


def test_prune_adds_nothing_and_lowers_figures(project: Path) -> None:
    write(project, {"a.py": _model(9)})
    main(["baseline"])
    write(project, {"a.py": _model(6), "b.py": _model(5)})
    main(["baseline", "--prune"])
    figures = {owner: parts[""]["figure"] for owner, parts in _recorded(project)["findings"]["FL103"].items()}
    assert figures == {"a.py::Net": 14, "b.py::Net": 10}
    assert main(["check", "a.py"]) == 0
    assert main(["check", "b.py"]) == 1


def test_update_keeps_what_it_did_not_look_at(project: Path) -> None:
    main(["baseline"])
    write(project, {"a.py": _model(6), "b.py": _model(6)})
    main(["baseline", "a.py", "--update"])
    figures = {owner: parts[""]["figure"] for owner, parts in _recorded(project)["findings"]["FL103"].items()}
    assert figures == {"a.py::Net": 14, "b.py::Net": 10}
    main(["baseline", "a.py"])
    assert list(_recorded(project)["models"]) == ["a.py::Net"]


def test_growth_is_judged_by_the_recorded_costs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    limits = '[budget]\nmodel-params-growth = { max = "5%", floor = "3" }\nmodel-macs-growth = "50%"\n'
    write(tmp_path, {"flopslint.toml": limits, "a.py": _model(4)})
    assert main(["check"]) == 0
    main(["baseline"])
    write(tmp_path, {"a.py": _model(5)})  # two parameters more: over 5 %, not over the floor
    assert main(["check"]) == 0
    write(tmp_path, {"a.py": _model(6)})
    assert main(["check", "--select", "FL501"]) == 1
    assert main(["check", "--select", "FL502"]) == 0
    main(["baseline", "--update"])
    assert main(["check"]) == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", f"{FILE}:1: "), ("[]", "the file is no table"), ('{"schema": 2}', "its 'schema' is 2"),
        ('{"schema": 1, "fidnings": {}}', "unknown key 'fidnings'"),
        ('{"schema": 1, "findings": {"FL101": {"a.py::Net": {"fc": {"figure": "3M"}}}}}', "fc.figure is no number"),
        ('{"schema": 1, "findings": {"FL101": {"a.py": {"fc": {"count": 0}}}}}', "fc.count is no positive"),
        ('{"schema": 1, "models": {"a": {"params": "1", "macs": 2}}}', "models.a.params is no table"),
        ('{"schema": 1, "models": {"a": {"params": {"min": "x"}, "macs": 2}}}', "models.a.params is neither"),
    ],
)  # fmt: skip
def test_a_broken_file_gets_one_sentence(
    text: str, said: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, {FILE: text})
    assert main(["check"]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.err.count("\n") == 1
    assert main(["baseline"]) == 0
    assert main(["check"]) == 0


def test_nothing_to_prune(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "--prune"]) == 2
    assert "there is no flopslint-baseline.json to prune" in capsys.readouterr().err
    assert main(["baseline", "--update"]) == 0
