"""Every mistake in a configuration gets one sentence with file, line and what would be right; the status is 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from flopslint.cli.main import main

HEAD = "[tool.flopslint]\n"

MISTAKES = [
    (HEAD + "\nserach-path = []", 3, "unknown key 'serach-path' (did you mean 'search-path'?)"),
    (HEAD + "include = 'a'", 2, "'include' is not a list of strings"),
    (HEAD + "include = ['**/*.py',\n'!']", 2, "'include': the glob '!' cannot be read"),
    (HEAD + "exclude = ['[z-a].py']", 2, "'exclude': the glob '[z-a].py' cannot be read"),
    (HEAD + "exclude = ['# old']", 2, "'exclude': the glob '# old' matches no file"),
    (HEAD + "select = ['FLX']", 2, "'select': unknown rule 'FLX'"),
    (HEAD + "ignore = ['layer-parms-over-budget']", 2, "(did you mean 'layer-params-over-budget'?)"),
    (HEAD + "convention = 'macs'", 2, "'convention': unknown convention 'macs' (did you mean 'mac'?)"),
    (HEAD + "convention = 3", 2, "'convention' is not a string"),
    (HEAD + "require-complete = 1", 2, "'require-complete' is not true or false"),
    (HEAD + "search-path = ['']", 2, "'search-path': it is empty"),
    (HEAD + "per-file-ignores = { 'a' = ['FL'], 'b' = ['E'] }", 2, "unknown rule 'E'"),
    (HEAD + "[tool.flopslint.per-file-ignores]\n'a' = ['FL']\n'b' = 'FL1'", 4, "the rules of 'b' are not a list"),
    (HEAD + "budget = '3M'", 2, "'budget' is not a table of budgets"),
    ("[tool.flopslint.budget]\nmodel-params = 'many'", 2, "budget 'model-params': expected a count such as 26M"),
    ("[tool.flopslint.budget]\nmodel-parms = '3M'", 2, "unknown budget 'model-parms' (did you mean 'model-params'?)"),
    ("[tool.flopslint.budget]\nlayer-share = '3M'", 2, "expected a share such as 60%, got '3M'"),
    ("[tool.flopslint.budget]\nparams = { max = '3M', wran = 1 }", 2, "unknown key 'wran' in budget 'params'"),
    ("[tool.flopslint.budget]\nparams = { max = '3M', warn = '4M' }", 2, "'warn' of 4M is above 'max' of 3M"),
    ("[tool.flopslint.budget]\nparams = 1\nmodel-params = 2", 3, "budget 'model-params' is there twice"),
    ("[tool.flopslint.budget]\nparams = { floor = 1, max = 2 }", 2, "unknown key 'floor' in budget 'params'"),
    (HEAD + "[[tool.flopslint.model]]\nname = 'x'", 2, "a model has no 'target'"),
    (HEAD + "model = 3", 2, "'model' is not a list of tables [[tool.flopslint.model]]"),
    ("[[tool.flopslint.model]]\ntarget = 'a.py::A'\ninput = ['1xA']", 3, "'input': input spec '1xA': 'A' is not a dim"),
    ("[[tool.flopslint.model]]\ntarget = 'a'\n[[tool.flopslint.model]]\ntarget = 'b'\ninputs = []", 5, "'input'"),
    ("[[tool.flopslint.model]]\ntarget = 'a'\ninput = ['1']\nforward = 'x'", 4, "either 'input' or 'forward'"),
    ("[[tool.flopslint.model]]\ntarget = 'a'\nforward = 'x,, y'", 3, "the arguments 'x,, y' of forward cannot be read"),
    ("[[tool.flopslint.model]]\ntarget = 'a'\nbudget = { parms = 1 }", 3, "(did you mean 'params'?)"),
    ("[tool]\nflopslint = 3", 2, "'flopslint' is not a table"),
    ("[tool]\nflopslint.selct = []", 2, "unknown key 'selct'"),
    (HEAD + "select = [", 2, "Invalid value"),
    (HEAD + "select = []\nselect = []", 3, "Cannot overwrite a value"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "said"), MISTAKES, ids=[said for _, _, said in MISTAKES])
def test_a_mistake(
    text: str, line: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert main(["check"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"flopslint: pyproject.toml:{line}: ")
    assert said in captured.err
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("pyproject.toml", b"[project]\nname = 'x'\n", "file pyproject.toml has no table [tool.flopslint]"),
        ("flopslint.toml", b"select = []\nname = '\xff'\n", "flopslint.toml:2: it is not UTF-8 text"),
        ("other.toml", b"[tool.flopslint]\nselct = []\n", "other.toml:2: unknown key 'selct'"),
        ("other.toml", b"selct = []\n", "other.toml:1: unknown key 'selct'"),
        ("gone.toml", None, "configuration file gone.toml does not exist"),
    ],
)  # fmt: skip
def test_a_file_that_is_named(
    name: str,
    data: bytes | None,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert main(["check", "--config", name]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.err.count("\n") == 1
    assert str(tmp_path) not in captured.err


def test_a_folder_is_no_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.toml").mkdir()
    assert main(["check", "--config", "x.toml"]) == 2
    assert capsys.readouterr().err == "flopslint: x.toml: it cannot be read: Is a directory\n"


def test_a_line_that_git_passes_over_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".gitignore").write_text("!\n\\\n[z-a]\nold/\n", encoding="utf-8")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "net.py").write_text("import torch\nclass (", encoding="utf-8")
    assert main(["check"]) == 0
    assert main(["check", "old/net.py"]) == 1
