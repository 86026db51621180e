from __future__ import annotations

from dataclasses import replace

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.core.span import Span


def test_the_fingerprint_depends_neither_on_lines_nor_on_figures() -> None:
    finding = Diagnostic(
        code="FL101", name="layer-params-over-budget", severity=Severity.ERROR, message="3 is too much", layer="fc",
        value=3, span=Span("net.py", 3, 4, 3, 9),
    )  # fmt: skip
    moved = replace(finding, span=Span("net.py", 30, 4, 30, 9), value=4, message="4 is too much")
    assert moved.fingerprint("net.py") == finding.fingerprint("net.py")
    assert replace(finding, layer="fc2").fingerprint("net.py") != finding.fingerprint("net.py")
    assert (finding.file, finding.line, finding.column) == ("net.py", 3, 5)
