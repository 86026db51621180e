from __future__ import annotations

import pytest

from tests.catalog.torch.replayed import check, rows

FAMILY = "einops"


@pytest.mark.parametrize("number", range(len(rows(FAMILY))), ids=lambda number: rows(FAMILY)[number][0])
def test_agrees_with_torch(number: int) -> None:
    check(FAMILY, number)
