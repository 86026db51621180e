from __future__ import annotations

from typing import Any

import pytest

import flopslint.catalog.torch.ops.short_time
import flopslint.catalog.torch.ops.spectral
import flopslint.catalog.torch.ops.windows  # noqa: F401 - fill the catalog
from tests.catalog.torch.replay import cases, check


@pytest.mark.parametrize("row", cases("spectral"), ids=lambda row: row["expression"])
def test_agrees_with_torch(row: dict[str, Any]) -> None:
    check(row)
