"""Applies fixes: in rounds, in memory, each held against another check before it counts.

A fix counts if its finding is gone from a check of the changed files and nothing new is found, but for models that
could not run before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flopslint.core import files
from flopslint.core.diagnostic import Diagnostic
from flopslint.core.errors import FlopslintError, SourceError
from flopslint.core.fix import Edit
from flopslint.core.storage import DISK, Overlaid
from flopslint.fixes.rewrite import apart, encoded, rewritten
from flopslint.frontend.limits import MAX_BYTES
from flopslint.frontend.parse import parse_ast
from flopslint.frontend.read import decode_source
from flopslint.reporters.changed import ChangedFile
from flopslint.reporters.checked import CheckResult

ROUNDS = 100
"""So many checks at most: a fix that fails takes one for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixing:
    """What came of it: the files that change, how many findings are gone, and what a check of the result finds."""

    files: tuple[ChangedFile, ...]
    fixed: int
    result: CheckResult


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """One fix, and the findings that it takes away."""

    edits: tuple[Edit, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def key(self) -> tuple[object, ...]:
        return tuple((_key(one), one.span and one.span.path) for one in self.findings)


@dataclass(slots=True)
class _State:
    """The files as changed so far, and what a check of them finds."""

    result: CheckResult
    contents: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    fixed: int = 0


def fix_findings(check: Callable[[], CheckResult], *, unsafe: bool) -> Fixing:
    """Fixes what ``check`` finds; it is called again for each round. Nothing is written."""
    state = _State(check())
    refused: set[tuple[object, ...]] = set()
    one_by_one = False
    for _ in range(ROUNDS):
        batch = [one for one in _candidates(state.result, unsafe=unsafe) if one.key not in refused]
        batch = _apart(batch[:1] if one_by_one else batch)
        if not batch:
            break
        if _try(state, batch, check):
            continue
        if len(batch) == 1:
            refused.add(batch[0].key)
        one_by_one = True
    return Fixing(files=_changed(state), fixed=state.fixed, result=state.result)


def _try(state: _State, batch: list[_Candidate], check: Callable[[], CheckResult]) -> bool:
    """Makes the changes if they do what they should."""
    paths = state.result.paths
    contents = _with_edits(state.contents, [edit for one in batch for edit in one.edits], paths)
    if contents is None:
        return False
    try:
        with files.served_by(Overlaid(DISK, contents)):
            result = check()
    except FlopslintError:
        return False
    findings = [finding for one in batch for finding in one.findings]
    if not _does_it(findings, state.result, result):
        return False
    state.names.update((str(path), name) for name, path in paths.items())
    state.contents, state.result, state.fixed = contents, result, state.fixed + len(batch)
    return True


def _candidates(result: CheckResult, *, unsafe: bool) -> list[_Candidate]:
    """The fixes, in the order of their findings."""
    groups: dict[tuple[Edit, ...], list[Diagnostic]] = {}
    for one in result.findings:
        if one.fix is not None and (one.fix.is_safe or unsafe):
            groups.setdefault(one.fix.edits, []).append(one)
    return [_Candidate(edits=edits, findings=tuple(findings)) for edits, findings in groups.items()]


def _apart(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Those that do not get in each other's way: the first ones."""
    taken: list[Edit] = []
    chosen = []
    for one in candidates:
        if apart(one.edits, taken):
            taken.extend(one.edits)
            chosen.append(one)
    return chosen


def _with_edits(before: dict[str, bytes], edits: list[Edit], paths: Mapping[str, Path]) -> dict[str, bytes] | None:
    """The contents of files with the edits made; None where one would not be Python, or not be encoded as before."""
    contents = dict(before)
    for name in dict.fromkeys(edit.span.path for edit in edits):
        path = str(paths[name])
        data = before.get(path)
        try:
            data = files.read(path, MAX_BYTES + 1) if data is None else data
            source = decode_source(name, data)
            text = rewritten(source, [edit for edit in edits if edit.span.path == name])
            after = encoded(text, data, source.text)
            if after is None:
                return None
            parse_ast(decode_source(name, after))
        except (OSError, SourceError):
            return None
        contents[path] = after
    return contents


def _does_it(fixed: list[Diagnostic], before: CheckResult, after: CheckResult) -> bool:
    """Whether these findings are gone and no others have come, but in models that could not run before."""
    old, new = Counter(map(_key, before.findings)), Counter(map(_key, after.findings))
    if any(new[key] > old[key] - count for key, count in Counter(map(_key, fixed)).items()):
        return False
    mended = {one.model for one in fixed if one.code.startswith("FL2")}
    if any(_progress(after, model) < _progress(before, model) for model in mended):
        return False
    known = {_subject(one) for one in before.findings}
    return all(one.model in mended or _subject(one) in known for one in after.findings)


def _progress(result: CheckResult, model: str | None) -> tuple[int, int]:
    """How far a model comes before it fails: how many layers are built, and how many of their calls end."""
    rows = [row for report in result.reports if report.target == model for row in report.layers]
    return len(rows), sum(row.calls for row in rows)


def _key(one: Diagnostic) -> tuple[str, str | None, str | None, str]:
    return one.code, one.model, one.layer, one.message


def _subject(one: Diagnostic) -> tuple[str, str | None, str | None, str]:
    """A finding without its figures."""
    return one.code, one.model, one.layer, one.subject


def _changed(state: _State) -> tuple[ChangedFile, ...]:
    found = []
    for path, after in sorted(state.contents.items(), key=lambda item: state.names[item[0]]):
        before, name = files.read(path, MAX_BYTES + 1), state.names[path]
        if before != after:
            texts = (decode_source(name, before).text, decode_source(name, after).text)
            found.append(ChangedFile(path=Path(path), name=name, before=before, after=after, texts=texts))
    return tuple(found)
