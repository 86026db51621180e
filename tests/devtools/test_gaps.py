"""The work list: kinds of gaps over the models of a folder, ranked, with an example each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flopslint.devtools.__main__ import main

HEAD = "import torch\nimport missing_library\nfrom torch import nn\n"

NET = """

class {name}(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, {width})

    def forward(self, x):
        return {result}
"""


def net(name: str, width: str = "2", result: str = "self.fc(x)") -> str:
    return NET.format(name=name, width=width, result=result)


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    unknown = net("First", "missing_library.width()") + net("Second", "missing_library.width()")
    (tmp_path / "a.py").write_text(HEAD + unknown, encoding="utf-8")
    (tmp_path / "b.py").write_text(HEAD + net("Third", result="missing_library.act(self.fc(x))"), encoding="utf-8")
    (tmp_path / "c.py").write_text(HEAD + net("Wrong", width="-1") + net("Good"), encoding="utf-8")
    (tmp_path / "broken.py").write_text("import torch\ndef (:\n", encoding="utf-8")
    (tmp_path / "other.py").write_text("x = 1\n", encoding="utf-8")
    needy = net("Needy").replace("self):", "self, width):")
    (tmp_path / "needy.py").write_text(HEAD + needy, encoding="utf-8")
    return tmp_path


def listed(folder: Path, capsys: pytest.CaptureFixture[str], *flags: str) -> dict[str, Any]:
    assert main(["gaps", str(folder), "--json", *flags]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_kinds_are_ranked_by_models(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = listed(folder, capsys, "--input", "1x4")
    assert (found["files"], found["models"], found["exact"], found["not_built"]) == (5, 5, 1, 1)
    kinds = {one["kind"]: one["models"] for one in found["kinds"]}
    assert kinds == {"missing-module": 3, "conflict: invalid-argument": 1}
    assert [one["models"] for one in found["kinds"]] == sorted(kinds.values(), reverse=True)
    assert [Path(path).name for path in found["failures"]] == ["broken.py"]


def test_an_example_has_its_place_and_reason(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = listed(folder, capsys, "--input", "1x4")["kinds"][0]
    (example,) = first["examples"]
    assert example["place"] == "a.py:2"
    assert example["model"] == "a.py::First"
    assert example["count"] == 2
    assert "missing_library" in example["reason"]
    assert len(listed(folder, capsys, "--input", "1x4", "--places", "5")["kinds"][0]["examples"]) == 2


def test_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gaps", str(folder)]) == 0
    text = capsys.readouterr().out
    assert text.startswith("5 models in 5 files: ")
    assert "no-input: " in text
    assert "missing-module: 2 models, 1 places\n     2 x a.py:2: " in text


@pytest.mark.parametrize("arguments", [[], ["unknown"], ["gaps", "no/such/folder"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err
