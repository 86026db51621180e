"""``check --fix`` and ``--diff``: what changes, what is kept, and what is left alone."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from flopslint.cli.main import main
from tests.project.projects import write

HEAD = "import torch\nfrom torch import nn\n\n\n"
FLAT = (
    HEAD
    + """\
class Net(nn.Module):  # flopslint: input=1x3x32x32
    def __init__(self, width=16):
        super().__init__()
        self.conv = nn.Conv2d(3, 16, 5, stride=6)
        self.fc = nn.Linear({argument}, 2)  # what arrives: 16*5*5

    def forward(self, x):
        return self.fc(self.conv(x).flatten(1))
"""
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test runs in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fixed(text: str, *flags: str, name: str = "net.py") -> str:
    """The text of a file after ``check --fix``."""
    Path(name).write_text(text, encoding="utf-8", newline="")
    main(["check", name, "--fix", "--select", "ALL", "--ignore", "FL402,FL403", *flags])
    return Path(name).read_bytes().decode()


def test_the_figure_that_fits(capsys: pytest.CaptureFixture[str]) -> None:
    before = FLAT.format(argument="16 * 6 * 6")
    assert fixed(before) == before.replace("16 * 6 * 6", "400")
    captured = capsys.readouterr()
    assert "1 fixed in net.py" in captured.err
    assert "no findings" in captured.out


def test_a_figure_that_is_worked_out_is_replaced_only_when_asked_to() -> None:
    before = FLAT.format(argument="width * 36")
    assert fixed(before) == before
    assert fixed(before, "--unsafe-fixes") == before.replace("width * 36", "400")


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ("nn.Conv2d(4, 8, 3)", "nn.Conv2d(3, 8, 3)"),
        ("nn.Conv2d(in_channels=4, out_channels=8, kernel_size=3)",
         "nn.Conv2d(in_channels=3, out_channels=8, kernel_size=3)"),
        ("nn.Conv2d(3, 8, 3, bias=False), nn.BatchNorm2d(16)", "nn.Conv2d(3, 8, 3, bias=False), nn.BatchNorm2d(8)"),
        ("nn.Flatten(), nn.LayerNorm(9)", "nn.Flatten(), nn.LayerNorm(192)"),
        ("nn.LayerNorm([3, 9, 9])", "nn.LayerNorm([3, 8, 8])"),
        ("nn.InstanceNorm2d(4, affine=True), nn.PReLU(2)", "nn.InstanceNorm2d(3, affine=True), nn.PReLU(3)"),
        ("nn.ConvTranspose2d(4, 8, 2), nn.GroupNorm(2, 6)", "nn.ConvTranspose2d(3, 8, 2), nn.GroupNorm(2, 8)"),
        ("nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8)", "nn.Conv2d(3, 8, 3, bias=False), nn.BatchNorm2d(8)"),
        ("nn.Conv2d(3, 8, 3, bias=True,), nn.BatchNorm2d(8)", "nn.Conv2d(3, 8, 3, bias=False,), nn.BatchNorm2d(8)"),
        ("nn.Conv2d(3, 8, 3, 1, 0, 1, 1, True), nn.BatchNorm2d(8)",
         "nn.Conv2d(3, 8, 3, 1, 0, 1, 1, False), nn.BatchNorm2d(8)"),
    ],
)  # fmt: skip
def test_arguments(layers: str, expected: str) -> None:
    text = f"{HEAD}def net():  # flopslint: input=1x3x8x8\n    return nn.Sequential({{}})\n"
    assert fixed(text.format(layers)) == text.format(expected)


def test_an_argument_on_a_line_of_its_own() -> None:
    text = HEAD + (
        "def net():  # flopslint: input=1x3x8x8\n    return nn.Sequential(\n        nn.Conv2d(\n            3,\n"
        "            8,  # wide\n            3,  # kernel\n        ),\n        nn.BatchNorm2d(8),\n    )\n"
    )
    assert fixed(text) == text.replace(
        "            3,  # kernel\n", "            3,\n            bias=False,  # kernel\n"
    )


PASSED_ON = (
    HEAD
    + """\
class Wide(nn.Linear):
    def __init__(self, name, *args, **kwargs):
        super().__init__(*args, **kwargs)


class Net(nn.Module):  # flopslint: input=2x7x12
    def __init__(self):
        super().__init__()
        self.rnn = nn.{rnn}, batch_first=True)
        self.fc = Wide({wide})

    def forward(self, x):
        return self.fc(self.rnn(x)[0])
"""
)


@pytest.mark.parametrize(
    ("rnn", "wide", "expected"),
    [
        ("LSTM(10, 20", '"head", 12, 5', ("LSTM(12, 20", '"head", 20, 5')),
        ("GRU(input_size=10, hidden_size=20", '"head", out_features=5, in_features=3',
         ("GRU(input_size=12, hidden_size=20", '"head", out_features=5, in_features=20')),
    ],
)  # fmt: skip
def test_constructors_that_pass_their_arguments_on(rnn: str, wide: str, expected: tuple[str, str]) -> None:
    assert fixed(PASSED_ON.format(rnn=rnn, wide=wide)) == PASSED_ON.format(rnn=expected[0], wide=expected[1])


OUTER = (
    HEAD
    + """\
class Mlp(nn.Module):
    def __init__(self, in_features, out_features):
        super().__init__()
        self.fc = nn.Linear(in_features, out_features)

    def forward(self, x):
        return self.fc(x)


class Net(nn.Module):  # flopslint: input=2x4
    def __init__(self):
        super().__init__()
        self.first = Mlp({first}, 6)
        self.second = Mlp({second}, 5)

    def forward(self, x):
        return self.second(self.first(x))
"""
)


def test_the_call_that_gives_the_figure_is_the_place() -> None:
    assert fixed(OUTER.format(first=4, second=9)) == OUTER.format(first=4, second=6)
    assert fixed(OUTER.format(first=9, second=9)) == OUTER.format(first=4, second=6)


def test_several_in_one_file_in_rounds() -> None:
    text = (
        FLAT.format(argument="3")
        + "\n\ndef net():  # flopslint: input=1x3x8x8\n"
        + ("    return nn.Sequential(nn.Conv2d(1, 8, 3), nn.BatchNorm2d(4), nn.Flatten(), nn.Linear(7, 7))\n")
    )
    assert fixed(text) == text.replace("nn.Linear(3, 2)", "nn.Linear(400, 2)").replace(
        "nn.Conv2d(1, 8, 3), nn.BatchNorm2d(4), nn.Flatten(), nn.Linear(7, 7)",
        "nn.Conv2d(3, 8, 3, bias=False), nn.BatchNorm2d(8), nn.Flatten(), nn.Linear(288, 7)",
    )


SHARED = (
    HEAD
    + """\
class Block(nn.Module):
    def __init__(self, norm):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
        self.norm = nn.BatchNorm2d(8) if norm else nn.Identity()

    def forward(self, x):
        return self.norm(self.conv(x))


def one():  # flopslint: input=1x3x8x8
    return Block(True)


def other():  # flopslint: input=1x3x8x8
    return Block({norm})
"""
)


def test_a_call_that_serves_several_models_changes_only_if_all_agree(capsys: pytest.CaptureFixture[str]) -> None:
    text = SHARED.format(norm=False)
    assert fixed(text) == text
    capsys.readouterr()
    main(["check", "net.py", "--select", "FL401", "--format", "json"])
    assert [one["fix"] for one in json.loads(capsys.readouterr().out)["findings"]] == [None]
    text = SHARED.format(norm=True)
    assert fixed(text, "--unsafe-fixes") == text.replace("nn.Conv2d(3, 8, 3)", "nn.Conv2d(3, 8, 3, bias=False)")


def test_a_normalization_that_is_there_under_a_condition_is_no_safe_reason() -> None:
    text = SHARED.format(norm=True)
    assert fixed(text) == text
    text = text.replace("nn.BatchNorm2d(8) if norm else nn.Identity()", "nn.BatchNorm2d(8)")
    assert fixed(text) == text.replace("nn.Conv2d(3, 8, 3)", "nn.Conv2d(3, 8, 3, bias=False)")


def test_a_call_that_builds_several_layers_gets_no_single_figure() -> None:
    text = HEAD + (
        "def net():  # flopslint: input=1x4\n    return nn.Sequential(*[nn.Linear(n, n + 1) for n in (4, 6)])\n"
    )
    assert fixed(text, "--unsafe-fixes") == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = 1  # flopslint: ignore[FL101]\n", "x = 1\n"),
        ("x = 1  # why # flopslint: ignore[FL101] -- because\n", "x = 1  # why\n"),
        ("# flopslint: ignore[FL101] -- until the fall, until=2020-01-01\nx = 1\n", "x = 1\n"),
        ("# flopslint: ignore-file[FL1]\nx = 1\n", "x = 1\n"),
        ("x = 1  # noqa: FL101\n", "x = 1\n"),
        ("x = 1  # noqa: E501, FL101,W291 FL102\n", "x = 1  # noqa: E501, W291\n"),
        ("x = 1  # flopslint: ignore[FL101]  # type: ignore[x]\n", "x = 1  # type: ignore[x]\n"),
        ("x = 1  # flopslint: ignore[FL101, layer-macs-over-budget]\n", "x = 1\n"),
        ('x = "# flopslint: ignore[FL101]"\n', 'x = "# flopslint: ignore[FL101]"\n'),
    ],
)  # fmt: skip
def test_stale_suppressions(before: str, after: str) -> None:
    assert fixed(HEAD + before) == HEAD + after


def test_only_what_is_stale_in_a_suppression_goes(capsys: pytest.CaptureFixture[str]) -> None:
    text = FLAT.format(argument="400").replace("# what arrives: 16*5*5", "# flopslint: ignore[{}] -- large")
    before = text.format("FL102, FL101,layer-params-over-budget")
    assert fixed(before, "--budget", "layer-params=500", "--select", "FL0,FL1") == text.format(
        "FL101, layer-params-over-budget"
    )
    assert "FL004" not in capsys.readouterr().out


def test_a_suppression_of_what_is_no_rule_is_said_and_kept(capsys: pytest.CaptureFixture[str]) -> None:
    text = HEAD + "x = 1  # flopslint: ignore[layer-parms-over-budget]\n"
    assert fixed(text) == text
    out = capsys.readouterr().out
    assert "FL004 warning: 'layer-parms-over-budget' in a suppression is no rule (did you mean 'layer-params" in out


def test_line_ends_encoding_and_mark_are_kept(here: Path) -> None:
    text = FLAT.format(argument="9").replace("what arrives", "was ankäme")
    expected = text.replace("nn.Linear(9", "nn.Linear(400")
    variants: dict[str, Callable[[str], bytes]] = {
        "windows.py": (lambda t: t.replace("\n", "\r\n").encode("utf-8-sig")),
        "latin.py": (lambda t: f"# -*- coding: latin-1 -*-\n{t}".encode("latin-1")),
        "open.py": (lambda t: t.rstrip("\n").encode()),
    }
    for name, encode in variants.items():
        (here / name).write_bytes(encode(text))
    main(["check", "--fix", *variants])
    assert {name: (here / name).read_bytes() for name in variants} == {
        name: encode(expected) for name, encode in variants.items()
    }


def test_a_new_line_is_of_the_files_kind(here: Path) -> None:
    builder = "def net():  # flopslint: input=1x3x8x8\n    return nn.Sequential(nn.Conv2d(\n        3,\n        8,\n"
    text = f"{HEAD}{builder}        3,\n    ), nn.BatchNorm2d(8))\n".replace("\n", "\r\n")
    (here / "net.py").write_bytes(text.encode())
    main(["check", "--fix", "--select", "FL401"])
    assert (here / "net.py").read_bytes().decode() == text.replace(
        "    3,\r\n    )", "    3,\r\n        bias=False,\r\n    )"
    )


def test_mode_and_links_are_kept(here: Path) -> None:
    real = here / "real.py"
    real.write_text(FLAT.format(argument="9"), encoding="utf-8")
    real.chmod(0o640)
    (here / "net.py").symlink_to(real)
    main(["check", "net.py", "--fix"])
    assert "nn.Linear(400, 2)" in real.read_text(encoding="utf-8")
    assert real.stat().st_mode & 0o777 == 0o640
    assert (here / "net.py").is_symlink()
    assert sorted(path.name for path in here.iterdir()) == ["net.py", "real.py"]


UNSAFE = (
    HEAD
    + """\
class Net(nn.Module):  # flopslint: input=1x4
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 2)
        self.unused = nn.Linear(4, 4)  # since 2019
        self.fc = nn.Linear(4, 2)

    def forward(self, x):
        return self.fc(x)
"""
)


def test_statements_go_only_when_asked_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert fixed(UNSAFE) == UNSAFE
    assert "fixable: 2 with --fix --unsafe-fixes" in capsys.readouterr().out
    lines = UNSAFE.splitlines(keepends=True)
    assert fixed(UNSAFE, "--unsafe-fixes") == "".join(lines[:7] + lines[9:])


def test_diff_writes_nothing_and_can_be_applied(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = {"a.py": FLAT.format(argument="9"), "sub/b.py": FLAT.format(argument="9").rstrip("\n")}
    write(here, texts)
    assert main(["check", "--diff"]) == 1
    patch = capsys.readouterr().out
    assert {name: (here / name).read_text(encoding="utf-8") for name in texts} == texts
    subprocess.run(["git", "apply", "-"], input=patch, text=True, check=True)  # noqa: S607
    assert "nn.Linear(400, 2)" in (here / "sub/b.py").read_text(encoding="utf-8")
    assert main(["check", "--diff"]) == 0
    assert capsys.readouterr().out == ""


def test_fixes_are_in_machine_formats(capsys: pytest.CaptureFixture[str]) -> None:
    Path("net.py").write_text(FLAT.format(argument="9"), encoding="utf-8")
    main(["check", "net.py", "--format", "json"])
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["fix"] == {
        "message": "set in_features=400", "safe": True,
        "edits": [{"file": "net.py", "line": 9, "column": 29, "end_line": 9, "end_column": 30, "text": "400"}],
    }  # fmt: skip
    main(["check", "net.py", "--format", "sarif"])
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "net.py"
    assert change["replacements"] == [{
        "deletedRegion": {"startLine": 9, "startColumn": 29, "endLine": 9, "endColumn": 30},
        "insertedContent": {"text": "400"},
    }]  # fmt: skip
    main(["check", "net.py", "--format", "rdjson"])
    (diagnostic,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert diagnostic["suggestions"] == [
        {"range": {"start": {"line": 9, "column": 29}, "end": {"line": 9, "column": 30}}, "text": "400"}
    ]


LIBRARY = (
    HEAD
    + """\
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(9, 2)

    def forward(self, x):
        return self.fc(x)
"""
)
USER = (
    HEAD
    + """\
import net


class Use(nn.Module):  # flopslint: input=1x3
    def __init__(self):
        super().__init__()
        self.net = net.Net()

    def forward(self, x):
        return self.net(x)
"""
)


def test_files_of_libraries_are_left_alone(here: Path) -> None:
    write(here, {"lib/net.py": LIBRARY, "use.py": USER})
    assert main(["check", "use.py", "--fix", "--unsafe-fixes", "--search-path", "lib"]) == 1
    assert (here / "lib/net.py").read_text(encoding="utf-8") == LIBRARY
    write(here, {"net.py": LIBRARY})
    assert main(["check", "use.py", "--fix"]) == 0
    assert "nn.Linear(3, 2)" in (here / "net.py").read_text(encoding="utf-8")
