from __future__ import annotations

import pytest

from flopslint.core.errors import CatalogError
from flopslint.core.registry import Registry, nearest


def test_added_once_and_listed_in_order() -> None:
    registry: Registry[int] = Registry("convention")
    registry.add("b", 2)
    registry.add("a", 1)
    assert list(registry) == [1, 2]
    assert registry.names() == ["a", "b"]
    assert registry.get("c") is None
    assert len(registry) == 2
    with pytest.raises(CatalogError, match="convention a is there twice"):
        registry.add("a", 3)


def test_nearest() -> None:
    assert nearest("macs", ["mac", "torch"]) == " (did you mean 'mac'?)"
    assert nearest("zzzz", ["mac", "torch"]) == " (expected one of mac, torch)"
