"""Bytes, held against recorded runs of real torch: ``cases/record_memory.py`` says what is counted and how."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import flopslint
from flopslint.reporters.report import ModelReport
from tests.project.projects import write

HERE = Path(__file__).parent
TRUTH: dict[str, Any] = json.loads((HERE / "memory.json").read_text("utf-8"))


def hold(report: ModelReport, truth: dict[str, Any]) -> None:
    memory = report.memory
    assert (dict(memory.parameters), dict(memory.buffers)) == (truth["parameters"], truth["buffers"])
    weights = sum((*truth["parameters"].values(), *truth["buffers"].values()))
    assert memory.weights.exact
    assert memory.activations.exact
    assert memory.weights == weights
    assert memory.activations == truth["activations"]
    assert memory.total == weights + truth["activations"]


@pytest.mark.parametrize("name", sorted(TRUTH["cases"]))
def test_small_models(name: str) -> None:
    truth = TRUTH["cases"][name]
    hold(flopslint.analyze(HERE / "cases" / "memory" / f"{name}.py", inputs=truth["inputs"]), truth)


@pytest.mark.parametrize("target", sorted(TRUTH["models"]))
def test_models_of_torchvision(target: str, corpus: Path) -> None:
    truth = TRUTH["models"][target]
    hold(flopslint.analyze(f"{corpus / target}", inputs=truth["inputs"], search_path=[corpus]), truth)


# -- what is not known ----------------------------------------------------------------------------------------
HEAD = "import torch\nfrom torch import nn\n\n\nclass Net(nn.Module):\n"
BRANCH = (
    HEAD
    + """\
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 8)

    def forward(self, x):
        y = self.fc(x)
        if x.sum() > 0:
            y = torch.cat([y, y, y, y])
        return y
"""
)
UNKNOWN_LAYER = (
    HEAD
    + """\
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 8)
        self.more = nowhere.layer()

    def forward(self, x):
        return self.more(self.fc(x))
"""
)


def test_what_is_not_known_leaves_a_lower_limit(tmp_path: Path) -> None:
    folder = write(tmp_path, {"branch.py": BRANCH, "unknown.py": f"import nowhere\n{UNKNOWN_LAYER}"})
    branch = flopslint.analyze(folder / "branch.py", inputs="1x4").memory
    assert (branch.weights.exact, branch.activations.exact) == (True, False)
    assert branch.activations.reasons[0].line == 12
    unknown = flopslint.analyze(folder / "unknown.py", inputs="1x4").memory
    assert (unknown.weights.min, unknown.weights.max) == (160, None)
    assert unknown.activations.max is None
    without = flopslint.analyze(folder / "branch.py").memory
    assert (without.weights.value, without.activations.value, without.total.exact) == (160, None, False)


def test_where_the_peak_is(tmp_path: Path) -> None:
    memory = flopslint.analyze(HERE / "cases" / "memory" / "skipping.py", inputs="1x2x32x32").to_dict()["memory"]
    assert memory["unit"] == "byte"
    assert memory["activations"]["peak"]["op"] == "torch.cat"
    assert memory["activations"]["peak"]["line"] == 19
