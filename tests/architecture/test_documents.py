"""What the documents say is there is there."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from flopslint.core.gap import GapKind

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def _commands(document: Path) -> list[list[str]]:
    """The flopslint commands in the shell blocks of a document."""
    found = []
    for language, block in FENCE.findall(document.read_text(encoding="utf-8")):
        if language == "sh":
            joined = block.replace("\\\n", " ")
            parts = [part for line in joined.splitlines() for part in line.split("&&")]
            words = [shlex.split(part, comments=True) for part in parts]
            found += [line for line in words if line and Path(line[0]).name == "flopslint"]
    return found


COMMANDS = [(document.name, command) for document in DOCUMENTS for command in _commands(document)]


@pytest.mark.parametrize(("document", "command"), COMMANDS, ids=[f"{d}: {shlex.join(c)}" for d, c in COMMANDS])
def test_a_documented_command_exists(document: str, command: list[str]) -> None:
    subcommand = [word for word in command[1:2] if not word.startswith("-")]
    result = subprocess.run(
        [sys.executable, "-m", "flopslint", *subcommand, "--help"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, f"{document}: {result.stderr}"
    flags = {word.partition("=")[0] for word in command[1:] if word.startswith("--")}
    assert [flag for flag in sorted(flags) if flag not in result.stdout] == []


def test_readme_has_commands() -> None:
    assert any(document == "README.md" for document, _ in COMMANDS)


def test_the_two_set_up_commands_are_the_first_of_the_readme() -> None:
    blocks = [
        block for language, block in FENCE.findall((ROOT / "README.md").read_text(encoding="utf-8")) if language == "sh"
    ]
    run, test = blocks[:2]
    assert "flopslint report sample_models/" in run
    assert "pytest" in test
    assert all(block.count("\n") == 1 for block in (run, test)), "one line each"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_named_files_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    paths = re.findall(r"`((?:flopslint|tests|docs|sample_models|benchmarks)/[\w./-]+)`", text)
    bases = (document.parent, ROOT)
    missing = [name for name in links + paths if not any((base / name).exists() for base in bases)]
    assert missing == []


def test_every_kind_of_gap_has_its_entry() -> None:
    headings = re.findall(r"^## `([\w-]+)`$", (ROOT / "docs" / "gaps.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == [kind.value for kind in GapKind]


def test_every_package_is_in_the_architecture() -> None:
    described = re.findall(
        r"^\| `(\w+)` \|", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    there = {
        path.stem for path in (ROOT / "flopslint").iterdir() if path.stem[0] not in "_." and path.suffix in {"", ".py"}
    }
    assert set(described) == there
