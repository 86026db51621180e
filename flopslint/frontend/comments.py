"""Comments addressed to flopslint: declarations, suppressions, and those that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from flopslint.core.inventory import Comments, Declaration, MalformedComment, Suppression
from flopslint.core.source import SourceFile
from flopslint.core.span import Span
from flopslint.frontend.limits import STRING_OR_COMMENT

_CANDIDATE = re.compile(r"#[^\r\n]*(?:flopslint|noqa)", re.IGNORECASE)
# One comment may hold several directives, ours and other tools'; each begins at a "#".
_DIRECTIVE = re.compile(
    r"#\s*(?:(?P<ours>flopslint)\b\s*(?P<colon>:?)|(?P<noqa>noqa)\b)\s*(?P<body>.*?)\s*(?=$|#\s*(?:[A-Za-z][\w-]*\s*:|noqa\b))",
    re.IGNORECASE,
)
# Without the colon the words may be prose about flopslint; these are meant as directives.
_DIRECTIVE_WORD = re.compile(r"(?:ignore|input|params|macs|flops|buffers|memory)\b", re.IGNORECASE)
_IGNORE = re.compile(r"(?P<word>ignore(?:-file)?)(?![\w-])\s*(?P<codes>\[[^\]]*\])?\s*(?P<rest>.*)", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")
_NOQA_CODES = re.compile(r":\s*(?P<codes>[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*)", re.IGNORECASE)
_OUR_CODE = re.compile(r"FL[0-9]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNTIL = re.compile(r"(?:^|[,\s])\s*until\s*=\s*(?P<date>\S+)\s*$")
_ITEM = re.compile(r"(?P<key>[A-Za-z][\w-]*)\s*(?P<operator><=|=)\s*(?P<value>\S.*)", re.DOTALL)
_OPENING, _CLOSING = "([{", ")]}"


class _Comment:
    """One comment: its place, and what has been read from the file's comments so far."""

    def __init__(self, source: SourceFile, start: int, text: str, found: _Found) -> None:
        self.source = source
        self.start = start
        self.text = text
        self.found = found
        line, column = source.position(start)
        self.alone = not source.line(line)[:column].strip()
        self.own_line = line
        self.line = _next_code_line(source, line) if self.alone else line

    def span(self, start: int, end: int) -> Span:
        """The span of a part of the comment."""
        return self.source.span(self.start + start, self.start + end)

    def malformed(self, start: int, end: int, reason: str) -> None:
        """Record a part that cannot be read."""
        text = self.text[start:end]
        self.found.malformed.append(
            MalformedComment(text=text, reason=reason, span=self.span(start, end), line=self.own_line)
        )


class _Found:
    def __init__(self) -> None:
        self.declarations: list[Declaration] = []
        self.suppressions: list[Suppression] = []
        self.malformed: list[MalformedComment] = []


def read_comments(source: SourceFile) -> Comments:
    """Everything that the comments of a file say to flopslint."""
    if _CANDIDATE.search(source.text) is None:
        return Comments()
    found = _Found()
    for match in STRING_OR_COMMENT.finditer(source.text):
        if match[0].startswith("#") and _CANDIDATE.match(match[0]):
            comment = _Comment(source, match.start(), match[0].rstrip("\r"), found)
            for directive in _DIRECTIVE.finditer(comment.text):
                _read_directive(comment, directive)
    return Comments(
        declarations=tuple(found.declarations),
        suppressions=tuple(found.suppressions),
        malformed=tuple(found.malformed),
    )


def _read_directive(comment: _Comment, match: re.Match[str]) -> None:
    start, end = match.start("body"), match.end("body")
    if match["noqa"]:
        _read_noqa(comment, match)
    elif not match["colon"]:
        if _DIRECTIVE_WORD.match(match["body"]):
            comment.malformed(match.start(), end, "a colon is missing after 'flopslint'")
    elif not match["body"]:
        comment.malformed(match.start(), match.end("colon"), "nothing follows 'flopslint:'")
    elif match["body"].lower().startswith("ignore"):
        _read_ignore(comment, start, end)
    else:
        for item_start, item_end in _items(comment.text, start, end):
            _read_item(comment, item_start, item_end)


def _read_noqa(comment: _Comment, match: re.Match[str]) -> None:
    """``noqa`` with codes of ours; without codes, or with only those of others, it is for other tools."""
    codes = _NOQA_CODES.match(match["body"])
    ours = tuple(_OUR_CODE.findall(codes["codes"].upper())) if codes else ()
    if codes and ours:
        span = comment.span(match.start(), match.start("body") + codes.end())
        line = comment.own_line
        comment.found.suppressions.append(
            Suppression(codes=ours, span=span, line=line, alone=comment.alone, is_noqa=True)
        )


def _read_ignore(comment: _Comment, start: int, end: int) -> None:
    body = comment.text[start:end]
    match = _IGNORE.fullmatch(body)
    problem = None
    codes: tuple[str, ...] = ()
    reason: str | None = None
    until: date | None = None
    if match is None:
        problem = "it is neither 'ignore[CODES]' nor 'ignore-file[CODES]'"
    elif match["codes"] is None:
        problem = f"'{match['word']}' needs the codes in brackets, as in {match['word']}[FL101]"
    else:
        codes = tuple(code.strip() for code in match["codes"][1:-1].split(",") if code.strip())
        wrong = [code for code in codes if not _CODE.fullmatch(code)]
        if not codes:
            problem = "there is no code in the brackets"
        elif wrong:
            problem = f"{wrong[0]!r} is not a code or the name of a rule"
        else:
            reason, until, problem = _reason_and_date(match["rest"])
    if match is None or problem is not None:
        comment.malformed(start, end, problem or "")
        return
    whole_file = match["word"].lower() == "ignore-file"
    comment.found.suppressions.append(
        Suppression(
            codes=codes,
            span=comment.span(start, end),
            line=comment.own_line if whole_file else comment.line,
            alone=comment.alone,
            whole_file=whole_file,
            reason=reason,
            until=until,
        )
    )


def _reason_and_date(rest: str) -> tuple[str | None, date | None, str | None]:
    """Reason, end date and problem of what follows the brackets: ``-- reason, until=2027-01-01``."""
    if not rest:
        return None, None, None
    if not rest.startswith("--"):
        return None, None, f"{rest!r} follows the brackets; a reason begins with '--'"
    text = rest[2:].strip()
    match = _UNTIL.search(text)
    if match is None:
        if re.search(r"\buntil\s*=", text):
            return None, None, "'until=DATE' must come last"
        return text or None, None, None
    try:
        until = date.fromisoformat(match["date"]) if _DATE.fullmatch(match["date"]) else None
    except ValueError:
        until = None
    if until is None:
        return None, None, f"{match['date']!r} is not a date such as 2027-01-01"
    return text[: match.start()].strip().rstrip(",").strip() or None, until, None


def _read_item(comment: _Comment, start: int, end: int) -> None:
    match = _ITEM.fullmatch(comment.text[start:end])
    if match is None:
        comment.malformed(start, end, "it is neither 'key=value' nor 'key<=value'")
        return
    key, operator = match["key"].lower(), match["operator"]
    if (key == "input") != (operator == "="):
        wanted = "an input is given with '='" if key == "input" else f"a budget is given with '<=', as in {key}<=5M"
        comment.malformed(start, end, wanted)
        return
    comment.found.declarations.append(
        Declaration(
            key=key,
            operator=operator,
            value=match["value"],
            span=comment.span(start, end),
            line=comment.line,
            alone=comment.alone,
        )
    )


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts between commas that are not in brackets, each without white space around it."""
    depth = 0
    begin = start
    for index in range(start, end + 1):
        if index == end or (text[index] == "," and depth == 0):
            part = text[begin:index]
            first = begin + len(part) - len(part.lstrip())
            yield first, max(begin + len(part.rstrip()), first)
            begin = index + 1
        elif text[index] in _OPENING:
            depth += 1
        elif text[index] in _CLOSING:
            depth = max(depth - 1, 0)


def _next_code_line(source: SourceFile, line: int) -> int:
    """The next line that holds more than a comment, or the last line."""
    following = line + 1
    while following < source.line_count:
        text = source.line(following).strip()
        if text and not text.startswith("#"):
            break
        following += 1
    return following
