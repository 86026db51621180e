"""The hooks in real commits: pre-commit installs flopslint from a repository, as it does for everyone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.project.projects import write
from tests.project.repositories import ENVIRONMENT, git, repository

ROOT = Path(__file__).resolve().parents[2]
NET = """\
from torch import nn


class Net(nn.Module):  # flopslint: input=1x8
    def __init__(self, width=8):
        super().__init__()
        self.fc = nn.Linear(width, 100)

    def forward(self, x):
        return self.fc(x)
"""
CONFIG = """\
exclude = ["legacy/**"]

[budget]
model-params = "1k"

[[model]]
target = "models/net.py::Net"
"""


class Project:
    """A scratch repository with the hooks installed."""

    def __init__(self, folder: Path, hooks: Path, cache: Path) -> None:
        self.folder = folder
        self._environment = {**ENVIRONMENT, "PRE_COMMIT_HOME": str(cache), "PRE_COMMIT_COLOR": "never"}
        for name in ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"):
            self._environment.pop(name, None)
        lines = f"repos:\n- repo: file://{hooks}\n  rev: {git(hooks, 'rev-parse', 'HEAD')}\n  hooks:\n"
        config = f"{lines}  - id: flopslint\n  - id: flopslint-project\n"
        repository(folder, {".pre-commit-config.yaml": config, "flopslint.toml": CONFIG, "models/net.py": NET})
        self._run([sys.executable, "-m", "pre_commit", "install"], check=True)

    def commit(self, files: dict[str, str]) -> tuple[bool, str]:
        """Whether a commit of these files goes through, and what the hooks print."""
        write(self.folder, files)
        git(self.folder, "add", "--all")
        done = self._run(["git", "commit", "--message", "change"])
        return done.returncode == 0, done.stdout + done.stderr

    def hook(self, name: str, *files: str) -> tuple[bool, str]:
        """One hook run on files."""
        done = self._run([sys.executable, "-m", "pre_commit", "run", "--verbose", name, "--files", *files])
        return done.returncode == 0, done.stdout + done.stderr

    def undo(self) -> None:
        """Goes back to the last commit."""
        git(self.folder, "reset", "--quiet", "--hard")

    def _run(self, command: list[str], *, check: bool = False) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=self._environment, capture_output=True, text=True, check=check
        )


def _hooks(folder: Path) -> Path:
    """The project itself as a repository, in the state of the working tree."""
    folder.mkdir()
    for name in ("pyproject.toml", "README.md", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "flopslint", folder / "flopslint", ignore=shutil.ignore_patterns("__pycache__"))
    return repository(folder, {})


def test_commits_are_held_to_budgets(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", _hooks(tmp_path / "hooks"), tmp_path / "cache")
    head = git(project.folder, "rev-parse", "HEAD")

    passes, out = project.commit({"models/net.py": NET.replace("100", "200")})
    assert not passes
    assert "models/net.py:4:" in out
    assert "FL103" in out
    assert git(project.folder, "rev-parse", "HEAD") == head

    passes, out = project.commit({"models/net.py": NET.replace("100", "101")})
    assert passes, out
    assert git(project.folder, "rev-parse", "HEAD") != head

    passes, out = project.commit({"legacy/old.py": NET.replace("100", "9000"), "tools.py": "import os\n"})
    assert passes, out

    passes, out = project.hook("flopslint", "tools.py")
    assert passes
    assert "no models in 1 file" in out

    write(project.folder, {"models/net.py": NET.replace("100", "200")})
    assert project.hook("flopslint", "tools.py")[0]
    assert not project.hook("flopslint-project", "tools.py")[0]
    project.undo()
    assert project.hook("flopslint-project", "tools.py")[0]
