"""Deleting what nobody knows from what is known, and what is known from what nobody knows."""

from __future__ import annotations

from tests.evaluator.conftest import Evaluate

UNKNOWN = "import nowhere\nk = nowhere.key\n"


def test_an_unknown_key_may_have_been_any(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
d = {'a': 1, 'b': 2}
del d[k]
x = d.get('a')
n = len(d)
t = 'a' in d
keys = sorted(d)
u = 'c' in d
d['a'] = 5
y = d['a']
"""
    )
    assert found.ended_by is None
    assert all(found.is_unknown(name) for name in ("x", "n", "t", "keys"))
    assert found.plain("u") is False
    assert found.plain("y") == 5


def test_a_known_key_of_a_dict_with_unknown_ones(evaluate: Evaluate) -> None:
    found = evaluate(UNKNOWN + "d = {'a': 1}\nd[k] = 2\ndel d['z']\nt = 'a' in d\ndel d['a']\nu = 'a' in d\n")
    assert found.ended_by is None
    assert found.plain("t") is True


def test_a_layer_that_may_have_been_deleted(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + "import torch.nn as nn\nm = nn.ModuleDict({'a': nn.Linear(1, 1)})\ndel m[k]\nn = len(m)\nhas = 'a' in m\n"
    )
    assert all(found.is_unknown(name) for name in ("n", "has"))
