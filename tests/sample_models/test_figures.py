"""Every sample gives exactly what really building and running it gave, at two inputs, layer by layer."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sample_models.expected import NAMES, RUNNABLE, SAMPLES, expected, report

RUNS = [(name, run) for name in RUNNABLE for run in expected(name)["runs"]]
IDS = [f"{name}-{run['input']}" for name, run in RUNS]


@pytest.mark.parametrize(("name", "run"), RUNS, ids=IDS)
def test_totals(name: str, run: dict[str, Any]) -> None:
    found = report(name, run["input"])
    document = found.to_dict()
    assert document["params"] == {
        "total": run["params"],
        "trainable": run["trainable"],
        "exact": True,
        "bound": "exact",
        "min": run["params"],
        "max": run["params"],
    }
    assert (document["buffers"]["total"], document["buffers"]["exact"]) == (run["buffers"], True)
    assert document["output"]["shape"] == run["output"]
    assert (document["unresolved"], document["conflicts"]) == ([], [])
    for convention in {"mac", "torch", "mac-bias"} & run.keys():
        cost = found.cost(convention)
        assert (cost.total, cost.exact) == (run[convention], True), convention


@pytest.mark.parametrize(("name", "run"), RUNS, ids=IDS)
def test_layers(name: str, run: dict[str, Any]) -> None:
    document = report(name, run["input"]).to_dict()
    found = [
        {
            "name": layer["name"],
            "class": layer["class"],
            "params": layer["params"],
            "buffers": layer["buffers"],
            "flops": layer["flops"],
            "calls": layer["calls"],
        }
        for layer in document["layers"]
    ]
    assert found == [{key: value for key, value in row.items() if key != "output"} for row in run["layers"]]
    for layer, row in zip(document["layers"], run["layers"], strict=True):
        single = row["output"] is not None and all(isinstance(dim, int) for dim in row["output"])
        if single:
            assert layer["outputs"] == [row["output"]], row


@pytest.mark.parametrize(("name", "run"), RUNS, ids=IDS)
def test_rows_add_up(name: str, run: dict[str, Any]) -> None:
    document = report(name, run["input"]).to_dict()
    for figure in ("params", "buffers", "macs", "flops"):
        assert sum(layer[figure] for layer in document["layers"]) == document[figure]["total"]


@pytest.mark.parametrize("name", RUNNABLE)
def test_the_input_in_the_comment_is_the_first_recorded_one(name: str) -> None:
    run = expected(name)["runs"][0]
    document = report(name).to_dict()
    assert document["inputs"][0]["from"] == "comment"
    assert document["flops"]["total"] == run["torch"]


@pytest.mark.parametrize("name", RUNNABLE)
def test_every_layer_stands_at_a_line_of_the_file(name: str) -> None:
    lines = (SAMPLES / f"{name}.py").read_text(encoding="utf-8").splitlines()
    for layer in report(name).to_dict()["layers"]:
        assert layer["file"] == f"sample_models/{name}.py"
        here = lines[layer["line"] - 1][layer["column"] - 1 :]
        short = layer["class"].rpartition(".")[2]
        assert here.startswith((f"nn.{short}(", f"{short}(", f"class {short}", "def ", "super().__init__(")), layer


def test_every_sample_has_figures_and_one_idea() -> None:
    assert sorted(path.stem for path in SAMPLES.glob("*.py")) == NAMES
    for name in NAMES:
        assert "The idea: " in (SAMPLES / f"{name}.py").read_text(encoding="utf-8")
        tools = expected(name)["tools"]
        assert all("torch 2." in tool or tool.startswith("mac, plus") for tool in tools.values())
