"""Limits on size and nesting, tested on the text before any parser sees it.

LibCST's native parser takes the process with it on hostile nesting (no ``except`` catches that), and both parsers
cost memory by the line. What is tested here is cheap: strings and comments are cut out, all but punctuation is
deleted, and innermost brackets are removed until none are left, each step one call of C code. It is not a proof:
nesting inside an f-string is not seen, nor a chain made of many kinds of links, so ``parse.parse_cst`` also tests the
depth of the ``ast``.
"""

from __future__ import annotations

import re

from flopslint.core.errors import SourceError
from flopslint.core.source import SourceFile

MAX_BYTES = 4_000_000
MAX_LINES = 200_000
MAX_BRACKETS = 100
MAX_CHAIN = 2_500
MAX_INDENTS = 99

# Linear in the text: each alternative always matches once begun, closed or not. A line joined by a backslash is
# cut out as well.
STRING_OR_COMMENT = re.compile(
    r"""
    \#[^\r\n]*
    | \\\r?\n
    | \"\"\"(?:[^"\\]++|\\.|"(?!""))*+(?:\"\"\")?
    | '''(?:[^'\\]++|\\.|'(?!''))*+(?:''')?
    | "(?:[^"\\\r\n]++|\\(?:\r\n|.))*+"?
    | '(?:[^'\\\r\n]++|\\(?:\r\n|.))*+'?
    """,
    re.DOTALL | re.VERBOSE,
)

_PUNCTUATION = b"()[]{}+-*/%@&|^<>=!.,:;~$\n"
_NOT_PUNCTUATION = bytes(code for code in range(256) if code not in _PUNCTUATION)
_INNERMOST = re.compile(rb"\([^()\[\]{}]*+\)|\[[^()\[\]{}]*+\]|\{[^()\[\]{}]*+\}")
_LONG_GROUP = re.compile(rb"[(\[{]([^()\[\]{}]{%d,}+)[)\]}]" % MAX_CHAIN)
_SEPARATOR = re.compile(rb"[,;=:]")
_LINE_SEPARATOR = re.compile(rb"[,;=:\n]")
# A word that begins or continues an operand becomes one sign, so that a chain of them is counted; "$" is lambda's.
_LINK_WORD = re.compile(r"\b(?:not|else|await|yield)\b")
_LAMBDA_HEAD = re.compile(rb"\$[^:$]*+:")
_DEEP_INDENT = re.compile(rf"^[ \t\f]{{{MAX_INDENTS + 1}}}", re.MULTILINE)
_LINE_HEAD = re.compile(r"^([ \t\f]*+)(\w*+)(?=[^\n])", re.MULTILINE)
_TAB_WIDTH = 8


def check_limits(source: SourceFile) -> None:
    """Refuse a text that is too large or nests too deeply for the parsers.

    Raises:
        SourceError: with one sentence that names the limit.
    """
    if len(source.text) > MAX_BYTES:
        raise SourceError(f"the file is larger than {MAX_BYTES:,} characters", source.span(0, 0))
    if len(source.line_starts) > MAX_LINES:
        raise SourceError(f"the file has more than {MAX_LINES:,} lines", source.span(0, 0))
    reason = _too_deep(source.text)
    if reason is not None:
        raise SourceError(reason, source.span(0, 0))


def _too_deep(text: str) -> str | None:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    code = STRING_OR_COMMENT.sub("", text)
    if _DEEP_INDENT.search(code) and _indents(code) > MAX_INDENTS:
        return f"the file nests more than {MAX_INDENTS} blocks"
    if code.count("elif") > MAX_CHAIN and _longest_elif_chain(code) > MAX_CHAIN:
        return f"the file has more than {MAX_CHAIN} 'elif' in one statement"
    if sum(map(code.count, ("not", "else", "await", "yield"))) > MAX_CHAIN:
        code = _LINK_WORD.sub("~", code)
    if code.count("lambda") > MAX_CHAIN:
        code = re.sub(r"\blambda\b", "$", code)
    return _brackets_or_chain(code.encode("utf-8", "surrogatepass").translate(None, _NOT_PUNCTUATION))


def _brackets_or_chain(signs: bytes) -> str | None:
    for _ in range(MAX_BRACKETS + 1):
        for group in _LONG_GROUP.finditer(signs):
            if _longest_chain(group[1].replace(b"\n", b""), _SEPARATOR) > MAX_CHAIN:
                return f"the file has an expression of more than {MAX_CHAIN} links"
        # A pair of brackets becomes one link of the chain around it, as in a(1)(2)[3].
        reduced = _INNERMOST.sub(b".", signs)
        if len(reduced) == len(signs):
            if _longest_chain(signs, _LINE_SEPARATOR) > MAX_CHAIN:
                return f"the file has an expression of more than {MAX_CHAIN} links"
            return None
        signs = reduced
    return f"the file nests more than {MAX_BRACKETS} brackets"


def _longest_chain(signs: bytes, separator: re.Pattern[bytes]) -> int:
    if b"$" in signs:
        signs = _LAMBDA_HEAD.sub(b"-", signs)
    return max(map(len, separator.split(signs)))


def _indents(code: str) -> int:
    """The largest number of open blocks, as Python counts them; a line within brackets may count as a block."""
    widths = [0]
    deepest = 0
    for match in _LINE_HEAD.finditer(code):
        width = len(match[1].expandtabs(_TAB_WIDTH))
        while width < widths[-1]:
            widths.pop()
        if width > widths[-1]:
            widths.append(width)
            deepest = max(deepest, len(widths) - 1)
    return deepest


def _longest_elif_chain(code: str) -> int:
    """The most ``elif`` of one ``if``: those at one indentation that no other statement there separates."""
    counts: dict[int, int] = {}
    longest = 0
    for match in _LINE_HEAD.finditer(code):
        width = len(match[1].expandtabs(_TAB_WIDTH))
        if match[2] == "elif":
            counts[width] = counts.get(width, 0) + 1
            longest = max(longest, counts[width])
        elif match[2]:
            counts = {indent: count for indent, count in counts.items() if indent < width}
    return longest
