from __future__ import annotations

import pytest

from flopslint.core.errors import ConfigError
from flopslint.rules.rule import rules
from flopslint.rules.selection import Selection, codes_of


def test_selectors() -> None:
    assert codes_of("FL103") == {"FL103"}
    assert codes_of("FL2") == {"FL201", "FL202", "FL203"}
    assert codes_of("model-params-over-budget") == {"FL103"}
    assert codes_of("ALL") == set(rules().names())
    assert codes_of("FL5") == {"FL501", "FL502"}


@pytest.mark.parametrize(
    ("selector", "said"), [("FL1000", "FL10"), ("model-param-over-budget", "model-params"), ("E501", "")]
)
def test_an_unknown_one_names_the_nearest(selector: str, said: str) -> None:
    with pytest.raises(ConfigError, match=f"unknown rule '{selector}'.*{said}"):
        codes_of(selector)


def test_ignored_and_per_file() -> None:
    selection = Selection.of(ignore=["FL101"], per_file=[("**/tests/**", ["FL1"]), ("old/*.py", ["ALL"])])
    assert selection.allows("FL103", "net.py")
    assert selection.allows("FL103", None)
    assert not selection.allows("FL101", "net.py")
    assert not selection.allows("FL103", "tests/net.py")
    assert not selection.allows("FL103", "a/tests/net.py")
    assert not selection.allows("FL201", "old/net.py")
    assert not Selection.of(select=["FL2"]).allows("FL103", "net.py")
