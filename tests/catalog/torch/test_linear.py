from __future__ import annotations

from typing import Any

import pytest

import flopslint.catalog.torch.ops.contraction
import flopslint.catalog.torch.ops.distance
import flopslint.catalog.torch.ops.linear
import flopslint.catalog.torch.ops.vectors  # noqa: F401 - fill the catalog
from tests.catalog.torch.replay import cases, check


@pytest.mark.parametrize("row", cases("linear"), ids=lambda row: row["expression"])
def test_agrees_with_torch(row: dict[str, Any]) -> None:
    check(row)
