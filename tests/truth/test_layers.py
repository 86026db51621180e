"""Nine models of torchvision, layer by layer."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.truth.table import Row, answer, load

LAYERS: dict[str, list[Row]] = defaultdict(list)
for recorded in load("torchvision_layers"):
    LAYERS[recorded["model"]].append(recorded)
TARGETS = {row["id"].removeprefix("torchvision/"): row for row in load("torchvision")}


def _tensors(output: Any) -> list[Any]:
    """The recorded output as a list of tensors, as a report gives it."""
    single = isinstance(output, list) and all(isinstance(dim, int) for dim in output)
    return [output] if single else output


def _flops_inside(name: str, layers: list[dict[str, Any]]) -> int:
    """A layer's FLOPs with those of the layers in it: the record's reading; a report's rows are each layer's own."""
    prefix = f"{name}." if name else ""
    return sum(layer["flops"] for layer in layers if layer["name"] == name or layer["name"].startswith(prefix))


@pytest.mark.parametrize("model", sorted(LAYERS))
def test_every_layer(model: str, corpus: Path) -> None:
    rows = LAYERS[model]
    layers = answer(TARGETS[model], corpus)["layers"]
    assert [layer["name"] for layer in layers] == [row["module"] for row in rows]
    for row, layer in zip(rows, layers, strict=True):
        assert layer["class"].rpartition(".")[2] == row["class"], row
        assert (layer["params"], layer["buffers"]) == (row["own_params"], row["own_buffers"]), row
        assert layer["calls"] == row["calls"], row
        if row["calls"]:
            assert _flops_inside(layer["name"], layers) == row["torch_flops"], row
            assert layer["outputs"] == _tensors(row["output_shape"]), row


@pytest.mark.parametrize("model", sorted(LAYERS))
def test_rows_add_up_to_the_totals(model: str, corpus: Path) -> None:
    document = answer(TARGETS[model], corpus)
    for figure in ("params", "buffers", "macs", "flops"):
        assert sum(layer[figure] for layer in document["layers"]) == document[figure]["total"]


@pytest.mark.parametrize("model", sorted(LAYERS))
def test_every_layer_names_its_constructor_call(model: str, corpus: Path, root: Path) -> None:
    for layer in answer(TARGETS[model], corpus)["layers"]:
        file, line, column = layer["file"], layer["line"], layer["column"]
        assert file is not None, layer
        assert not Path(file).is_absolute()
        path = root / file if (root / file).is_file() else corpus / file
        text = path.read_text(encoding="utf-8").splitlines()[line - 1]
        assert "(" in text[column - 1 :] or text.lstrip().startswith(("class ", "def ")), layer
