"""Checks of small sources."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

from flopslint.core.diagnostic import Diagnostic
from flopslint.project.checks.checking import check_targets
from flopslint.project.session import Settings, open_session
from flopslint.rules.selection import Selection

IMPORTS = "import torch\nfrom torch import nn\nfrom torch.nn import functional as F\n"


def net(init: str, forward: str, given: str = "1x4", more: str = "") -> str:
    """A class with these bodies."""
    head = f"class Net(nn.Module):  # flopslint: input={given}\n    def __init__(self):\n        super().__init__()\n"
    body = indent(dedent(init).strip(), " " * 8)
    end = indent(dedent(forward).strip(), " " * 8)
    return f"{IMPORTS}{dedent(more)}\n{head}{body}\n\n    def forward(self, x):\n{end}\n"


def sequential(layers: str, given: str = "1x4") -> str:
    """A builder of a sequence of layers."""
    return f"{IMPORTS}\ndef net():  # flopslint: input={given}\n    return nn.Sequential({layers})\n"


def check(folder: Path, source: str, *select: str) -> list[Diagnostic]:
    """The findings of these rules on one file; an internal error is never left out."""
    (folder / "net.py").write_text(source, encoding="utf-8")
    session = open_session(Settings(), [], folder)
    return list(check_targets(session, ["net.py"], (), Selection.of(select=[*select, "FL009"])).findings)


def texts(folder: Path, source: str, *select: str) -> list[str]:
    """For each finding the source line it stands on, without indentation and comment."""
    lines = source.splitlines()
    return [
        lines[(one.line or 1) - 1].partition("#")[0].strip() for one in check(folder, source, *select)
    ]  # fmt: skip
