"""Scopes against CPython's ``symtable``, over odd samples and over the front end's own source."""

from __future__ import annotations

from pathlib import Path

import pytest

from flopslint.core.source import SourceFile
from flopslint.frontend.lower import lower
from flopslint.ir import nodes as ir
from flopslint.ir.nodes import Scope
from tests.frontend.samples import SCOPES, SYNTAX
from tests.frontend.symbols import scope_differences

ROOT = Path(__file__).resolve().parents[2]
OWN_FILES = sorted((ROOT / "flopslint").rglob("*.py"))[::5] + sorted(Path(__file__).parent.glob("*.py"))


@pytest.mark.parametrize("name", sorted(SCOPES))
def test_odd_scopes(name: str) -> None:
    assert scope_differences(SCOPES[name]) == []


def test_every_syntax() -> None:
    assert scope_differences(SYNTAX) == []


@pytest.mark.parametrize("path", OWN_FILES, ids=[path.stem for path in OWN_FILES])
def test_own_source(path: Path) -> None:
    assert scope_differences(path.read_text(encoding="utf-8")) == []


def _function(text: str) -> ir.Code:
    found = lower(SourceFile.from_text("a.py", text)).body[-1]
    assert isinstance(found, ir.FunctionDef)
    return found.code


def test_local_names_hold_parameters_and_no_declared_ones() -> None:
    code = _function("def f(a, *b, c=1, **d):\n    global g\n    e = [i for i in a]\n    g = (h := 1)\n")
    assert code.local_names == {"a", "b", "c", "d", "e", "h"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("yield", True),
        ("x = 1\n    if x:\n        x = yield from x", True),
        ("return lambda: (yield)", False),
        ("def g(): yield", False),
        ("return [lambda: (yield) for _ in 'yield']", False),
        ("def g(a=(yield)): pass", True),
        ("# yield\n    return 'yield'", False),
    ],
)
def test_generators(body: str, *, expected: bool) -> None:
    assert _function(f"def f():\n    {body}\n").is_generator is expected


def test_a_nonlocal_that_nothing_binds_is_global() -> None:
    code = _function("def f():\n    nonlocal x\n    x = 1\n")
    statement = code.body.statements[0]
    assert isinstance(statement, ir.Assign)
    name = statement.targets[0]
    assert isinstance(name, ir.Name)
    assert name.scope is Scope.GLOBAL
