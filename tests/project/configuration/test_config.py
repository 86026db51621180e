from __future__ import annotations

from pathlib import Path

import pytest

from flopslint.core.errors import ConfigError
from flopslint.project.configuration.config import Config
from flopslint.project.configuration.load import load_config
from flopslint.project.configuration.toml_lines import TomlLines

FULL = """[project]
name = "x"

[tool.flopslint]
include = ["models/**/*.py"]
search-path = ["third_party"]
convention = "mac-bias"
ignore = ["FL101"]
require-complete = true
per-file-ignores = { "tests/**" = ["FL1"] }

[tool.flopslint.budget]
model-params = "30M"
model-macs = { max = "5G", warn = "80%" }

[[tool.flopslint.model]]
target = "a.py::A"

[[tool.flopslint.model]]
name = "classifier"
target = "models/resnet.py::resnet50(num_classes=10)"
input = ["1x3x224x224", "mask=1x128:bool"]
budget = { params = "26M", macs = "4.2G" }
"""


def load(folder: Path, text: str, name: str = "pyproject.toml") -> Config:
    (folder / name).write_text(text, encoding="utf-8")
    return load_config(folder, folder)


def test_everything(tmp_path: Path) -> None:
    config = load(tmp_path, FULL)
    assert config.root == tmp_path
    assert config.search_path == (tmp_path / "third_party",)
    assert (config.convention, config.require_complete, config.ignore) == ("mac-bias", True, ("FL101",))
    assert [budget.key for budget in config.budgets] == ["model-params", "model-macs"]
    assert [budget.written_at and budget.written_at.start_line for budget in config.budgets] == [13, 14]
    first, second = config.models
    assert (first.inputs, first.named_at.start_line) == (None, 17)
    assert second.inputs is not None
    assert [str(spec) for spec in second.inputs] == ["1x3x224x224", "mask=1x128:bool"]
    assert [budget.key for budget in second.budgets] == ["model-params", "model-macs"]
    assert second.named_at.start_line == 21


def test_broken_toml_says_where(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"flopslint\.toml:1: Invalid value"):
        load(tmp_path, "include = [", "flopslint.toml")


def test_own_file_has_the_keys_at_top_level(tmp_path: Path) -> None:
    config = load(tmp_path, "convention = 'mac'\n[budget]\nlayer-params = '1M'", "flopslint.toml")
    assert config.convention == "mac"
    assert config.budgets[0].written_at is not None
    assert config.budgets[0].written_at.start_line == 3


def test_the_nearest_file_with_our_table_counts(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "flopslint.toml").write_text("convention = 'mac'", encoding="utf-8")
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'flopslint user'", encoding="utf-8")
    assert load_config(inner, tmp_path).root == tmp_path
    (inner / "pyproject.toml").write_text("[tool.flopslint]", encoding="utf-8")
    assert load_config(inner, tmp_path).root == inner


def test_without_a_file_the_root_is_the_repository_or_the_working_directory(tmp_path: Path) -> None:
    inner = tmp_path / "repository" / "models"
    inner.mkdir(parents=True)
    assert load_config(inner, tmp_path / "here").root == tmp_path / "here"
    (tmp_path / "repository" / ".git").mkdir()
    assert load_config(inner, tmp_path / "here").root == tmp_path / "repository"


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no\.toml does not exist"):
        load_config(tmp_path, tmp_path, tmp_path / "no.toml")


def test_lines_of_keys() -> None:
    lines = TomlLines('a = 1\n[b.c]\n"d e" = { f = 2 } # [x]\n[[g]]\n[[g]]\nh.i = 3\n')
    assert lines.line(("a",)) == 1
    assert lines.line(("b", "c", "d e", "f")) == 3
    assert lines.line(("g", 1, "h", "i")) == 6
    assert lines.line(("g", 1, "nowhere")) == 5
    assert lines.line(("nowhere",)) == 1
