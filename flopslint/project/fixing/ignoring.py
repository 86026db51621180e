"""``check --add-ignore``: comments that suppress what is found today."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from flopslint.core import files
from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.core.errors import SourceError
from flopslint.core.storage import DISK, Overlaid
from flopslint.fixes.rewrite import encoded, rewritten
from flopslint.fixes.suppression import suppression_edits
from flopslint.frontend.comments import read_comments
from flopslint.frontend.limits import MAX_BYTES
from flopslint.frontend.parse import parse_ast
from flopslint.frontend.read import decode_source
from flopslint.reporters.changed import ChangedFile
from flopslint.reporters.checked import CheckResult

NOT_FOR_COMMENTS = ("FL001", "FL004", "FL005", "FL009")
"""What a comment is no answer to: files that cannot be read, stale comments, targets, bugs of flopslint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignoring:
    """The files that get comments, how many findings these hide, and what a check then finds."""

    files: tuple[ChangedFile, ...]
    hidden: int
    result: CheckResult


def ignore_findings(check: Callable[[], CheckResult], reason: str) -> Ignoring:
    """Suppresses what ``check`` finds; it is called again to see what is left. Nothing is written.

    Raises:
        ConfigError: if comments with that reason could not be read.
    """
    before = check()
    by_file: dict[str, list[Diagnostic]] = {}
    for one in before.findings:
        if (
            one.file is not None
            and one.file in before.paths
            and one.severity > Severity.NOTE
            and one.code not in NOT_FOR_COMMENTS
        ):
            by_file.setdefault(one.file, []).append(one)
    changed = [
        file
        for name, findings in sorted(by_file.items())
        if (file := _commented(before.paths[name], name, findings, reason)) is not None
    ]
    if not changed:
        return Ignoring(files=(), hidden=0, result=before)
    with files.served_by(Overlaid(DISK, {str(file.path): file.after for file in changed})):
        after = check()
    return Ignoring(files=tuple(changed), hidden=len(before.findings) - len(after.findings), result=after)


def _commented(path: Path, name: str, findings: Iterable[Diagnostic], reason: str) -> ChangedFile | None:
    """A file with comments; None where it takes none."""
    wanted: dict[tuple[int, int], set[str]] = {}
    for one in findings:
        if one.span is not None:
            last = one.span.end_line if one.layer else one.span.start_line
            wanted.setdefault((one.span.start_line, last), set()).add(one.code)
    try:
        data = files.read(path, MAX_BYTES + 1)
        source = decode_source(name, data)
        text = rewritten(source, suppression_edits(source, wanted, read_comments(source).suppressions, reason))
        after = encoded(text, data, source.text)
        if after is None or after == data:
            return None
        parse_ast(decode_source(name, after))
    except (OSError, SourceError):
        return None
    return ChangedFile(path=path, name=name, before=data, after=after, texts=(source.text, text))
