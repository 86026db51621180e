from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.catalog.torch.value_cases import cases, check


@pytest.mark.parametrize("row", cases("numpy", Path(__file__).parent), ids=lambda row: str(row["expression"]))
def test_agrees_with_numpy(row: dict[str, Any]) -> None:
    check(row)
