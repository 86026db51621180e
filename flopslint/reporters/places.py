"""Places of findings as machine formats want them: columns in other units, and hashes of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flopslint.core.span import Span
    from flopslint.reporters.checked import CheckResult


def byte_column(lines: Mapping[tuple[str, int], str], path: str, line: int, column: int) -> int:
    """The 1-based column in bytes of UTF-8 of a 0-based one in characters; the same where the line is not known."""
    text = lines.get((path, line), "")[:column]
    return column + 1 + len(text.encode("utf-8", "replace")) - len(text)


def line_hashes(result: CheckResult) -> list[str | None]:
    """For each finding a hash of the text it stands on, and the how-manieth of its rule, file and text it is.

    It stays the same when lines are added above. None for a finding without a line.
    """
    from hashlib import sha256  # here: the formats are read with every command line

    counts: dict[tuple[str, str, str], int] = {}
    hashes: list[str | None] = []
    for finding in result.findings:
        if finding.span is None:
            hashes.append(None)
            continue
        text = " ".join(result.lines.get((finding.span.path, finding.span.start_line), "").split())
        key = (finding.code, finding.span.path, text)
        counts[key] = counts.get(key, 0) + 1
        digest = sha256("\0".join(key).encode("utf-8", "replace")).hexdigest()[:16]
        hashes.append(f"{digest}:{counts[key]}")
    return hashes


def unique_fingerprints(result: CheckResult) -> list[str]:
    """The fingerprints of the findings; a further one of the same place and model gets a number, so that all count."""
    counts: dict[str, int] = {}
    found = []
    for finding in result.findings:
        fingerprint = finding.fingerprint(finding.file or "")
        counts[fingerprint] = counts.get(fingerprint, 0) + 1
        found.append(fingerprint if counts[fingerprint] == 1 else f"{fingerprint}-{counts[fingerprint]}")
    return found


def end_on_first_line(lines: Mapping[tuple[str, int], str], span: Span) -> tuple[int, int]:
    """Line and 0-based column of the end of a place; of one of several lines, that of its first line.

    For what shows a remark below the last line: that of a class is far from its head.
    """
    if span.end_line == span.start_line:
        return span.end_line, span.end_column
    text = lines.get((span.path, span.start_line))
    return span.start_line, span.start_column if text is None else len(text)
