from __future__ import annotations

import json
from pathlib import Path

import pytest

from flopslint.cli.main import main
from tests.project.projects import net, write
from tests.sample_models.expected import SAMPLES

FAT = str(SAMPLES / "over_budget.py")
GOOD = str(SAMPLES / "unet.py")


def test_findings_make_the_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", FAT]) == 1
    out = capsys.readouterr().out
    assert out == (
        "sample_models/over_budget.py:11:1: FL103 error: Classifier has 2,113,514 parameters, over the budget of 500k "
        "[model-params-over-budget]\n\n1 error; 1 model in 1 file, 5 of 5 layers resolved\n"
    )
    assert main(["check", GOOD]) == 0
    assert capsys.readouterr().out == "no findings; 1 model in 1 file, 44 of 44 layers resolved\n"


@pytest.mark.parametrize(
    ("flags", "status"),
    [
        (["--exit-zero"], 0), (["--fail-level", "never"], 0), (["--fail-level", "error"], 1),
        (["--ignore", "FL103"], 0),
        (["--select", "FL2,FL0"], 0), (["--select", "FL2", "--extend-select", "model-params-over-budget"], 1),
        (["--budget", "model-params=3M"], 0),
    ],
)  # fmt: skip
def test_flags(flags: list[str], status: int) -> None:
    assert main(["check", FAT, *flags]) == status


def test_budgets_of_flags(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", GOOD, "--budget", "layer-params=1k", "--format", "concise", "--select", "FL101"]) == 1
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) > 3
    assert all(" FL101 error: layer " in line for line in captured.out.splitlines())
    assert "errors; 1 model" in captured.err


def test_warnings_and_the_fail_level(tmp_path: Path) -> None:
    write(tmp_path, {
        "flopslint.toml": '[budget]\nmodel-params = { max = "10", warn = "50%" }',
        "net.py": net(comment="  # flopslint: input=1x4"),
    })  # fmt: skip
    assert main(["check", str(tmp_path)]) == 1
    assert main(["check", str(tmp_path), "--fail-level", "error"]) == 0


def test_notes_never_change_the_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"net.py": net()})
    assert main(["check", str(tmp_path)]) == 0
    assert "FL003 note" in capsys.readouterr().out


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", FAT, "--format", "json"])
    document = json.loads(capsys.readouterr().out)
    assert list(document) == ["schema", "tool", "findings", "models", "summary"]
    (finding,) = document["findings"]
    assert list(finding) == [
        "code", "name", "severity", "message", "file", "line", "column", "end_line", "end_column", "model", "layer",
        "value", "budget", "related", "fix", "fingerprint",
    ]  # fmt: skip
    assert (finding["file"], finding["line"], finding["column"]) == ("sample_models/over_budget.py", 11, 1)
    assert document["models"] == [{
        "target": "sample_models/over_budget.py::Classifier", "params": 2_113_514, "macs": 3_729_408,
        "flops": 7_458_816,
        "layers_resolved": 5, "layers": 5,
    }]  # fmt: skip
    assert document["summary"] == {"files": 1, "models": 1, "findings": 1}


def test_nothing_analyzed_is_not_all_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"empty.py": ""})
    assert main(["check", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "no findings; no models in 1 file: nothing was analyzed\n"


def test_the_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    assert "FL103  model-params-over-budget" in capsys.readouterr().out
    assert main(["rules", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["rules"][0]["code"] == "FL001"
