"""Checking files, folders and configured models."""

from __future__ import annotations

from pathlib import Path

import pytest

import flopslint
from tests.project.projects import net, write

INPUT = "  # flopslint: input=1x4"


def codes(*targets: Path | str, **options: str) -> list[tuple[str, str | None, int | None]]:
    return [(one.code, one.file, one.line) for one in flopslint.check(targets, **options)]


def test_a_folder(tmp_path: Path) -> None:
    write(tmp_path, {
        "good.py": net(comment=INPUT),
        "fat.py": net(comment=INPUT + ", params<=9"),
        "broken.py": "import torch\nclass Net(:\n",
        "script.py": "def f(:\n",
        "notes.txt": "def f(:\n",
    })  # fmt: skip
    assert codes(tmp_path) == [("FL001", "broken.py", 2), ("FL103", "fat.py", 4)]
    assert codes(tmp_path / "script.py") == [("FL001", "script.py", 1)]


def test_budgets_of_comments_come_before_those_of_the_configuration(tmp_path: Path) -> None:
    write(tmp_path, {
        "flopslint.toml": '[budget]\nmodel-params = "5"\nlayer-params = "1M"\n',
        "a.py": net(comment=INPUT + ", params<=10"),
        "b.py": net(comment=INPUT),
    })  # fmt: skip
    assert codes(tmp_path) == [("FL103", "b.py", 4)]


def test_configured_models(tmp_path: Path) -> None:
    write(tmp_path, {
        "pyproject.toml": """[tool.flopslint]
search-path = ["third"]
exclude = ["third/**"]
[[tool.flopslint.model]]
target = "net.py::Net(width=100)"
input = ["1x100"]
budget = { params = "200" }
[[tool.flopslint.model]]
target = "missing.py::Net"
[[tool.flopslint.model]]
target = "net.py::Gone"
[[tool.flopslint.model]]
target = "lib.nets:Net"
budget = { params = "9" }
""",
        "net.py": net(comment=INPUT),
        "third/lib/__init__.py": "",
        "third/lib/nets.py": net(comment=INPUT),
    })  # fmt: skip
    found = [(one.code, one.file, one.line) for one in flopslint.check(config=tmp_path / "pyproject.toml")]
    assert found == [
        ("FL103", "net.py", 4),
        ("FL005", "pyproject.toml", 9),
        ("FL005", "pyproject.toml", 11),
        ("FL103", "pyproject.toml", 13),
    ]


@pytest.mark.parametrize(
    ("comment", "remark", "expected"),
    [
        (INPUT, "  # flopslint: ignore[FL101]", []),
        (INPUT, "  # flopslint: ignore[layer-params-over-budget] -- it is fine", []),
        (INPUT, "  # noqa: FL101", []),
        (INPUT, "  # flopslint: ignore[FL2]", ["FL101", "FL004"]),
        (INPUT, "  # flopslint: ignore[FL1] -- until=2020-01-01", ["FL004", "FL101"]),
        (INPUT, "  # flopslint: ignore[FL1], until=2020-01-01", None),
    ],
)  # fmt: skip
def test_suppressions(comment: str, remark: str, expected: list[str] | None, tmp_path: Path) -> None:
    write(tmp_path, {"flopslint.toml": '[budget]\nlayer-params = "5"', "net.py": net(comment=comment, remark=remark)})
    if expected is None:
        with pytest.raises(flopslint.ConfigError, match=r"net\.py:7"):
            codes(tmp_path)
        return
    assert sorted(code for code, _, _ in codes(tmp_path)) == sorted(expected)


def test_suppressions_of_models_and_files(tmp_path: Path) -> None:
    write(tmp_path, {
        "flopslint.toml": '[budget]\nmodel-params = "5"',
        "a.py": net(comment="  # flopslint: ignore[FL103], ").replace("], ", "]"),
        "b.py": "# flopslint: ignore-file[FL1]\n" + net(),
        "c.py": net().replace("class Net", "# flopslint: ignore[FL103]\nclass Net"),
    })  # fmt: skip
    assert [code for code, _, _ in codes(tmp_path)] == ["FL003", "FL003", "FL003"]


def test_wrong_comments_are_wrong_configuration(tmp_path: Path) -> None:
    for comment, said in (
        ("parms<=5M", "did you mean"),
        ("params<=5X", "5X"),
        ("input=1xA", "'A'"),
        ("params", "neither"),
    ):
        write(tmp_path, {"net.py": net(comment=f"  # flopslint: {comment}")})
        with pytest.raises(flopslint.FlopslintError, match=rf"net\.py:4: .*{said}"):
            flopslint.check([tmp_path / "net.py"])


def test_a_model_that_another_file_constructs_is_not_a_model_of_its_own(tmp_path: Path) -> None:
    outer = net(more="        self.inner = Net2()\n").replace(
        "from torch import nn", "from torch import nn\nfrom .inner import Net2"
    )
    write(tmp_path, {"pkg/__init__.py": "", "pkg/inner.py": net().replace("Net", "Net2"), "pkg/outer.py": outer})
    assert {file for _, file, _ in codes(tmp_path)} == {"pkg/outer.py"}
    assert {file for _, file, _ in codes(tmp_path / "pkg" / "inner.py")} == {"pkg/inner.py"}


def test_include_and_exclude_hold_without_targets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {
        "flopslint.toml": 'include = ["models/**"]\nexclude = ["**/old/**"]\n[budget]\nmodel-params = "5"',
        "models/a.py": net(comment=INPUT), "models/old/b.py": net(comment=INPUT), "c.py": net(comment=INPUT),
    })  # fmt: skip
    monkeypatch.chdir(tmp_path / "models")
    assert codes() == [("FL103", "models/a.py", 4)]


def test_findings_do_not_depend_on_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"flopslint.toml": '[budget]\nmodel-params = "5"', "models/a.py": net(comment=INPUT)})
    monkeypatch.chdir(tmp_path)
    here = flopslint.check(["models"])
    monkeypatch.chdir("/")
    assert flopslint.check([tmp_path / "models"]) == here
    assert here[0].file == "models/a.py"
