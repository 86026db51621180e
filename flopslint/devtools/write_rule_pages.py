"""Writes ``docs/rules/``: a page for each rule, from its docstring, and a list of them.

Run it after a rule has changed::

    python flopslint/devtools/write_rule_pages.py
"""

from __future__ import annotations

from pathlib import Path

from flopslint.rules.rule import Rule, rules

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "rules"

_HEAD = """\
# Rules

Written by `flopslint/devtools/write_rule_pages.py` from the rules themselves. `flopslint explain CODE` prints the same
pages. FL4 is off unless selected.

| code | name | severity | what it is about |
|---|---|---|---|
"""


def pages() -> dict[str, str]:
    """The text of each file of the folder, by its name."""
    listed = "".join(
        f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity.word} | {rule.summary} |\n" for rule in rules()
    )
    return {"README.md": _HEAD + listed, **{f"{rule.code}.md": page(rule) for rule in rules()}}


def page(rule: Rule) -> str:
    """The page of a rule as a document of its own."""
    summary, _, rest = rule.page.partition("\n")
    return f"# {rule.code} {rule.name}\n\n{summary}\n\n{rule.severity.word.capitalize()}, since {rule.since}.\n{rest}\n"


def main() -> None:
    """Writes the pages, and removes those of rules that are gone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    texts = pages()
    for old in FOLDER.glob("*.md"):
        if old.name not in texts:
            old.unlink()
    for name, text in texts.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
