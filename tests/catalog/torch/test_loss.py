from __future__ import annotations

from typing import Any

import pytest

import flopslint.catalog.torch.ops.classification_loss
import flopslint.catalog.torch.ops.loss  # noqa: F401 - fill the catalog
from tests.catalog.torch.replay import cases, check


@pytest.mark.parametrize("row", cases("loss"), ids=lambda row: row["expression"])
def test_agrees_with_torch(row: dict[str, Any]) -> None:
    check(row)
