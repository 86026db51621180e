"""Limits tested on the text, and hostile nesting that must never reach LibCST's parser."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress

import pytest

from flopslint.core.errors import SourceError
from flopslint.core.source import SourceFile
from flopslint.frontend.limits import MAX_BRACKETS, MAX_BYTES, MAX_CHAIN, MAX_INDENTS, MAX_LINES, check_limits
from flopslint.frontend.parse import MAX_DEPTH, parse_ast, parse_cst

N = MAX_CHAIN + 1
BRACKETS = f"the file nests more than {MAX_BRACKETS} brackets"
CHAIN = f"the file has an expression of more than {MAX_CHAIN} links"

TOO_DEEP = {
    "parentheses": ("(" * 3000 + "1" + ")" * 3000, BRACKETS),
    "brackets": ("[" * 101 + "1" + "]" * 101, BRACKETS),
    "calls": ("f(" * 150 + ")" * 150, BRACKETS),
    "braces over lines": ("{1:\n" * 120 + "1" + "}\n" * 120, BRACKETS),
    "brackets with strings": ('(")" + ' * 101 + "1" + ")" * 101, BRACKETS),
    "brackets with comments": ("( # )\n" * 101 + "1" + ")" * 101, BRACKETS),
    "unary minus": ("-" * 20000 + "1", CHAIN),
    "minus and blanks": ("- \n" * 20000 + "1", None),
    "minus over lines in brackets": ("(" + "- \n" * 20000 + "1)", CHAIN),
    "not": ("not " * N + "1", CHAIN),
    "lambda": ("lambda: " * N + "1", CHAIN),
    "lambda with parameters": ("lambda a, b=(1, 2): " * N + "1", CHAIN),
    "ternary": ("1 if 1 else " * N + "1", CHAIN),
    "await": ("x = " + "await -" * N + "1", CHAIN),
    "binary": ("x = 1" + " + 1" * N, CHAIN),
    "binary over lines": ("x = (1" + "\n + 1" * N + ")", CHAIN),
    "joined lines": ("x = 1" + " \\\n + 1" * N, CHAIN),
    "attributes": ("x = a" + ".b" * N, CHAIN),
    "subscripts": ("x = a" + "[0]" * N, CHAIN),
    "calls in a row": ("x = a" + "()" * N, CHAIN),
    "powers": ("x = 1" + "**1" * N, CHAIN),
    "old line ends": ("x = (1" + "\r + 1" * N + ")", CHAIN),
    "elif": ("if a:\n pass\n" + "elif b:\n pass\n" * N, f"the file has more than {MAX_CHAIN} 'elif' in one statement"),
    "blocks": (
        "".join(" " * i + "if 1:\n" for i in range(150)) + " " * 150 + "pass",
        f"the file nests more than {MAX_INDENTS} blocks",
    ),
    "bytes": ("#" * (MAX_BYTES + 1), f"the file is larger than {MAX_BYTES:,} characters"),
    "lines": ("\n" * (MAX_LINES + 1), f"the file has more than {MAX_LINES:,} lines"),
}  # fmt: skip

FINE = {
    "long flat table": "x = [" + "-1, " * 20000 + "]",
    "table of rows": "x = [" + "(1, 2), " * 20000 + "]",
    "dict of lambdas": "x = {" + "k: lambda a: a.b, " * 3000 + "}",
    "rulers in strings and comments": '"""\n' + "-" * 5000 + '\n"""\n# ' + "-" * 5000 + "\nx = '" + "(" * 500 + "'",
    "many if statements": "if a:\n  pass\nelif b:\n  pass\n" * 3000,
    "aligned continuation": "f(1,\n" + " " * 120 + "2)\n",
    "unclosed string": "x = '" + "(" * 500,
    "unclosed text": '"""' + '\\"""' * 5000,
}


@pytest.mark.parametrize("name", sorted(TOO_DEEP))
def test_too_deep(name: str) -> None:
    text, reason = TOO_DEEP[name]
    source = SourceFile.from_text("a.py", text)
    with pytest.raises(SourceError) as caught:
        parse_ast(source)
    if reason is not None:
        assert caught.value.reason == reason


@pytest.mark.parametrize("name", sorted(FINE))
def test_fine(name: str) -> None:
    check_limits(SourceFile.from_text("a.py", FINE[name]))


@pytest.mark.parametrize(
    "text",
    [
        "x = f'{" + "-" * (MAX_DEPTH + 10) + "1}'",
        "x = 1" + " + 1" * (MAX_DEPTH + 10),
        "if a:\n pass\n" + "elif b:\n pass\n" * (MAX_DEPTH + 10),
    ],
)
def test_what_python_accepts_may_be_too_deep_for_libcst(text: str) -> None:
    source = SourceFile.from_text("a.py", text)
    tree = parse_ast(source)
    with pytest.raises(SourceError, match="nests too deeply"):
        parse_cst(source, tree)


def test_the_deepest_that_is_let_through_is_parsed_by_libcst() -> None:
    parts = [
        "x = " + "(" * (MAX_BRACKETS - 1) + "1" + ")" * (MAX_BRACKETS - 1),
        "x = " + "f(" * (MAX_BRACKETS - 1) + ")" * (MAX_BRACKETS - 1),
        "x = " + "{1:" * (MAX_BRACKETS - 1) + "1" + "}" * (MAX_BRACKETS - 1),
        "x = " + "-" * (MAX_DEPTH - 10) + "1",
        "x = 1" + "+1" * (MAX_DEPTH - 10),
        "x = a" + ".b" * (MAX_DEPTH - 10),
        "".join(" " * i + "if 1:\n" for i in range(95)) + " " * 95 + "pass",
    ]
    script = (
        "import sys\n"
        "from flopslint.core.source import SourceFile\n"
        "from flopslint.frontend.inventory import take_inventory\n"
        "take_inventory(SourceFile.from_text('a.py', sys.stdin.read()))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], input="\n".join(parts), capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr


def test_the_test_is_cheap() -> None:
    text = 'def f(a, b=(1, [2])):\n    """Text (of [a function."""\n    return g(a[0], -b)  # comment\n\n' * 500
    source = SourceFile.from_text("a.py", text)
    best = min(_seconds(source) for _ in range(5))
    assert best < 0.05


@pytest.mark.parametrize("text", ["-" * 2000 + "x", '\\"""', "'\\\n", "((", "not ", "elif a:\n", "[{(", "#", "\t\n"])
def test_no_text_takes_long(text: str) -> None:
    source = SourceFile.from_text("a.py", text * (500_000 // len(text)))
    assert _seconds(source) < 10


def _seconds(source: SourceFile) -> float:
    start = time.perf_counter()
    with suppress(SourceError):
        check_limits(source)
    return time.perf_counter() - start
