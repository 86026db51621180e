"""Every rule's page: its example fires, what it says to use instead does not, and the documents are up to date."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flopslint.devtools.write_rule_pages import FOLDER, pages
from flopslint.project.checks.checking import check_targets
from flopslint.project.session import Settings, open_session
from flopslint.rules.rule import Rule, rules
from flopslint.rules.selection import Selection

FILES = {"python": "net.py", "toml": "pyproject.toml", "json": "flopslint-baseline.json"}
IMPORTS = "import torch\nfrom torch import nn\nfrom torch.nn import functional as F\n\n\n"
RULES = {rule.code: rule for rule in rules()}
WITHOUT = {"FL009"}
"""An internal error has no example."""


def files(rule: Rule, heading: str) -> dict[str, str]:
    """The files that the blocks below a heading stand for."""
    section = rule.page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    return {FILES[language]: (IMPORTS if language == "python" else "") + text for language, text in blocks}


def found(folder: Path, texts: dict[str, str]) -> set[str]:
    """The codes of all rules that fire on a project of these files."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    session = open_session(Settings(), [], folder)
    return {one.code for one in check_targets(session, [], (), Selection.of(select=["ALL"])).findings}


@pytest.mark.parametrize("code", sorted(RULES.keys() - WITHOUT))
def test_the_example_fires(code: str, tmp_path: Path) -> None:
    example = files(RULES[code], "Example")
    assert "net.py" in example
    assert code in found(tmp_path, example)


@pytest.mark.parametrize("code", sorted(RULES.keys() - WITHOUT))
def test_what_to_use_instead_is_silent(code: str, tmp_path: Path) -> None:
    instead = files(RULES[code], "Use instead")
    assert instead
    # Silent altogether: advice that other rules complain about is none.
    assert found(tmp_path, {**files(RULES[code], "Example"), **instead}) == set()


def test_documents_are_up_to_date() -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert there == pages(), "run flopslint/devtools/write_rule_pages.py"


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_page_fits_a_terminal(code: str) -> None:
    assert max(map(len, RULES[code].page.splitlines())) <= 120
