from __future__ import annotations

from typing import Any

import pytest

import flopslint.catalog.torch.ops.blocks
import flopslint.catalog.torch.ops.convolution  # noqa: F401 - fill the catalog
from tests.catalog.torch.replay import cases, check


@pytest.mark.parametrize("row", cases("convolution"), ids=lambda row: row["expression"])
def test_agrees_with_torch(row: dict[str, Any]) -> None:
    check(row)
