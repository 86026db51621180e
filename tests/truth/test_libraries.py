"""Models of libraries that flopslint was not developed on: every figure is what torch gave."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import fetch
from tests.truth.table import Row, Verdict, answer, explain, judge, load

WHEELS = {
    "efficientnet_pytorch": "0.3.0",
    "monai": "1.6.1",
    "segmentation_models_pytorch": "0.6.0",
    "vit_pytorch": "1.26.11",
}
NEEDED_TOO = {"vit_pytorch": ("einops", "0.8.2")}


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in load("libraries")])
def test_row(row: Row, corpus: Path) -> None:
    library = row["target"].partition("/")[0]
    fetch(library, WHEELS[library])
    if library in NEEDED_TOO:
        fetch(*NEEDED_TOO[library])
    document = answer(row, corpus)
    assert set(judge(row, document).values()) == {Verdict.EXACT}, f"{row}\n{explain(document)}"
    assert not document["conflicts"]
