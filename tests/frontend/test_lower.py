"""The lowering: each kind of syntax, what is dropped, what is late, and where things stand."""

# ruff: noqa: E501 - one case a line

from __future__ import annotations

import ast
import sys

import pytest

from flopslint.core.errors import SourceError
from flopslint.core.source import SourceFile
from flopslint.core.span import Span
from flopslint.frontend.lower import lower
from flopslint.ir import nodes as ir
from tests.frontend.samples import SCOPES, SYNTAX
from tests.frontend.shown import lowered, shown

CASES = {
    "a.b[c, 1:d:-2, ...]": "Evaluate(Subscript(Attribute(a.G, 'b'), Collection('tuple', [c.G; Slice(1, d.G, Unary('-', 2)); Ellipsis])))",
    "a[:]": "Evaluate(Subscript(a.G, Slice(None, None, None)))",
    "f(a, *b, c=1, **d)": "Evaluate(Call(f.G, [a.G; Starred(b.G)], [Keyword('c', 1); Keyword(None, d.G)], False))",
    "f(a, c=1)": "Evaluate(Call(f.G, [a.G], [Keyword('c', 1)], True))",
    "a < b is not c not in d": "Evaluate(Compare(a.G, ['<'; 'is not'; 'not in'], [b.G; c.G; d.G]))",
    "not a and b and c or d": "Evaluate(Boolean('or', [Boolean('and', [Unary('not', a.G); b.G; c.G]); d.G]))",
    "a + b * c @ d": "Evaluate(Binary('+', a.G, Binary('@', Binary('*', b.G, c.G), d.G)))",
    "a - b - c": "Evaluate(Binary('-', Binary('-', a.G, b.G), c.G))",
    "a if b else c": "Evaluate(Conditional(b.G, a.G, c.G))",
    "[a, *b]; {1, 2}; ()": "Evaluate(Collection('list', [a.G; Starred(b.G)])); Evaluate(Collection('set', [1; 2])); Evaluate(Collection('tuple', []))",
    "{a: 1, **b}": "Evaluate(DictDisplay([a.G; None], [1; b.G]))",
    "[a for a in b if a for c in a]": "Evaluate(Comprehension('list', a.L, None, [Generator(a.L, b.G, [a.L], False); Generator(c.L, a.L, [], False)]))",
    "{a: b for a, b in c}": "Evaluate(Comprehension('dict', a.L, b.L, [Generator(Collection('tuple', [a.L; b.L]), c.G, [], False)]))",
    "f'{a!r:>{b}}x{c}'": "Evaluate(FormattedString([FormattedValue(a.G, 'r', FormattedString(['>'; FormattedValue(b.G, '', None)])); 'x'; FormattedValue(c.G, '', None)]))",
    "(a := 1)": "Evaluate(Walrus(a.G, 1))",
    "lambda a, /, b=c, *d: a": "Evaluate(Lambda(Code('<lambda>', Parameters([Parameter('a', None, None)], [Parameter('b', c.G, None)], Parameter('d', None, None), [], None), [Return(a.L)], ['a', 'b', 'd'], False, False, None, None)))",
    "a = b.c = d": "Assign([a.G; Attribute(b.G, 'c')], d.G)",
    "a, *b = c": "Assign([Collection('tuple', [a.G; Starred(b.G)])], c.G)",
    "a **= 2": "AugmentedAssign(a.G, '**', 2)",
    "a: int; b: 'text' = 1": "AnnotatedAssign(a.G, int.G, None); AnnotatedAssign(b.G, 'text', 1)",
    "del a, b[0]": "Delete([a.G; Subscript(b.G, 0)])",
    "if a: b\nelif c: d\nelse: e": "If(a.G, [Evaluate(b.G)], [If(c.G, [Evaluate(d.G)], [Evaluate(e.G)])])",
    "if a: b\nelse:\n  if c: d\n  e": "If(a.G, [Evaluate(b.G)], [If(c.G, [Evaluate(d.G)], []); Evaluate(e.G)])",
    "for a in b: break\nelse: c": "For(a.G, b.G, [Jump('break')], [Evaluate(c.G)], False)",
    "while a: continue": "While(a.G, [Jump('continue')], [])",
    "with a as b, c: d": "With([WithItem(a.G, b.G); WithItem(c.G, None)], [Evaluate(d.G)], False)",
    "try: a\nexcept b as c: d\nexcept: e\nelse: f\nfinally: g": "Try([Evaluate(a.G)], [Handler(b.G, c.G, [Evaluate(d.G)]); Handler(None, None, [Evaluate(e.G)])], [Evaluate(f.G)], [Evaluate(g.G)], False)",
    "try: a\nexcept* b: d": "Try([Evaluate(a.G)], [Handler(b.G, None, [Evaluate(d.G)])], [], [], True)",
    "raise a from b": "Raise(a.G, b.G)",
    "assert a, b": "Assert(a.G, b.G)",
    "import a.b, c.d as e, f": "Import('a.b', a.G, False); Import('c.d', e.G, True); Import('f', f.G, False)",
    "from ..a.b import c as d, e": "ImportFrom('a.b', 2, 'c', d.G); ImportFrom('a.b', 2, 'e', e.G)",
    "from . import a": "ImportFrom('', 1, 'a', a.G)",
    "from a import *": "ImportFrom('a', 0, '*', None)",
    "from __future__ import annotations": "",
    "pass; ...; 'text'; 1": "",
    "class A(B, metaclass=C): x = 1": "ClassDef(A.G, [B.G], [Keyword('metaclass', C.G)], [Assign([x.KG], 1)], [], None)",
    "@a\n@b(1)\ndef f() -> c: 'doc'": "FunctionDef(f.G, Code('f', Parameters([], [], None, [], None), [], [], False, False, 'doc', c.G), [a.G; Call(b.G, [1], [], True)])",
    "match a:\n case b.c | 1: d": "Match(a.G, [Case(Pattern('or', None, None, [Pattern('value', Attribute(b.G, 'c'), None, [], [], []); Pattern('value', 1, None, [], [], [])], [], []), None, [Evaluate(d.G)])])",
    "match a:\n case [b, *_] if b: d": "Match(a.G, [Case(Pattern('sequence', None, None, [Pattern('capture', None, b.G, [], [], []); Pattern('star', None, None, [], [], [])], [], []), b.G, [Evaluate(d.G)])])",
    "match a:\n case {'k': None, **r}: d": "Match(a.G, [Case(Pattern('mapping', None, r.G, [Pattern('singleton', None, None, [], [], [])], ['k'], []), None, [Evaluate(d.G)])])",
    "match a:\n case P(1, k=_) as w: d": "Match(a.G, [Case(Pattern('capture', None, w.G, [Pattern('class', P.G, None, [Pattern('value', 1, None, [], [], []); Pattern('capture', None, None, [], [], [])], [], ['k'])], [], []), None, [Evaluate(d.G)])])",
}  # fmt: skip


@pytest.mark.parametrize("text", CASES)
def test_syntax(text: str) -> None:
    assert lowered(text) == CASES[text]


def test_asynchronous_code() -> None:
    text = (
        "async def f(a):\n async for b in a: await b\n async with a: yield [c async for c in a]\n return (yield from a)"
    )
    body = (
        "[For(b.L, a.L, [Evaluate(Await(b.L))], [], True); "
        "With([WithItem(a.L, None)], [Evaluate(Yield(Comprehension('list', c.L, None, [Generator(c.L, a.L, [], True)])))]"
        ", True); Return(YieldFrom(a.L))]"
    )
    assert f"{body}, ['a', 'b'], True, True, None, None" in lowered(text)


def test_private_names() -> None:
    text = "class _N:\n def f(self, __a):\n  import __b.c\n  self.__d = __e(__k=__a.__f__)\n  class __G: pass\n"
    assert "Parameter('_N__a', None, None)" in lowered(text)
    assert (
        "[Import('__b.c', _N__b.L, False); "
        "Assign([Attribute(self.L, '_N__d')], Call(_N__e.G, [], [Keyword('__k', Attribute(_N__a.L, '__f__'))], True)); "
        "ClassDef(_N__G.L, [], [], [], [], None)]"
    ) in lowered(text)


def test_docstrings() -> None:
    module = lower(SourceFile.from_text("a.py", "'m'\nclass A:\n  'c'\n  'other'\ndef f():\n  f'no'\n"))
    assert module.docstring == "m"
    assert isinstance(module.body[0], ir.ClassDef)
    assert module.body[0].docstring == "c"
    assert module.body[0].body == ()
    assert isinstance(module.body[1], ir.FunctionDef)
    assert module.body[1].code.docstring is None


def test_bound_names() -> None:
    text = (
        "import a.b\nimport c as d, e\nfrom f import g, h as i\nfrom j import *\nfrom k import *\n"
        "try:\n  import l\nexcept ImportError: l = None\n"
        "import m\nm = 1\nimport n\ndel n\nimport o\nif x:\n  import p\nq = [r for s in t]\n"
        "def u():\n  global o, v\n  w = 1\nclass y: z = 1\n(aa := 1)\nfor bb in x: pass\nfrom __future__ import cc\n"
    )
    module = lower(SourceFile.from_text("a.py", text))
    imports = {name: shown(one) for name, one in module.bound.items() if one is not None}
    assert imports == {
        "a": "Import('a.b', a.G, False)",
        "d": "Import('c', d.G, True)",
        "e": "Import('e', e.G, False)",
        "g": "ImportFrom('f', 0, 'g', g.G)",
        "i": "ImportFrom('f', 0, 'h', i.G)",
    }
    assert set(module.bound) - set(imports) == {"l", "m", "n", "o", "p", "q", "u", "y", "aa", "bb"}
    assert [one.module for one in module.stars] == ["j", "k"]


def test_bodies_are_lowered_once_when_asked_for() -> None:
    module = lower(SourceFile.from_text("a.py", "def f():\n  return 1\n"))
    function = module.body[0]
    assert isinstance(function, ir.FunctionDef)
    assert function.code.body.statements is function.code.body.statements


@pytest.mark.parametrize("text", [SYNTAX, *SCOPES.values(), 'é = f("ñ", g(\n  "日本", h("🙂")))\r\nü = é(1)\r\n'])
def test_spans_are_those_of_ast_in_characters(text: str) -> None:
    source = SourceFile.from_text("a.py", text)
    tree = ast.parse(text)
    expected = {
        ast.get_source_segment(text, node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and not _in_f_string(tree, node)
    }
    found = {source.segment(call.span) for call in _calls(lower(source).body)}
    assert {one.replace("\r\n", "\n") for one in expected if one} <= {one.replace("\r\n", "\n") for one in found}


def _in_f_string(tree: ast.AST, call: ast.Call) -> bool:
    return any(call in ast.walk(node) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))


def _calls(node: object) -> list[ir.Call]:
    found: list[ir.Call] = []
    if isinstance(node, tuple):
        for one in node:
            found += _calls(one)
    elif isinstance(node, ir.Body):
        found += _calls(node.statements)
    elif hasattr(node, "__dataclass_fields__") and not isinstance(node, Span):
        if isinstance(node, ir.Call):
            found.append(node)
        for name in node.__dataclass_fields__:
            found += _calls(getattr(node, name))
    return found


def test_long_chains_need_no_stack() -> None:
    text = "x = 'a'" + " + 'b'" * 2000 + "\nif x == 0: pass\n" + "elif x == 1: pass\n" * 900
    module = lower(SourceFile.from_text("a.py", text))
    assert isinstance(module.body[0], ir.Assign)
    assert isinstance(module.body[1], ir.If)


def test_nesting_too_deep_for_the_lowering() -> None:
    deep = "-" * 2000 + "1"
    with pytest.raises(SourceError, match="nests too deeply"):
        lower(SourceFile.from_text("a.py", deep))
    late = lower(SourceFile.from_text("a.py", f"def f():\n  return {deep}\n")).body[0]
    assert isinstance(late, ir.FunctionDef)
    for _ in range(2):
        with pytest.raises(SourceError, match="nests too deeply") as caught:
            _ = late.code.body.statements
        assert caught.value.span.start == (1, 0)


def test_unknown_syntax_is_opaque(monkeypatch: pytest.MonkeyPatch) -> None:
    from flopslint.frontend import expressions

    monkeypatch.delitem(expressions.LOWER, ast.Await)
    text = "async def f():\n  a = 1\n  if await b: c\n  d\n"
    assert "[Assign([a.L], 1); Opaque('the syntax Await is not understood'); Evaluate(d.G)]" in lowered(text)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="syntax of Python 3.12")
def test_type_parameters() -> None:
    text = "type A[T] = list[T]\nclass B[T](C[T]):\n  def f[U](self, x: U) -> T: return U\n"
    assert lowered(text).startswith(
        "ImportFrom('typing', 0, 'TypeVar', T.G); Assign([A.G], Subscript(list.G, T.G)); "
        "ImportFrom('typing', 0, 'TypeVar', T.G); ClassDef(B.G, [Subscript(C.G, T.G)], [], "
        "[ImportFrom('typing', 0, 'TypeVar', U.KG); FunctionDef(f.KG, "
    )
    assert "[ImportFrom('typing', 0, 'TypeVar', U.L); Return(U.L)]" in lowered(text)
