from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flopslint.cli.main import main
from tests.project.projects import net, write
from tests.sample_models.expected import SAMPLES

SAMPLE = str(SAMPLES / "over_budget.py")
TABLE = """\
sample_models/over_budget.py::Classifier
found: class, called without arguments
input x 1x3x32x32 float32 (comment)

Layer       Class       Output         Params     MACs    FLOPs  Share  Line
----------------------------------------------------------------------------
Classifier  Classifier  1x10                                              11
  conv1     Conv2d      1x16x32x32        448  442.4 k  884.7 k  11.9%    16
  conv2     Conv2d      1x32x16x16      4,640   1.18 M  2.359 M  31.6%    17
  fc1       Linear      1x1024      2,098,176  2.097 M  4.194 M  56.2%    18
  fc2       Linear      1x10           10,250  10.24 k  20.48 k   0.3%    19

Params  2.114 M  2,113,514
Buffers 0
MACs    3.729 M  3,729,408  convention mac
FLOPs   7.459 M  7,458,816  convention torch
Layers  5 of 5 resolved
"""


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit status, stdout and stderr of a command."""
    try:
        status = main(arguments)
    except SystemExit as exit_:
        status = int(exit_.code or 0)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "report", SAMPLE) == (0, TABLE, "")


def test_the_table_fits_a_hundred_columns(capsys: pytest.CaptureFixture[str]) -> None:
    for path in sorted(SAMPLES.glob("*.py")):
        _, out, _ = run(capsys, "report", str(path))
        table = out.partition("\n\n")[2].partition("\n\n")[0]
        assert max(map(len, table.splitlines())) <= 100
        assert "\x1b" not in out


def test_color_on_demand(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "report", SAMPLE, "--color", "always")
    assert status == 0
    assert "\x1b[1m" in out


def test_json_is_the_contracts(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "report", f"{SAMPLE}::Classifier", "--format", "json")
    document: dict[str, Any] = json.loads(out)
    assert list(document) == ["schema", "tool", "models"]
    (model,) = document["models"]
    assert list(model) == [
        "target", "name", "file", "line", "framework", "inputs", "output", "params", "buffers", "macs", "flops",
        "layers", "unresolved", "conflicts", "memory",
    ]  # fmt: skip
    assert model["target"] == "sample_models/over_budget.py::Classifier"
    assert (model["name"], model["file"], model["line"]) == ("Classifier", "sample_models/over_budget.py", 11)
    assert model["inputs"] == [{"name": "x", "shape": [1, 3, 32, 32], "dtype": "float32", "from": "comment"}]
    assert model["output"] == {"shape": [1, 10], "dtype": "float32"}
    assert model["macs"] == {
        "total": 3_729_408, "exact": True, "bound": "exact", "min": 3_729_408, "max": 3_729_408, "convention": "mac",
    }  # fmt: skip
    assert (model["flops"]["convention"], model["flops"]["unit"]) == ("torch", "FLOP")
    assert model["layers"][1] == {
        "name": "conv1", "class": "torch.nn.Conv2d", "file": "sample_models/over_budget.py", "line": 16, "column": 22,
        "params": 448, "buffers": 0, "macs": 442_368, "flops": 884_736, "bound": "exact", "calls": 1,
        "inputs": [[1, 3, 32, 32]], "outputs": [[1, 16, 32, 32]],
    }  # fmt: skip


def test_output_is_the_same_from_everywhere(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SAMPLES)
    inside = run(capsys, "report", "over_budget.py", "--format", "json")
    monkeypatch.chdir("/")
    assert run(capsys, "report", SAMPLE, "--format", "json") == inside


def test_several_outputs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    table, document = tmp_path / "table.txt", tmp_path / "report.json"
    assert run(capsys, "report", SAMPLE, "-o", f"text:{table}", "-o", f"json:{document}") == (0, "", "")
    assert table.read_text(encoding="utf-8") == TABLE
    assert json.loads(document.read_text(encoding="utf-8"))["schema"] == 1
    _, out, _ = run(capsys, "report", SAMPLE, "-o", "text:-", "-o", f"json:{document}")
    assert out == TABLE


@pytest.mark.parametrize("text", ["json", "xml:-", "json:", ":x"])
def test_a_wrong_output(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "report", SAMPLE, "-o", text)
    assert (status, len(err.splitlines())) == (2, 1)


def test_another_convention(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "report", SAMPLE, "--convention", "mac-bias", "--format", "json")
    (model,) = json.loads(out)["models"]
    assert model["macs"]["total"] == 3_729_408
    assert model["flops"]["total"] == 3_729_408 + 16 * 32 * 32 + 32 * 16 * 16 + 1024 + 10


def test_what_is_not_exact_says_so_with_its_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = net(more="        self.extra = load('weights')\n", comment="  # flopslint: input=1x4")
    write(tmp_path, {"net.py": "from somewhere import load\n" + text})
    _, out, _ = run(capsys, "report", str(tmp_path / "net.py"))
    assert "Params  at least 10" in out
    assert "Not exact:\n  net.py:" in out
    assert "somewhere" in out


def test_no_input_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    write(tmp_path, {"net.py": net()})
    _, out, _ = run(capsys, "report", str(tmp_path / "net.py"))
    assert "no input: FLOPs are not known" in out
    assert "FLOPs   unknown" in out


def test_a_conflict_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "report", str(SAMPLES / "wrong_flatten.py"))
    assert status == 0
    assert "Running it fails:\n  sample_models/wrong_flatten.py:26: " in out
    assert "FLOPs   at least " in out


def test_several_targets_and_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "report", SAMPLE, str(SAMPLES / "unet.py"))
    assert out.startswith(TABLE + "\nsample_models/unet.py::UNet")
    status, out, _ = run(capsys, "--version")
    assert (status, out.split()[0]) == (0, "flopslint")
