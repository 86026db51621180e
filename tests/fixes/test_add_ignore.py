"""``check --add-ignore``: comments that hide what is found, where Python allows a comment."""

from __future__ import annotations

from pathlib import Path

import pytest

from flopslint.cli.main import main

HEAD = "from torch import nn\n\n\n"


NET = """\
class Net(nn.Module):{comment}
    def __init__(self):
        super().__init__()
        {layer}

    def forward(self, x):
        return self.fc(x)
"""


def body(layer: str) -> str:
    """A model with one layer that is over the budgets given below."""
    return HEAD + NET.format(layer=layer, comment="  # flopslint: input=1x4")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test runs in a folder of its own, whose layers may have 9 parameters."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "flopslint.toml").write_text("[budget]\nlayer-params = 9\nlayer-macs = 7\n", encoding="utf-8")
    return tmp_path


def ignored(text: str, flag: str = "--add-ignore") -> str:
    """The text of a file after its findings got comments; a check then has nothing to say."""
    Path("net.py").write_bytes(text.encode())
    assert main(["check", "net.py"]) == 1
    assert main(["check", flag, "net.py"]) == 0
    assert main(["check", "net.py"]) == 0
    return Path("net.py").read_bytes().decode()


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        ("self.fc = nn.Linear(4, 2)", "self.fc = nn.Linear(4, 2)  # flopslint: ignore[FL101, FL102]"),
        ("self.fc = nn.Linear(4, 2)  # head ", "self.fc = nn.Linear(4, 2)  # head  # flopslint: ignore[FL101, FL102]"),
        ("self.fc = nn.Linear(4, 2)  # flopslint: ignore[FL101] -- why",
         "self.fc = nn.Linear(4, 2)  # flopslint: ignore[FL101, FL102] -- why"),
        ("self.fc = nn.Linear(\n            4, 2\n        )",
         "self.fc = nn.Linear(  # flopslint: ignore[FL101, FL102]\n            4, 2\n        )"),
        ("self.fc = \\\n            nn.Linear(4, 2)",
         "self.fc = \\\n            nn.Linear(4, 2)  # flopslint: ignore[FL101, FL102]"),
        ('self.fc = nn.Linear(4, 2); """\n"""',
         '# flopslint: ignore[FL101, FL102]\n        self.fc = nn.Linear(4, 2); """\n"""'),
        ("self.fc = nn.Linear(4, \\\n            2)",
         "self.fc = nn.Linear(4, \\\n            2)  # flopslint: ignore[FL101, FL102]"),
    ],
)  # fmt: skip
def test_where_the_comment_goes(layer: str, expected: str) -> None:
    assert ignored(body(layer)) == body(expected)


def test_a_reason_and_line_ends() -> None:
    text = body("self.fc = nn.Linear(4, 2)").replace("\n", "\r\n")
    assert ignored(text, "--add-ignore=not ours, until=2999-01-01") == text.replace(
        "nn.Linear(4, 2)", "nn.Linear(4, 2)  # flopslint: ignore[FL101, FL102] -- not ours, until=2999-01-01"
    )


def test_beside_what_else_a_comment_declares(here: Path) -> None:
    (here / "flopslint.toml").write_text("[budget]\nmodel-params = 9\n", encoding="utf-8")
    text = body("self.fc = nn.Linear(4, 2)")
    assert ignored(text) == text.replace("input=1x4", "input=1x4  # flopslint: ignore[FL103]")


def test_a_reason_that_cannot_be_read_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    text = body("self.fc = nn.Linear(4, 2)")
    Path("net.py").write_text(text, encoding="utf-8")
    assert main(["check", "--add-ignore=until=tomorrow"]) == 2
    assert "'tomorrow' is not a date" in capsys.readouterr().err
    assert Path("net.py").read_text(encoding="utf-8") == text


def test_a_file_that_cannot_be_parsed_gets_none(capsys: pytest.CaptureFixture[str]) -> None:
    Path("net.py").write_text("import torch\nclass (", encoding="utf-8")
    assert main(["check", "--add-ignore"]) == 1
    assert Path("net.py").read_text(encoding="utf-8") == "import torch\nclass ("
    assert "FL001" in capsys.readouterr().out
