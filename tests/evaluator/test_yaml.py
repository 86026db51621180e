"""YAML that is not read: loaders of the program's own, tags that make objects, texts made to exhaust."""

from __future__ import annotations

import pytest

from tests.evaluator.conftest import Evaluate

MERGES = "a0: &a0 {k: 1}\n" + "".join(
    f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 20)}]\n  k{n}: 1\n" for n in range(1, 12)
)
LAUGHS = "a0: &a0 [1]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 20)}]\n" for n in range(1, 12))


@pytest.mark.parametrize(
    "source",
    [
        "x = yaml.load('!!python/tuple [1, 2]', Loader=yaml.Loader)",
        "x = yaml.load('!!python/object/apply:os.system [ls]', Loader=yaml.UnsafeLoader)",
        "x = yaml.safe_load('2020-01-01')",
        "class Own(yaml.SafeLoader):\n    def construct_mapping(self, node): return 5\nx = yaml.load('a: 1', Own)",
        "yaml.add_constructor('!own', lambda l, n: 5, Loader=yaml.SafeLoader)\nx = yaml.safe_load('a: 1')",
        f"x = yaml.safe_load({'[' * 50_000!r})",
    ],
)
def test_not_read(evaluate: Evaluate, source: str) -> None:
    assert evaluate(f"import yaml\n{source}\n").is_unknown("x")


def test_aliases_are_shared(evaluate: Evaluate) -> None:
    found = evaluate(f"import yaml\nx = len(yaml.safe_load({LAUGHS!r})['a11'])\n")
    assert found.plain("x") == 20


def test_merges_of_merges_end(evaluate: Evaluate) -> None:
    found = evaluate(f"import yaml\nx = len(yaml.safe_load({MERGES!r})['a11'])\n")
    assert found.is_unknown("x") or found.plain("x") == 12
