"""Borrowed positions against LibCST's own, and the walk that they come from."""

from __future__ import annotations

import ast
import dataclasses
import inspect
from pathlib import Path

import libcst as cst
import pytest

from flopslint.core.errors import SourceError
from flopslint.core.source import SourceFile
from flopslint.frontend.cst_walk import dotted_name, fields_of, walk
from flopslint.frontend.parse import parse_ast, parse_cst
from flopslint.frontend.positions import Positions, find_positions, provided_spans
from tests.frontend.samples import SCOPES, SYNTAX

ROOT = Path(__file__).resolve().parents[2]
OWN_FILES = sorted((ROOT / "flopslint").rglob("*.py"))[::25]

ODD = {
    "line ends": "f(1)\r\nif g(2):\r\n\th(3)\r\n",
    "old line ends": "f(1)\rif g(2):\r h(3)\r",
    "form feed": "f(1)\n\x0c\nclass A:\n\x0c\n    x = f(2)\n",
    "tabs": "if a(1):\n\tif b(2):\n\t\tc(3)\n\telse:\n\t        d(4)\n",
    "nested calls": "f(g(h(1)), i(2)(3)(4), *j(5), k=l(6), **m(7))(n(8))\n",
    "parentheses": "(f(1))(2); ((g))(3); (h\n(4)\n)\n",
    "decorators": "@a(1)\n@b(\n  2)\nclass D(e(3), f=g()):\n  @h(5)\n  async def i(self, j=k(), *l: m(7)) -> n(8): o\n",
    "f-strings": "x = f'{a(1)} {b(2)!r:>{c(3)}} {f\"{d(4)}\"}' f'{e(5)}'\n",
    "conditional": "a(1) if b(2) else c(3)\nlambda d=e(4): f(5)\n",
    "comprehensions": "[a(1) for b in c(2) if d(3) for e in f(4)]; {g(5): h(6) for i in j(7)}; {**k(8), l(9): m(10)}\n",
    "one line": "if a(1): b(2); c(3)\nelse: d(4)\nwhile e(5): f(6); g(7)\n",
    "try": "try: a(1)\nexcept b(2) as c: d(3)\nelse: e(4)\nfinally: f(5)\n",
    "match": "match a(1):\n  case B(c=1) if d(2): e(3)\n  case {'k': F(1, 2), **g}: h(4)\n",
    "async": "async def a():\n  async with b(1) as c(2).d: await e(3)\n  async for f in g(4): pass\n",
    "global": "def a():\n  global b\n  b = c(1)\n  def d():\n    nonlocal b; e(2)\n",
    "wide": "é = f('ñ', g('日本'), h('🙂')); i('é')\n",
    "slices": "a[b(1):c(2):d(3), e(4)][f(5)] = g(6); del h(7).i\n",
    "annotated": "a(1).b: c(2) = d(3)\nassert e(4), f(5)\nraise g(6) from h(7)\n",
    "with": "with (a(1) as b, c(2)): d(3)\nwith e(4) as f, g(5): h(6)\n",
    "elif": "if a(1): pass\nelif b(2): c(3)\nelif d(4): pass\nelse:\n  if e(5): f(6)\n",
}


def _positions(text: str) -> tuple[cst.Module, SourceFile, Positions]:
    source = SourceFile.from_text("a.py", text)
    tree = parse_ast(source)
    module = parse_cst(source, tree)
    return module, source, find_positions(module, tree, source)


def test_what_only_python_knows() -> None:
    source = SourceFile.from_text("a.py", "x = 1\n(y): int\n")
    with pytest.raises(SourceError, match="Python accepts the file, but LibCST does not know its syntax") as caught:
        parse_cst(source, parse_ast(source))
    assert caught.value.span.start_line == 2


def _check(text: str) -> None:
    module, source, found = _positions(text)
    assert found.borrowed
    provided = provided_spans(module, list(found.spans), source)
    for node, span in found.spans.items():
        if isinstance(node, cst.Call):
            assert span == provided[node], module.code_for_node(node)
        else:
            assert span.start_line == provided[node].start_line, module.code_for_node(node)


@pytest.mark.parametrize("name", sorted(ODD))
def test_odd_text(name: str) -> None:
    _check(ODD[name])


UNKNOWN_TO_LIBCST = {"annotation of a name in parentheses"}


@pytest.mark.parametrize("text", [SYNTAX, *(text for name, text in SCOPES.items() if name not in UNKNOWN_TO_LIBCST)])
def test_samples(text: str) -> None:
    _check(text)


@pytest.mark.parametrize("path", OWN_FILES, ids=[path.stem for path in OWN_FILES])
def test_own_source(path: Path) -> None:
    _check(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "other",
    ["f(1)\n", "f(g(1)); h()\n", "f(x(1))\n", "f(g(1), 2)\n", "f(a.g(1))\n", "x = f(g(1))\n", "f((g)(1)(2))\n"],
)
def test_where_the_trees_differ_positions_come_from_libcst(other: str) -> None:
    source = SourceFile.from_text("a.py", "@d\ndef k(): pass\nf(g(1))\n")
    module = parse_cst(source, parse_ast(source))
    found = find_positions(module, ast.parse("@d\ndef k(): pass\n" + other), source)
    assert not found.borrowed
    assert {source.segment(found.of(node)) for node in found.spans if isinstance(node, cst.Call)} == {"g(1)", "f(g(1))"}
    assert [found.first_line(node) for node in found.spans if isinstance(node, cst.FunctionDef)] == [1]


def test_the_walk_follows_every_field_that_can_hold_an_expression() -> None:
    silent = {"lpar", "rpar", "comma", "semicolon", "operator", "dot", "equal", "colon", "asynchronous", "relative"}
    names = {"Name", "NameItem", "ImportAlias", "ImportStar"}  # fields that only hold a name that is not a variable
    for _, kind in inspect.getmembers(cst, inspect.isclass):
        if not issubclass(kind, cst.CSTNode) or not dataclasses.is_dataclass(kind) or inspect.isabstract(kind):
            continue
        for one in dataclasses.fields(kind):
            words = set(str(one.type).replace("[", " ").replace("]", " ").replace(",", " ").replace('"', " ").split())
            if (
                one.name in silent
                or one.name in fields_of(kind)
                or not words & {"BaseExpression", "BaseSuite", "Param"}
            ):
                continue
            assert words & names, (kind.__name__, one.name, one.type)


def test_every_name_is_met_in_the_order_of_the_text() -> None:
    text = (
        "@v1(v2)\nclass A(v3, k=v4):\n  async def f(self, x: v5 = v6, *y: v7, z: v8 = v9) -> v10: v11\n"
        "v12 if v13 else v14\n{v15: v16 for v17, v18 in v19 if v20}\nwith v21 as v22: v23\n"
        "try: v24\nexcept v25 as v26: v27\nelse: v28\nfinally: v29\nf'{v30:{v31}}{v32.a.b}'\n(v33)[v34:v35].c(v36)\n"
    )
    module = cst.parse_module(text)
    met: list[str] = []
    walk(module, {cst.Name: lambda node: met.append(node.value)}, {})
    assert met == [f"v{number}" for number in range(1, 37)]


def test_dotted_names() -> None:
    assert dotted_name(cst.parse_expression("a.b.c")) == "a.b.c"
    assert dotted_name(cst.parse_expression("a().b")) is None
    assert dotted_name(None) is None
