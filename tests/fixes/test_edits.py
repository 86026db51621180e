"""Edits of real files, held against what Python's own parser makes of them: nothing but what was meant is changed."""

from __future__ import annotations

import ast
import io
import tokenize
from pathlib import Path

import pytest

from flopslint.core.fix import SetArgument
from flopslint.core.source import SourceFile
from flopslint.fixes.arguments import argument_edit
from flopslint.fixes.comments import comment_edit
from flopslint.fixes.parsed import ParsedFile
from flopslint.fixes.rewrite import rewritten
from flopslint.fixes.suppression import suppression_edits
from flopslint.frontend.comments import read_comments
from flopslint.frontend.spans import spans_of

ROOT = Path(__file__).resolve().parents[2]
WILD = sorted((ROOT / "tests" / "wild" / "cases").glob("*.py"), key=lambda path: (path.stat().st_size, path.name))
FILES = [*sorted((ROOT / "sample_models").glob("*.py"))[::3], *WILD[:4]]
NAMES = [path.stem for path in FILES]
CALLS = 15
"""So many calls of a file, spread over it."""


def source_of(path: Path) -> SourceFile:
    return SourceFile.from_text(str(path), path.read_text(encoding="utf-8"))


def comments_of(text: str) -> list[str]:
    return [one.string for one in tokenize.generate_tokens(io.StringIO(text).readline) if one.type == tokenize.COMMENT]


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_arguments(path: Path) -> None:
    source = source_of(path)
    file, place = ParsedFile(source), spans_of(source)
    tree = ast.parse(source.text)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and (node.args or node.keywords)]
    for call in calls[:: max(len(calls) // CALLS, 1)]:
        first = next((one for one in call.args), None)
        stars = any(isinstance(one, ast.Starred) for one in call.args) or any(one.arg is None for one in call.keywords)
        change = SetArgument(call=place(call), name="new_one", position=None, value="False")
        found = argument_edit(file, change)
        bare = len(call.args) == 1 and not call.keywords and isinstance(first, ast.GeneratorExp)
        assert (found is None) == stars
        if found is not None and not bare:
            call.keywords.append(ast.keyword(arg="new_one", value=ast.Constant(value=False)))
            text = rewritten(source, [found[0]])
            assert ast.dump(ast.parse(text)) == ast.dump(tree)
            assert comments_of(text) == comments_of(source.text)
            call.keywords.pop()
        if first is not None and not isinstance(first, ast.Starred) and not bare:
            found = argument_edit(file, SetArgument(call=place(call), name="x", position=0, value="12"))
            assert found is not None
            call.args[0] = ast.Constant(value=12)
            assert ast.dump(ast.parse(rewritten(source, [found[0]]))) == ast.dump(tree)
            call.args[0] = first


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_comments_put_in_and_taken_out_again(path: Path) -> None:
    source = source_of(path)
    there = len(read_comments(source).suppressions)
    lines = [line for line in range(1, source.line_count + 1) if source.line(line).strip(" #")][::3]
    text = rewritten(source, suppression_edits(source, {(line, line): {"FL999"} for line in lines}, (), "why not"))
    assert ast.dump(ast.parse(text)) == ast.dump(ast.parse(source.text))
    commented = SourceFile.from_text(str(path), text)
    suppressions = [one for one in read_comments(commented).suppressions if one.codes == ("FL999",)]
    assert len(read_comments(commented).suppressions) == there + len(suppressions)
    assert len(suppressions) > len(lines) // 2
    edits = [comment_edit(commented, one.span, one.codes) for one in suppressions]
    again = rewritten(commented, [edit for edit in edits if edit is not None])
    assert [line.rstrip() for line in again.splitlines()] == [line.rstrip() for line in source.text.splitlines()]
