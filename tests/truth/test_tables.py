"""Every recorded row: no figure is wrong, and none is missing but those known to be."""

from __future__ import annotations

from pathlib import Path

import pytest

import flopslint
from tests.truth.table import (
    FOLDER,
    LIBRARIES,
    TABLES,
    Row,
    Verdict,
    answer,
    explain,
    judge,
    known_partial,
    load,
    sample,
)

ROWS = [(table, row) for table in TABLES for row in sample(table)]
KNOWN = known_partial()


@pytest.mark.parametrize(("table", "row"), ROWS, ids=[row["id"] for _, row in ROWS])
def test_row(
    table: str, row: Row, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    search_path: Path = FOLDER
    for fixture in LIBRARIES.get(table, ()):
        search_path = request.getfixturevalue(fixture)
    monkeypatch.chdir(tmp_path)  # where no project is: a library's own code is not searched for calls of its models
    document = answer(row, search_path)
    verdicts = judge(row, document)
    assert Verdict.WRONG not in verdicts.values(), f"{row}\n{verdicts}\n{explain(document)}"
    missing = {figure for figure, verdict in verdicts.items() if verdict is Verdict.PARTIAL}
    assert missing == KNOWN.get(row["id"], set()), f"{row}\n{verdicts}\n{explain(document)}"


def test_known_partial_names_rows() -> None:
    assert set(KNOWN) <= {row["id"] for table in TABLES for row in load(table)}


def test_every_classification_model_is_exact() -> None:
    classification = {row["id"] for row in load("torchvision") if row["kind"] == "classification"}
    assert len(classification) == 111
    assert not classification & set(KNOWN)


def test_the_name_of_a_class_is_no_class(corpus: Path) -> None:
    report = flopslint.analyze(
        "torchvision/models/resnet.py::resnet18(weights=None, norm_layer='torch.nn.InstanceNorm2d')",
        inputs=["1x3x224x224"],
        search_path=[corpus],
    )
    assert [conflict["message"] for conflict in report.to_dict()["conflicts"]] == [
        "TypeError: 'str' object is not callable"
    ]
