"""What comments in the source say of models and findings: budgets, inputs, suppressions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from flopslint.core.diagnostic import Diagnostic
from flopslint.core.errors import ConfigError, InputError, SourceError
from flopslint.core.input_spec import InputSpec, parse_input_spec
from flopslint.core.inventory import Declaration, Suppression
from flopslint.core.source import SourceFile
from flopslint.core.span import Span
from flopslint.project.session import Session
from flopslint.rules.budget import Budget, parse_budget
from flopslint.values.events import ModelRun

_LONGEST_HEADER = 40


def budgets_in(session: Session, run: ModelRun) -> tuple[Budget, ...]:
    """The budgets that comments give a model: at its builder first, then at its class.

    Raises:
        ConfigError: for an unknown key or a figure that cannot be read, with file and line.
    """
    found: dict[str, Budget] = {}
    for declaration in _declarations(session, run):
        if declaration.key != "input":
            try:
                budget = parse_budget(declaration.key, declaration.value).at(declaration.span)
            except ConfigError as error:
                raise ConfigError(f"{_place(session, declaration.span)}: {error}") from None
            found.setdefault(budget.key, budget)
    return tuple(found.values())


def inputs_in(session: Session, run: ModelRun) -> tuple[InputSpec, ...] | None:
    """The input that a comment gives a model, at its builder or at its class.

    Raises:
        InputError: for one that cannot be read, with file and line.
    """
    lines: dict[tuple[str, int], list[InputSpec]] = {}
    for declaration in _declarations(session, run):
        if declaration.key == "input":
            try:
                spec = parse_input_spec(declaration.value)
            except InputError as error:
                raise InputError(f"{_place(session, declaration.span)}: {error}") from None
            lines.setdefault((declaration.span.path, declaration.line), []).append(spec)
    return next((tuple(specs) for specs in lines.values()), None)


def refuse_malformed(session: Session, path: Path) -> None:
    """Complains about a comment that is addressed to flopslint and cannot be read.

    Raises:
        ConfigError: with file and line.
        SourceError: if the file cannot be read.
    """
    for comment in session.pipeline.comments(path).malformed:
        raise ConfigError(f"{_place(session, comment.span)}: {comment.text!r}: {comment.reason}")


def hiding(session: Session, finding: Diagnostic, today: date) -> list[Suppression]:
    """The comments that hide a finding; those past their date hide nothing."""
    span = finding.span
    if span is None or not Path(span.path).is_absolute():
        return []
    try:
        comments = session.pipeline.comments(Path(span.path))
    except SourceError:
        return []
    last = span.end_line if finding.layer else span.start_line
    return [
        one
        for one in comments.suppressions
        if (one.whole_file or span.start_line <= one.line <= last or _is_above(session, one, span))
        and any(covers(code, finding) for code in one.codes)
        and not is_past(one, today)
    ]


def is_past(suppression: Suppression, today: date) -> bool:
    """Whether a suppression is past its date."""
    return suppression.until is not None and suppression.until < today


def covers(code: str, finding: Diagnostic) -> bool:
    """Whether a code, prefix or name in a comment speaks of a finding."""
    return code in {finding.name, "ALL"} or (code.startswith("FL") and finding.code.startswith(code))


def _is_above(session: Session, suppression: Suppression, span: Span) -> bool:
    """A comment alone above decorators speaks of what they decorate."""
    source = session.pipeline.source(Path(span.path))
    return suppression.line < span.start_line and _is_decorator(source, suppression.line, span.start_line)


def _declarations(session: Session, run: ModelRun) -> Iterator[Declaration]:
    """What comments declare at the definition that the target names, then at the class of the model."""
    spans = [run.span, None if run.root is None else run.root.cls.span]
    for span in dict.fromkeys(span for span in spans if span is not None):
        if session.is_prelude(span.path) or not Path(span.path).is_absolute():
            continue
        try:
            source = session.pipeline.source(Path(span.path))
            declarations = session.pipeline.comments(Path(span.path)).declarations
        except SourceError:
            continue
        last = _header_end(source, span.start_line)
        for one in declarations:
            if span.start_line <= one.line <= last or _is_decorator(source, one.line, span.start_line):
                yield one


def _header_end(source: SourceFile, line: int) -> int:
    """The last line of the head of a ``class`` or ``def``: that which ends with its colon."""
    for number in range(line, min(line + _LONGEST_HEADER, source.line_count) + 1):
        if source.line(number).partition("#")[0].rstrip().endswith(":"):
            return number
    return line


def _is_decorator(source: SourceFile, line: int, definition: int) -> bool:
    """Whether a line begins decorators that reach down to a definition."""
    if line >= definition or not source.line(line).lstrip().startswith("@"):
        return False
    between = (source.line(number).split(maxsplit=1) for number in range(line, definition))
    return not any(words and words[0] in {"class", "def", "async"} for words in between)


def _place(session: Session, span: Span) -> str:
    return f"{session.names.name(span.path)}:{span.start_line}"
