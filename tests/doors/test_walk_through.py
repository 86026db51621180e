"""README's way from a small model to a failing commit, test and review comment: its own commands, run as they stand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.project.projects import write
from tests.project.repositories import ENVIRONMENT, git

ROOT = Path(__file__).resolve().parents[2]
HEADING = "## From a small model to a failing commit, a failing test and a review comment"


def _blocks() -> list[str]:
    """The shell blocks of the section; a line that says that it fails is asserted to."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.partition(HEADING)[2].partition("\n## ")[0]
    blocks = re.findall(r"^```sh\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    return [
        re.sub(r"^(.*\S)  # fails$", r"if { \1; }; then exit 99; fi", block, flags=re.MULTILINE) for block in blocks
    ]


def _environment(folder: Path) -> dict[str, str]:
    """Commands and plugin as an installed flopslint has them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    modules = {"flopslint": "flopslint", "pre-commit": "pre_commit", "pytest": "pytest"}
    for name, module in modules.items():
        script = folder / "bin" / name
        write(folder, {f"bin/{name}": f'#!/bin/sh\nexec "{sys.executable}" -m {module} "$@"\n'})
        script.chmod(0o755)
    points = "".join(f"{name} = {value}\n" for name, value in project["entry-points"]["pytest11"].items())
    info = "site/flopslint-0.dist-info"
    write(folder, {
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: flopslint\nVersion: 0\n",
        f"{info}/entry_points.txt": f"[pytest11]\n{points}",
    })  # fmt: skip
    return {
        **ENVIRONMENT,
        "PATH": os.pathsep.join([str(folder / "bin"), os.environ["PATH"]]),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(folder / "site")]),
        "PYTEST_ADDOPTS": "",
        "PRE_COMMIT_HOME": str(folder / "cache"),
    }


def test_readme_from_a_model_to_a_review_comment(tmp_path: Path) -> None:
    environment = _environment(tmp_path)
    environment.pop("PYTEST_XDIST_WORKER", None)
    working, outs = tmp_path / "work", []
    working.mkdir()
    for block in _blocks():
        script = ["bash", "-eo", "pipefail", "-c", block]
        done = subprocess.run(script, cwd=working, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        outs.append(done.stdout + done.stderr)
        working = tmp_path / "work" / "shop"
    report, commit, test, comment = outs
    assert f"{3 * 32 * 9 + 32 + 32 * 64 * 9 + 64 + 64 * 10 + 10:,}" in report
    wide = f"{3 * 96 * 9 + 96 + 96 * 192 * 9 + 192 + 192 * 10 + 10:,}"
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    finding = re.search(r"`(net\.py:4:1: FL103 error: Net has ([\d,]+) parameters[^`]*)`", text)
    assert finding is not None
    assert finding[2] == wide
    assert finding[1] in commit
    assert "2 failed" in test
    assert re.search(r"body +Conv2d .* net\.py:8", test)
    assert "<!-- flopslint-diff -->" in comment
    assert "FL501" in comment
    assert "`net.py:5`" in comment, "where the width is changed"
    assert git(working, "log", "--format=%s").splitlines() == ["Wider, on purpose", "A small model"]
