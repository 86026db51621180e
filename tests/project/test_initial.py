"""``flopslint init``: a first configuration that holds, beside what is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from flopslint.cli.main import main
from flopslint.project.configuration.keys import KEYS
from flopslint.project.configuration.load import load_config
from tests.project.projects import net, write

NET = net(comment="  # flopslint: input=1x4")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test runs in a project of its own."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_models_and_their_costs(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(here, {"models/net.py": NET, "other.py": net()})
    assert main(["init"]) == 0
    assert capsys.readouterr().out == "flopslint.toml: 2 models with the present costs as budgets\n"
    document = tomllib.loads((here / "flopslint.toml").read_text(encoding="utf-8"))
    assert document["model"] == [
        {"target": "models/net.py::Net", "budget": {"params": 10, "macs": 8}},
        {"target": "other.py::Net", "budget": {"params": 10}},
    ]
    assert main(["check"]) == 0
    write(here, {"models/net.py": NET.replace("width=4", "width=5").replace("1x4", "1x5")})
    assert main(["check", "--select", "FL103"]) == 1
    assert main(["check", "--select", "FL104"]) == 1


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_a_pyproject_keeps_what_it_has(newline: str, end: str, here: Path) -> None:
    before = ('[project]\nname = "x"  # mine\n\n[tool.ruff]\nline-length = 99' + end).replace("\n", newline).encode()
    (here / "pyproject.toml").write_bytes(before)
    write(here, {"net.py": NET})
    assert main(["init"]) == 0
    after = (here / "pyproject.toml").read_bytes()
    assert after.startswith(before)
    assert re.search(rb"[^\r]\n", after) is None or newline == "\n"
    document = tomllib.loads(after.decode())
    assert document["tool"]["ruff"] == {"line-length": 99}
    assert document["tool"]["flopslint"]["model"][0]["target"] == "net.py::Net"
    assert load_config(here, here).models[0].budgets[0].maximum.value == 10


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("flopslint.toml", "", "flopslint.toml is there already"),
        (".flopslint.toml", "", ".flopslint.toml is there already"),
        ("pyproject.toml", "[tool.flopslint]\nselect = []\n", "has a table [tool.flopslint] already"),
        ("pyproject.toml", "[tool.ruff\n", "cannot be read"),
        ("pyproject.toml", "tool = { ruff = {} }\n", "cannot take a table [tool.flopslint] at its end"),
    ],
)  # fmt: skip
def test_nothing_is_overwritten(
    name: str, text: str, said: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(here, {name: text, "net.py": NET})
    assert main(["init"]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.err.count("\n") == 1
    assert (here / name).read_text(encoding="utf-8") == text


def test_the_comments_are_keys_that_can_be_put_in(here: Path) -> None:
    write(here, {"net.py": NET})
    assert main(["init"]) == 0
    text = (here / "flopslint.toml").read_text(encoding="utf-8")
    lines = re.sub(r"^# ([a-z-]+ = )", r"\1", text, flags=re.MULTILINE)
    assert {key.name for key in KEYS} - tomllib.loads(lines).keys() == set()
    (here / "flopslint.toml").write_text(lines, encoding="utf-8")
    assert load_config(here, here).said


def test_budgets_in_source_stay_in_force(here: Path) -> None:
    write(here, {"net.py": net(comment="  # flopslint: input=1x4, params<=9")})
    assert main(["check"]) == 1
    assert main(["init"]) == 0
    assert "model" not in tomllib.loads((here / "flopslint.toml").read_text(encoding="utf-8"))
    assert main(["check"]) == 1


def test_a_model_with_figures_that_are_not_exact_gets_no_such_budget(here: Path) -> None:
    unknown = "from torch import nn\n\n\nclass Net(nn.Module):\n    def __init__(self, width=int(open('x').read())):\n"
    more = "        super().__init__()\n        self.a = nn.Linear(3, 3)\n        self.b = nn.Linear(width, 2)\n\n"
    more += "    def forward(self, x):\n        return self.a(x)\n"
    write(here, {"net.py": unknown + more})
    assert main(["init"]) == 0
    document = tomllib.loads((here / "flopslint.toml").read_text(encoding="utf-8"))
    assert document["model"] == [{"target": "net.py::Net"}]
    assert main(["check"]) == 0
