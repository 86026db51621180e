"""The plugin in real runs of pytest, found by its entry point as an installed one is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.project.projects import write

ROOT = Path(__file__).resolve().parents[2]
NET = """\
from torch import nn


class Net(nn.Module):  # flopslint: input=1x3x32x32, params<=5k, macs<=300M
    def __init__(self, width=16):
        super().__init__()
        self.conv = nn.Conv2d(3, width, 3, padding=1)
        self.fc = nn.Linear(width, 1000)

    def forward(self, x):
        return self.fc(self.conv(x).mean((2, 3)))
"""
CONFIG = """\
[[model]]
target = "models/net.py::Net(width=32)"
input = ["1x3x8x8"]
budget = { params = "20k", macs = { max = 1000, warn = "80%" } }  # keep it small
"""
PARAMS = 3 * 16 * 9 + 16 + 16 * 1000 + 1000


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one model, and flopslint as if it were installed."""
    entry_points = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    info = "site/flopslint-0.dist-info"
    lines = "".join(f"{name} = {value}\n" for name, value in entry_points["pytest11"].items())
    write(tmp_path, {
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: flopslint\nVersion: 0\n",
        f"{info}/entry_points.txt": f"[pytest11]\n{lines}",
    })  # fmt: skip
    return write(tmp_path / "project", {"models/net.py": NET, "flopslint.toml": CONFIG, "pytest.ini": "[pytest]\n"})


def run(project: Path, *arguments: str, tests: str = "") -> tuple[int, str]:
    """Exit status and output of pytest."""
    if tests:
        write(project, {"tests/test_net.py": tests})
    path = os.pathsep.join([str(ROOT), str(project.parent / "site")])
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    environment = {**os.environ, "PYTHONPATH": path, "PYTEST_ADDOPTS": "", "COLUMNS": "160"}
    environment.pop("PYTEST_XDIST_WORKER", None)
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def _block(out: str, name: str) -> list[str]:
    """The lines of a failure."""
    found = re.search(rf"^_+ {re.escape(name)} _+\n(.*?)^[_=]{{5,}}", out, re.MULTILINE | re.DOTALL)
    assert found is not None, out
    return found[1].splitlines()


def test_budgets_of_configuration_and_source_are_tests(project: Path) -> None:
    code, out = run(project, "--flopslint")
    assert code == 1
    assert "2 failed" in out
    block = _block(out, "models/net.py::Net")
    assert len(block) <= 15
    assert any("FL103" in line and f"{PARAMS:,}" in line and "5k" in line for line in block)
    assert any(line.split()[0] == "fc" and line.endswith("models/net.py:8") for line in block if line.strip())
    assert "FL104" in "".join(_block(out, "models/net.py::Net(width=32)"))


@pytest.mark.parametrize("arguments", [["tests"], ["tests/test_net.py", "tests/test_net.py::test_other"], ["-n", "2"]])
def test_once_a_run_whatever_the_arguments(project: Path, arguments: list[str]) -> None:
    code, out = run(project, "--flopslint", *arguments, tests="def test_other():\n    pass\n")
    assert code == 1
    assert "2 failed, 1 passed" in out


def test_setting_and_selection(project: Path) -> None:
    write(project, {"pytest.ini": "[pytest]\nflopslint = true\n"})
    code, out = run(project, "-k", "width")
    assert code == 1
    assert "1 failed, 1 deselected" in out


def test_unused_it_costs_nothing(project: Path) -> None:
    tests = """\
import sys


def test_imports():
    heavy = {"libcst", "networkx", "rich", "flopslint.api", "flopslint.project", "flopslint.evaluator"}
    assert "flopslint.pytest_plugin" in sys.modules
    assert not heavy & set(sys.modules)
"""
    assert run(project, tests=tests)[0] == 0
    collected = "import sys\nassert not {'libcst', 'networkx'} & set(sys.modules)\n\n\ndef test_a():\n    pass\n"
    assert run(project, "--flopslint", "--collect-only", tests=collected)[0] == 0


def test_the_fixture_and_a_comparison_that_fails(project: Path) -> None:
    tests = f"""\
def test_good(flopslint):
    report = flopslint("models/net.py::Net", input=["1x3x32x32"])
    assert report.params == {PARAMS}
    assert report.params <= "20k"


def test_bad(flopslint):
    report = flopslint("models/net.py::Net", forward="torch.zeros(1, 3, 8, 8)")
    assert report.cost("mac").total <= "1k"
"""
    code, out = run(project, tests=tests)
    assert (code, "1 failed, 1 passed" in out) == (1, True)
    lines = [line for line in _block(out, "test_bad") if line.startswith("E ")]
    assert len(lines) <= 15
    macs = 3 * 16 * 9 * 64 + 16 * 1000
    assert f"{macs:,} MACs" in lines[1]
    assert [line.split()[1] for line in lines[3:]] == ["conv", "fc"]
    assert lines[3].endswith("models/net.py:7")


def test_the_marker_fails_the_test_and_needs_no_flag(project: Path) -> None:
    tests = f"""\
import pytest


@pytest.mark.flops_budget("models/net.py::Net", params={PARAMS}, macs="1M")
def test_kept():
    pass


@pytest.mark.flops_budget("models/net.py::Net", input="1x3x8x8", params="10k")
def test_broken():
    raise RuntimeError("is not run")


@pytest.mark.flops_budget("models/net.py::Net", parms="10k")
def test_misspelt():
    pass


@pytest.mark.flops_budget("models/none.py::Net", params="10k")
def test_missing():
    pass
"""
    code, out = run(project, "--strict-markers", tests=tests)
    assert code == 1
    assert "3 failed, 1 passed" in out
    assert "error" not in out.splitlines()[-1]
    broken = _block(out, "test_broken")
    assert len(broken) <= 15
    assert any("10k" in line and f"{PARAMS:,}" in line for line in broken)
    assert "unknown budget" in "".join(_block(out, "test_misspelt"))
    assert "models/none.py" in "".join(_block(out, "test_missing"))


@pytest.mark.parametrize("workers", [[], ["-n", "2"]])
def test_update_rewrites_the_figures_and_nothing_else(project: Path, workers: list[str]) -> None:
    code, out = run(project, "--flopslint-update", *workers)
    assert (code, "2 passed" in out) == (0, True), out
    config = (project / "flopslint.toml").read_text(encoding="utf-8")
    expected = CONFIG.replace('"20k"', '"33.9k"').replace("max = 1000", 'max = "87.3k"')
    assert config == expected
    assert (project / "models" / "net.py").read_text(encoding="utf-8") == NET.replace("params<=5k", "params<=17.5k")
    assert run(project, "--flopslint")[0] == 0


def test_a_wrong_configuration_is_wrong_usage(project: Path) -> None:
    write(project, {"flopslint.toml": "modle = 3\n"})
    code, out = run(project, "--flopslint")
    assert code == pytest.ExitCode.USAGE_ERROR
    assert "flopslint.toml:1" in out
    assert "Traceback" not in out
