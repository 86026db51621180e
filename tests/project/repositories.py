"""Small git repositories for tests, and the figures of one of their revisions by a separate report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.project.projects import write

ENVIRONMENT = {
    **os.environ,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}

RESIDUAL = """\
from torch import nn


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv1 = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1, bias=False)

    def forward(self, x):
        return x + self.conv2(self.bn1(self.conv1(x)).relu())


class ResNet(nn.Module):  # flopslint: input=1x3x32x32
    def __init__(self, width=16, depth=3):
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, padding=1, bias=False)
        self.blocks = nn.Sequential(*[Block(width) for _ in range(depth)])
        self.neck = nn.Linear(width, 32)
        self.head = nn.Linear(32, 10)

    def forward(self, x):
        x = self.blocks(self.stem(x)).mean((2, 3))
        return self.head(self.neck(x))
"""


def git(folder: Path, *arguments: str) -> str:
    """What git prints."""
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout.strip()


def repository(folder: Path, files: dict[str, str]) -> Path:
    """A repository with these files as its first commit, on main."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, files, "first")
    return folder


def commit(folder: Path, files: dict[str, str], message: str = "next") -> str:
    """Writes files, commits everything, and gives the id of the commit."""
    write(folder, files)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def flopslint(folder: Path, *arguments: str, environment: dict[str, str] | None = None) -> tuple[int, str, str]:
    """Exit status, stdout and stderr of the command line."""
    command = [sys.executable, "-m", "flopslint", *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment or ENVIRONMENT, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


def diff(folder: Path, *arguments: str, status: int = 0) -> dict[str, Any]:
    """The document of ``flopslint diff``."""
    code, out, err = flopslint(folder, "diff", "--format", "json", *arguments)
    assert (code, err) == (status, ""), out
    document: dict[str, Any] = json.loads(out)
    return document


def report(folder: Path, *arguments: str) -> dict[str, Any]:
    """The one model of ``flopslint report``."""
    code, out, err = flopslint(folder, "report", "--format", "json", *arguments)
    assert (code, err) == (0, ""), out
    (model,) = json.loads(out)["models"]
    found: dict[str, Any] = model
    return found
