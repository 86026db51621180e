from __future__ import annotations

from typing import Any

import pytest

from tests.catalog.torch.value_cases import cases, check

FAMILIES = ("pointwise", "reduction", "creation", "sorting", "pooling", "like_elements")


@pytest.mark.parametrize(
    "row", [row for family in FAMILIES for row in cases(family)], ids=lambda row: str(row["expression"])
)
def test_agrees_with_torch(row: dict[str, Any]) -> None:
    check(row)
