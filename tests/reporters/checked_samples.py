"""Results of checks for the tests of formats: one of every sort of finding, and one of a real project."""

from __future__ import annotations

from pathlib import Path

from flopslint.core.diagnostic import Diagnostic, Related, Severity
from flopslint.core.span import Span
from flopslint.project.checks.checking import check_targets, selection_of
from flopslint.project.session import Settings, open_session
from flopslint.reporters.checked import CheckResult, RuleDescription

HOSTILE = 'a <b> & "c" | `d` *e*\nf %, g: \x00\x1b ä𝛽'
"""What a message, a name or a path of the analyzed program may hold."""

LINE = "    ä = self.fc = nn.Linear(2, 3)  # 𝛽"

NET = """\
from torch import nn


class Net(nn.Module):  # flopslint: input=1x4, params<=9
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 2)
        self.spare = nn.Linear(4, 2)
        self.spare = nn.Linear(4, 2)

    def forward(self, x):
        return self.fc(x)
"""


def made() -> CheckResult:
    """One finding of each severity, one without a place, one in a strange file, two that look the same."""
    span = Span("a/net.py", 3, 8, 3, 27)
    wide = Span("a/net.py", 3, 0, 9, 12)
    findings = (
        Diagnostic(code="FL009", name="internal-error", severity=Severity.ERROR, message="failed", model="a/net.py::N"),
        _finding(span, layer="fc", value=6, budget=2, related=(Related("via", Span("lib/x.py", 1, 0, 1, 3)),)),
        _finding(span, layer="fc", value=6, budget=5),
        _finding(wide, value=90, budget=5),
        _finding(Span(f"b c/{HOSTILE}#?.py", 1, 0, 1, 1), Severity.WARNING, HOSTILE, model=HOSTILE, layer=HOSTILE),
        _finding(span, Severity.NOTE, "only a note", related=(Related("nowhere", None),)),
    )
    rules = (
        RuleDescription(
            code="FL101", name="layer-params-over-budget", severity=Severity.ERROR, summary="Too many.",
            page="Too many.\n\n## What it does\nCompares\nfigures.\n\n## Limits\nNone.", group="FL1",
        ),
    )  # fmt: skip
    return CheckResult(findings=findings, reports=(), files=2, rules=rules, lines={("a/net.py", 3): LINE})


def _finding(
    span: Span, severity: Severity = Severity.ERROR, message: str = "too many", **fields: object
) -> Diagnostic:
    return Diagnostic(
        code="FL101", name="layer-params-over-budget", severity=severity, message=message, span=span,
        **{"model": "a/net.py::N", **fields},  # type: ignore[arg-type]
    )  # fmt: skip


def real(folder: Path) -> CheckResult:
    """A check of a small project with all rules on."""
    (folder / "pyproject.toml").write_text(
        '[tool.flopslint]\nselect = ["ALL"]\n[[tool.flopslint.model]]\ntarget = "gone.py::Net"\n', encoding="utf-8"
    )
    (folder / "net.py").write_text(NET, encoding="utf-8")
    (folder / "broken.py").write_text("import torch\nclass Net(:\n", encoding="utf-8")
    session = open_session(Settings(), [], folder)
    return check_targets(session, [], (), selection_of(session))
